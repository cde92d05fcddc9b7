"""Which size of type and which view let a chart fit on paper best.

Fitting is done by laying out anew, never by scaling: text does not get smaller than the caller allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from escalation.layout import Fonts, Style, lay_out
from escalation.layout.geometry import Sheet
from escalation.model import Chart, View

#: Points; charts on paper are never set smaller.
SMALLEST = 8.0
_STEP = 0.25
#: The author's view is kept unless the other one allows text that is larger by this factor.
_PREFERENCE = 1.15


@dataclass(frozen=True)
class Room:
    """The room for a drawing, in points, and whether the page lies on its side."""

    width: float
    height: float
    flipped: bool = False


@dataclass(frozen=True)
class Fit:
    """A chart laid out for paper.

    Attributes:
        sheets: one, or several if the chart does not fit on one page at the smallest size.
        size: of the type, in points.
        view: how it is drawn.
        room: where it is drawn.
    """

    sheets: tuple[Sheet, ...]
    size: float
    view: View
    room: Room


def fit(
    chart: Chart, fonts: Fonts, rooms: Sequence[Room], *, largest: float, smallest: float = SMALLEST
) -> Fit:
    """Lay a chart out with the largest type that keeps it on one page, in the better of both views.

    Args:
        chart: what is drawn.
        fonts: for measuring.
        rooms: pages to choose from; the first is preferred where the text comes out as large.
        largest: size of type beyond which larger is not better, in points.
        smallest: size of type below which the chart is split over pages, in points.
    """
    other = View.BANEN if chart.view is View.LADDER else View.LADDER
    whole = [
        (size / (1.0 if view is chart.view else _PREFERENCE), -place, view, room, size)
        for place, room in enumerate(rooms)
        for view in (chart.view, other)
        if (size := _largest(chart, fonts, room, view, smallest, largest))
    ]
    if whole:
        *_, view, room, size = max(whole, key=lambda one: one[:2])
        return Fit(_sheets(chart, fonts, room, view, size), size, view, room)
    split = [
        (len(sheets), place, sheets, room)
        for place, room in enumerate(rooms)
        if (sheets := lay_out(chart, Style.print(size=smallest), fonts, width=room.width, height=room.height))
    ]
    *_, sheets, room = min(split, key=lambda one: one[:2])
    return Fit(sheets, smallest, chart.view, room)


def _largest(
    chart: Chart, fonts: Fonts, room: Room, view: View, smallest: float, largest: float
) -> float | None:
    """Return the largest size at which the chart fits in the room as one sheet; None if none does."""
    steps = int((largest - smallest) / _STEP)
    low, high = -1, steps
    while low < high:
        middle = (low + high + 1) // 2
        (sheet,) = _sheets(chart, fonts, room, view, smallest + middle * _STEP)
        if sheet.height <= room.height and sheet.width <= room.width + 0.5:
            low = middle
        else:
            high = middle - 1
    return smallest + low * _STEP if low >= 0 else None


def _sheets(chart: Chart, fonts: Fonts, room: Room, view: View, size: float) -> tuple[Sheet, ...]:
    return lay_out(chart, Style.print(size=size), fonts, width=room.width, view=view)
