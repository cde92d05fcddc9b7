"""The components of sphinx-design, unfolded for paper."""

import re
from collections.abc import Callable

from docutils import nodes

from typst_pdf.visitors.boxes import BoxVisitors
from typst_pdf.visitors.icons import fontawesome_svg, standalone_svg

# The Bootstrap breakpoints whose column count suits the width of a page, the best first.
_BREAKPOINTS = {"rapport": ("md", "sm", "xs"), "brochure": ("sm", "xs")}
_ROW_COLUMNS = re.compile(r"sd-row-cols(?:-(xs|sm|md|lg))?-(\d+)$")
_ITEM_COLUMNS = re.compile(r"sd-col(?:-(xs|sm|md|lg))?-(\d+)$")
_CARD_COLUMNS = re.compile(r"sd-card-cols-(\d+)$")
_COLOURS = {
    "primary",
    "secondary",
    "success",
    "info",
    "warning",
    "danger",
    "light",
    "muted",
    "dark",
    "white",
    "black",
}
_TRACKS = 12


class DesignVisitors(BoxVisitors):
    """Containers that carry a `design_component`, and the inline components."""

    def visit_container(self, node: nodes.Element) -> None:
        component = node.get("design_component", "")
        visit: Callable[[nodes.Element], None] | None = {
            "grid-container": self._grid_container,
            "grid-row": self._grid,
            "card-carousel": self._carousel,
            "card": self._card,
            "card-title": self._card_title,
            "tab-set": self._tab_set,
            "tab-item": self._tab_item,
            "dropdown": self._dropdown,
            "aside": self._aside,
        }.get(component)
        if visit is None:
            super().visit_container(node)
            return
        visit(node)
        raise nodes.SkipNode

    # -- grids and cards -----------------------------------------------------------------------------

    def _grid_container(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.code.extend(self.render(node.children))

    def _grid(self, row: nodes.Element) -> None:
        self.anchors(row)
        default = _TRACKS // min(self._columns(row, _ROW_COLUMNS) or 1, _TRACKS)
        items = [item for item in row.children if _component(item) in {"grid-item", "card"}]
        self._cells([(item, min(self._columns(item, _ITEM_COLUMNS) or default, _TRACKS)) for item in items])
        rest = [item for item in row.children if item not in items]
        self.code.extend(self.render(rest))

    def _carousel(self, node: nodes.Element) -> None:
        self.anchors(node)
        shown = next((int(m[1]) for name in node["classes"] if (m := _CARD_COLUMNS.match(name))), 2)
        most = 3 if self.assembly.publication.template == "rapport" else 2
        cards = [card for card in node.children if _component(card) == "card"]
        self._cells([(card, _TRACKS // min(shown, most)) for card in cards])

    def _cells(self, items: list[tuple[nodes.Node, int]]) -> None:
        """Put items side by side on twelve tracks; each row stands together on a page."""
        self.put("card-grid(")
        x = y = 0
        for item, span in items:
            if x + span > _TRACKS:
                x, y = 0, y + 1
            card = _as_card(item)
            look = "card" if card is not None else "plain"
            self.put(f"grid-item({x}, {y}, {span}, {self.value(look)},")
            self.open()
            if card is not None:
                if card is not item and isinstance(item, nodes.Element):
                    self.anchors(item)
                self._card_content(card)
            elif isinstance(item, nodes.Element):
                self.anchors(item)
                self.code.extend(self.render(item.children))
            self.close()
            self.put(",")
            x += span
        self.put(")")

    def _columns(self, node: nodes.Node, pattern: re.Pattern[str]) -> int:
        """Return the number in a sphinx-design class for the breakpoint of this page; 0 if none."""
        found: dict[str, int] = {}
        for name in node["classes"] if isinstance(node, nodes.Element) else ():
            if match := pattern.match(name):
                found[match[1] or "xs"] = int(match[2])
        for breakpoint_ in _BREAKPOINTS.get(self.assembly.publication.template, ("sm", "xs")):
            if breakpoint_ in found:
                return found[breakpoint_]
        return 0

    def _card(self, node: nodes.Element) -> None:
        self.put(f"card(kept: {self.kept(node)},")
        self.open()
        self._card_content(node)
        self.close()

    def _card_content(self, card: nodes.Element) -> None:
        self.anchors(card)
        for part in card.children:
            match _component(part):
                case "card-header" | "card-footer" as slot:
                    self.open(f"{slot}(")
                    self.code.extend(self.render(part.children))
                    self.close()
                case "card-overlay" if isinstance(part, nodes.Element):
                    self._card_content(part)
                case _ if _is_stretched_link(part):
                    self.open("card-link(")
                    part.walkabout(self)
                    self.close()
                case _:
                    part.walkabout(self)

    def _card_title(self, node: nodes.Element) -> None:
        self.open("card-title(")
        self.anchors(node)
        self.code.extend(self.render(node.children))
        self.close()

    # -- what a screen folds -------------------------------------------------------------------------

    def _tab_set(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.put("tab-set(")
        self.open()
        self.code.extend(self.render(node.children))
        self.close()

    def _tab_item(self, node: nodes.Element) -> None:
        title, rest = _rubric_and_rest(node)
        self._unfolded("tab-item(", node, title, rest)

    def _dropdown(self, node: nodes.Element) -> None:
        title, rest = _rubric_and_rest(node) if node.get("has_title") else ([], list(node.children))
        self._unfolded(f"dropdown(kept: {self.kept(node)}, ", node, title, rest)

    def _unfolded(
        self, call: str, node: nodes.Element, title: list[nodes.Node], rest: list[nodes.Node]
    ) -> None:
        """Write a title and what a screen hides behind it."""
        self.put(call + "{")
        self.code.extend(self.render(title))
        self.put("},")
        self.open()
        self.anchors(node)
        self.code.extend(self.render(rest))
        self.close()

    def _aside(self, node: nodes.Element) -> None:
        title, rest = _rubric_and_rest(node)
        self.open_box("sidebar", node, title)
        self.code.extend(self.render(rest))
        self.close()

    # -- inline ----------------------------------------------------------------------------------------

    def visit_sd_badge(self, node: nodes.Element) -> None:
        self.anchors(node)
        outline = "sd-badge" in node["classes"] and any("outline" in c for c in node["classes"])
        self.open(f"badge({self.value(_colour(node['classes']))}, outline: {self.value(outline)}, ")

    def depart_sd_badge(self, node: nodes.Element) -> None:
        self.close()

    def visit_sd_icon(self, node: nodes.Element) -> None:
        self.put(f"icon({self.value(standalone_svg(node['svg']))})")
        raise nodes.SkipNode

    def visit_fontawesome(self, node: nodes.Element) -> None:
        name = (node.get("icon", "").split() or [""])[0]  # classes may stand behind the name
        svg = fontawesome_svg(name, node.get("icon_style", "solid"))
        if svg is None:
            self.warn("icon", f"Het pictogram «{node.get('icon')}» bestaat niet.", node)
            self.text(f"[{node.get('icon')}]")
        else:
            self.put(f"icon({self.value(svg)})")
        raise nodes.SkipNode

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        self.put("linebreak()")
        raise nodes.SkipNode


def _component(node: nodes.Node) -> str:
    return str(node.get("design_component", "")) if isinstance(node, nodes.Element) else ""


def _as_card(item: nodes.Node) -> nodes.Element | None:
    """Return the item itself if it is a card, or the card of a grid item that holds nothing else."""
    if isinstance(item, nodes.Element) and _component(item) == "card":
        return item
    children = [child for child in item.children if not isinstance(child, nodes.comment)]
    if len(children) == 1 and _component(children[0]) == "card" and isinstance(children[0], nodes.Element):
        return children[0]
    return None


def _is_stretched_link(node: nodes.Node) -> bool:
    return any("sd-stretched-link" in ref.get("classes", ()) for ref in node.findall(nodes.reference))


def _rubric_and_rest(node: nodes.Element) -> tuple[list[nodes.Node], list[nodes.Node]]:
    rubric = next((child for child in node.children if isinstance(child, nodes.rubric)), None)
    if rubric is None:
        return [], list(node.children)
    return list(rubric.children), [child for child in node.children if child is not rubric]


def _colour(classes: list[str] | tuple[str, ...]) -> str:
    """Return the semantic colour that sphinx-design wrote in a class; «primary» when there is none."""
    for name in classes:
        last = name.rsplit("-", 1)[-1]
        if name.startswith(("sd-bg-", "sd-outline-", "sd-btn-")) and last in _COLOURS:
            return last
    return "primary"
