"""HTML that a strict Content Security Policy accepts: no inline style, and tables that need no script."""

import re
from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

#: What a class made of a style starts with; `styles` makes the rule of it again.
STYLE_CLASS = "lr-stijl-"
_ALLOWED = re.compile(
    r"\s*(width|height|max-width|text-align)\s*:\s*(-?[\d.]+(?:%|px|em|rem|pt|mm|cm)?|left|right|center)\s*"
)
#: Rows shown as cards would lose their roles (`display: block`).
_CARD_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


class FrameTranslator(HTML5Translator):
    """The translator of pages to embed."""

    _in_cards = False

    def starttag(self, node: nodes.Element, tagname: str, *rest: Any, **attributes: Any) -> str:  # noqa: ANN401
        """Turn a style into a class, and give a table of cards its roles."""
        style = next((attributes.pop(name) for name in ("style", "STYLE") if name in attributes), "")
        if style:
            key = next((name for name in ("CLASS", "class") if name in attributes), "CLASS")
            attributes[key] = " ".join([*attributes.get(key, "").split(), *style_classes(style)])
        if self._in_cards:
            role = self._role(tagname)
            if role:
                attributes["role"] = role
        return super().starttag(node, tagname, *rest, **attributes)

    def _role(self, tagname: str) -> str:
        if tagname == "th":
            return "columnheader" if self._in_head else "rowheader"
        return _CARD_ROLES.get(tagname, "")

    _in_head = False

    def visit_thead(self, node: nodes.thead) -> None:
        """Note that heads of columns follow."""
        self._in_head = True
        super().visit_thead(node)

    def depart_thead(self, node: nodes.thead) -> None:
        """Note that they end."""
        self._in_head = False
        super().depart_thead(node)

    def visit_table(self, node: nodes.table) -> None:
        """Open a table, in a box that scrolls if it is too wide and cannot become cards."""
        node["classes"].append("table")
        # The marks are those of `house_style.tables`.
        self._in_cards = "lr-cards" in node["classes"]
        scrolls = ' role="group" tabindex="0" aria-label="Tabel"' if "lr-scrolls" in node["classes"] else ""
        self.body.append(f'<div class="pst-scrollable-table-container"{scrolls}>')
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close it."""
        super().depart_table(node)
        self.body.append("</div>\n")
        self._in_cards = False


def style_classes(style: str) -> list[str]:
    """Return classes that stand for a style; what is not a plain size or alignment is left out."""
    found = (_ALLOWED.fullmatch(part) for part in style.split(";"))
    return [
        STYLE_CLASS + f"{match[1]}_{match[2].replace('.', '-').replace('%', 'pct')}"
        for match in found
        if match
    ]


def style_rule(name: str) -> str:
    """Return the rule that a class of `style_classes` stands for; empty for another class."""
    if not name.startswith(STYLE_CLASS):
        return ""
    key, _, value = name.removeprefix(STYLE_CLASS).partition("_")
    number = value.replace("pct", "%")
    shown = re.sub(r"(?<=\d)-(?=\d)", ".", number)
    return f".{name}{{{key}:{shown}}}"
