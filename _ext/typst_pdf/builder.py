"""The Sphinx builder `typstpdf`: one Typst file and one PDF for each publication in `typst_documents`."""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.osutil import copyfile, ensuredir

from markup import typst_value
from markup.ahead import one_after_another
from markup.documents import documents_below
from markup.garbage import seldom_collected
from typst_pdf.booklet import make_booklet
from typst_pdf.code import Line, Origin
from typst_pdf.compiling import Compiled, Complaint, compile_or_plain, explain, forget
from typst_pdf.fields import Field
from typst_pdf.form_font import FormFont, form_font
from typst_pdf.glyphs import Glyphs
from typst_pdf.keywords import index_code
from typst_pdf.marks import WITHOUT_MARKS, has_marks
from typst_pdf.postprocess import Additions, Finished, finish
from typst_pdf.publication import Assembly, Extra, Publication, PublicationError, assemble
from typst_pdf.sheets import sheet, sheet_titles
from typst_pdf.tokens import default_tokens
from typst_pdf.visitors import TypstTranslator
from typst_pdf.words import template_words

logger = logging.getLogger(__name__)

TEMPLATE_FOLDER = Path(__file__).parent / "templates"
TEMPLATES = frozenset({"rapport", "brochure", "brief", "blad"})
#: The fonts inside the compiler, after those of the project; the same list stands in templates/elements.typ.
FALLBACK_FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")


@dataclass(frozen=True)
class Result:
    """One finished PDF.

    Attributes:
        name: file name without extension.
        path: where it lies.
        title: title in the metadata.
        pages: number of pages.
        bookmarks: number of headings, each of which must be a bookmark.
        template: the template it was made with.
        startdoc: the document it starts from.
        accessible: whether it keeps to PDF/UA-1 and PDF/A-2a.
        label: what it is and for what, in a list of downloads; empty to let the template tell.
    """

    name: str
    path: Path
    title: str
    pages: int
    bookmarks: int
    template: str
    startdoc: str
    accessible: bool
    label: str = ""


@dataclass(frozen=True)
class Manuscript:
    """One PDF before the compiler has seen it.

    Attributes:
        publication: what it is.
        lines: the Typst file.
        bookmarks: number of headings.
        stubs: see `Additions`.
        fields: see `Additions`.
        label: see `Result`.
        forgotten: whether the compiler shares too little of it with what follows to remember it.
    """

    publication: Publication
    lines: Sequence[Line]
    bookmarks: int
    stubs: Mapping[int, int] = field(default_factory=dict)
    fields: Sequence[Field] = ()
    label: str = ""
    forgotten: bool = False

    def place(self, complaint: Complaint) -> tuple[str, int | None]:
        """Return the line of the sources that a complaint about the Typst file goes back to."""
        if complaint.line is None or complaint.line > len(self.lines):
            return self.publication.startdoc, None
        origin = self.lines[complaint.line - 1].origin
        return origin.docname, origin.line


class TypstPdfBuilder(Builder):
    """Assembles, translates, compiles and finishes each publication."""

    name = "typstpdf"
    format = "typst"
    epilog = "De PDF's staan in %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    supported_remote_images = True  # never fetched: the translator reports them

    assembly: Assembly
    #: The publication that each document belongs to first.
    homes: Mapping[str, Publication]

    def init(self) -> None:
        """Read `typst_documents`; a bad entry is reported and left out."""
        self.imagedir = "_images"
        self._copied: set[str] = set()
        self.results: list[Result] = []
        #: Number of each section of the publications so far, by (document, id): a loose sheet leads there.
        self.section_numbers: dict[tuple[str, str], str] = {}
        self.timings: dict[str, float] = {"assemble": 0.0, "translate": 0.0, "compile": 0.0, "finish": 0.0}
        self.publications = list(self._read_publications(self.config.typst_documents))

    def _read_publications(self, entries: Iterable[object]) -> Iterator[Publication]:
        for entry in entries:
            try:
                yield Publication.from_config(entry, TEMPLATES)
            except PublicationError as error:
                self._fail("config", f"Een publicatie in typst_documents klopt niet: {error}", ("conf", None))

    def get_outdated_docs(self) -> str:
        """Make every publication anew: a PDF has no part that could stay."""
        return "alle publicaties"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the internal address of a document; `%` cannot start a web address."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the internal address: all documents of a publication stand in one file."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Do nothing: documents are not written one by one."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: documents are not written one by one."""

    # -- from documents to PDF -------------------------------------------------------------------

    def write_documents(self, _docnames: Set[str]) -> None:
        """Make every publication, its booklet where one is asked for, and what extensions add.

        The compiler needs no Python: while it sets one publication, this thread translates the next ones.
        """
        with seldom_collected():
            for manuscript, compiled in one_after_another(self._manuscripts(), self._compile):
                self._deliver(manuscript, compiled)
            forget(self.fonts)

    def _manuscripts(self) -> Iterator["Manuscript"]:
        for entries in self.events.emit("typst-publications", self):
            self.publications += self._read_publications(entries or ())
        self.homes = self._homes()
        self.publications = [*self.publications, *self._sheets()]
        only = self.config.typst_only
        for publication in self.publications:
            home = self.homes.get(publication.startdoc, publication)  # of a loose sheet: what it is a page of
            if only and home.name not in only:
                continue
            if publication.startdoc not in self.env.all_docs:
                self._fail(
                    "startdoc",
                    f"De publicatie «{publication.title}» begint met «{publication.startdoc}», "
                    "maar die pagina bestaat niet. Tip: Verbeter de naam in typst_documents.",
                    ("conf", None),
                )
                continue
            yield self._translated(publication)
        for extras in () if only else self.events.emit("typst-extra-publications", self):
            for extra in extras or ():
                yield self._prepared(extra)

    def _homes(self) -> dict[str, Publication]:
        homes: dict[str, Publication] = {}
        for publication in self.publications:
            for docname in documents_below(self.env, publication.startdoc):
                homes.setdefault(docname, publication)
        return homes

    def _sheets(self) -> Iterator[Publication]:
        taken = {publication.name for publication in self.publications}
        for docname, title in sheet_titles(self.env):
            try:
                made = sheet(docname, title, self.homes, taken)
            except PublicationError as error:
                self._fail("los-blad", str(error), (docname, None))
                continue
            taken.add(made.name)
            yield made

    def _translated(self, publication: Publication) -> "Manuscript":
        with self._timed("assemble"):
            self.assembly = assemble(self, publication, self.homes)
            self.section_numbers.update(self.assembly.section_numbers)
        with self._timed("translate"):
            translator = self.create_translator(self.assembly.tree, self)
            assert isinstance(translator, TypstTranslator)  # noqa: S101  narrows the type
            self.assembly.tree.walkabout(translator)
            self._copy_images()
            self._add_index(translator, publication)
            template = TEMPLATE_FOLDER / f"{publication.template}.typ"
            body = [*translator.code.lines, _end(translator.code.origin)]
            return self._written(
                Manuscript(
                    publication,
                    (*self._preamble(publication, template, body), *body),
                    translator.bookmarks,
                    translator.stubs,
                    translator.fields.fields,
                    forgotten=True,
                )
            )

    def _prepared(self, extra: Extra) -> "Manuscript":
        origin = Origin(extra.publication.startdoc)
        body = [*(Line(code, origin) for code in extra.code), _end(origin)]
        lines = (*self._preamble(extra.publication, extra.template, body), *body)
        return self._written(
            Manuscript(extra.publication, lines, extra.bookmarks, extra.stubs, label=extra.label)
        )

    def _written(self, manuscript: "Manuscript") -> "Manuscript":
        """Write the Typst file of a manuscript."""
        source = self._source(manuscript.publication)
        ensuredir(source.parent)
        code = "\n".join(line.code for line in manuscript.lines) + "\n"
        source.write_text(code, encoding="utf-8", newline="\n")
        return manuscript

    def _source(self, publication: Publication) -> Path:
        return Path(self.outdir) / f"{publication.name}.typ"

    def _compile(self, manuscript: "Manuscript") -> Compiled:
        """Compile a manuscript; this runs beside the thread that translates, and reports nothing itself."""
        with self._timed("compile"):
            source = self._source(manuscript.publication)
            compiled = compile_or_plain(source, Path(self.outdir), self.fonts, self.timestamp)
            if manuscript.forgotten:
                forget(self.fonts)
            return compiled

    def _deliver(self, manuscript: "Manuscript", compiled: Compiled) -> None:
        """Report what the compiler said, and finish the PDF that it made."""
        publication = manuscript.publication
        for complaint in compiled.refused:
            self._fail("refused", explain(complaint), manuscript.place(complaint))
        for complaint in compiled.warnings:
            place = manuscript.place(complaint)
            logger.warning(explain(complaint), type="typst", subtype="compiler", location=place)
        if compiled.pdf is None:
            return
        with self._timed("finish"):
            finished = self._finished(manuscript, compiled.pdf, accessible=compiled.accessible)
            path = self._source(publication).with_suffix(".pdf")
            path.write_bytes(finished.data)
        self.results.append(
            Result(
                publication.name,
                path,
                publication.title,
                finished.pages,
                manuscript.bookmarks,
                publication.template,
                publication.startdoc,
                compiled.accessible,
                manuscript.label,
            )
        )
        if manuscript.forgotten and publication.options.get("booklet"):
            self._make_booklet(publication, finished.data)

    def _finished(self, manuscript: "Manuscript", pdf: bytes, *, accessible: bool) -> Finished:
        if not accessible:
            return finish(pdf, Additions())
        font = self.form_font if manuscript.fields else None
        try:
            return finish(pdf, Additions(manuscript.stubs, manuscript.fields, font))
        except ValueError as error:
            self._fail(
                "tags",
                f"De rijkoppen of invulvelden zijn niet te vinden ({error}). Tip: Meld dit aan de beheerder.",
                (manuscript.publication.startdoc, None),
            )
            return finish(pdf, Additions())

    def _add_index(self, translator: TypstTranslator, publication: Publication) -> None:
        if publication.options.get("index"):
            title = template_words(self.config.language)["index"]
            code = list(index_code(self, self.assembly, title))
            translator.bookmarks += 1 if code else 0
            for line in code:
                translator.put(line)

    def _make_booklet(self, publication: Publication, pdf: bytes) -> None:
        title = f"{publication.title} (boekje)"
        with self._timed("finish"):
            data, sides = make_booklet(pdf, title)
            name = f"{publication.name}-boekje"
            path = Path(self.outdir) / f"{name}.pdf"
            path.write_bytes(data)
        self.results.append(
            Result(name, path, title, sides, 0, "boekje", publication.startdoc, accessible=False)
        )

    # -- parts of the Typst file -----------------------------------------------------------------

    def _preamble(self, publication: Publication, template: Path, body: Sequence[Line]) -> Iterator[Line]:
        settings = {
            "title": publication.title,
            "subtitle": publication.subtitle,
            "author": self.config.author,
            "keywords": list(publication.keywords),
            "template": publication.template,
            "language": self.config.language or "en",
            "version": str(self.config.release or ""),
            "schooljaar": str(getattr(self.config, "schooljaar", "") or ""),
            "publisher": str(getattr(self.config, "uitgever", "") or self.config.author),
            "copyright": str(self.config.copyright or ""),
            "address": str(self.config.html_baseurl or ""),
            "date": list(time.gmtime(self.timestamp)[:3]),
            "words": template_words(self.config.language),
            "options": self._options(publication),
            "tokens": self.tokens,
        }
        origin = Origin(publication.startdoc)
        modules = [Path(module) for module in self.config.typst_modules]
        folder = self._copy_templates(publication, [template, *modules])
        text = json.dumps(settings, ensure_ascii=False, sort_keys=True, indent=1)
        (Path(self.outdir) / folder / "settings.json").write_text(text, encoding="utf-8", newline="\n")
        for module in ("elements.typ", *(module.name for module in modules)):
            yield Line(f"#import {typst_value(f'/{folder}/{module}')}: *", origin)
        yield Line(f"#import {typst_value(f'/{folder}/{template.name}')}: template", origin)
        if not any(has_marks(words) for words in (text, *(line.code for line in body))):
            yield Line(WITHOUT_MARKS, origin)
        yield Line("#show: template", origin)
        yield Line("#{", origin)

    def _options(self, publication: Publication) -> dict[str, Any]:
        """Return the options for the template, with the picture on the cover as a file that it can read."""
        options = dict(publication.options)
        picture = options.pop("cover_picture", "")
        if picture in self.images:
            options["cover_picture"] = f"/{self.imagedir}/{self.images[picture]}"
        return options

    # -- files beside it -------------------------------------------------------------------------

    def _copy_templates(self, publication: Publication, files: Sequence[Path]) -> str:
        """Copy the Typst templates beside the Typst files, which may read nothing outside their folder."""
        folder = f"_typst/{publication.name}"
        ensuredir(Path(self.outdir) / folder)
        for template in dict.fromkeys((*sorted(TEMPLATE_FOLDER.glob("*.typ")), *files)):
            copyfile(template, Path(self.outdir) / folder / template.name, force=True)
        return folder

    def _copy_images(self) -> None:
        """Copy the images that no earlier publication had; the compiler may be reading those."""
        folder = Path(self.outdir) / self.imagedir
        for source, name in self.images.items():
            if "://" not in source and name not in self._copied:
                ensuredir(folder)
                (folder / name).write_bytes((Path(self.srcdir) / source).read_bytes())
                self._copied.add(name)

    # -- what templates and translator ask -------------------------------------------------------

    @cached_property
    def tokens(self) -> dict[str, Any]:
        """Colours, fonts and sizes: those of the house style if it is loaded, else neutral ones."""
        return {**default_tokens(), **self.config.typst_tokens}

    @cached_property
    def fonts(self) -> typst.Fonts:
        """Only the fonts the project ships, so that every machine makes the same pages."""
        return typst.Fonts(
            include_system_fonts=False, font_paths=[str(p) for p in self.config.typst_font_paths]
        )

    @cached_property
    def form_font(self) -> FormFont | None:
        """The font in which readers fill in a form."""
        return form_font(self.tokens["font"]["text"], list(map(str, self.config.typst_font_paths)))

    @cached_property
    def glyphs(self) -> Glyphs:
        """What those fonts can draw."""
        font = self.tokens["font"]
        return Glyphs(self.fonts, [font["text"], *FALLBACK_FONTS])

    @cached_property
    def timestamp(self) -> int:
        """The date in the PDFs: SOURCE_DATE_EPOCH where it is set, in seconds since 1970."""
        return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())

    def online_address(self, docname: str, node_id: str) -> str:
        """Return the web address of a place on the site; empty while the site has no address.

        Paper has little room: the first heading of a page, where it opens anyway, is not named.
        """
        base = str(self.config.html_baseurl or "").rstrip("/")
        if not base:
            return ""
        return f"{base}/{docname}.html" + ("" if self.opens(docname, node_id) else f"#{node_id}")

    def opens(self, docname: str, node_id: str) -> bool:
        """Tell whether a document opens at this id: it is of its title, or there is none."""
        return not node_id or (docname, node_id) in self._openings

    @cached_property
    def _openings(self) -> Set[tuple[str, str]]:
        """Document and id of each label whose heading is the title of its document."""
        titles = {docname: title.astext() for docname, title in self.env.titles.items()}
        labels = self.env.domains.standard_domain.labels.values()
        return {(docname, node_id) for docname, node_id, words in labels if titles.get(docname) == words}

    def extra_pdf(
        self,
        home: str,
        name: str,
        title: str,
        template: Path,
        code: Sequence[str],
        **details: Any,  # noqa: ANN401  each has a type of its own
    ) -> Extra:
        """Describe a PDF that is no publication, for a listener to `typst-extra-publications`.

        Args:
            home: the document it belongs to.
            name: its file name, which may hold a folder.
            title: in its metadata.
            template: see `Extra`.
            code: see `Extra`.
            details: `subtitle`, `keywords` and `options` of its publication; the other fields of `Extra`.
        """
        about = {key: details.pop(key) for key in ("subtitle", "keywords", "options") if key in details}
        publication = Publication(home, name, title, template=template.stem, **about)
        return Extra(publication, template, tuple(code), **details)

    def online_file(self, node: nodes.Element) -> str:
        """Return the web address of a file that the site offers for download; empty if there is none."""
        base = str(self.config.html_baseurl or "").rstrip("/")
        return f"{base}/_downloads/{node['filename']}" if base and "filename" in node else ""

    # -- messages and time -----------------------------------------------------------------------

    def _fail(self, subtype: str, message: str, location: tuple[str, int | None]) -> None:
        """Report a fault that makes the publication unfit to publish."""
        logger.error(message, type="typst", subtype=subtype, location=location)
        self._app.statuscode = 1

    def _timed(self, phase: str) -> "_Timer":
        return _Timer(self.timings, phase)


def _end(origin: Origin) -> Line:
    """Return the line that closes the code that the preamble opens."""
    return Line("}", origin)


class _Timer:
    def __init__(self, timings: dict[str, float], phase: str) -> None:
        self.timings, self.phase = timings, phase

    def __enter__(self) -> None:
        self.start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.timings[self.phase] += time.perf_counter() - self.start
