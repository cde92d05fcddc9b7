"""The builder `embed`: the pages of the site without its frame, for use inside another site."""

import shutil
from collections.abc import Set
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.matching import Matcher

from embed.addresses import SCRIPT, public_root
from embed.finishing import Page, finish_pages
from embed.journey import Journey, journey
from embed.leaving import let_links_leave
from embed.parts import Part, folded, parts_of, with_links_to_page
from embed.scripts import write_script
from embed.translator import FrameTranslator
from markup import safe_url

THEME = "leerrecht_embed"
HERE = Path(__file__).parent
STATIC = HERE / "static"
#: Sphinx and sphinx-design add these to every page; `styles` takes their rules, and their scripts are not
#: needed.
_NOT_LOADED = frozenset(
    {"pygments.css", "sphinx-design.min.css", "design-tabs.js", "documentation_options.js", "doctools.js"}
    | {"sphinx_highlight.js", "translations.js"}
)


class EmbedBuilder(StandaloneHTMLBuilder):
    """Writes each document as a page of its own, light enough for a frame and strict enough for any host.

    Attributes:
        results: all pages, once they are finished.
    """

    name = "embed"
    epilog = "De pagina's om in te sluiten staan in %(outdir)s."
    search = False
    use_index = False
    copysource = False
    add_permalinks = False
    default_translator_class = FrameTranslator
    results: ClassVar[list[Page]] = []

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return our theme, whatever the site looks like."""
        return THEME, {}

    def init_js_files(self) -> None:
        """Load nothing but what a page itself asks for."""
        self._js_files = []

    def add_css_file(self, filename: str, **kwargs: Any) -> None:  # noqa: ANN401 - of Sphinx
        """Take the style sheet of a page that needs one, not those that Sphinx gives to all."""
        if filename not in _NOT_LOADED:
            super().add_css_file(filename, **kwargs)

    def add_js_file(self, filename: str, **kwargs: Any) -> None:  # noqa: ANN401
        """Take the script of a page that needs one, not those that Sphinx gives to all."""
        if filename not in _NOT_LOADED:
            super().add_js_file(filename, **kwargs)

    # -- which pages there are ---------------------------------------------------------------------

    @cached_property
    def documents(self) -> Set[str]:
        """The documents that are embedded."""
        left_out = Matcher(list(self.config.embed_zonder))
        return frozenset(name for name in self.env.found_docs if not left_out(name))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the path of a page; that of the site for a document that is not embedded."""
        uri = super().get_target_uri(docname, typ)
        elsewhere = docname in self.env.found_docs and docname not in self.documents
        return f"{self.config.embed_site}/{uri}" if elsewhere else uri

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the documents that are embedded."""
        chosen = set(docnames) & self.documents
        if chosen:
            super().write_documents(chosen)

    # -- writing -----------------------------------------------------------------------------------

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page, and one for each part of it that can stand alone."""
        super().write_doc(docname, doctree)
        for part in parts_of(doctree, docname, self.config.embed_delen):
            self._write_part(part, docname)

    def _write_part(self, part: Part, docname: str) -> None:
        self.current_docname = part.pagename
        try:
            body = self.render_partial(part.node)["fragment"]
        finally:
            self.current_docname = docname
        page = self.get_target_uri(docname).rpartition("/")[2]
        body, title = with_links_to_page(folded(body), page)
        title = title or self.env.titles[docname].astext()
        context = {
            "body": self._leaving(body, part.pagename),
            "title": title,
            "meta": {},
            "metatags": "",
            "lr": self._context(part.pagename, docname) | {"title": title, "part": True},
        }
        self.handle_page(part.pagename, context, event_arg=part.document())

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Add what the theme shows around an article."""
        context = super().get_doc_context(docname, self._leaving(body, docname), metatags)
        context["lr"] = self._context(docname, docname) | {"part": False}
        return context

    def _leaving(self, html: str, pagename: str) -> str:
        def is_here(path: str) -> bool:
            if not path.endswith(self.out_suffix):
                return path.startswith(("_images/", "_static/"))
            return path.removesuffix(self.out_suffix) in self.documents or "/los-" in f"/{path}"

        return let_links_leave(html, self.get_target_uri(pagename), is_here)

    def _context(self, pagename: str, docname: str) -> dict[str, Any]:
        way = journey(docname, self.relations, self.config.root_doc, sorted(self.documents))
        titles = self.env.titles
        site = super().get_target_uri(docname)

        def link(name: str | None) -> dict[str, Any] | None:
            if name is None:
                return None
            uri = self.get_relative_uri(pagename, name)
            return {"href": uri or "#", "title": titles[name].astext(), "current": name == docname}

        return {
            "path": self.get_target_uri(pagename),
            "docname": docname,
            "title": titles[docname].astext(),
            "home": link(way.home),
            "contents": [link(name) for name in way.pages] if len(way.pages) > 1 else [],
            "page": link(docname),
            "previous": link(way.previous),
            "next": link(way.next),
            "pdf": self._pdf(way, pagename),
            "site": f"{self._up(pagename)}{self.config.embed_site}/{site}",
            "brochure": self._is_brochure(way.home),
            "colophon": self._colophon(),
        }

    def _up(self, pagename: str) -> str:
        return "../" * self.get_target_uri(pagename).count("/")

    def _pdf(self, way: Journey, pagename: str) -> dict[str, str] | None:
        """Return the first download of the publication; the house style lists all on its first page."""
        listed = getattr(self.config, "house_style_downloads", {}).get(way.home) or []
        href = safe_url(str(listed[0].get("href", ""))) if listed else None
        if not href:
            return None
        outside = ":" in href.split("/")[0] or href.startswith("/")
        return {"href": href if outside else f"{self._up(pagename)}{href}", "label": "PDF"}

    def _is_brochure(self, home: str) -> bool:
        documents = getattr(self.config, "typst_documents", [])
        return any(each.get("startdoc") == home and each.get("template") == "brochure" for each in documents)

    def _colophon(self) -> list[str]:
        config = self.config
        school_year = str(getattr(config, "schooljaar", "") or "")
        parts = [
            str(getattr(config, "publicatiestatus", "") or ""),
            "" if config.author == "Author name not set" else config.author,
            f"Schooljaar {school_year}" if school_year else "",
            f"Versie {config.release}" if config.release else "",
        ]
        return [part for part in parts if part]

    # -- files beside the pages --------------------------------------------------------------------

    def copy_static_files(self) -> None:
        """Put the two scripts and the font of the charts beside the pages."""
        self._static_dir.mkdir(parents=True, exist_ok=True)
        write_script(STATIC / "frame.js", Path(self._static_dir) / "frame.js")
        write_script(STATIC / SCRIPT, Path(self.outdir) / SCRIPT)
        if self.config.embed_chart_font:
            shutil.copyfile(self.config.embed_chart_font, Path(self._static_dir) / "stappenplan.woff2")

    def finish(self) -> None:
        """Finish: pictures, the style sheet, heights and oEmbed; there is no search and no index."""
        self.finish_tasks.add_task(self.copy_image_files)
        self.finish_tasks.add_task(self.write_buildinfo)
        self.finish_tasks.join()
        self.results = finish_pages(  # type: ignore[misc]  # one list per build
            Path(self.outdir), self.config, self.highlighter.get_stylesheet(), public_root(self.config)
        )

    def handle_finish(self) -> None:
        """Write no search index and no inventory."""


def setup_builder(app: Sphinx) -> None:
    """Register the builder and its theme."""
    app.add_html_theme(THEME, str(HERE / "theme" / THEME))
    app.add_builder(EmbedBuilder)
