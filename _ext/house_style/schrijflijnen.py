"""`{schrijflijnen}`: ruled lines to write on by hand; in the PDF a field to fill in on screen as well."""

from typing import ClassVar, Protocol

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.text import TextTranslator

from house_style.reporting import warn
from markup import html_attr, html_text, typst_string
from markup.numbers import whole_number

MOST_LINES = 60
#: Lines that surely fit on a page of the smallest publication; more become a second field.
_LINES_TOGETHER = 15


class schrijflijnen(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """Lines to write on.

    Attributes `lines` (int, 1 to 60), `label` (text before them, may be empty) and `name` (what a screen
    reader says; filled in by `house_style.invulvelden`).
    """


class Schrijflijnen(SphinxDirective):
    """`:::{schrijflijnen} 4` with the option `label`; one line if no number is given."""

    optional_arguments = 1
    option_spec: ClassVar = {"label": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the node; a wrong number is reported and gives one line."""
        raw = self.arguments[0] if self.arguments else "1"
        lines = whole_number(raw, MOST_LINES)
        if lines is None:
            cause = f"Na «schrijflijnen» hoort een getal, niet «{raw}»."
            repair = f"Schrijf een getal van 1 tot {MOST_LINES}."
            warn(cause, repair, "schrijflijnen", (self.env.current_document.docname, self.lineno))
            lines = 1
        label = self.options.get("label", "").strip()
        node = schrijflijnen(lines=lines, label=label, name=label)
        self.set_source_info(node)
        return [node]


class _TypstWriter(Protocol):
    def put(self, code: str) -> None: ...
    def field(self, kind: str, label: str) -> str: ...


def visit_html(writer: HTML5Translator, node: schrijflijnen) -> None:
    """Emit a labelled area; the lines themselves are decoration and say nothing to a screen reader."""
    label = node["label"]
    writer.body.append(f'<div class="lr-write" role="group" aria-label="{html_attr(node["name"])}">\n')
    if label:
        writer.body.append(f'<p class="lr-write__label">{html_text(label)}</p>\n')
    lines = '<span class="lr-write__line"></span>' * node["lines"]
    writer.body.append(f'<div aria-hidden="true">{lines}</div>\n</div>\n')
    raise nodes.SkipNode


def visit_typst(writer: _TypstWriter, node: schrijflijnen) -> None:
    """Emit calls of the template function that draws the lines, each a field of its own."""
    label, name = node["label"], node["name"]
    for start in range(0, node["lines"], _LINES_TOGETHER):
        count = min(_LINES_TOGETHER, node["lines"] - start)
        place = writer.field("line" if count == 1 else "lines", name)
        writer.put(f"write-lines({place}, {count}, {typst_string(label)})")
        label, name = "", f"{node['name']} (vervolg)"
    raise nodes.SkipNode


def visit_text(writer: TextTranslator, node: schrijflijnen) -> None:
    """Emit rows of underscores."""
    writer.new_state(0)
    label = node["label"]
    writer.add_text("\n".join([*([label] if label else []), *(["_" * 60] * node["lines"])]))
    writer.end_state(wrap=False)
    raise nodes.SkipNode


def depart(writer: object, node: nodes.Element) -> None:
    """Do nothing: every visit skips the rest of the node."""


def setup_schrijflijnen(app: Sphinx) -> None:
    """Register the node for every builder we ship and the directive."""
    app.add_node(
        schrijflijnen, html=(visit_html, depart), typst=(visit_typst, depart), text=(visit_text, depart)
    )
    app.add_directive("schrijflijnen", Schrijflijnen)
