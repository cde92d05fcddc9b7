"""Which size of type and which view let a chart fit on paper best.

Fitting is done by laying out anew, never by scaling: text does not get smaller than the caller allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from escalation.layout import SMALLEST, Fonts, Style, lay_out, lay_out_whole
from escalation.layout.geometry import Sheet
from escalation.model import Chart, View

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
    chart: Chart,
    fonts: Fonts,
    rooms: Sequence[Room],
    *,
    largest: float,
    smallest: float = SMALLEST,
    caption: float = 0.0,
) -> Fit:
    """Lay a chart out with the largest type that keeps it on one page, in the better of both views.

    Args:
        chart: what is drawn.
        fonts: for measuring.
        rooms: pages to choose from; of those that allow text of the same size, the one that is filled best.
        largest: size of type beyond which larger is not better, in points.
        smallest: size of type below which the chart is split over pages, in points.
        caption: height that each page gives up if it is split, in points.
    """
    whole = fit_whole(chart, fonts, rooms, largest=largest, smallest=smallest)
    if whole:
        return whole
    split = [_split(chart, fonts, room, smallest, caption) for room in rooms]
    return min(split, key=lambda one: len(one.sheets))


def fit_whole(
    chart: Chart, fonts: Fonts, rooms: Sequence[Room], *, largest: float, smallest: float = SMALLEST
) -> Fit | None:
    """Lay a chart out on one page as `fit` does; None if it fits on none with the smallest type."""
    best: Fit | None = None
    other = View.BANEN if chart.view is View.LADDER else View.LADDER
    for view in (chart.view, other):
        for room in rooms:
            sizes = _sizes(smallest, largest)
            if best:  # only what could be better: each size that is tried is laid out
                enough = _worth(best.size, best.view, chart)
                sizes = [size for size in sizes if _worth(size, view, chart) >= enough]
            found = _whole(chart, fonts, room, view, sizes)
            if found and (best is None or _merit(found, chart) > _merit(best, chart)):
                best = found
    return best


def fit_parts(
    chart: Chart, fonts: Fonts, room: Room, *, largest: float, smallest: float = SMALLEST
) -> tuple[Sheet, ...]:
    """Lay a chart out on as few parts of a page as can be, each with the largest type that adds no part.

    Args:
        chart: what is drawn, in the author's view.
        fonts: for measuring.
        room: of each part.
        largest: size of type beyond which larger is not better, in points.
        smallest: size of type, in points.
    """
    sizes = _sizes(smallest, largest)
    found = _split(chart, fonts, room, smallest).sheets
    fewest = len(found)
    low, high = 1, len(sizes) - 1
    while low <= high:
        middle = (low + high + 1) // 2
        parts = _split(chart, fonts, room, sizes[middle]).sheets
        if len(parts) <= fewest:
            found, low = parts, middle + 1
        else:
            high = middle - 1
    return found


def _split(chart: Chart, fonts: Fonts, room: Room, size: float, caption: float = 0.0) -> Fit:
    style = Style.print(size=size)
    sheets = lay_out(chart, style, fonts, width=room.width, height=room.height - caption)
    return Fit(sheets, size, chart.view, room)


def _sizes(smallest: float, largest: float) -> list[float]:
    return [smallest + _STEP * step for step in range(int((largest - smallest) / _STEP) + 1)]


def _merit(one: Fit, chart: Chart) -> tuple[float, float]:
    (sheet,) = one.sheets
    filled = sheet.width * sheet.height / (one.room.width * one.room.height)
    return _worth(one.size, one.view, chart), filled


def _worth(size: float, view: View, chart: Chart) -> float:
    return size if view is chart.view else size / _PREFERENCE


def _whole(chart: Chart, fonts: Fonts, room: Room, view: View, sizes: Sequence[float]) -> Fit | None:
    """Return the chart on one sheet with the largest type that fits the room; None if none does."""
    best: Fit | None = None
    low, high = 0, len(sizes) - 1
    middle = 0  # a chart that does not fit with the smallest type needs no further trial
    while low <= high:
        sheet = _one_sheet(chart, fonts, room, view, sizes[middle])
        if sheet:
            best = Fit((sheet,), sizes[middle], view, room)
            low = middle + 1
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return best


def _one_sheet(chart: Chart, fonts: Fonts, room: Room, view: View, size: float) -> Sheet | None:
    style = Style.print(size=size)
    sheet = lay_out_whole(chart, style, fonts, width=room.width, height=room.height, view=view)
    return sheet if sheet and sheet.width <= room.width + 0.5 else None
