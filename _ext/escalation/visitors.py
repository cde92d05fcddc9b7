"""Registers the nodes of charts with their forms for every builder we ship."""

from sphinx.application import Sphinx

from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan
from escalation.visitors_html import HTML, TEXT, setup_styles
from escalation.visitors_typst import TYPST


def setup_visitors(app: Sphinx) -> None:
    """Register the nodes and the style sheet of pages that hold them."""
    for node in (stappenplan, stap_kaart, drempel_regel, stap_tekst):
        app.add_node(node, html=HTML[node], text=TEXT[node], typst=TYPST[node])
    setup_styles(app)
