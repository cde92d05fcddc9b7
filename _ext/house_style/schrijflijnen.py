"""`{schrijflijnen}`: ruled lines to write on by hand, on paper and in print."""

from typing import ClassVar, Protocol

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.text import TextTranslator

from markup import html_attr, html_text, typst_string

MOST_LINES = 60


class schrijflijnen(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """Lines to write on: attributes `lines` (int, 1 to 60) and `label` (text before them, may be empty)."""


class Schrijflijnen(SphinxDirective):
    """`:::{schrijflijnen} 4` with the option `label`; one line if no number is given."""

    optional_arguments = 1
    option_spec: ClassVar = {"label": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the node, or an error with the line when the number is wrong."""
        raw = self.arguments[0] if self.arguments else "1"
        if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw) <= MOST_LINES:
            raise self.error(f"Na «schrijflijnen» hoort een getal van 1 tot {MOST_LINES}, niet «{raw}».")
        node = schrijflijnen(lines=int(raw), label=self.options.get("label", "").strip())
        self.set_source_info(node)
        return [node]


class _TypstWriter(Protocol):
    def put(self, code: str) -> None: ...


def visit_html(writer: HTML5Translator, node: schrijflijnen) -> None:
    """Emit a labelled area; the lines themselves are decoration and say nothing to a screen reader."""
    label = node["label"]
    name = label or "Ruimte om te schrijven"
    writer.body.append(f'<div class="lr-write" role="group" aria-label="{html_attr(name)}">\n')
    if label:
        writer.body.append(f'<p class="lr-write__label">{html_text(label)}</p>\n')
    lines = '<span class="lr-write__line"></span>' * node["lines"]
    writer.body.append(f'<div aria-hidden="true">{lines}</div>\n</div>\n')
    raise nodes.SkipNode


def visit_typst(writer: _TypstWriter, node: schrijflijnen) -> None:
    """Emit the call of the template function that draws the lines."""
    writer.put(f"write-lines({node['lines']}, {typst_string(node['label'])})")
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
