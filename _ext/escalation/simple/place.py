"""From an arrangement to a drawing: widths, ports, heights, lines, labels, bands, legend."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from escalation.layout.geometry import (
    Anchor,
    Band,
    Box,
    Continuation,
    Label,
    LegendItem,
    Line,
    Run,
    Sheet,
    Weight,
)
from escalation.model import Chart
from escalation.words import capital
from escalation.simple.arrange import Arrangement, Cell, Link, Way
from escalation.simple.cards import Card, Measure
from escalation.simple.fonts import Fonts
from escalation.simple.legend import legend
from escalation.simple.style import Style
from escalation.simple.wrapping import wrap

#: Share of the width that the channels for lines may take at most.
_MOST_CHANNEL = 0.3
_OUTCOME_SHARE = 0.34
#: Least distance between two lines that run side by side.
_APART = 3.0


@dataclass(frozen=True)
class _Columns:
    """The widths of everything, from left to right."""

    value: float
    left_zone: float
    right_zone: float
    left_track: float
    right_track: float
    cards: tuple[tuple[float, float], ...]

    @property
    def first(self) -> float:
        return self.cards[0][0]


@dataclass
class _Placed:
    """A cell with its place; `ports` gives y by link and end."""

    cell: Cell
    card: Card
    x: float
    width: float
    height: float
    y: float = 0.0
    ports: dict[tuple[int, bool], float] = field(default_factory=dict)


class Placing:
    """Places one sheet."""

    def __init__(
        self, chart: Chart, arrangement: Arrangement, style: Style, fonts: Fonts, width: float
    ) -> None:
        self.chart, self.plan, self.style, self.fonts, self.width = chart, arrangement, style, fonts, width
        self.measure = Measure(chart, style, fonts)
        self.columns = self._columns()
        self.placed = {cell.key: self._measured(cell) for cell in arrangement.cells}

    @property
    def narrowest(self) -> float:
        """Width of the narrowest column of cards."""
        return min(width for _, width in self.columns.cards if width > 0)

    def sheet(self, *, with_legend: bool) -> Sheet:
        """Return the drawing."""
        self._ports()
        tops, heights, bands, bottom = self._rows()
        lines = tuple(self._line(number, link, tops, heights) for number, link in enumerate(self.plan.links))
        labels = tuple(self._labels(tops, heights))
        items, bottom = (
            legend(self.chart, self.plan, self.style, self.fonts, self.width, bottom)
            if with_legend
            else ((), bottom)
        )
        return _rounded(
            Sheet(
                self.width,
                bottom,
                tuple(bands),
                tuple(self._box(one) for one in self._in_order() if one.cell.edge is None),
                lines,
                labels,
                tuple(self._mark(one) for one in self._in_order() if one.cell.edge is not None),
                tuple(self._heads()),
                tuple(self._separators()),
                items,
            )
        )

    def _in_order(self) -> list[_Placed]:
        return sorted(self.placed.values(), key=lambda one: (one.cell.step.number, one.cell.key))

    # -- widths ------------------------------------------------------------------------------------

    def _columns(self) -> _Columns:
        style, plan = self.style, self.plan
        value = self._value_width()
        zones = {way: self._zone(way) for way in (Way.LEFT, Way.RIGHT)}
        tracks = {
            way: 1 + max((link.track for link in plan.links if link.way is way), default=-1) for way in zones
        }
        spacing = {
            way: min(style.track, self.width * _MOST_CHANNEL / 2 / max(tracks[way], 1)) for way in tracks
        }
        left = (
            zones[Way.LEFT] + (tracks[Way.LEFT] + 0.5) * spacing[Way.LEFT]
            if tracks[Way.LEFT]
            else style.badge + 2
        )
        left = max(left, style.badge + 2)
        start = value + left
        end = self.width - 1.0
        right = 0.0
        if plan.outcomes or tracks[Way.RIGHT]:
            right = max(zones[Way.RIGHT], style.size) + (tracks[Way.RIGHT] + 0.5) * spacing[Way.RIGHT]
            right = max(right, style.size * 2.4)
        room = end - start - right
        lanes = len(plan.lanes)
        between = style.track * 2 if lanes > 1 else 0.0
        share = (1 / (lanes + 1) if lanes > 1 else _OUTCOME_SHARE) if plan.outcomes else 0.0
        outcome = room * share
        lane = (room - outcome - between * (lanes - 1)) / lanes
        cards = [(start + number * (lane + between), lane) for number in range(lanes)]
        cards.append((end - outcome, outcome))
        return _Columns(
            value,
            zones[Way.LEFT],
            max(zones[Way.RIGHT], style.size),
            spacing[Way.LEFT],
            spacing[Way.RIGHT],
            tuple(cards),
        )

    def _value_width(self) -> float:
        words = [
            self.fonts.width(text, size, weight)
            for threshold in self.chart.thresholds
            for text, size, weight in [
                (f"{threshold.value}+", self.style.value, Weight.BOLD),
                *((word, self.style.small, Weight.REGULAR) for word in threshold.unit.split()),
            ]
        ]
        return max(words) + self.style.pad * 1.2 if words else 0.0

    def _zone(self, way: Way) -> float:
        """Return the room beside the cards that labels on one side need."""
        ways = (way, Way.ACROSS) if way is Way.RIGHT else (way,)
        widths = [
            self.fonts.width(line, self.style.small, Weight.SEMIBOLD)
            for link in self.plan.links
            if link.way in ways and link.edge.label and link.source.edge is None
            for line in self._label_lines(link)
        ]
        return max(widths) + self.style.size * 0.9 if widths else self.style.size * 0.5

    def _label_lines(self, link: Link) -> tuple[str, ...]:
        room = self.style.small * (16 if link.way is Way.DOWN else 6.5)
        return wrap(link.edge.label, room, self.style.small, Weight.SEMIBOLD, self.fonts)

    def _label_height(self, link: Link) -> float:
        return len(self._label_lines(link)) * self.style.small_line if link.edge.label else 0.0

    def _measured(self, cell: Cell) -> _Placed:
        x, width = self.columns.cards[cell.column]
        if cell.edge is not None:
            height = self.style.small_line * 2 + self.style.pad
            return _Placed(cell, Card(height, ()), x, width, height)
        card = self.measure.card(cell, width, with_actor=len(self.plan.lanes) == 1)
        return _Placed(cell, card, x, width, card.height)

    # -- ports -------------------------------------------------------------------------------------

    def _ports(self) -> None:
        """Give each line its height on the side of its box, so that lines of one box never cross there."""
        sides: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
        for number, link in enumerate(self.plan.links):
            if link.way is Way.DOWN:
                continue
            for is_source in (True, False):
                cell = link.source if is_source else link.target
                sides[cell.key, self._side(link, cell)].append((number, is_source))
        for (key, _), ends in sides.items():
            self._distribute(self.placed[key], ends)

    def _side(self, link: Link, cell: Cell) -> str:
        if link.way is Way.LEFT:
            return "left"
        last = len(self.plan.lanes)
        return "left" if cell.column == last else "right"

    def _distribute(self, one: _Placed, ends: list[tuple[int, bool]]) -> None:
        ends.sort(key=lambda end: self._port_order(one.cell, *end))
        rooms = [self._port_room(*end) for end in ends]
        needed = sum(rooms) + self.style.badge + self.style.pad * 0.5
        one.height = max(one.height, needed)
        free = (one.height - sum(rooms)) / (len(ends) + 1)
        y = 0.0
        for end, room in zip(ends, rooms, strict=True):
            y += free + room
            one.ports[end] = y
        if len(ends) == 1 and rooms[0] <= one.height / 2:
            one.ports[ends[0]] = one.height / 2

    def _port_room(self, number: int, is_source: bool) -> float:
        link = self.plan.links[number]
        height = self._label_height(link) if is_source and link.source.edge is None else 0.0
        return max(height + 2.0 if height else 0.0, self.style.track * 0.8)

    def _port_order(self, cell: Cell, number: int, is_source: bool) -> tuple[int, int, int]:
        link = self.plan.links[number]
        other = link.target if is_source else link.source
        if link.way is Way.ACROSS or other.row == cell.row:
            return (1, 0, number)
        above = other.row < cell.row
        outward = link.track if self._side(link, cell) == "right" or link.way is Way.LEFT else -link.track
        return (0, outward, number) if above else (2, -outward, number)

    # -- heights -----------------------------------------------------------------------------------

    def _rows(self) -> tuple[list[float], list[float], list[Band], float]:
        style, plan = self.style, self.plan
        rows: dict[int, list[_Placed]] = defaultdict(list)
        for one in self.placed.values():
            rows[one.cell.row].append(one)
        for row in rows.values():
            _align(row, self._across(row))
            self._part(row)
        gaps = self._gaps(len(plan.bands))
        y = style.small_line * 1.6 if list(self._heads()) else 0.0
        tops: list[float] = []
        heights: list[float] = []
        bands: list[Band] = []
        start = y
        for number, band in enumerate(plan.bands):
            if number == 0 or plan.bands[number - 1] != band:
                y += style.badge + style.pad * 0.6
            height = max(one.y + one.height for one in rows[number])
            for one in rows[number]:
                one.y += y
            tops.append(y)
            heights.append(height)
            y += height
            ends = number + 1 == len(plan.bands) or plan.bands[number + 1] != band
            if ends:
                # A line that leaves the band keeps its label and its arrow on both sides of the border.
                y += max(gaps[number] - style.badge - style.pad * 0.6, style.pad)
                if made := self._band(band, start, y - start, len(bands)):
                    bands.append(made)
                    y = start = made.y + made.height
                else:
                    start = y
            else:
                y += gaps[number]
        return tops, heights, bands, y

    def _part(self, row: Sequence[_Placed]) -> None:
        """Move the lines that reach an end from those of the card beside it: both pass the same channel."""
        if len(row) < 2:
            return
        card, end = sorted(row, key=lambda one: one.cell.column)
        straight = {number for number, link in enumerate(self.plan.links) if link.way is Way.ACROSS}
        taken = [
            card.y + y
            for (number, is_source), y in card.ports.items()
            if self._side(self.plan.links[number], card.cell) == "right"
        ]
        for key, y in sorted(end.ports.items(), key=lambda item: item[1]):
            if key[0] in straight:
                continue
            tried = y
            while any(abs(end.y + tried - other) < _APART for other in taken):
                tried += _APART / 2
            end.ports[key] = tried
            taken.append(end.y + tried)
            end.height = max(end.height, tried + _APART)

    def _gaps(self, rows: int) -> list[float]:
        """Return the room below each row: more where a label stands beside the line down."""
        gaps = [self.style.gap] * rows
        for link in self.plan.links:
            if link.way is Way.DOWN:
                turn = self.style.gap * 0.6 if link.source.column != link.target.column else 0.0
                needed = self._label_height(link) + self.style.size * 0.75 + turn
                row = link.target.row - 1
                gaps[row] = max(gaps[row], needed)
        return gaps

    def _band(self, index: int, y: float, height: float, drawn: int) -> Band | None:
        if not 0 <= index < len(self.chart.thresholds):
            return None
        threshold, style = self.chart.thresholds[index], self.style
        x = style.pad * 0.6
        value = f"{threshold.value}+"
        baseline = y + style.pad * 0.6 + style.value * 0.8
        runs = [
            Run(x, baseline, value, style.value, Weight.BOLD, Anchor.START,
                self.fonts.width(value, style.value, Weight.BOLD), "value")
        ]  # fmt: skip
        for number, word in enumerate(threshold.unit.split(), 1):
            width = self.fonts.width(word, style.small, Weight.REGULAR)
            runs.append(
                Run(x, baseline + number * style.small_line, word, style.small, Weight.REGULAR,
                    Anchor.START, width, "unit")
            )  # fmt: skip
        needed = runs[-1].y + style.pad * 0.6 - y
        return Band(threshold, y, max(height, needed), tuple(runs), shaded=drawn % 2 == 0)

    def _across(self, row: Sequence[_Placed]) -> tuple[float, float] | None:
        """Return the heights of the ports that a line straight across joins: of the card and of the end."""
        keys = {one.cell.key: one for one in row}
        for number, link in enumerate(self.plan.links):
            if link.way is Way.ACROSS and link.source.key in keys and link.target.key in keys:
                ends = [(keys[link.source.key], True), (keys[link.target.key], False)]
                ends.sort(key=lambda end: end[0].cell.column)
                return ends[0][0].ports[number, ends[0][1]], ends[1][0].ports[number, ends[1][1]]
        return None

    # -- drawing -----------------------------------------------------------------------------------

    def _box(self, one: _Placed) -> Box:
        style = self.style
        down = (one.height - one.card.height) / 2
        runs = [replace(run, x=run.x + one.x, y=run.y + one.y + down) for run in one.card.runs]
        number = str(one.cell.step.number)
        size = style.small * (0.9 if len(number) < 3 else 0.7)
        width = self.fonts.width(number, size, Weight.BOLD)
        runs.append(
            Run(one.x, one.y + size * 0.34, number, size, Weight.BOLD, Anchor.MIDDLE, width, "number")
        )
        clock = one.card.clock
        return Box(
            one.cell.step,
            one.x,
            one.y,
            one.width,
            one.height,
            tuple(runs),
            (one.x, one.y, style.badge),
            None if one.card.divider is None else one.x + one.card.divider,
            None if clock is None else (clock[0] + one.x, clock[1] + one.y + down, clock[2]),
        )

    def _mark(self, one: _Placed) -> Continuation:
        cell = one.cell
        assert cell.edge is not None  # noqa: S101  narrows the type
        return Continuation(
            cell.edge, cell.step, cell.leaves, one.x, one.y, one.width, one.height, self.style.small
        )

    def _line(self, number: int, link: Link, tops: Sequence[float], heights: Sequence[float]) -> Line:
        source, target = self.placed[link.source.key], self.placed[link.target.key]
        radius = self.style.radius
        if link.way is Way.DOWN:
            x1, x2 = source.x + source.width / 2, target.x + target.width / 2
            y1, y2 = source.y + source.height, target.y
            if x1 == x2:
                points = [(x1, y1), (x2, y2)]
            else:
                middle = y2 - self.style.gap * 0.45 - self.style.badge * 0.5
                points = [(x1, y1), (x1, middle), (x2, middle), (x2, y2)]
            return Line(link.edge, tuple(points), link.back, radius)
        y1 = source.y + source.ports[number, True]
        y2 = target.y + target.ports[number, False]
        x1 = self._edge_x(source, self._side(link, link.source))
        x2 = self._edge_x(target, self._side(link, link.target))
        if link.way is Way.ACROSS:
            return Line(link.edge, ((x1, y1), (x2, y1)), link.back, radius)
        x = self._track_x(link)
        return Line(link.edge, ((x1, y1), (x, y1), (x, y2), (x2, y2)), link.back, radius)

    @staticmethod
    def _edge_x(one: _Placed, side: str) -> float:
        return one.x if side == "left" else one.x + one.width

    def _track_x(self, link: Link) -> float:
        columns, lanes = self.columns, len(self.plan.lanes)
        if link.way is Way.LEFT:
            return columns.first - columns.left_zone - (link.track + 0.5) * columns.left_track
        right = columns.cards[lanes - 1][0] + columns.cards[lanes - 1][1]
        return right + columns.right_zone + (link.track + 0.5) * columns.right_track

    def _labels(self, tops: Sequence[float], heights: Sequence[float]) -> Iterator[Label]:
        for number, link in enumerate(self.plan.links):
            if not link.edge.label or link.source.edge is not None:
                continue
            lines = self._label_lines(link)
            widths = [self.fonts.width(line, self.style.small, Weight.SEMIBOLD) for line in lines]
            height, width = self._label_height(link), max(widths)
            source = self.placed[link.source.key]
            if link.way is Way.DOWN:
                x, y = source.x + source.width / 2 + self.style.size * 0.4, source.y + source.height + 1.5
            else:
                side = self._side(link, link.source)
                port = source.y + source.ports[number, True]
                gap = self.style.size * 0.35
                x = source.x - gap - width if side == "left" else source.x + source.width + gap
                y = port - height - 1.0
            runs = tuple(
                Run(x, y + place * self.style.small_line + self.style.small * 0.96, line, self.style.small,
                    Weight.SEMIBOLD, Anchor.START, one, "label")
                for place, (line, one) in enumerate(zip(lines, widths, strict=True))
            )  # fmt: skip
            yield Label(link.edge, x, y, width, height, runs)

    def _heads(self) -> Iterator[Run]:
        names = [*(capital(name) for name in self.plan.lanes), "Uitkomst"]
        if len(self.plan.lanes) == 1:
            names[0] = "Stap"
        size = self.style.small
        for (x, width), name in zip(self.columns.cards, names, strict=True):
            if width < 1 or (len(names) == 2 and not self.plan.outcomes):
                continue
            for line in wrap(name, width, size, Weight.SEMIBOLD, self.fonts)[:1]:
                run_width = self.fonts.width(line, size, Weight.SEMIBOLD)
                yield Run(
                    x + width / 2, size * 1.2, line, size, Weight.SEMIBOLD, Anchor.MIDDLE, run_width, "head"
                )

    def _separators(self) -> Iterator[float]:
        lanes = len(self.plan.lanes)
        for number in range(1, lanes):
            yield self.columns.cards[number][0] - self.style.track


def _align(row: Sequence[_Placed], across: tuple[float, float] | None) -> None:
    """Set card and end of a row beside each other, so that a line between them is straight."""
    row = sorted(row, key=lambda one: one.cell.column)
    if len(row) == 2:
        card, end = row
        end.y = across[0] - across[1] if across else (card.height - end.height) / 2
        highest = min(card.y, end.y)
        card.y -= highest
        end.y -= highest


def _rounded(sheet: Sheet) -> Sheet:
    """Round all lengths to hundredths: more would differ between machines before it is seen."""
    return _round(sheet)


def _round(value):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    if isinstance(value, float):
        return round(value, 2) + 0.0
    if isinstance(value, tuple):
        return tuple(_round(part) for part in value)
    if isinstance(value, (Sheet, Band, Box, Line, Label, Continuation, Run, LegendItem)):
        changes = {name: _round(getattr(value, name)) for name in value.__dataclass_fields__}
        return replace(value, **changes)
    return value
