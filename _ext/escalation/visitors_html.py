"""Visitors of charts for HTML and text builders."""

from collections.abc import Callable
from typing import Any

from docutils import nodes

from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan

Visitor = Callable[[Any, Any], None]


def _open(css: str) -> Visitor:
    def visit(writer: Any, node: nodes.Element) -> None:  # noqa: ANN401
        writer.body.append(writer.starttag(node, "div", CLASS=css))

    return visit


def _close(writer: Any, node: nodes.Element) -> None:  # noqa: ANN401, ARG001
    writer.body.append("</div>\n")


def _nothing(writer: object, node: nodes.Element) -> None:
    """Leave it to the children."""


HTML = {
    stappenplan: (_open("lr-stappenplan"), _close),
    stap_kaart: (_open(""), _close),
    drempel_regel: (_open("lr-drempel"), _close),
    stap_tekst: (_nothing, _nothing),
}
TEXT = dict.fromkeys((stappenplan, stap_kaart, drempel_regel, stap_tekst), (_nothing, _nothing))
