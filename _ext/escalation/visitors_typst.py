"""Visitors of charts for the PDF."""

from docutils import nodes

from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan


def _nothing(writer: object, node: nodes.Element) -> None:
    """Leave it to the children."""


TYPST = dict.fromkeys((stappenplan, stap_kaart, drempel_regel, stap_tekst), (_nothing, _nothing))
