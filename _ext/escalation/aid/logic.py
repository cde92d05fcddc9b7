"""What a chart says at a number: a pure function of the model.

`static/beslishulp.js` holds the same function for the page; tests compare both for every number.
"""

from collections.abc import Collection
from dataclasses import dataclass

from escalation.model import Chart, Step, Strength, Threshold

#: The highest number that the aid answers: more half days than a school year has.
MOST = 400


@dataclass(frozen=True)
class Answer:
    """What applies at a number. Steps stand in drawing order.

    The steps of the band that applies are `now` together with those of its steps that stand in `check`.

    Attributes:
        threshold: the one that now applies; None below the first.
        now: steps that apply now.
        overdue: earlier duties that bring in the CLB, which the reader says is not there yet.
        check: steps to see whether they were done: earlier duties, and the step that brings in a CLB that is
            there already.
        following: the threshold that comes next; None at the highest.
        remaining: how much more until `following`, in its unit; 0 if there is none.
        upcoming: the steps that then come.
    """

    threshold: Threshold | None
    now: tuple[Step, ...]
    overdue: tuple[Step, ...]
    check: tuple[Step, ...]
    following: Threshold | None
    remaining: int
    upcoming: tuple[Step, ...]


def answer(chart: Chart, number: int, clb_involved: bool, involving: Collection[str] = ()) -> Answer:
    """Return what a chart says at a number.

    Only a `plicht` is carried over to later thresholds: an advice or a possibility that was passed is no
    debt. Thresholds that do not rise, which the checks report, are taken by value.

    Args:
        chart: the chart; may be incomplete.
        number: how much there is now, in the unit of the thresholds; 0 or more.
        clb_involved: whether the reader says that the CLB is involved already.
        involving: names of the steps that bring in the CLB.
    """
    reached = [value for value in starts(chart) if value <= number]
    ahead = [value for value in starts(chart) if value > number]
    current = reached[-1] if reached else 0
    band = _steps_at(chart, current)
    earlier = [
        step for step in chart.steps if start_of(chart, step) < current and step.strength is Strength.PLICHT
    ]
    known_done = {step.name for step in band if clb_involved and step.name in involving}
    known_open = {step.name for step in earlier if not clb_involved and step.name in involving}
    checked = {step.name for step in earlier} - known_open | known_done
    following = _threshold_at(chart, ahead[0]) if ahead else None
    return Answer(
        threshold=_threshold_at(chart, current),
        now=tuple(step for step in band if step.name not in known_done),
        overdue=tuple(step for step in earlier if step.name in known_open),
        check=tuple(step for step in chart.steps if step.name in checked),
        following=following,
        remaining=ahead[0] - number if ahead else 0,
        upcoming=_steps_at(chart, ahead[0]) if ahead else (),
    )


def starts(chart: Chart) -> list[int]:
    """Return the numbers from which something else applies, rising."""
    return sorted({threshold.value for threshold in chart.thresholds})


def start_of(chart: Chart, step: Step) -> int:
    """Return the number from which a step applies; 0 for a step before the first threshold."""
    inside = 0 <= step.threshold < len(chart.thresholds)
    return chart.thresholds[step.threshold].value if inside else 0


def _steps_at(chart: Chart, value: int) -> tuple[Step, ...]:
    return tuple(step for step in chart.steps if start_of(chart, step) == value)


def _threshold_at(chart: Chart, value: int) -> Threshold | None:
    return next((threshold for threshold in chart.thresholds if threshold.value == value), None)
