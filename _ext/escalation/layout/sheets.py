"""One sheet, or as many as the height of a page asks for.

Rows first move closer together; then the chart is split at thresholds; only a band that is itself higher than
a page is split between steps.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from escalation.layout.cards import card_margin
from escalation.layout.columns import across
from escalation.layout.drawing import Content, bottom_of, draw
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Sheet, Weight
from escalation.layout.legend import legend
from escalation.layout.placing import lane_keys, place
from escalation.layout.style import Style
from escalation.layout.wired import Wired
from escalation.model import Chart, Kind, Step, View

_MOST_LANES = 5
# Steps in lanes: with more, the lines between lanes leave no room for words, and to find that out takes as
# long as to draw the ladder.
_MOST_IN_LANES = 500
# As `Style.length`.
_LEAST_LANE = 112.0


def lay_out(
    chart: Chart,
    style: Style,
    fonts: Fonts,
    *,
    width: float,
    height: float | None = None,
    view: View | None = None,
) -> tuple[Sheet, ...]:
    """Draw a chart.

    Args:
        chart: what to draw; lines from or to steps that it does not have are left out.
        style: sizes of type, in the caller's unit.
        fonts: what measures.
        width: of every sheet; cards and texts adapt to it.
        height: most of a sheet; None for a single sheet as high as needed. Exceeded only by a single step
            that is higher.
        view: ladder or lanes; None for the author's choice. Lanes that would be too narrow become a ladder.

    Returns:
        One sheet or more; every step stands on one of them. The legend is on the last.
    """
    printer = _printer(chart, style, fonts, width, view)
    whole = printer.whole(height)
    return (whole,) if whole else tuple(printer.split(height or 0.0))


def lay_out_whole(
    chart: Chart, style: Style, fonts: Fonts, *, width: float, height: float, view: View | None = None
) -> Sheet | None:
    """Draw a chart on one sheet as `lay_out` does; None, without drawing, if it does not fit the height."""
    return _printer(chart, style, fonts, width, view).whole(height)


def lanes_fit(chart: Chart, style: Style, fonts: Fonts, width: float) -> bool:
    """Tell whether lanes of a chart can be read: at most five, and none narrower than its words."""
    if not _may_have_lanes(chart):
        return False
    return _readable(chart, Wired.of(place(chart, View.BANEN, chart.steps)), style, fonts, width)


def _may_have_lanes(chart: Chart) -> bool:
    return len(lane_keys(chart)) <= _MOST_LANES and len(chart.steps) <= _MOST_IN_LANES


def _printer(chart: Chart, style: Style, fonts: Fonts, width: float, view: View | None) -> "_Printer":
    chosen = view or chart.view
    if chosen is View.BANEN and not _may_have_lanes(chart):
        chosen = View.LADDER
    wired = Wired.of(place(chart, chosen, chart.steps))
    if chosen is View.BANEN and not _readable(chart, wired, style, fonts, width):
        wired = Wired.of(place(chart, View.LADDER, chart.steps))
    return _Printer(chart, wired, style, fonts, width)


def _readable(chart: Chart, wired: Wired, style: Style, fonts: Fonts, width: float) -> bool:
    """Tell whether no lane is narrower than its words."""
    words = {str(step.strength).upper() for step in chart.steps if step.strength}
    widest = max((fonts.width(word, style.small, Weight.BOLD) for word in words), default=0.0)
    needed = max(style.length(_LEAST_LANE), widest + 2 * card_margin(style, beside=False))
    return all(wide >= needed for _, wide in across(chart, wired, style, fonts, width).cards)


class _Printer:
    """Draws parts of a chart."""

    def __init__(self, chart: Chart, wired: Wired, style: Style, fonts: Fonts, width: float) -> None:
        self.chart = chart
        self.style = style
        self.fonts = fonts
        self.width = width
        self.view = wired.plan.view
        self.legend = legend(chart, style, fonts, width)
        self.all = Content.of(chart, wired, style, fonts, width)

    def whole(self, height: float | None) -> Sheet | None:
        """Draw all steps on one sheet; None if they do not fit the height."""
        if height is None:
            return self._drawn(self.all, self.style.gaps[0], with_legend=True)
        return self._calmest(self.all, height, with_legend=True)

    def _calmest(self, content: Content, height: float, *, with_legend: bool) -> Sheet | None:
        """Draw a sheet with as much distance between rows as the height allows; None if it does not fit."""
        *calm, tightest = self.style.gaps
        if self._high(content, tightest, with_legend=with_legend) > height:
            return None
        fitting = (gap for gap in calm if self._high(content, gap, with_legend=with_legend) <= height)
        return self._drawn(content, next(fitting, tightest), with_legend=with_legend)

    def split(self, height: float) -> Iterator[Sheet]:
        """Draw all steps, each sheet with as much as fits on it."""
        steps = self.chart.steps
        tight = self._drawn(self.all, self.style.gaps[-1], with_legend=True)
        depths = [box.y + box.height for box in tight.boxes]
        tops = [box.y for box in tight.boxes]
        start = 0
        while start < len(steps):
            # The drawing of the whole chart tells nearly where the page is full; then it is tried.
            full = tops[start] - tops[0] + height
            guess = next((at for at in range(start, len(steps)) if depths[at] > full), len(steps))
            sheet, start = self._most(start, guess, height)
            yield sheet

    def _most(self, start: int, guess: int, height: float) -> tuple[Sheet, int]:
        """Return the sheet that holds the most from a step on, and the step after it."""
        steps = self.chart.steps
        for ends in (self._ends(start, at_bands=True), self._ends(start, at_bands=False)):
            at = max(0, bisect_right(ends, guess) - 1)
            found = self._fitting_to(start, ends[at], height)
            while found is None and at:
                at -= 1
                found = self._fitting_to(start, ends[at], height)
            while found is not None and at + 1 < len(ends):
                more = self._fitting_to(start, ends[at + 1], height)
                if more is None:
                    break
                at, found = at + 1, more
            if found is not None:
                return found, ends[at]
        end = self._ends(start, at_bands=False)[0]
        content = self._content(steps[start:end])
        return self._drawn(content, self.style.gaps[-1], with_legend=end == len(steps)), end

    def _fitting_to(self, start: int, end: int, height: float) -> Sheet | None:
        steps = self.chart.steps
        return self._calmest(self._content(steps[start:end]), height, with_legend=end == len(steps))

    def _ends(self, start: int, *, at_bands: bool) -> list[int]:
        """Return where a sheet that starts at a step may end; an end keeps with the step before it."""
        steps = self.chart.steps
        return [
            at
            for at in range(start + 1, len(steps) + 1)
            if at == len(steps)
            or (
                steps[at].threshold != steps[at - 1].threshold
                if at_bands
                else steps[at].kind is not Kind.EINDE
            )
        ]

    def _content(self, steps: Sequence[Step]) -> Content:
        wired = Wired.of(place(self.chart, self.view, steps))
        return Content.of(self.chart, wired, self.style, self.fonts, self.width)

    def _high(self, content: Content, gap: float, *, with_legend: bool) -> float:
        """Return the height of a sheet, without drawing it."""
        bottom = bottom_of(self.chart, content, self.style, self.fonts, self.style.length(gap))
        return bottom + (self.legend[1] if with_legend else 0.0)

    def _drawn(self, content: Content, gap: float, *, with_legend: bool) -> Sheet:
        sheet = draw(self.chart, content, self.style, self.fonts, self.width, self.style.length(gap))
        items, high = self.legend if with_legend else ((), 0.0)
        lowered = tuple(
            replace(item, y=item.y + sheet.height, run=replace(item.run, y=item.run.y + sheet.height))
            for item in items
        )
        return replace(sheet, height=sheet.height + high, legend=lowered)
