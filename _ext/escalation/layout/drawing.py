"""From a plan to geometry: the cards, lines, labels and marks of one sheet in their places."""

import itertools
from dataclasses import dataclass

from escalation.layout.bands import band_runs, narrow
from escalation.layout.cards import Card, actor_column, card, measuring
from escalation.layout.columns import Columns, across
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, Band, Box, Continuation, Label, Line, Run, Sheet, Weight
from escalation.layout.labels import Obstacles, placed, spots
from escalation.layout.placing import Node
from escalation.layout.routing import DOWN, RIGHT
from escalation.layout.rows import Rows, down
from escalation.layout.style import Style
from escalation.layout.tracks import Piece
from escalation.layout.wired import Wired
from escalation.layout.wrapping import wrap
from escalation.model import Chart, Step, View
from escalation.words import capital

# The longest words that an emitter writes in a mark.
_MARK = "stap 000: vervolg van blz. 000"


@dataclass(frozen=True)
class Content:
    """Cards and column names of a sheet at their width; the same whatever the distance between rows.

    Attributes:
        cards: by node; marks have none.
        heights: the least of every node.
        heads: the names of the columns, broken into lines.
        head: height of those names.
    """

    columns: Columns
    cards: dict[int, Card]
    heights: tuple[float, ...]
    heads: tuple[tuple[str, ...], ...]
    head: float
    strip: bool

    @classmethod
    def of(cls, chart: Chart, wired: Wired, style: Style, fonts: Fonts, width: float) -> "Content":
        """Lay out everything that depends on the width alone."""
        columns = across(chart, wired, style, fonts, width)
        ladder = wired.plan.view is View.LADDER
        names = [capital(chart.who(step)) for step in chart.steps] if ladder else []
        divider = actor_column(names, columns.cards[0][1], style, fonts) if ladder else None
        cards: dict[int, Card] = {}
        heights: list[float] = []
        for at, node in enumerate(wired.plan.nodes):
            wide = columns.cards[node.cell[0]][1]
            if node.edge is not None:
                heights.append(_mark_height(wide, style, fonts))
                continue
            who = capital(chart.who(node.step)) if ladder or len(node.step.actors) > 1 else ""
            cards[at] = card(node.step, who, wide, style, fonts, divider if not node.cell[0] else None)
            heights.append(max(cards[at].least, style.length(34)))
        heads: tuple[tuple[str, ...], ...] = ()
        # A ladder needs none: what a card is, its shape says, and who takes a step stands in it.
        if len(wired.plan.heads) > 1 and not ladder:
            measure = measuring(fonts, style.small, Weight.SEMIBOLD)
            heads = tuple(
                wrap(head, wide + style.length(12), measure)
                for head, (_, wide) in zip(wired.plan.heads, columns.cards, strict=True)
            )
        lines = max(map(len, heads), default=0)
        head = round(lines * style.leading(style.small) + style.length(12), 2) if heads else 0.0
        return cls(columns, cards, tuple(heights), heads, head, narrow(style, width))


def draw(chart: Chart, content: Content, style: Style, fonts: Fonts, width: float, gap: float) -> Sheet:
    """Draw a sheet, without a legend.

    Args:
        chart: the whole chart.
        content: what stands on the sheet.
        style: sizes.
        fonts: what measures.
        width: of the sheet.
        gap: least distance between rows.
    """
    return _Drawing(chart, content, _rows(chart, content, style, fonts, gap), style, fonts).sheet(width)


def bottom_of(chart: Chart, content: Content, style: Style, fonts: Fonts, gap: float) -> float:
    """Return the height that the same sheet would have."""
    return _rows(chart, content, style, fonts, gap).bottom


def _rows(chart: Chart, content: Content, style: Style, fonts: Fonts, gap: float) -> Rows:
    heights = list(content.heights)
    return down(chart, content.columns, heights, content.head, gap, style, fonts, strip=content.strip)


class _Drawing:
    """Puts everything in its place."""

    def __init__(self, chart: Chart, content: Content, rows: Rows, style: Style, fonts: Fonts) -> None:
        self.chart = chart
        self.content = content
        self.columns = content.columns
        self.wired = content.columns.wired
        self.plan = content.columns.wired.plan
        self.rows = rows
        self.style = style
        self.fonts = fonts

    def sheet(self, width: float) -> Sheet:
        boxes, lines = self._boxes(), self._lines()
        marks = self._continuations()
        return Sheet(
            width,
            self.rows.bottom,
            self._bands(),
            boxes,
            lines,
            self._labels(Obstacles(boxes, lines, marks, (width, self.rows.bottom), self.style), lines),
            marks,
            self._heads(),
            tuple(self.columns.separator(at) for at in range(1, len(self.plan.heads))),
        )

    # -- cards and marks -------------------------------------------------------------------------

    def _frame(self, index: int) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a node."""
        node = self.wired.node(index)
        column, row = node.cell
        x, width = self.columns.cards[column]
        height = self.rows.heights[index]
        if node.edge is not None:
            short = _mark_width(width, self.style, self.fonts)
            if column == 0 or self.plan.view is View.BANEN:
                x += round((width - short) / 2, 2)
            width = short
        return x, self.rows.middles[row] - height / 2, width, height

    def _boxes(self) -> tuple[Box, ...]:
        found = []
        for at, made in self.content.cards.items():
            x, y, _, height = self._frame(at)
            found.append(made.box(x, y, height, self.style))
        return tuple(sorted(found, key=lambda box: box.step.number))

    def _continuations(self) -> tuple[Continuation, ...]:
        return tuple(
            Continuation(node.edge, self._other(node), node.leaves, *self._frame(at), self.style.small)
            for at, node in enumerate(self.plan.nodes)
            if node.edge is not None
        )

    def _other(self, node: Node) -> Step:
        assert node.edge is not None  # noqa: S101  narrows the type
        return self.chart.by_name[node.edge.target if node.leaves else node.edge.source]

    # -- lines and labels ------------------------------------------------------------------------

    def _lines(self) -> tuple[Line, ...]:
        radius = self.style.radius
        return tuple(
            Line(link.edge, self._points(at), link.back, radius) for at, link in enumerate(self.plan.links)
        )

    def _points(self, at: int) -> tuple[tuple[float, float], ...]:
        link, pieces = self.plan.links[at], self.wired.pieces[at]
        along = [(piece.level[0], self._place(at, piece)) for piece in pieces]
        points = [self._port(link.source, self.wired.leaves(at), along[0])]
        for (flat, one), (_, other) in itertools.pairwise(along):
            points.append((other, one) if flat else (one, other))
        points.append(self._port(link.target, self.wired.enters(at), along[-1]))
        return tuple((round(x, 2), round(y, 2)) for x, y in points)

    def _place(self, at: int, piece: Piece) -> float:
        """Return the y of a horizontal piece, the x of a vertical one."""
        flat, level = piece.level
        if level % 2:
            middle = self.rows.middles[level // 2] if flat else self.columns.middle(level // 2)
            return middle + self.rows.ports[at, piece.start]
        return (self.rows.y if flat else self.columns.x)(level // 2, piece.track)

    def _port(self, index: int, side: int, along: tuple[bool, float]) -> tuple[float, float]:
        x, y, width, height = self._frame(index)
        flat, place = along
        if flat:
            return (x + width if side == RIGHT else x, place)
        return (place, y + height if side == DOWN else y)

    def _labels(self, obstacles: Obstacles, lines: tuple[Line, ...]) -> tuple[Label, ...]:
        found = []
        for at, words in self.columns.labels.items():
            tries = spots(words, lines[at].points, self.style, below=at in self.rows.below)
            found.append(placed(words, tries, obstacles, self.style))
        return tuple(found)

    # -- bands and heads -------------------------------------------------------------------------

    def _bands(self) -> tuple[Band, ...]:
        found = []
        starts = (*self.rows.bands, self.rows.bottom)
        for (index, _, _), y, end in zip(self.plan.bands, starts, starts[1:], strict=False):
            if index >= 0:
                threshold = self.chart.thresholds[index]
                runs = band_runs(threshold, y, self.style, self.fonts, strip=self.content.strip)
                found.append(Band(threshold, y, end - y, runs, shaded=index % 2 == 0))
        return tuple(found)

    def _heads(self) -> tuple[Run, ...]:
        style, runs = self.style, []
        for column, lines in enumerate(self.content.heads):
            top = (self.content.head - len(lines) * style.leading(style.small)) / 2
            for at, line in enumerate(lines):
                width = self.fonts.width(line, style.small, Weight.SEMIBOLD)
                y = top + at * style.leading(style.small) + style.baseline(style.small)
                x = self.columns.middle(column)
                runs.append(Run(x, y, line, style.small, Weight.SEMIBOLD, Anchor.MIDDLE, width, "head"))
        return tuple(runs)


def _mark_width(column: float, style: Style, fonts: Fonts) -> float:
    return round(min(column, fonts.width(_MARK, style.small) + style.length(14)), 2)


def _mark_height(column: float, style: Style, fonts: Fonts) -> float:
    room = _mark_width(column, style, fonts) - style.length(10)
    lines = wrap(_MARK, room, measuring(fonts, style.small, Weight.REGULAR))
    return len(lines) * style.leading(style.small) + style.length(8)
