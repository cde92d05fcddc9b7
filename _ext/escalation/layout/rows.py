"""Where rows and the channels between them lie: heights follow from the cards at their width.

Lines leave and reach a card at ports: distances from the middle of its row or column. Ports are spread so that
lines, and the labels at their start, stay apart; a card with many of them becomes higher.
"""

from dataclasses import dataclass

from escalation.layout.bands import band_height, strip_height
from escalation.layout.columns import Columns
from escalation.layout.fonts import Fonts
from escalation.layout.routing import DOWN
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


class _Stack:
    """Rows one under the other."""

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
        self.up = [0.0] * self.plan.rows
        self.down = [0.0] * self.plan.rows
        self.heights = self._heights(heights)
        self._reach()

    def _heights(self, heights: list[float]) -> list[float]:
        """Make cards high enough for the lines at their sides."""
        for at, link in enumerate(self.plan.links):
            pieces = self.wired.pieces[at]
            for node, piece in ((link.source, pieces[0]), (link.target, pieces[-1])):
                if piece.level[0]:
                    edge = self.style.length(9 if self.wired.node(node).step.kind is not Kind.EINDE else 12)
                    heights[node] = max(heights[node], 2 * (abs(self.ports[at, piece.start]) + edge))
        return [round(height / 2 + 0.005, 2) * 2 for height in heights]

    def _reach(self) -> None:
        """Find how far every row reaches up and down from its middle: cards, and labels beside them."""
        for at, node in enumerate(self.plan.nodes):
            row = node.cell[1]
            self.up[row] = max(self.up[row], self.heights[at] / 2)
            self.down[row] = max(self.down[row], self.heights[at] / 2)
        for at, label in self.columns.labels.items():
            if not self.wired.leaves_aside(at):
                continue
            row = self.wired.node(self.plan.links[at].source).cell[1]
            reach, port = label.height + self.style.length(4), self.ports[at, 0]
            if at in self.below:
                self.down[row] = max(self.down[row], port + reach)
            else:
                self.up[row] = max(self.up[row], reach - port)

    def rows(self, head: float, gap: float, fonts: Fonts, *, strip: bool) -> Rows:
        """Put the rows under each other."""
        style, count = self.style, self.plan.rows
        zones, arrows = self._zones()
        opening = {first: index for index, first, _ in self.plan.bands}
        middles: list[float] = []
        tracks: list[float] = []
        bands: list[float] = []
        y = head
        for row in range(count + 1):
            number = self.wired.in_row_channel(row)
            above = max(zones[row] + style.length(4), style.length(9)) if number else zones[row]
            pad = 0.0
            if row in opening:
                pad = strip_height(style) if strip and opening[row] >= 0 else style.length(13)
                if strip and not row:
                    above, pad = above + pad, style.length(4)
            beneath = max(arrows[row] if number or zones[row] else 0.0, pad)
            height = above + number * style.track + beneath
            if 0 < row < count:
                height = max(height, gap, arrows[row])
            elif row == count:
                height = max(height, style.length(14))
            if bands and (row in opening or row == count):
                height += self._lacking(row - 1, y + height - pad - bands[-1], fonts, strip=strip)
            tracks.append(y + above)
            y += height
            if row in opening:
                # What lies above a band's first row, tracks included, belongs to the band before it.
                bands.append(round(y - pad if row else head, 2))
            if row < count:
                middles.append(round(y + self.up[row], 2))
                y = middles[-1] + self.down[row]
        return Rows(
            self.ports,
            self.below,
            tuple(self.heights),
            tuple(middles),
            tuple(tracks),
            tuple(bands),
            round(y, 2),
            style.track,
        )

    def _zones(self) -> tuple[list[float], list[float]]:
        """Return what each channel keeps free above its tracks for labels, and under them for arrows."""
        style, count = self.style, self.plan.rows
        zones, arrows = [0.0] * (count + 1), [0.0] * (count + 1)
        for at, link in enumerate(self.plan.links):
            row = self.wired.node(link.source).cell[1]
            if self.wired.leaves(at) == DOWN and at in self.columns.labels:
                label = self.columns.labels[at].height + style.length(3)
                reach = self.heights[link.source] / 2 + label - self.down[row]
                zones[row + 1] = max(zones[row + 1], reach)
            if self.wired.pieces[at][-1].level[0] is False:
                arrows[self.wired.node(link.target).cell[1]] = style.arrow
        return zones, arrows

    def _lacking(self, row: int, height: float, fonts: Fonts, *, strip: bool) -> float:
        """Return what a band that ends with a row is too low for its text."""
        index = next((index for index, low, high in self.plan.bands if low <= row < high), -1)
        if index < 0 or strip:
            return 0.0
        return max(0.0, band_height(self.chart.thresholds[index], self.style, fonts) - height)
