"""Tables in a page without a script: in a box that scrolls, or as cards that keep their roles.

The theme's script does this on the site. Styles are no matter of ours: the house style writes none in a page.
"""

from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

#: Rows shown as cards (`display: block`) would lose their roles. The mark is that of `house_style.tables`.
_CARDS = "lr-cards"
_CARD_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


class FrameTranslator(HTML5Translator):
    """The translator of pages to embed."""

    _in_cards = False
    _in_head = False

    def starttag(self, node: nodes.Element, tagname: str, *rest: Any, **attributes: Any) -> str:  # noqa: ANN401
        """Give a table of cards its roles."""
        role = self._role(tagname) if self._in_cards else ""
        if role:
            attributes["role"] = role
        return super().starttag(node, tagname, *rest, **attributes)

    def _role(self, tagname: str) -> str:
        if tagname == "th":
            return "columnheader" if self._in_head else "rowheader"
        return _CARD_ROLES.get(tagname, "")

    # Other packages bring visitors of their own for tables; this works around whichever is used.

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Open the box of a table."""
        if isinstance(node, nodes.table):
            node["classes"].append("table")
            self._in_cards = _CARDS in node["classes"]
            scrolls = "" if self._in_cards else ' role="group" tabindex="0" aria-label="Tabel"'
            self.body.append(f'<div class="pst-scrollable-table-container"{scrolls}>')
        elif isinstance(node, nodes.thead | nodes.tbody):
            self._in_head = isinstance(node, nodes.thead)
        super().dispatch_visit(node)

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Close the box of a table."""
        super().dispatch_departure(node)
        if isinstance(node, nodes.table):
            self._in_cards = False
            self.body.append("</div>\n")
