"""Form fields in a finished PDF: Typst has none, so links that keep their places become fields.

Reading order, place and the way to the tag tree come with the link. Tags: a widget annotation stands in a
`Form` element and has a name for assistive technology (ISO 14289-1, 7.18.1 and 7.18.4). Archiving: every
field has an appearance and no script (ISO 19005-2, 6.4). No viewer is asked to draw the fields anew.
"""

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from typst_pdf.fields import Field, FieldKind, number_in
from typst_pdf.form_font import FormFont

_PRINTED = 4  # annotation flag (ISO 32000-1, table 165)
_MULTILINE = 1 << 12  # field flag (ISO 32000-1, table 228)
_FONT = "/Invulling"
#: Type size of what is typed, in points. Two lines fit in the cell of a table.
_SIZES = {FieldKind.LINE: 11, FieldKind.LINES: 11, FieldKind.DATE: 11, FieldKind.CELL: 9}
_MANY_LINES = frozenset({FieldKind.LINES, FieldKind.CELL})
#: Points at the foot of a field that stay free, for the line to write on.
_FOOT = 1.0
_TICKED = "Ja"
_LINK_KEYS = ("/A", "/Border", "/H", "/Contents", "/Dest", "/C", "/BS", "/QuadPoints")


def make_form(document: pikepdf.Pdf, fields: Sequence[Field], font: FormFont | None) -> None:
    """Turn the links that keep the places of fields into form fields.

    Args:
        document: changed in place.
        fields: by the number in the address of the link.
        font: for what is typed; Helvetica, which every viewer has, if not given.

    Raises:
        ValueError: if a field has no place or more than one.
    """
    places = [place for page in document.pages for place in _places(page)]
    if sorted(number for number, _, _ in places) != list(range(len(fields))):
        raise ValueError(f"{len(places)} places for {len(fields)} fields")
    if not fields:
        return
    elements = _elements_by_parent_key(document)
    made = []
    for number, page, annotation in places:
        _make_widget(document, annotation, fields[number])
        annotation.P = page.obj
        element = elements.get(int(annotation.get("/StructParent", -1)))
        if element is not None:
            element.S = Name.Form
        made.append(document.make_indirect(annotation))
    document.Root.AcroForm = Dictionary(
        Fields=Array(made),
        DR=Dictionary(Font=Dictionary({_FONT: _font(document, font)})),
        DA=String(_default_appearance(_SIZES[FieldKind.LINE])),
    )


def _places(page: pikepdf.Page) -> Iterator[tuple[int, pikepdf.Page, Object]]:
    for annotation in page.get("/Annots", Array()):
        action = annotation.get("/A")
        if annotation.get("/Subtype") == Name.Link and action is not None and "/URI" in action:
            number = number_in(str(action.URI))
            if number is not None:
                yield number, page, annotation


def _elements_by_parent_key(document: pikepdf.Pdf) -> dict[int, Object]:
    """Return the element of the tag tree that stands for an annotation, by its `StructParent`."""
    root = document.Root.get("/StructTreeRoot")
    found: dict[int, Object] = {}
    stack = [root.ParentTree] if root is not None and "/ParentTree" in root else []
    while stack:
        tree = stack.pop()
        stack.extend(tree.get("/Kids", Array()))
        numbers = list(tree.get("/Nums", Array()))
        found.update({int(key): element for key, element in zip(numbers[::2], numbers[1::2], strict=True)})
    return found


def _make_widget(document: pikepdf.Pdf, annotation: Object, field: Field) -> None:
    for key in _LINK_KEYS:
        if key in annotation:
            del annotation[key]
    annotation.Subtype = Name.Widget
    annotation.F = _PRINTED
    annotation.T = String(field.name)
    annotation.TU = String(field.label)
    left, bottom, right, top = (float(edge) for edge in annotation.Rect.as_list())
    if field.kind is FieldKind.TICK:
        drawn = _appearance(document, right - left, top - bottom, _tick(right - left, top - bottom))
        annotation.FT = Name.Btn
        annotation.V = annotation.AS = Name.Off
        empty = _appearance(document, right - left, top - bottom, "")
        annotation.AP = Dictionary(N=Dictionary({f"/{_TICKED}": drawn, "/Off": empty}))
        return
    bottom += _FOOT
    annotation.Rect = Array([left, bottom, right, top])
    annotation.FT = Name.Tx
    annotation.Ff = _MULTILINE if field.kind in _MANY_LINES else 0
    annotation.DA = String(_default_appearance(_SIZES[field.kind]))
    # What is typed stands on white, so that the lines for the pen do not run through it.
    annotation.MK = Dictionary(BG=Array([1, 1, 1]))
    annotation.AP = Dictionary(N=_appearance(document, right - left, top - bottom, "/Tx BMC EMC"))


def _default_appearance(size: int) -> str:
    return f"{_FONT} {size} Tf 0 g"


def _appearance(document: pikepdf.Pdf, width: float, height: float, content: str) -> Object:
    stream = document.make_stream(content.encode("ascii"))
    stream.Type = Name.XObject
    stream.Subtype = Name.Form
    stream.BBox = Array([0, 0, round(width, 3), round(height, 3)])
    stream.Resources = Dictionary()
    return stream


def _tick(width: float, height: float) -> str:
    """Return drawing operators for a tick: down to the foot at a third of the width, then up to the right."""
    corners = ((0.2, 0.5), (0.42, 0.22), (0.82, 0.8))
    points = [f"{x * width:.2f} {y * height:.2f}" for x, y in corners]
    return f"q 1 J 1 j {width / 7:.2f} w {points[0]} m {points[1]} l {points[2]} l S Q"


def _font(document: pikepdf.Pdf, font: FormFont | None) -> Object:
    if font is not None:
        return font.embed(document)
    return document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
