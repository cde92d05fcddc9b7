"""From a plan to geometry: widths of columns, heights of rows, places of lines and labels."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from escalation.layout import labels as labelling
from escalation.layout.cards import Card, capital, card, measuring
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import (
    Anchor,
    Band,
    Box,
    Continuation,
    Label,
    Line,
    Run,
    Sheet,
    Weight,
)
from escalation.layout.placing import Link, Node, Plan
from escalation.layout.routing import DOWN, LEFT, RIGHT, Route, direction, route
from escalation.layout.style import Style
from escalation.layout.tracks import Level, Piece, assign
from escalation.layout.wrapping import wrap
from escalation.model import Chart, Kind, View

_MARK = "stap 000: vervolg van blz. 000"


@dataclass(frozen=True)
class Wired:
    """A plan with its lines on tracks: everything that does not depend on lengths."""

    plan: Plan
    routes: tuple[Route, ...]
    pieces: tuple[tuple[Piece, ...], ...]

    @classmethod
    def of(cls, plan: Plan) -> "Wired":
        """Find the ways and the tracks of a plan's lines."""
        routes = route(plan)
        return cls(plan, routes, assign(routes))

    def leaves(self, link: int) -> int:
        """Return the side of its card on which a link starts."""
        return direction(self.routes[link][0], self.routes[link][1])

    def enters(self, link: int) -> int:
        """Return the side of its card on which a link ends."""
        return direction(self.routes[link][-1], self.routes[link][-2])

    @cached_property
    def tracks(self) -> Mapping[Level, int]:
        """How many tracks every level has."""
        count: dict[Level, int] = {}
        for pieces in self.pieces:
            for piece in pieces:
                count[piece.level] = max(count.get(piece.level, 0), piece.track + 1)
        return count


class Drawing:
    """One sheet. Made in order: labels, columns, cards, ports, rows; then everything has its place."""

    def __init__(self, chart: Chart, wired: Wired, style: Style, fonts: Fonts, width: float, gap: float) -> None:
        self.chart = chart
        self.plan = wired.plan
        self.wired = wired
        self.style = style
        self.fonts = fonts
        self.width = width
        self.gap = gap
        self.words: dict[int, labelling.Words] = {}
        self.listed: list[Label] = []
        self._break_labels()
        self._set_columns()
        self._set_cards()
        self._set_ports()
        self._set_rows()

    # -- labels ----------------------------------------------------------------------------------

    def _break_labels(self) -> None:
        lanes = self.plan.view is View.BANEN
        for at, link in enumerate(self.plan.links):
            if not link.edge.label or self._node(link.source).edge is not None:
                continue
            down = self.wired.leaves(at) not in (LEFT, RIGHT)
            room = self.style.length((62 if lanes else 84) if not down else (84 if lanes else 150))
            words = labelling.words(link.edge, room, self.style, self.fonts)
            if words is None:
                continue
            if words.listed:
                self.listed += labelling.without_place([link.edge])
            else:
                self.words[at] = words

    # -- across ----------------------------------------------------------------------------------

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.plan.heads)

    def _set_columns(self) -> None:
        """Share the width out: the channels take what they need, the cards the rest."""
        style, count = self.style, self.columns
        self.strip = self.width < style.length(430)
        self.margin = 0.0 if self.strip else self._band_width()
        tracks = [self.wired.tracks.get((False, 2 * at), 0) for at in range(count + 1)]
        self.track = min(style.track, self.width * 0.3 / max(1, sum(tracks)))
        zones = [[0.0, 0.0] for _ in range(count + 1)]
        arrows = [[0.0, 0.0] for _ in range(count + 1)]
        for at, link in enumerate(self.plan.links):
            start, end = self._node(link.source).cell[0], self._node(link.target).cell[0]
            room = self.words[at].width + style.length(9) if at in self.words else style.length(15)
            if self.wired.leaves(at) == RIGHT:
                zones[start + 1][0] = max(zones[start + 1][0], room)
            elif self.wired.leaves(at) == LEFT:
                zones[start][1] = max(zones[start][1], room + style.badge)
            if self.wired.enters(at) == LEFT:
                arrows[end][1] = style.arrow + style.length(6)
            elif self.wired.enters(at) == RIGHT:
                arrows[end + 1][0] = style.arrow + style.length(6)
        least = style.length(26 if self.plan.view is View.BANEN else 34)
        outer = style.length(14)
        self.zones, widths = [], []
        for at in range(count + 1):
            left, right = max(zones[at][0], arrows[at][0]), max(zones[at][1], arrows[at][1])
            if tracks[at]:
                left, right = max(left, style.length(15)), max(right, style.length(17))
            if at == 0:
                left, right = (style.length(7) if tracks[0] else 0.0), max(right, outer)
            elif at == count:
                right = style.length(5) if tracks[at] else 0.0
                left = max(left, outer)
            self.zones.append((left, right))
            widths.append(max(left + right + tracks[at] * self.track, 0 if at in (0, count) else least))
        free = self.width - self.margin - sum(widths)
        shares = self._shares(free)
        spare = max(0.0, free - sum(shares)) / 2
        widths[0] += spare
        self.zones[0] = (self.zones[0][0] + spare, self.zones[0][1])
        self.channel_x, self.column_x, self.column_width = [], [], []
        x = self.margin
        for at in range(count + 1):
            self.channel_x.append((x, widths[at]))
            x += widths[at]
            if at < count:
                self.column_x.append(round(x, 2))
                self.column_width.append(round(shares[at] - 0.01, 2))
                x += shares[at]

    def _shares(self, free: float) -> list[float]:
        style, count = self.style, self.columns
        if self.plan.view is View.BANEN:
            return [min(free / count, style.length(230))] * count
        if count == 1:
            return [min(free, style.length(520))]
        main = min(free * 0.66, style.length(500))
        return [main, min(free - main, style.length(270))]

    def _band_width(self) -> float:
        style = self.style
        if not self.chart.thresholds:
            return 0.0
        widths = [0.0]
        for threshold in self.chart.thresholds:
            widths.append(self.fonts.width(f"{threshold.value}+", style.value, Weight.BOLD))
            widths += [self.fonts.width(line, style.small) for line in self._unit(threshold.unit)]
        return max(widths) + style.length(16)

    def _unit(self, unit: str) -> tuple[str, ...]:
        return wrap(unit, self.style.length(64), measuring(self.fonts, self.style.small, Weight.REGULAR))

    # -- cards -----------------------------------------------------------------------------------

    def _set_cards(self) -> None:
        style = self.style
        self.cards: dict[int, Card] = {}
        self.least: list[float] = []
        ladder = self.plan.view is View.LADDER
        for at, node in enumerate(self.plan.nodes):
            if node.edge is not None:
                self.least.append(self._mark_height(node))
                continue
            step, column = node.step, node.cell[0]
            width = self.column_width[column]
            who = capital(self.chart.who(step)) if ladder or len(step.actors) > 1 else ""
            made = card(step, who, width, style, self.fonts, beside=ladder and width >= style.length(250))
            self.cards[at] = made
            self.least.append(max(made.least, style.length(34)))

    def _mark_width(self, node: Node) -> float:
        words = self.fonts.width(_MARK, self.style.small) + self.style.length(14)
        return min(self.column_width[node.cell[0]], words)

    def _mark_height(self, node: Node) -> float:
        room = self._mark_width(node) - self.style.length(10)
        lines = wrap(_MARK, room, measuring(self.fonts, self.style.small, Weight.REGULAR))
        return len(lines) * self.style.leading(self.style.small) + self.style.length(8)

    # -- ports -----------------------------------------------------------------------------------

    def _set_ports(self) -> None:
        """Give every piece along the middle of a row or column its distance from that middle."""
        groups: dict[tuple[Level, int], list[tuple[int, Piece]]] = {}
        for at, pieces in enumerate(self.wired.pieces):
            for piece in pieces:
                if piece.level[1] % 2:
                    groups.setdefault((piece.level, piece.group), []).append((at, piece))
        self.offsets: dict[tuple[int, int], float] = {}
        self.below: set[int] = set()
        for (level, _), members in groups.items():
            if level[0]:
                self._row_ports(members)
            else:
                self._column_ports(members)

    def _row_ports(self, members: list[tuple[int, Piece]]) -> None:
        """Spread lines at the side of cards; the lowest has its label below it, the others above."""
        count = max(piece.track for _, piece in members) + 1
        room = [0.0] * count
        for at, piece in members:
            if at in self.words and piece.start == 0:
                if count > 1 and piece.track == count - 1:
                    self.below.add(at)
                else:
                    room[piece.track] = max(room[piece.track], self.words[at].height + self.style.length(4))
        pitch = self.style.length(14)
        places = [0.0]
        for track in range(1, count):
            places.append(places[-1] + max(pitch, room[track]))
        middle = places[-1] / 2
        for at, piece in members:
            self.offsets[at, piece.start] = round(places[piece.track] - middle, 2)

    def _column_ports(self, members: list[tuple[int, Piece]]) -> None:
        """Spread lines under and above cards; one that goes straight on keeps the middle."""
        count = max(piece.track for _, piece in members) + 1
        straight = [piece.track for at, piece in members if len(self.wired.pieces[at]) == 1]
        centre = min(straight, key=lambda track: abs(track - (count - 1) / 2)) if straight else (count - 1) / 2
        column = self.wired.routes[members[0][0]][members[0][1].start][0] // 2
        reach = self.column_width[column] / 2 - self.style.length(22)
        most = max(centre, count - 1 - centre, 1)
        pitch = min(self.style.length(30), reach / most)
        for at, piece in members:
            self.offsets[at, piece.start] = round((piece.track - centre) * pitch, 2)

    # -- down ------------------------------------------------------------------------------------

    def _set_rows(self) -> None:
        style, rows = self.style, self.plan.rows
        heights = list(self.least)
        up, down = [0.0] * rows, [0.0] * rows
        for at, link in enumerate(self.plan.links):
            pieces = self.wired.pieces[at]
            for node, piece in ((link.source, pieces[0]), (link.target, pieces[-1])):
                if piece.level[0]:
                    edge = style.length(9 if self._node(node).step.kind is not Kind.EINDE else 12)
                    heights[node] = max(heights[node], 2 * (abs(self.offsets[at, piece.start]) + edge))
            if at in self.words and pieces[0].level[0]:
                row, offset = self._node(link.source).cell[1], self.offsets[at, 0]
                reach = self.words[at].height + style.length(3)
                if at in self.below:
                    down[row] = max(down[row], offset + reach)
                else:
                    up[row] = max(up[row], reach - offset)
        self.heights = [round(height / 2, 2) * 2 for height in heights]
        for at, node in enumerate(self.plan.nodes):
            row = node.cell[1]
            up[row] = max(up[row], self.heights[at] / 2)
            down[row] = max(down[row], self.heights[at] / 2)
        self._place_rows(up, down)

    def _place_rows(self, up: list[float], down: list[float]) -> None:
        style, rows = self.style, self.plan.rows
        zone, arrow = [0.0] * (rows + 1), [0.0] * (rows + 1)
        for at, link in enumerate(self.plan.links):
            row = self._node(link.source).cell[1]
            if self.wired.leaves(at) == DOWN and at in self.words:
                below = self.heights[link.source] / 2 + style.length(3) + self.words[at].height - down[row]
                zone[row + 1] = max(zone[row + 1], below)
            if self.wired.enters(at) not in (LEFT, RIGHT):
                row = self._node(link.target).cell[1]
                arrow[row] = style.arrow
        self.head = self._head_height()
        first = {band[1]: band for band in self.plan.bands}
        strip = style.leading(style.size) + style.length(12) if self.strip else 0.0
        self.middles: list[float] = []
        self.track_y: list[float] = []
        self.band_y: list[float] = []
        y = self.head
        top_of_band = y
        for row in range(rows + 1):
            tracks = self.wired.tracks.get((True, 2 * row), 0)
            above = zone[row]
            if tracks:
                above = max(above + style.length(4), style.length(8))
            opening = row in first
            pad = 0.0
            if opening:
                has_band = first[row][0] >= 0
                pad = (strip if strip and has_band else style.length(12)) + (0 if row else style.length(2))
            bottom = max(arrow[row] if tracks or zone[row] else 0.0, pad)
            height = above + tracks * style.track + bottom
            if 0 < row < rows:
                height = max(height, self.gap, style.arrow + style.length(2) if arrow[row] else 0.0)
            if row == rows:
                height = max(height, style.length(14))
            if row and (opening or row == rows) and self._threshold_of(row - 1) >= 0 and not self.strip:
                ends = y + height - (pad if opening else 0.0)
                height += max(0.0, self._band_text_height(row - 1) - (ends - top_of_band))
            self.track_y.append(y + above)
            y += height
            if opening:
                top_of_band = round(y - pad, 2)
                self.band_y.append(top_of_band)
            if row < rows:
                middle = round(y + up[row], 2)
                self.middles.append(middle)
                y = middle + down[row]
        self.bottom = round(y, 2)
        self.band_y.append(self.bottom)

    def _threshold_of(self, row: int) -> int:
        return next((index for index, low, high in self.plan.bands if low <= row < high), -1)

    def _band_text_height(self, row: int) -> float:
        unit = self.chart.thresholds[self._threshold_of(row)].unit
        lines = len(self._unit(unit)) * self.style.leading(self.style.small)
        return self.style.leading(self.style.value) + lines + self.style.length(12)

    def _head_height(self) -> float:
        if self.columns < 2:
            return 0.0
        lines = max(len(self._head_lines(at)) for at in range(self.columns))
        return round(lines * self.style.leading(self.style.small) + self.style.length(12), 2)

    def _head_lines(self, column: int) -> tuple[str, ...]:
        measure = measuring(self.fonts, self.style.small, Weight.SEMIBOLD)
        left, right = self.channel_x[column][1], self.channel_x[column + 1][1]
        return wrap(self.plan.heads[column], self.column_width[column] + min(left, right) * 0.5, measure)

    # -- places ----------------------------------------------------------------------------------

    def _node(self, index: int) -> Node:
        return self.plan.nodes[index]

    def _frame(self, index: int) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a node."""
        node = self._node(index)
        column, row = node.cell
        x, width, height = self.column_x[column], self.column_width[column], self.heights[index]
        if node.edge is not None:
            narrow = round(self._mark_width(node), 2)
            if column == 0 and self.plan.view is View.LADDER or self.plan.view is View.BANEN:
                x += round((width - narrow) / 2, 2)
            width = narrow
        return x, self.middles[row] - height / 2, width, height

    def _x(self, at: int, piece: Piece) -> float:
        """Return the x of a vertical piece."""
        level = piece.level[1]
        if level % 2:
            return self.column_x[level // 2] + self.column_width[level // 2] / 2 + self.offsets[at, piece.start]
        channel = level // 2
        start, width = self.channel_x[channel]
        left, right = self.zones[channel]
        if channel == 0:
            return start + width - right - (piece.track + 0.5) * self.track
        return start + left + (piece.track + 0.5) * self.track

    def _y(self, at: int, piece: Piece) -> float:
        """Return the y of a horizontal piece."""
        level = piece.level[1]
        if level % 2:
            return self.middles[level // 2] + self.offsets[at, piece.start]
        return self.track_y[level // 2] + (piece.track + 0.5) * self.style.track

    def _points(self, at: int) -> tuple[tuple[float, float], ...]:
        link, pieces = self.plan.links[at], self.wired.pieces[at]
        along = [(piece.level[0], self._y(at, piece) if piece.level[0] else self._x(at, piece)) for piece in pieces]
        points = [self._port(link.source, self.wired.leaves(at), along[0])]
        for (flat, one), (_, other) in zip(along, along[1:], strict=False):
            points.append((other, one) if flat else (one, other))
        points.append(self._port(link.target, self.wired.enters(at), along[-1]))
        return tuple((round(x, 2), round(y, 2)) for x, y in points)

    def _port(self, index: int, side: int, along: tuple[bool, float]) -> tuple[float, float]:
        x, y, width, height = self._frame(index)
        if along[0]:
            return (x + width if side == RIGHT else x, along[1])
        return (along[1], y + height if side == DOWN else y)

    # -- geometry --------------------------------------------------------------------------------

    def lines(self) -> tuple[Line, ...]:
        """Return the lines, in the order of the edges."""
        return tuple(
            Line(link.edge, self._points(at), link.back, round(self.style.radius, 2))
            for at, link in enumerate(self.plan.links)
        )

    def boxes(self) -> tuple[Box, ...]:
        """Return the cards, in drawing order."""
        found = []
        for at, made in self.cards.items():
            x, y, _, height = self._frame(at)
            found.append(made.box(x, y, height, self.style))
        return tuple(sorted(found, key=lambda box: box.step.number))

    def labels(self) -> tuple[Label, ...]:
        """Return the labels; those without a place last."""
        return (*(self._label(at, words) for at, words in self.words.items()), *self.listed)

    def _label(self, at: int, words: labelling.Words) -> Label:
        style, link = self.style, self.plan.links[at]
        (x, y) = self._points(at)[0]
        side = self.wired.leaves(at)
        if side in (LEFT, RIGHT):
            top = y + style.length(3) if at in self.below else y - style.length(2) - words.height
            if side == RIGHT:
                return labelling.put(words, x + style.length(5), top, Anchor.START, style)
            return labelling.put(words, x - style.badge - style.length(3) - words.width, top, Anchor.END, style)
        column = self._node(link.source).cell[0]
        edge = self.column_x[column] + self.column_width[column] + self.zones[column + 1][0]
        top = y + style.length(3)
        if x + style.length(3) + words.width <= edge and self.offsets[at, 0] >= 0:
            return labelling.put(words, x + style.length(3), top, Anchor.START, style)
        return labelling.put(words, x - words.width / 2, top, Anchor.MIDDLE, style)

    def continuations(self) -> tuple[Continuation, ...]:
        """Return the marks of lines that go on elsewhere."""
        found = []
        for at, node in enumerate(self.plan.nodes):
            if node.edge is not None:
                other = self.chart.by_name[node.edge.target if node.leaves else node.edge.source]
                found.append(Continuation(node.edge, other, node.leaves, *self._frame(at), self.style.small))
        return tuple(found)

    def bands(self) -> tuple[Band, ...]:
        """Return the grounds of the thresholds on this sheet."""
        found = []
        for at, (index, _, _) in enumerate(self.plan.bands):
            if index < 0:
                continue
            threshold = self.chart.thresholds[index]
            y, height = self.band_y[at], round(self.band_y[at + 1] - self.band_y[at], 2)
            found.append(Band(threshold, y, height, self._band_runs(index, y), shaded=index % 2 == 0))
        return tuple(found)

    def _band_runs(self, index: int, y: float) -> tuple[Run, ...]:
        style, fonts = self.style, self.fonts
        threshold = self.chart.thresholds[index]
        value, x = f"{threshold.value}+", style.length(8)
        if self.strip:
            size = style.size * 1.1
            width = fonts.width(value, size, Weight.BOLD)
            base = y + style.length(6) + style.baseline(size)
            unit = fonts.width(threshold.unit, style.small)
            beside = x + width + style.length(5)
            return (
                Run(x, base, value, size, Weight.BOLD, Anchor.START, width, "value"),
                Run(beside, base, threshold.unit, style.small, Weight.REGULAR, Anchor.START, unit, "unit"),
            )
        base = y + style.length(6) + style.baseline(style.value)
        width = fonts.width(value, style.value, Weight.BOLD)
        runs = [Run(x, base, value, style.value, Weight.BOLD, Anchor.START, width, "value")]
        for at, line in enumerate(self._unit(threshold.unit)):
            below = base + style.length(4) + at * style.leading(style.small) + style.baseline(style.small)
            width = fonts.width(line, style.small)
            runs.append(Run(x, below, line, style.small, Weight.REGULAR, Anchor.START, width, "unit"))
        return tuple(runs)

    def heads(self) -> tuple[Run, ...]:
        """Return the names of the columns, centred above them."""
        if self.columns < 2:
            return ()
        style, runs = self.style, []
        for column in range(self.columns):
            lines = self._head_lines(column)
            top = (self.head - len(lines) * style.leading(style.small)) / 2
            x = self.column_x[column] + self.column_width[column] / 2
            for at, line in enumerate(lines):
                width = self.fonts.width(line, style.small, Weight.SEMIBOLD)
                y = top + at * style.leading(style.small) + style.baseline(style.small)
                runs.append(Run(x, y, line, style.small, Weight.SEMIBOLD, Anchor.MIDDLE, width, "head"))
        return tuple(runs)

    def separators(self) -> tuple[float, ...]:
        """Return the x between columns: in the middle of what lines and labels leave free."""
        found = []
        for at in range(1, self.columns):
            start, width = self.channel_x[at]
            left, right = self.zones[at]
            tracks = self.wired.tracks.get((False, 2 * at), 0)
            found.append(start + (width - right + left + tracks * self.track) / 2 if tracks else start + width / 2)
        return tuple(found)

    def sheet(self) -> Sheet:
        """Return the drawing, without a legend."""
        return Sheet(
            self.width,
            self.bottom,
            self.bands(),
            self.boxes(),
            self.lines(),
            self.labels(),
            self.continuations(),
            self.heads(),
            self.separators(),
        )
