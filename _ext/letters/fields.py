"""The role `veld`: what a school fills in, in words on a page, as a line on paper, as a control in Word."""

from typing import Protocol

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.text import TextTranslator

from letters.model import Field, FieldError, FieldKind
from letters.reporting import warn
from markup import html_attr, typst_value

#: The form fields of `typst_pdf`, by kind; a choice is no form field, for its words stand in the sentence.
_FORMS = {FieldKind.TEKST: "line", FieldKind.DATUM: "date", FieldKind.LIJNEN: "lines"}


class brief_veld(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names nodes like this
    """A field; attribute `veld` holds the `Field`; the text stands there until it is filled in."""


class FieldRole(SphinxRole):
    """`veld`: the prompt, and perhaps a kind after a comma: `datum`, `keuze` or `lijnen`."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the field; one that cannot be used is reported, and its words stay."""
        try:
            field = Field.parse(self.text)
        except FieldError as error:
            warn(error.cause, error.repair, "veld", (self.env.docname, self.lineno))
            return [nodes.inline(self.rawtext, self.text)], []
        return [brief_veld(self.rawtext, field.shown, veld=field)], []


class _Typst(Protocol):
    def put(self, code: str) -> None: ...
    def value(self, value: object) -> str: ...
    def field(self, kind: str, label: str) -> str: ...


def visit_html(writer: HTML5Translator, node: brief_veld) -> None:
    """Open the words of a field; a page has nothing to fill in, so that no data can leave it."""
    writer.body.append(f'<span class="lr-veld lr-veld--{html_attr(node["veld"].kind)}">')


def depart_html(writer: HTML5Translator, _node: brief_veld) -> None:
    """Close it."""
    writer.body.append("</span>")


def visit_typst(writer: _Typst, node: brief_veld) -> None:
    """Emit a line that can be filled in, with the prompt below; a choice is in words, to strike out."""
    field: Field = node["veld"]
    at = writer.field(_FORMS[field.kind], field.prompt) if field.kind in _FORMS else "none"
    choices = typst_value(list(field.choices)) if not field.choices else writer.value(list(field.choices))
    words = f"{writer.value(field.prompt)}, {writer.value(str(field.kind))}"
    writer.put(f"letter-field({at}, {words}, {choices}, {typst_value(_fills_a_cell(node))})")
    raise nodes.SkipNode


def _fills_a_cell(node: nodes.Node) -> bool:
    """Say whether a field is all there is in a cell: its line then is as wide as the cell, never wider."""
    paragraph = node.parent
    return (
        isinstance(paragraph, nodes.paragraph)
        and isinstance(paragraph.parent, nodes.entry)
        and len(paragraph) == len(paragraph.parent) == 1
    )


def visit_text(_writer: TextTranslator, _node: brief_veld) -> None:
    """Let the words stand."""


def depart(_writer: object, _node: nodes.Element) -> None:
    """Do nothing more."""


def setup_fields(app: Sphinx) -> None:
    """Register the node and the role. The DOCX form stands in `letters.docx`."""
    from letters.docx.controls import depart_docx, visit_docx

    app.add_node(
        brief_veld,
        html=(visit_html, depart_html),
        typst=(visit_typst, depart),
        text=(visit_text, depart),
        docx=(visit_docx, depart_docx),
    )
    app.add_role("veld", FieldRole())
