"""Where rows and the channels between them lie: heights follow from the cards at their width.

Lines leave and reach a card at ports: distances from the middle of its row or column. Ports are spread so
that lines, and the labels at their start, stay apart; a card with many of them becomes higher.
"""

from collections.abc import Callable
from dataclasses import dataclass

from escalation.layout.bands import band_height, strip_height
from escalation.layout.columns import Columns
from escalation.layout.fonts import Fonts
from escalation.layout.routing import DOWN, LEFT, RIGHT
from escalation.layout.style import Style
from escalation.layout.tracks import Level, Piece
from escalation.model import Chart, Kind

#: By link and position of the piece in its route: how far it lies from the middle of its row or column.
Ports = dict[tuple[int, int], float]
_Members = list[tuple[int, Piece]]


@dataclass(frozen=True)
class Rows:
    """All that has a place down the sheet.

    Attributes:
        ports: of all pieces along rows and columns.
        below: the links whose label stands under their line.
        heights: of the cards and marks.
        middles: y of the middle of every row.
        tracks: y of the first track of every channel.
        bands: y where every band starts.
        bottom: y where the last band ends.
    """

    ports: Ports
    below: frozenset[int]
    heights: tuple[float, ...]
    middles: tuple[float, ...]
    tracks: tuple[float, ...]
    bands: tuple[float, ...]
    bottom: float
    track: float

    def y(self, channel: int, track: int) -> float:
        """Return the y of a track."""
        return self.tracks[channel] + (track + 0.5) * self.track


def down(
    chart: Chart,
    columns: Columns,
    heights: list[float],
    head: float,
    gap: float,
    style: Style,
    fonts: Fonts,
    *,
    strip: bool,
) -> Rows:
    """Give the rows of a sheet their heights.

    Args:
        chart: the whole chart.
        columns: all that has a place across the sheet.
        heights: the least of every node.
        head: height of the names of the columns.
        gap: least distance between rows.
        style: sizes.
        fonts: what measures.
        strip: whether the text of a band stands above it.
    """
    ports, below = _ports(columns, style)
    stack = _Stack(chart, columns, ports, below, heights, style)
    return stack.rows(head, gap, fonts, strip=strip)


# -- ports ---------------------------------------------------------------------------------------


def _ports(columns: Columns, style: Style) -> tuple[Ports, frozenset[int]]:
    groups: dict[tuple[Level, int], _Members] = {}
    for at, pieces in enumerate(columns.wired.pieces):
        for piece in pieces:
            if piece.level[1] % 2:
                groups.setdefault((piece.level, piece.group), []).append((at, piece))
    ports: Ports = {}
    below: set[int] = set()
    for (level, _), members in groups.items():
        if level[0]:
            _beside(members, columns, style, ports, below)
        else:
            _under(members, columns, style, ports)
    return ports, frozenset(below)


def _beside(members: _Members, columns: Columns, style: Style, ports: Ports, below: set[int]) -> None:
    """Spread lines at the sides of cards; the lowest has its label under it, the others above."""
    count = max(piece.track for _, piece in members) + 1
    room = [0.0] * count
    for at, piece in members:
        if at in columns.labels and piece.start == 0:
            if count > 1 and piece.track == count - 1:
                below.add(at)
            else:
                room[piece.track] = max(room[piece.track], columns.labels[at].height + style.length(4))
    places = [0.0]
    for track in range(1, count):
        places.append(places[-1] + max(style.length(14), room[track]))
    for at, piece in members:
        ports[at, piece.start] = round(places[piece.track] - places[-1] / 2, 2)


def _under(members: _Members, columns: Columns, style: Style, ports: Ports) -> None:
    """Spread lines under and above cards; one that goes straight on keeps the middle."""
    wired = columns.wired
    count = max(piece.track for _, piece in members) + 1
    straight = [piece.track for at, piece in members if wired.straight(at)]
    centre = min(straight, key=lambda track: abs(track - (count - 1) / 2)) if straight else (count - 1) // 2
    room = [0.0] * count
    for at, piece in members:
        if at in columns.labels and piece.start == 0:
            room[piece.track] = max(room[piece.track], columns.labels[at].width + style.length(8))
    places = [0.0] * count
    pitch = style.length(26)
    for track in range(centre + 1, count):
        places[track] = places[track - 1] + max(pitch, room[track - 1])
    for track in range(centre - 1, -1, -1):
        places[track] = places[track + 1] - max(pitch, room[track + 1] if track + 1 < centre else 0.0)
    column = wired.routes[members[0][0]][members[0][1].start][0] // 2
    reach = columns.cards[column][1] / 2 - style.length(24)
    shift = 0.0 if straight else (places[0] + places[-1]) / 2
    most = max(abs(place - shift) for place in places)
    scale = min(1.0, reach / most) if most else 1.0
    for at, piece in members:
        ports[at, piece.start] = round((places[piece.track] - shift) * scale, 2)


# -- rows ----------------------------------------------------------------------------------------


# Something that takes height in a row: a column, or the zone of labels left (1) or right (2) of a
# channel's tracks.
_Lane = tuple[int, int]


@dataclass(frozen=True)
class _Extent:
    """How far something reaches up and down from the middle of its row, and what it needs above itself."""

    lane: _Lane
    up: float
    down: float
    above: float


class _Stack:
    """Rows one under the other, each as high as what stands above it lets it."""

    def __init__(
        self,
        chart: Chart,
        columns: Columns,
        ports: Ports,
        below: frozenset[int],
        heights: list[float],
        style: Style,
    ) -> None:
        self.chart = chart
        self.columns = columns
        self.wired = columns.wired
        self.plan = columns.wired.plan
        self.ports = ports
        self.below = below
        self.style = style
        self.heights = self._heights(heights)

    def _heights(self, heights: list[float]) -> list[float]:
        """Make cards high enough for the lines at their sides."""
        for at, link in enumerate(self.plan.links):
            pieces = self.wired.pieces[at]
            for node, piece in ((link.source, pieces[0]), (link.target, pieces[-1])):
                if piece.level[0]:
                    port = self.ports[at, piece.start]
                    edge = self.style.length(9 if self.wired.node(node).step.kind is not Kind.EINDE else 12)
                    heights[node] = max(heights[node], 2 * (abs(port) + edge))
                    if node == link.target and self.wired.enters(at) == LEFT:
                        # The number stands on the corner above: the head of an arrow stays clear of it.
                        clear = self.style.badge * 1.4 + self.style.length(4)
                        heights[node] = max(heights[node], 2 * (clear - port))
        return [round(height / 2 + 0.005, 2) * 2 for height in heights]

    def rows(self, head: float, gap: float, fonts: Fonts, *, strip: bool) -> Rows:
        """Put the rows under each other."""
        style, count = self.style, self.plan.rows
        extents, arrows = self._extents(gap)
        ports = self._port_range()
        opening = {first: index for index, first, _ in self.plan.bands}
        middles: list[float] = []
        tracks: list[float] = []
        bands: list[float] = []
        floor = head
        filled: dict[_Lane, float] = {}
        for row in range(count + 1):
            number = self.wired.in_row_channel(row)
            deepest = max(floor, *filled.values()) if filled else floor
            top = deepest
            if number:
                top += style.length(9) if row else style.length(6)
            if row in opening or number or row == count:
                # Nothing may reach from above this channel to below it.
                pad = style.length(13) if row in opening else 0.0
                if strip and row in opening and opening[row] >= 0:
                    pad = strip_height(style)
                if strip and not row:
                    top, pad = top + pad, style.length(4)
                floor = top + number * style.track + max(arrows[row] if number else 0.0, pad)
                if row == count:
                    floor = max(floor, deepest + style.length(14))
                elif row and not number:
                    floor = max(floor, deepest + gap, deepest + pad + style.length(9))
                if bands and (row in opening or row == count):
                    lacking = self._lacking(
                        row - 1, floor - (pad if row < count else 0.0) - bands[-1], fonts, strip=strip
                    )
                    floor += lacking
                filled = {}
                if row in opening:
                    bands.append(round(floor - pad if row else head, 2))
            tracks.append(top)
            if row < count:
                least = [
                    max(floor, filled.get(e.lane, floor - e.above) + e.above) + e.up for e in extents[row]
                ]
                if middles:
                    least.append(middles[-1] + ports[row - 1][1] - ports[row][0] + style.length(14))
                middles.append(round(max(least, default=floor), 2))
                filled |= {extent.lane: middles[-1] + extent.down for extent in extents[row]}
        return Rows(
            self.ports,
            self.below,
            tuple(self.heights),
            tuple(middles),
            tuple(tracks),
            tuple(bands),
            round(floor, 2),
            style.track,
        )

    def _extents(self, gap: float) -> tuple[list[list[_Extent]], list[float]]:
        """Return what stands in each row, and the room that arrows need under the tracks above it."""
        style = self.style
        tall: list[dict[_Lane, list[float]]] = [{} for _ in range(self.plan.rows)]

        def reach(row: int, lane: _Lane, up: float, under: float, above: float) -> None:
            before = tall[row].get(lane, [up, under, above])
            tall[row][lane] = [max(pair) for pair in zip(before, (up, under, above), strict=True)]

        for at, node in enumerate(self.plan.nodes):
            half = self.heights[at] / 2
            reach(node.cell[1], (node.cell[0], 0), half, half, gap)
        arrows = [0.0] * (self.plan.rows + 1)
        for at, link in enumerate(self.plan.links):
            column, row = self.wired.node(link.source).cell
            for piece in self.wired.pieces[at]:
                if piece.level[0] and piece.level[1] % 2:
                    self._passed(at, piece, reach)
            if not self.wired.pieces[at][-1].level[0]:
                arrows[self.wired.node(link.target).cell[1]] = style.arrow
            if at in self.columns.labels:
                label = self.columns.labels[at].height + style.length(4)
                port, side = self.ports[at, 0], self.wired.leaves(at)
                if side == DOWN:
                    # The next card leaves room for an arrow under the label, and no whole gap.
                    under = self.heights[link.source] / 2 + label + style.arrow - gap
                    reach(row, (column, 0), 0.0, under, gap)
                else:
                    lane = (column + 1, 1) if side == RIGHT else (column, 2)
                    below = at in self.below
                    reach(
                        row,
                        lane,
                        0.0 if below else label - port,
                        label + port if below else 0.0,
                        style.length(2),
                    )
        return [[_Extent(lane, *values) for lane, values in row.items()] for row in tall], arrows

    def _passed(
        self, at: int, piece: Piece, reach: Callable[[int, _Lane, float, float, float], None]
    ) -> None:
        """Let a line along a row take height in the empty cells and the label zones that it passes."""
        route = self.wired.routes[at]
        points = route[piece.start : piece.end + 1]
        port, air = self.ports[at, piece.start], self.style.length(5)
        low, high = sorted((points[0][0], points[-1][0]))
        row = piece.level[1] // 2
        for x in range(low, high):
            channel = (x + 1) // 2
            reach(row, (channel, 1 if x % 2 else 2), air - port, air + port, self.style.length(2))
        for x, _ in points[piece.start == 0 : len(points) - (piece.end == len(route) - 1)]:
            if x % 2:
                reach(row, (x // 2, 0), air - port, air + port, self.style.length(9))

    def _port_range(self) -> list[tuple[float, float]]:
        """Return the highest and lowest line along every row, from its middle."""
        found = [(0.0, 0.0)] * self.plan.rows
        for at, pieces in enumerate(self.wired.pieces):
            for piece in pieces:
                if piece.level[0] and piece.level[1] % 2:
                    row, port = piece.level[1] // 2, self.ports[at, piece.start]
                    found[row] = (min(found[row][0], port), max(found[row][1], port))
        return found

    def _lacking(self, row: int, height: float, fonts: Fonts, *, strip: bool) -> float:
        """Return what a band that ends with a row is too low for its text."""
        index = next((index for index, low, high in self.plan.bands if low <= row < high), -1)
        if index < 0 or strip:
            return 0.0
        return max(0.0, band_height(self.chart.thresholds[index], self.style, fonts) - height)
