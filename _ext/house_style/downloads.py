"""The files of a publication to download: a box on its first page, and a list for other places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

from house_style.publications import publication_of
from house_style.reporting import warn
from markup import html_attr, html_text, safe_url
from markup.documents import documents_below

#: Files of which a publication has many, by their kind, and how a list of them is called.
GROUPS = {"blad": "Losse bladen (A4)", "poster": "Posters van de stappen (A4 en A3)"}


@dataclass(frozen=True)
class Download:
    """One file to download.

    Args:
        href: address, relative to the root of the site, or absolute.
        label: what it is and for what, in Dutch: "PDF om af te drukken (A4)".
        bytes: size in bytes; 0 when not known.
        pages: number of pages; 0 when not known.
        group: the list in `GROUPS` that it stands in; empty for a document.
    """

    href: str
    label: str
    bytes: int = 0
    pages: int = 0
    group: str = ""

    @classmethod
    def from_config(cls, entry: Mapping[str, Any]) -> Self:
        """Read one entry of `house_style_downloads`.

        Raises:
            KeyError: without `href` or `label`.
            ValueError: for an address with a scheme that could run code.
        """
        href = safe_url(str(entry["href"]))
        if href is None:
            raise ValueError(str(entry["href"]))
        return cls(
            href,
            str(entry["label"]),
            int(entry.get("bytes") or 0),
            int(entry.get("pages") or 0),
            GROUPS.get(str(entry.get("kind")), ""),
        )

    def facts(self) -> str:
        """Return size and pages in words: "24 blz., 1,2 MB"; empty when nothing is known."""
        pages = [f"{self.pages} blz."] if self.pages > 0 else []
        return ", ".join([*pages, *([dutch_size(self.bytes)] if self.bytes > 0 else [])])

    def href_from(self, page_uri: str) -> str:
        """Return the address as seen from a page of the site."""
        if ":" in self.href.split("/")[0] or self.href.startswith("/"):
            return self.href
        return "../" * page_uri.count("/") + self.href


def dutch_size(size: int) -> str:
    """Return a size in bytes as a reader expects it: "850 kB", "1,2 MB" (1 kB = 1000 bytes)."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def downloads_of(config: Config, startdoc: str) -> list[Download]:
    """Return the files of a publication; one that is described wrongly is reported and left out."""
    files = []
    for entry in config.house_style_downloads.get(startdoc, []):
        try:
            files.append(Download.from_config(entry))
        except (KeyError, TypeError, ValueError) as fault:
            cause = f"house_style_downloads: een bestand bij «{startdoc}» klopt niet ({fault})."
            warn(cause, "", "downloads", None)
    return files


def documents_of(config: Config, startdoc: str) -> list[Download]:
    """Return the files of a publication that are no part of it."""
    return [file for file in downloads_of(config, startdoc) if not file.group]


def parts_of(env: BuildEnvironment, startdoc: str) -> dict[str, list[Download]]:
    """Return the sheets and posters of all pages of a publication, by the name of their list."""
    pages = documents_below(env, startdoc)
    files = [file for page in pages for file in downloads_of(env.config, page)]
    lists = {group: [file for file in files if file.group == group] for group in GROUPS.values()}
    return {group: parts for group, parts in lists.items() if parts}


def list_of_files(files: Sequence[Download], page_uri: str) -> str:
    """Return a list of links in HTML, as seen from a page of the site; nothing without files."""
    if not files:
        return ""
    items = []
    for file in files:
        facts = (
            f' <span class="lr-downloads__facts">({html_text(file.facts())})</span>' if file.facts() else ""
        )
        link = f'<a class="lr-downloads__link" href="{html_attr(file.href_from(page_uri))}">'
        items.append(f"<li>{link}{html_text(file.label)}</a>{facts}</li>\n")
    return f'<ul class="lr-downloads__list">\n{"".join(items)}</ul>\n'


class downloads_box(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The box, made when a page is written."""


def add_box(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the box under the title of the first page of a publication; in a brochure above its list of pages.

    Whoever opens the brochure is a young reader, who must first read that it is about him and where help is.
    """
    if app.builder.format != "html" or docname not in app.config.house_style_downloads:
        return
    section = next(doctree.findall(nodes.section), None)
    if section is not None:
        publication = publication_of(app.env, docname)
        calm = publication is not None and publication.brochure
        title = section.first_child_matching_class(nodes.title)
        pages = section.first_child_matching_class(nodes.compound) if calm else None
        place = pages if pages is not None else 0 if title is None else title + 1
        section.insert(place, downloads_box(docname=docname))


def visit_html(writer: HTML5Translator, node: downloads_box) -> None:
    """Emit a labelled part of the page with the documents, and sheets and posters folded away behind them."""
    docname = node["docname"]
    uri = writer.builder.get_target_uri(docname)
    documents = documents_of(writer.config, docname)
    shown = documents or downloads_of(writer.config, docname)
    if shown:
        writer.body.append('<section class="lr-downloads" id="downloads" aria-label="Downloads">\n')
        writer.body.append(list_of_files(shown, uri))
        for group, files in parts_of(writer.builder.env, docname).items() if documents else ():
            writer.body.append(f'<details class="lr-downloads__more"><summary>{html_text(group)}</summary>\n')
            writer.body.append(f"{list_of_files(files, uri)}</details>\n")
        writer.body.append("</section>\n")
    raise nodes.SkipNode


def depart(writer: object, node: nodes.Element) -> None:
    """Do nothing: the visit skips the rest of the node."""


def setup_downloads(app: Sphinx) -> None:
    """Register the setting, the node and the event."""
    app.add_config_value("house_style_downloads", {}, "", [dict])
    app.add_node(downloads_box, html=(visit_html, depart))
    app.connect("doctree-resolved", add_box)
