"""What Typst cannot write itself: row headers, form fields, and object streams that halve the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from typst_pdf.fields import Field
from typst_pdf.form_font import FormFont
from typst_pdf.forms import make_form


@dataclass(frozen=True)
class Finished:
    """A PDF ready to publish, and what was counted in it."""

    data: bytes
    pages: int
    bookmarks: int
    tables: int


@dataclass(frozen=True)
class Additions:
    """What must be added to a PDF.

    Attributes:
        stubs: number of row-header columns for each table that has them, by its place in reading order.
        fields: to fill in, by the number that keeps their place.
        font: for what readers type.
    """

    stubs: Mapping[int, int] = field(default_factory=dict)
    fields: Sequence[Field] = ()
    font: FormFont | None = None


def finish(pdf: bytes, additions: Additions) -> Finished:
    """Tag row headers, make form fields and write the file with object streams.

    Raises:
        ValueError: if a table that should have row headers, or the place of a field, is not there.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        tables = list(_tables(document))
        for index, columns in additions.stubs.items():
            if index >= len(tables):
                raise ValueError(f"table {index} of {len(tables)} is not in the tag tree")
            _tag_row_headers(tables[index], columns)
        make_form(document, additions.fields, additions.font)
        out = BytesIO()
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
        return Finished(out.getvalue(), len(document.pages), _count_bookmarks(document), len(tables))


#: Elements of the tag tree in which no table can stand; more than half of a report.
_HOLD_NO_TABLES = frozenset({"/P", "/Span", "/Link", "/Strong", "/Em", "/Lbl", "/Reference", "/TOC"})


def _children(element: Object) -> Iterator[Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _tables(document: pikepdf.Pdf) -> Iterator[Object]:
    """Yield the tables of the tag tree in reading order, outer tables first."""
    root = document.Root.get("/StructTreeRoot")
    stack = list(_children(root))[::-1] if root is not None else []
    while stack:
        element = stack.pop()
        if Name.Table == element.S:
            yield element
        if str(element.S) not in _HOLD_NO_TABLES:
            stack.extend(list(_children(element))[::-1])


def _tag_row_headers(table: Object, columns: int) -> None:
    """Turn the first cells of each body row into row headers, counting cells that span rows."""
    for section in _children(table):
        if Name.TBody != section.S:
            continue
        taken: dict[int, set[int]] = {}
        for row_number, row in enumerate(_children(section)):
            column = 0
            for cell in _children(row):
                while column in taken.get(row_number, ()):
                    column += 1
                attributes = _table_attributes(cell)
                height = int(attributes.get("/RowSpan", 1)) if attributes is not None else 1
                width = int(attributes.get("/ColSpan", 1)) if attributes is not None else 1
                for below in range(1, height):
                    taken.setdefault(row_number + below, set()).update(range(column, column + width))
                if column < columns and Name.TH != cell.S:  # not a header of level 2
                    _make_row_header(cell, attributes)
                column += width


def _table_attributes(cell: Object) -> Object | None:
    attributes = cell.get("/A")
    for entry in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(entry, Dictionary) and entry.get("/O") == Name.Table:
            return entry
    return None


def _make_row_header(cell: Object, attributes: Object | None) -> None:
    cell.S = Name.TH
    if attributes is None:
        attributes = Dictionary(O=Name.Table)
        existing = cell.get("/A")
        others = list(existing) if isinstance(existing, Array) else [existing] if existing is not None else []
        cell.A = Array([*others, attributes])
        attributes = _table_attributes(cell)
    if attributes is not None:
        attributes.Scope = Name.Row


def _count_bookmarks(document: pikepdf.Pdf) -> int:
    with document.open_outline() as outline:
        stack, count = list(outline.root), 0
        while stack:
            item = stack.pop()
            count += 1
            stack.extend(item.children)
        return count
