"""Registers the nodes of charts with their forms for the builders we ship, and plain ones for others."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from escalation.nodes import drempel_regel, stap_altijd, stap_kaart, stap_tekst, stappenplan
from escalation.printing import setup_printing
from escalation.visitors_html import HTML, TEXT, setup_styles
from escalation.visitors_typst import TYPST


def visit_plain(writer: Any, node: nodes.Element) -> None:  # noqa: ANN401 - writers share no type
    """Open a paragraph for the words of a threshold; what stands in other nodes has its own."""
    if isinstance(node, drempel_regel):
        writer.visit_paragraph(node)


def depart_plain(writer: Any, node: nodes.Element) -> None:  # noqa: ANN401
    """Close it."""
    if isinstance(node, drempel_regel):
        writer.depart_paragraph(node)


def setup_visitors(app: Sphinx) -> None:
    """Register the nodes, the style sheet of pages that hold them, and the functions of the PDF."""
    plain = visit_plain, depart_plain
    for node in (stappenplan, stap_altijd, stap_kaart, drempel_regel, stap_tekst):
        app.add_node(
            node, html=HTML[node], text=TEXT[node], typst=TYPST[node], latex=plain, man=plain, texinfo=plain
        )
    setup_styles(app)
    setup_printing(app)
