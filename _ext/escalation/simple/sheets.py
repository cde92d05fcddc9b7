"""One sheet, or as many as the height of a page asks for; split at thresholds."""

from collections.abc import Sequence
from dataclasses import replace

from escalation.layout.geometry import Sheet
from escalation.model import Chart, Step, View
from escalation.simple.arrange import MOST_LANES, arrange, lanes_of
from escalation.simple.fonts import Fonts
from escalation.simple.place import Placing
from escalation.simple.style import Style

#: Rows move closer together, in these proportions, before a chart is split.
_TIGHTER = (1.0, 0.85, 0.7)
#: The longest word that is not hyphenated («AANBEVOLEN») must fit in a lane, in sizes of type.
_NARROWEST_LANE = 7.5


def lay_out(
    chart: Chart,
    style: Style,
    fonts: Fonts,
    *,
    width: float,
    height: float | None = None,
    view: View | None = None,
) -> tuple[Sheet, ...]:
    """Lay a chart out for a width; text is wrapped, never made smaller.

    Args:
        chart: what is drawn.
        style: sizes, in the unit of `width`.
        fonts: for measuring.
        width: of the drawing.
        height: of a page; None for one drawing of any height. A single step that is higher gets a sheet of its
            own that is higher.
        view: None for the author's. With more than five actors, or no room for
            their columns, the ladder is drawn.
    """
    view = view or chart.view
    if view is View.BANEN and not 1 < len(lanes_of(chart)) <= MOST_LANES:
        view = View.LADDER

    def placing(steps: Sequence[Step], one: Style, how: View) -> Placing:
        return Placing(chart, arrange(chart, steps, how), one, fonts, width)

    if view is View.BANEN and placing(chart.steps, style, view).narrowest < style.size * _NARROWEST_LANE:
        view = View.LADDER

    def drawn(steps: Sequence[Step], one: Style, *, last: bool) -> Sheet:
        return placing(steps, one, view).sheet(with_legend=last)

    if height is None:
        return (drawn(chart.steps, style, last=True),)
    for factor in _TIGHTER:
        sheet = drawn(chart.steps, replace(style, gap=style.gap * factor), last=True)
        if sheet.height <= height:
            return (sheet,)
    return tuple(_split(chart, lambda steps, last: drawn(steps, style, last=last), height))


def _split(chart, drawn, height):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Fill page after page with whole bands; a band that is higher than a page is split between steps."""
    waiting = list(chart.steps)
    while waiting:
        count = _most(waiting, drawn, height)
        if count < len(waiting):
            border = max(
                (n for n in range(1, count + 1) if waiting[n].threshold != waiting[n - 1].threshold),
                default=count,
            )
            count = border
        yield drawn(waiting[:count], count == len(waiting))
        waiting = waiting[count:]


def _most(waiting, drawn, height) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Return how many of the steps fit on a page, at least one."""
    low, high = 1, len(waiting)
    while low < high:
        middle = (low + high + 1) // 2
        if drawn(waiting[:middle], middle == len(waiting)).height <= height:
            low = middle
        else:
            high = middle - 1
    return low
