"""The structure tree of a PDF as indented text: what assistive technology is told.

    python tests/tools/tagtree.py file.pdf

Each line holds the tag, what it says of itself (Alt, Lang, Scope, spans, list numbering ...) and the start of
its own text.
"""

import ctypes
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_SHOWN = ("/Alt", "/ActualText", "/E", "/Lang", "/T")
_SHOWN_ATTRIBUTES = ("/Scope", "/RowSpan", "/ColSpan", "/ListNumbering", "/Summary", "/Placement")
_EXCERPT = 60


@dataclass
class Element:
    """One tag: its name, what it says of itself, its own text and its children in reading order."""

    tag: str
    notes: tuple[str, ...] = ()
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all_text(self) -> str:
        """Return the text of the element and all below it."""
        return "".join([self.text, *(child.all_text() for child in self.children)])

    def walk(self) -> Iterator["Element"]:
        """Yield the element and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read(file: Path) -> Element:
    """Return the structure tree of a PDF.

    Raises:
        ValueError: if the file is not tagged.
    """
    texts = _texts_by_mark(file)
    with pikepdf.open(file) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            raise ValueError(f"{file} is not tagged")
        page_numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        top = Element("StructTreeRoot")
        for child in _kids(root):
            _read_kid(child, top, None, page_numbers, texts)
    return top


def dump(element: Element, depth: int = 0) -> str:
    """Return the tree as text, one line per element."""
    own = re.sub(r"\s+", " ", element.text).strip()
    shown = f" «{own[:_EXCERPT]}{'…' if len(own) > _EXCERPT else ''}»" if own else ""
    notes = "".join(f" {note}" for note in element.notes)
    line = f"{'  ' * depth}{element.tag}{notes}{shown}\n"
    return line + "".join(dump(child, depth + 1) for child in element.children)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _read_kid(
    kid: pikepdf.Object | int,
    parent: Element,
    page: int | None,
    page_numbers: dict[tuple[int, int], int],
    texts: dict[tuple[int, int], str],
) -> None:
    if not isinstance(kid, pikepdf.Object):  # a bare number is a mark on the page of the parent
        if page is not None:
            parent.text += texts.get((page, int(kid)), "")
        return
    if "/Pg" in kid:
        page = page_numbers.get(kid.Pg.objgen, page)
    kind = kid.get("/Type")
    if kind == "/MCR":
        _read_kid(int(kid.MCID), parent, page, page_numbers, texts)
        return
    if kind == "/OBJR":
        if kid.Obj.get("/Subtype") == "/Widget":
            parent.notes += (f"Field={str(kid.Obj.T)!r}", f"Says={str(kid.Obj.TU)!r}")
        return
    element = Element(str(kid.S).lstrip("/"), tuple(_notes(kid)))
    parent.children.append(element)
    for child in _kids(kid):
        _read_kid(child, element, page, page_numbers, texts)


def _notes(element: pikepdf.Object) -> Iterator[str]:
    for key in _SHOWN:
        if key in element:
            yield f"{key[1:]}={str(element[key])!r}"
    attributes = element.get("/A")
    if attributes is None:
        return
    for dictionary in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if not isinstance(dictionary, pikepdf.Dictionary):
            continue
        for key in _SHOWN_ATTRIBUTES:
            if key in dictionary:
                yield f"{key[1:]}={str(dictionary[key]).lstrip('/')}"
        if "/Headers" in dictionary and len(dictionary.Headers):
            yield f"Headers:{len(dictionary.Headers)}"


def _texts_by_mark(file: Path) -> dict[tuple[int, int], str]:
    """Return the text of each marked content, by page number and mark."""
    texts: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(file)
    try:
        for number, page in enumerate(document):
            layer = page.get_textpage()
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
                if mark >= 0:
                    key = (number, mark)
                    texts[key] = texts.get(key, "") + _object_text(item, layer)
            layer.close()
            page.close()
    finally:
        document.close()
    return texts


def _object_text(item: pypdfium2.PdfObject, layer: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(item, layer, None, 0)  # in bytes of UTF-16, with a final zero
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(item, layer, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")


if __name__ == "__main__":
    sys.stdout.write(dump(read(Path(sys.argv[1]))))
