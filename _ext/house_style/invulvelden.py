"""`{invulveld}`: something to fill in, in running text or in a table, and what each field is called.

On paper a field is a line or a box to tick; in the PDF it can be filled in on screen. On the site it is only
a line: what somebody types there would be kept nowhere and sent nowhere, and must not seem to be. A box can
be ticked, like those of a task list; the page forgets it at once.
"""

from collections.abc import Iterator
from typing import Protocol, TypeVar

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.text import TextTranslator

from house_style.reporting import warn
from house_style.schrijflijnen import depart, schrijflijnen
from markup import html_attr

#: What editors type, and the kind of field that `typst_pdf` knows.
KINDS = {"regel": "line", "kort": "short", "vak": "box", "datum": "date", "aankruisvak": "tick"}
#: A table in which every empty cell is a field, and such a cell.
TABLE, CELL = "invultabel", "invulvak"
_TYPST = {
    "line": "blank",
    "short": "blank-short",
    "box": "blank-box",
    "date": "blank-date",
    "tick": "task-box",
    "cell": "blank-cell",
}
#: What `typst_pdf` calls a field that differs from another one only by its room on paper.
_FIELD = {"short": "line", "box": "cell"}
_Kind = TypeVar("_Kind", bound=nodes.Element)


class invulveld(nodes.Inline, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """A field: attributes `kind` (a key of `_TYPST`) and `name` (what a screen reader says)."""


class InvulveldRole(SphinxRole):
    """A key of `KINDS`, perhaps with a name for screen readers: `datum: Tweede gesprek`."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the field; an unknown kind is reported and becomes a line."""
        kind, _, name = (part.strip() for part in self.text.partition(":"))
        if kind not in KINDS:
            cause, repair = f"Het invulveld «{kind}» bestaat niet.", f"Kies uit {', '.join(KINDS)}."
            warn(cause, repair, "invulveld", (self.env.docname, self.lineno))
        node = invulveld(kind=KINDS.get(kind, "line"), name=name)
        self.set_source_info(node)
        return [node], []


class FillTables(SphinxTransform):
    """Put a field in every empty cell of an `invultabel`."""

    default_priority = 400

    def apply(self, **_kwargs: object) -> None:
        """Look at the body of each such table."""
        for table in self.document.findall(nodes.table):
            if TABLE not in table["classes"]:
                continue
            for body in table.findall(nodes.tbody):
                for cell in body.findall(nodes.entry):
                    if not any(cell.findall(_says_something)):
                        cell["classes"].append(CELL)
                        cell += invulveld(kind="cell", name="")


class NameFields(SphinxTransform):
    """Name each field after the words that a reader sees beside it."""

    default_priority = 410

    def apply(self, **_kwargs: object) -> None:
        """Fill in the names that editors left out."""
        for node in self.document.findall(lambda n: isinstance(n, (invulveld, schrijflijnen))):
            if isinstance(node, nodes.Element) and not node["name"]:
                node["name"] = _beside(node) or _heads(node) or _heading(node) or "Invulveld"


def _says_something(node: Node) -> bool:
    if isinstance(node, nodes.Text):
        return bool(node.strip())
    return isinstance(node, (nodes.image, invulveld))


def _beside(node: nodes.Element) -> str:
    """Return the words before a field in its paragraph, or behind it, up to the next field."""
    paragraph = node.parent
    if not isinstance(node, invulveld) or not isinstance(paragraph, nodes.TextElement):
        return ""
    place = paragraph.index(node)
    before = _words_until_a_field(reversed(paragraph.children[:place]), backwards=True)
    behind = _words_until_a_field(iter(paragraph.children[place + 1 :]))
    return behind or before if node["kind"] == "tick" else before or behind


def _words_until_a_field(parts: Iterator[Node], *, backwards: bool = False) -> str:
    words: list[str] = []
    for part in parts:
        if isinstance(part, invulveld):
            break
        words.append("".join(_readable(part)))
    return " ".join("".join(reversed(words) if backwards else words).split()).strip(" :;,.")


def _heads(node: nodes.Element) -> str:
    """Return the head of the row and of the column that a field stands in."""
    cell = _around(node, nodes.entry)
    if cell is None or not isinstance(cell.parent, nodes.row):
        return ""
    row, body = cell.parent, cell.parent.parent
    column = _column_of(cell)
    first = _words(row.children[0]) if row.children[0] is not cell else ""
    row_name = first or f"rij {body.index(row) + 1}"
    head = next(iter(body.parent.findall(nodes.thead)), None)
    cells = head.children[-1].children if head is not None else []
    column_name = next((_words(c) for c in cells if _column_of(c) == column), "")
    return ", ".join(filter(None, (row_name, column_name)))


def _words(node: Node) -> str:
    """Return the words of a node on one line; a broken line is one, and how it is broken is no word."""
    return " ".join("".join(_readable(node)).split())


def _readable(node: Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.raw):
        yield " "
    else:
        for child in node.children:
            yield from _readable(child)


def _column_of(cell: Node) -> int:
    row = cell.parent
    before = row.children[: row.index(cell)]
    return sum(1 + int(other.get("morecols", 0)) for other in before if isinstance(other, nodes.entry))


def _heading(node: nodes.Element) -> str:
    section = _around(node, nodes.section)
    title = section.next_node(nodes.title) if section is not None else None
    return title.astext() if title is not None else ""


def _around(node: nodes.Element, kind: type[_Kind]) -> _Kind | None:
    parent = node.parent
    while parent is not None and not isinstance(parent, kind):
        parent = parent.parent
    return parent


class _TypstWriter(Protocol):
    def put(self, code: str) -> None: ...
    def field(self, kind: str, label: str) -> str: ...


def visit_html(writer: HTML5Translator, node: invulveld) -> None:
    """Emit a line that says it is to be filled in, or a box that can be ticked."""
    match node["kind"]:
        case "tick":
            name = html_attr(node["name"])
            writer.body.append(f'<input type="checkbox" class="lr-tick" aria-label="{name}">')
        case "cell":
            pass  # the empty cell itself is the room to write
        case kind:
            writer.body.append(
                f'<span class="lr-blank lr-blank--{kind}" role="img" aria-label="in te vullen"></span>'
            )
    raise nodes.SkipNode


def visit_typst(writer: _TypstWriter, node: invulveld) -> None:
    """Emit the call of the template function that draws the field."""
    kind = _FIELD.get(node["kind"], node["kind"])
    writer.put(f"{_TYPST[node['kind']]}({writer.field(kind, node['name'])})")
    raise nodes.SkipNode


def visit_text(writer: TextTranslator, node: invulveld) -> None:
    """Emit a box or a row of underscores."""
    writer.add_text({"tick": "[ ]", "cell": ""}.get(node["kind"], "_" * 20))
    raise nodes.SkipNode


def setup_invulvelden(app: Sphinx) -> None:
    """Register node, role and transforms."""
    app.add_node(invulveld, html=(visit_html, depart), typst=(visit_typst, depart), text=(visit_text, depart))
    app.add_role("invulveld", InvulveldRole())
    app.add_transform(FillTables)
    app.add_transform(NameFields)
