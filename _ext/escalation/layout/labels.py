"""The words at the start of a line: how they are broken, and where beside the line they stand.

Columns and rows keep room for a label at its first spot. The other spots are tried where that room is not
enough, as at a card with many answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from escalation.layout.cards import measuring
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, Box, Continuation, Label, Line, Run, Weight
from escalation.layout.style import Style
from escalation.layout.wrapping import wrap
from escalation.model import Edge

_MOST_LINES = 4
# Free space around a number, as `Style.length`.
_CLEAR = 3.0
# Height of the bins in which obstacles are kept, as `Style.length`.
_BIN = 120.0

Point = tuple[float, float]
#: Left, right, top, bottom.
Rect = tuple[float, float, float, float]
#: Left and top of a label, and how its lines are aligned.
Spot = tuple[float, float, Anchor]


@dataclass(frozen=True)
class Words:
    """A label, broken into lines; no lines if it is too long for the drawing.

    Attributes:
        edge: whose label.
        lines: its lines of type.
        widths: of the lines.
        width, height: of its ground.
    """

    edge: Edge
    lines: tuple[str, ...]
    widths: tuple[float, ...]
    width: float
    height: float


def words(edge: Edge, room: float, style: Style, fonts: Fonts) -> Words | None:
    """Break the label of an edge; None if it has none.

    Args:
        edge: whose label.
        room: width to break it to; more for a long word, and half as much again before it is given up.
        style: sizes.
        fonts: what measures.
    """
    measure = measuring(fonts, style.small, Weight.SEMIBOLD)
    pad = style.length(3)
    longest = max(map(measure, edge.label.split()), default=0.0) + 2 * pad
    for most in (max(room, min(longest, room * 1.35)), room * 1.5):
        lines = wrap(edge.label, most - 2 * pad, measure)
        if not lines:
            return None
        if len(lines) <= _MOST_LINES:
            widths = tuple(map(measure, lines))
            height = len(lines) * style.leading(style.small) + style.length(1)
            return Words(edge, lines, widths, max(widths) + 2 * pad, height)
    return Words(edge, (), (), 0.0, 0.0)


class Obstacles:
    """What a label may not lie on; kept in bins by height, so that a look-up does not see the whole sheet."""

    def __init__(
        self,
        boxes: Sequence[Box],
        lines: Sequence[Line],
        marks: Sequence[Continuation],
        size: tuple[float, float],
        style: Style,
    ) -> None:
        self.width, self.height = size
        self.bin = style.length(_BIN)
        self.solid: dict[int, list[Rect]] = {}
        self.thin: dict[int, list[tuple[Rect, Edge]]] = {}
        for box in boxes:
            x, y, radius = box.badge
            self.add((box.x, box.x + box.width, box.y, box.y + box.height))
            clear = radius + style.length(_CLEAR)
            self.add((x - clear, x + clear, y - clear, y + clear))
        for mark in marks:
            self.add((mark.x, mark.x + mark.width, mark.y, mark.y + mark.height))
        for line in lines:
            for one, other in pairwise(line.points):
                rect = (
                    min(one[0], other[0]),
                    max(one[0], other[0]),
                    min(one[1], other[1]),
                    max(one[1], other[1]),
                )
                for at in self._bins(rect):
                    self.thin.setdefault(at, []).append((rect, line.edge))

    def add(self, rect: Rect) -> None:
        """Let no later label lie on a rectangle."""
        for at in self._bins(rect):
            self.solid.setdefault(at, []).append(rect)

    def solid_at(self, rect: Rect) -> bool:
        """Tell whether a rectangle lies on a card, a number or another label, or off the sheet."""
        if rect[0] < 0 or rect[1] > self.width or rect[2] < 0 or rect[3] > self.height:
            return True
        return any(_overlap(rect, other) for at in self._bins(rect) for other in self.solid.get(at, ()))

    def line_at(self, rect: Rect, edge: Edge) -> bool:
        """Tell whether a rectangle lies on the line of another edge."""
        return any(
            other is not edge and _overlap(rect, piece)
            for at in self._bins(rect)
            for piece, other in self.thin.get(at, ())
        )

    def _bins(self, rect: Rect) -> range:
        return range(int(rect[2] // self.bin), int(rect[3] // self.bin) + 1)


def _overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def placed(label: Words, tries: Iterator[Spot], obstacles: Obstacles, style: Style) -> Label:
    """Put a label at the first free spot; on another line if it must.

    In the list alone if there is no spot.
    """
    second: Spot | None = None
    for spot in tries if label.lines else ():
        rect = _rect(label, spot)
        if obstacles.solid_at(rect):
            continue
        if not obstacles.line_at(rect, label.edge):
            obstacles.add(rect)
            return _put(label, spot, style)
        second = second or spot
    if second is None:
        return Label(label.edge, 0.0, 0.0, 0.0, 0.0, (), listed=True)
    obstacles.add(_rect(label, second))
    return _put(label, second, style)


def spots(label: Words, points: Sequence[Point], style: Style, *, below: bool) -> Iterator[Spot]:
    """Yield the places beside a line where its label may stand, the best first: near the start.

    Args:
        label: what to place.
        points: corners of its line.
        style: sizes.
        below: whether it rather stands under than above the start of a line that leaves to the side.
    """
    width, height, near = label.width, label.height, style.length(3)
    (x, y), (to_x, to_y) = points[0], points[1]
    if y == to_y:
        above, under = y - style.length(2) - height, y + near
        right = to_x > x
        left = x + style.length(5) if right else x - style.badge - style.length(_CLEAR) - near - width
        anchor = Anchor.START if right else Anchor.END
        for top in (under, above) if below else (above, under):
            yield left, top, anchor
    else:
        for left, anchor in ((x + near, Anchor.START), (x - near - width, Anchor.END)):
            yield left, y + near, anchor
        yield x - width / 2, y + near, Anchor.MIDDLE
    for (x, y), (to_x, to_y) in pairwise(points[:4]):
        for share in (0.2, 0.5, 0.8):
            at_x, at_y = x + (to_x - x) * share, y + (to_y - y) * share
            if y == to_y:
                yield at_x - width / 2, y - style.length(2) - height, Anchor.MIDDLE
                yield at_x - width / 2, y + near, Anchor.MIDDLE
            else:
                yield x + near, at_y - height / 2, Anchor.START
                yield x - near - width, at_y - height / 2, Anchor.END


def _rect(label: Words, spot: Spot) -> Rect:
    return (spot[0], spot[0] + label.width, spot[1], spot[1] + label.height)


def _put(label: Words, spot: Spot, style: Style) -> Label:
    x, y, anchor = spot
    pad, size = style.length(3), style.small
    at = {Anchor.START: x + pad, Anchor.MIDDLE: x + label.width / 2, Anchor.END: x + label.width - pad}[
        anchor
    ]
    first = y + style.length(0.5) + style.baseline(size)
    runs = tuple(
        Run(at, first + index * style.leading(size), line, size, Weight.SEMIBOLD, anchor, width, "label")
        for index, (line, width) in enumerate(zip(label.lines, label.widths, strict=True))
    )
    return Label(label.edge, x, y, label.width, label.height, runs)
