"""Outlines of boxes and paths of lines, in the unit of the sheet; what SVG and Typst both draw.

A step is a rectangle with rounded corners, a question a hexagon, an end a pill.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, sqrt

from escalation.layout.geometry import Box, LegendItem, Line
from escalation.model import Kind

Point = tuple[float, float]

# In radii of the badge, the one length of a card that grows with its type.
_CORNER = 0.6
_INSET = 1.2
_PILL = 2.4
_ARROW_LENGTH = 0.95
_ARROW_WIDTH = 0.8


@dataclass(frozen=True)
class Corner:
    """A rounded corner: a curve from `start` over `control` (quadratic) to `end`."""

    start: Point
    control: Point
    end: Point


def corner_radius(box: Box) -> float:
    """Return the radius of the corners of a step or, for an end, of a pill; a high one is not rounder."""
    if box.step.kind is Kind.EINDE:
        return min(box.height / 2, box.badge[2] * _PILL)
    return box.badge[2] * _CORNER


def question_inset(box: Box) -> float:
    """Return how far the corners of a question lie inside its left and right tip."""
    return min(box.badge[2] * _INSET, box.height / 2)


def question(box: Box) -> tuple[Point, ...]:
    """Return the six corners of a question."""
    return hexagon(box, question_inset(box))


def hexagon(area: Box | LegendItem, inset: float) -> tuple[Point, ...]:
    """Return six corners, from the top left clockwise; the left and right tip lie in the middle of a side."""
    left, top, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
    middle = area.y + area.height / 2
    return (
        (left + inset, top),
        (right - inset, top),
        (right, middle),
        (right - inset, bottom),
        (left + inset, bottom),
        (left, middle),
    )


def meet(box: Box, point: Point) -> Point:
    """Move a point on the side of a box's rectangle to the outline that is drawn.

    A question and an end recede towards their corners; a line that ends beside the middle of such a side
    would otherwise stop short of it.
    """
    x, y = point
    half = box.height / 2
    away = min(abs(y - box.y - half), half)
    if box.step.kind is Kind.VRAAG:
        recess = question_inset(box) * away / half
    elif box.step.kind is Kind.EINDE:
        radius = corner_radius(box)
        # At a corner the difference may come out a hair larger than the radius.
        beyond = min(radius, max(0.0, away - (half - radius)))
        recess = radius - sqrt(radius * radius - beyond * beyond)
    else:
        return point
    if abs(x - box.x) < 0.5:
        return (box.x + recess, y)
    if abs(x - box.x - box.width) < 0.5:
        return (box.x + box.width - recess, y)
    return point


def corners(line: Line, points: Sequence[Point]) -> tuple[Corner, ...]:
    """Return the rounded corners of a line; never rounder than half the shorter piece beside them."""
    rounded = []
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _length(before, at), _length(at, after)
        radius = min(line.radius, into / 2, out / 2)
        if radius > 0:
            rounded.append(Corner(_towards(at, before, radius), at, _towards(at, after, radius)))
    return tuple(rounded)


def arrow(points: Sequence[Point], size: float) -> tuple[Point, Point, Point]:
    """Return the arrow head at the end of a line: the tip and the two corners of its foot.

    Args:
        points: corners of the line; the last is the tip.
        size: radius of the badges, to which the head is in proportion.
    """
    tip, before = points[-1], _before_last(points)
    foot = _towards(tip, before, size * _ARROW_LENGTH)
    length = _length(before, tip) or 1.0
    across = ((tip[1] - before[1]) / length, (before[0] - tip[0]) / length)
    half = size * _ARROW_WIDTH / 2
    return (
        tip,
        (foot[0] + across[0] * half, foot[1] + across[1] * half),
        (foot[0] - across[0] * half, foot[1] - across[1] * half),
    )


def shortened(points: Sequence[Point], size: float) -> tuple[Point, ...]:
    """Return the line without the piece under its arrow head, so that no thick line pokes through the tip."""
    tip, before = points[-1], _before_last(points)
    return (*points[:-1], _towards(tip, before, min(size * _ARROW_LENGTH * 0.8, _length(before, tip) * 0.9)))


def _before_last(points: Sequence[Point]) -> Point:
    return next((start for start, end in reversed([*pairwise(points)]) if start != end), points[0])


def _length(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = _length(start, end)
    if not length:
        return start
    return (
        start[0] + (end[0] - start[0]) * distance / length,
        start[1] + (end[1] - start[1]) * distance / length,
    )
