"""Where columns and the channels between them lie, for a given width.

The channels take what their lines and labels need; the cards share the rest. Labels at the side of a card
have a zone of their own next to it, before the tracks, so that no line runs through them.
"""

from dataclasses import dataclass

from escalation.layout.bands import band_width
from escalation.layout.fonts import Fonts
from escalation.layout.labels import Words, words
from escalation.layout.routing import LEFT, RIGHT
from escalation.layout.style import Style
from escalation.layout.wired import Wired
from escalation.model import Chart, View

# Most room for a label, as `Style.length`: beside a card, and under it.
_LABEL_ASIDE = {View.LADDER: 70, View.BANEN: 64}
_LABEL_BELOW = {View.LADDER: 150, View.BANEN: 84}
_MOST_TRACKS = 0.3
# The second column of a ladder holds short words: ends and marks. Its share of the free width, and the most,
# as `Style.length`; the main column has the rest, up to a width that the eye can follow.
_ASIDE, _MOST_ASIDE, _MOST_MAIN = 0.345, 165, 540


@dataclass(frozen=True)
class Channel:
    """A strip for lines: its left side, its width, and what is kept free of tracks at its left and right."""

    x: float
    width: float
    left: float
    right: float


@dataclass(frozen=True)
class Columns:
    """All that has a place across the sheet.

    Attributes:
        labels: by link, broken into lines.
        cards: left side and width of the cards of each column.
        channels: one more than there are columns.
        track: distance between the tracks of the channels.
    """

    wired: Wired
    labels: dict[int, Words]
    cards: tuple[tuple[float, float], ...]
    channels: tuple[Channel, ...]
    track: float

    def x(self, channel: int, track: int) -> float:
        """Return the x of a track; in the first channel tracks count from the right."""
        lane = self.channels[channel]
        if channel == 0:
            return lane.x + lane.width - lane.right - (track + 0.5) * self.track
        return lane.x + lane.left + (track + 0.5) * self.track

    def middle(self, column: int) -> float:
        """Return the x of the middle of a column's cards."""
        x, width = self.cards[column]
        return x + width / 2

    def separator(self, channel: int) -> float:
        """Return the x of the dotted line in a channel between columns: right of what its tracks take."""
        lane, tracks = self.channels[channel], self.wired.in_column_channel(channel)
        if not tracks:
            return lane.x + lane.width / 2
        return (self.x(channel, tracks - 1) + lane.x + lane.width) / 2


def across(chart: Chart, wired: Wired, style: Style, fonts: Fonts, width: float) -> Columns:
    """Share a width out over the columns and channels of a sheet."""
    plan = wired.plan
    labels = _labels(wired, style, fonts)
    count = len(plan.heads)
    tracks = [wired.in_column_channel(at) for at in range(count + 1)]
    track = min(style.track, width * _MOST_TRACKS / max(1, sum(tracks)))
    zones = _zones(wired, labels, tracks, style)
    least = style.length(26 if plan.view is View.BANEN else 34)
    widths = [left + right + number * track for (left, right), number in zip(zones, tracks, strict=True)]
    widths[1:-1] = [max(least, wide) for wide in widths[1:-1]]
    x = band_width(chart, style, fonts, width)
    free = max(width - x - sum(widths), count * style.length(40))
    shares = _shares(plan.view, count, free, style)
    widths[0] += max(0.0, free - sum(shares)) / 2
    cards, channels = [], []
    for at in range(count + 1):
        left, right = zones[at]
        channels.append(Channel(x, widths[at], left, right))
        x += widths[at]
        if at < count:
            cards.append((round(x, 2), round(shares[at] - 0.01, 2)))
            x += shares[at]
    return Columns(wired, labels, tuple(cards), tuple(channels), track)


def _labels(wired: Wired, style: Style, fonts: Fonts) -> dict[int, Words]:
    found = {}
    view = wired.plan.view
    for at, link in enumerate(wired.plan.links):
        # The line that comes from another sheet has its label there.
        if not link.edge.label or wired.node(link.source).edge is not None:
            continue
        room = (_LABEL_ASIDE if wired.leaves_aside(at) else _LABEL_BELOW)[view]
        broken = words(link.edge, style.length(room), style, fonts)
        if broken is not None:
            found[at] = broken
    return found


def _zones(
    wired: Wired, labels: dict[int, Words], tracks: list[int], style: Style
) -> list[tuple[float, float]]:
    """Return what each channel keeps free at its left and right, for labels, arrows and air."""
    zones = [[style.length(15), style.length(17)] if number else [0.0, 0.0] for number in tracks]
    arrow = style.arrow + style.length(6)
    for at, link in enumerate(wired.plan.links):
        start, end = wired.node(link.source).cell[0], wired.node(link.target).cell[0]
        room = labels[at].width + style.length(9) if at in labels else style.length(15)
        if wired.leaves(at) == RIGHT:
            zones[start + 1][0] = max(zones[start + 1][0], room)
        elif wired.leaves(at) == LEFT:
            zones[start][1] = max(zones[start][1], room + style.badge + style.length(3))
        if wired.enters(at) == LEFT:
            zones[end][1] = max(zones[end][1], arrow)
        elif wired.enters(at) == RIGHT:
            zones[end + 1][0] = max(zones[end + 1][0], arrow)
    outer = style.length(14)
    zones[0] = [style.length(7) if tracks[0] else 0.0, max(zones[0][1], outer)]
    zones[-1] = [max(zones[-1][0], outer), style.length(5) if tracks[-1] else 0.0]
    return [(left, right) for left, right in zones]


def _shares(view: View, count: int, free: float, style: Style) -> list[float]:
    if view is View.BANEN:
        return [min(free / count, style.length(230))] * count
    if count == 1:
        return [min(free, style.length(520))]
    aside = min(free * _ASIDE, style.length(_MOST_ASIDE))
    return [min(free - aside, style.length(_MOST_MAIN)), aside]
