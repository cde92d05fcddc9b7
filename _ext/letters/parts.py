"""The blocks of a letter with a place of their own: sender, reader, date, short version, signature."""

from typing import ClassVar, Protocol

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from markup import html_attr, html_text

#: What stands above the subject of a letter, in this order.
HEAD = ("afzender", "bestemmeling", "plaats-en-datum")
#: Every block, with the heading it prints; most print none.
PARTS = {**dict.fromkeys(HEAD, ""), "kort-gezegd": "Kort gezegd", "ondertekening": ""}


class brief_deel(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like this
    """A block of a letter: attribute `soort` is a key of `PARTS`."""


class LetterPart(SphinxDirective):
    """`:::{afzender}` and the like."""

    kind: ClassVar[str]
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the block."""
        self.assert_has_content()
        part = brief_deel(soort=self.kind)
        self.set_source_info(part)
        if PARTS[self.kind]:
            part += nodes.paragraph("", "", nodes.strong("", PARTS[self.kind]), classes=["lr-brief__kop"])
        part += self.parse_content_to_nodes()
        return [part]


class _Typst(Protocol):
    def open(self, call: str = "") -> None: ...
    def close(self, rest: str = "") -> None: ...
    def value(self, value: object) -> str: ...


def visit_html(writer: HTML5Translator, node: brief_deel) -> None:
    """Open the block; one with a heading is named by it for a screen reader."""
    heading = PARTS[node["soort"]]
    named = f' role="group" aria-label="{html_attr(heading)}"' if heading else ""
    writer.body.append(f'<div class="lr-brief__deel lr-brief__{html_text(node["soort"])}"{named}>\n')


def depart_html(writer: HTML5Translator, _node: brief_deel) -> None:
    """Close it."""
    writer.body.append("</div>\n")


def visit_typst(writer: _Typst, node: brief_deel) -> None:
    """Open the block on paper."""
    writer.open(f"letter-part({writer.value(node['soort'])}, ")


def depart_typst(writer: _Typst, _node: brief_deel) -> None:
    """Close it."""
    writer.close()


def visit_plain(_writer: object, _node: brief_deel) -> None:
    """Let the paragraphs stand."""


def setup_parts(app: Sphinx) -> None:
    """Register the node and a directive for each block. The DOCX form stands in `letters.docx`."""
    from letters.docx.writer import depart_part, visit_part

    app.add_node(
        brief_deel,
        html=(visit_html, depart_html),
        typst=(visit_typst, depart_typst),
        text=(visit_plain, visit_plain),
        docx=(visit_part, depart_part),
    )
    for kind in PARTS:
        directive = type(f"LetterPart_{kind}", (LetterPart,), {"kind": kind, "__doc__": LetterPart.__doc__})
        app.add_directive(kind, directive)
