"""Looks at a finished publication as a reader would: is all of it there, does it open, do all links work?"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile

import pikepdf
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import html

from publication.folders import DOCX, EMBED, PDF, SITE

#: Attributes that hold an address. `data-*` and styles are not looked at.
_ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "img": ("src",),
    "script": ("src",),
    "source": ("src",),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
}


@dataclass(frozen=True)
class ExpectedPdf:
    """What a PDF must look like: number of pages and of bookmarks."""

    name: str
    pages: int
    bookmarks: int


@dataclass(frozen=True)
class ExpectedLetter:
    """What a letter must look like: its title and number of fields to fill in."""

    name: str
    title: str
    fields: int


@dataclass(frozen=True)
class Expected:
    """What a publication must hold.

    Attributes:
        pages: path of each page, relative to the site, by document name.
        searchable: the document names that the search index must list.
        pdfs: the PDFs.
        embedded: path of each page for other sites, relative to their folder.
        site: folder of the pages in the publication.
        pdf: folder of the PDFs in the publication.
        letters: the letters.
        root: path of the site on its host, with a slash at both ends; for addresses that start with one.
    """

    pages: Mapping[str, str]
    searchable: Sequence[str]
    pdfs: Sequence[ExpectedPdf]
    embedded: Sequence[str] = ()
    site: str = SITE
    pdf: str = PDF
    letters: Sequence[ExpectedLetter] = ()
    root: str = "/"


def faults(folder: Path, *parts: Expected) -> Iterator[str]:
    """Yield what is wrong with a publication, one Dutch sentence each; nothing if it is whole."""
    yield from _empty_files(folder)
    for expected in parts:
        yield from _missing_pages(folder, expected)
        yield from _pdf_faults(folder, expected)
        yield from _letter_faults(folder / DOCX, expected)
        yield from _search_faults(folder, expected)
    yield from Links(folder, parts[0].root if parts else "/").faults()


def _missing_pages(folder: Path, expected: Expected) -> Iterator[str]:
    names = [f"{expected.site}/{name}" for name in [*expected.pages.values(), "search.html"]]
    for name in [*names, *(f"{EMBED}/{name}" for name in expected.embedded)]:
        if not (folder / name).is_file():
            yield f"De pagina {name} ontbreekt."


def _empty_files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size == 0:
            yield f"Het bestand {path.relative_to(folder).as_posix()} is leeg."


def _pdf_faults(folder: Path, expected: Expected) -> Iterator[str]:
    for pdf in expected.pdfs:
        name = f"{expected.pdf}/{pdf.name}.pdf"
        path = folder / name
        if not path.is_file():
            yield f"De PDF {name} ontbreekt."
            continue
        try:
            with pikepdf.open(path) as opened:
                pages, bookmarks = len(opened.pages), _bookmarks(opened)
        except (pikepdf.PdfError, OSError, ValueError) as error:
            yield f"De PDF {name} gaat niet open ({error.__class__.__name__})."
            continue
        if pages != pdf.pages:
            yield f"De PDF {name} heeft {pages} bladzijden in plaats van {pdf.pages}."
        if bookmarks != pdf.bookmarks:
            yield f"De PDF {name} heeft {bookmarks} bladwijzers in plaats van {pdf.bookmarks}."


def _bookmarks(pdf: pikepdf.Pdf) -> int:
    with pdf.open_outline() as outline:
        work = list(outline.root)
        total = 0
        while work:
            item = work.pop()
            total += 1
            work.extend(item.children)
    return total


def _letter_faults(folder: Path, expected: Expected) -> Iterator[str]:
    for letter in expected.letters:
        path = folder / f"{letter.name}.docx"
        if not path.is_file():
            yield f"De brief {DOCX}/{letter.name}.docx ontbreekt."
            continue
        try:
            document = Document(str(path))
            fields = sum(1 for _ in document.element.body.iter(qn("w:sdt")))
            title = document.core_properties.title
        except (PackageNotFoundError, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as error:
            yield f"De brief {DOCX}/{letter.name}.docx gaat niet open ({error.__class__.__name__})."
            continue
        if (title, fields) != (letter.title, letter.fields):
            yield (
                f"De brief {DOCX}/{letter.name}.docx heet «{title}» en heeft {fields} velden, "
                f"in plaats van «{letter.title}» met {letter.fields}."
            )


def _search_faults(folder: Path, expected: Expected) -> Iterator[str]:
    name = f"{expected.site}/searchindex.js"
    path = folder / name
    try:
        text = path.read_text("utf-8").strip()
        index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(";").removesuffix(")"))
        listed, titled = set(index["docnames"]), len(index["titles"])
    except (OSError, ValueError, KeyError, TypeError):
        yield f"De zoekindex {name} ontbreekt of is onleesbaar."
        return
    for docname in sorted(set(expected.searchable) - listed):
        yield f"De pagina «{docname}» staat niet in de zoekindex."
    if titled != len(index["docnames"]):
        yield f"De zoekindex heeft {titled} titels voor {len(index['docnames'])} pagina's."


class Links:
    """All links between the pages of a publication, and from a page to one of its files."""

    def __init__(self, folder: Path, root: str = "/") -> None:
        """Look at the publication in a folder; `root` is the path of the site on its host."""
        self._folder = folder
        self._root = root

    def faults(self) -> Iterator[str]:
        """Yield each link that leads nowhere."""
        files = {p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*") if p.is_file()}
        addresses: dict[str, list[str]] = {}
        anchors: dict[str, frozenset[str]] = {}
        for name, page in self._pages(files):  # one at a time: together they take more memory than all else
            addresses[name] = list(dict.fromkeys(_addresses(page)))
            anchors[name] = frozenset(_anchors(page))
        for name, found in addresses.items():
            for address in found:
                yield from self._fault(name, address, files, anchors)

    def _pages(self, files: Iterable[str]) -> Iterator[tuple[str, html.HtmlElement]]:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        for name in sorted(files):
            data = (self._folder / name).read_bytes() if name.endswith(".html") else b""
            if data:
                yield name, html.document_fromstring(data, parser=parser)

    def _fault(
        self, page: str, address: str, files: set[str], anchors: Mapping[str, frozenset[str]]
    ) -> Iterator[str]:
        try:
            parts = urlsplit(address)
        except ValueError:
            yield f"Op {page} staat een onmogelijk adres: {address}"
            return
        if parts.scheme or parts.netloc:
            return
        target = page
        if parts.path:
            target = resolved(page, unquote(parts.path), self._root)
            if target not in files:
                yield f"Op {page} leidt de link {address} nergens heen."
                return
        anchor = unquote(parts.fragment)
        if anchor and target in anchors and anchor not in anchors[target]:
            yield f"Op {page} leidt de link {address} naar een plaats die er niet is."


def _anchors(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter():
        yield from (str(value) for value in (element.get("id"), element.get("name")) if value)


def _addresses(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter(*_ADDRESSES):
        for attribute in _ADDRESSES[str(element.tag)]:
            address = element.get(attribute)
            if address:
                yield str(address).strip()


def resolved(page: str, path: str, root: str = "/") -> str:
    """Return the file that an address on a page stands for, relative to the publication.

    An address that starts with a slash must lie under `root`; one that does not leads out of the publication.
    """
    if path.startswith("/"):
        if not path.startswith(root):
            return f"..{path}"
        parts = list(PurePosixPath(page.partition("/")[0], path.removeprefix(root)).parts)
    else:
        parts = [*PurePosixPath(page).parent.parts, *PurePosixPath(path).parts]
    result: list[str] = []
    for part in parts:
        if part == "..":
            if not result:
                return "../" + path
            result.pop()
        elif part != ".":
            result.append(part)
    name = "/".join(result)
    return f"{name}/index.html" if path.endswith("/") else name
