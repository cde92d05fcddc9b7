"""Rules on answers that count (K209)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.checks.quantities import Quantity, answer_quantity, number_line, same_unit
from escalation.model import Chart, Finding, Kind, Step, Threshold, WrittenLink

#: An answer for everything that the others do not name.
_REST = re.compile(
    r"(anders|overige?|alle andere|in alle andere|daartussen|ertussen|tussenin)\b", re.IGNORECASE
)
_YES = re.compile(r"ja\b", re.IGNORECASE)
_NO = re.compile(r"neen?\b", re.IGNORECASE)


def comparable(one: Threshold, other: Threshold) -> bool:
    """Tell whether two thresholds count the same."""
    return one.unit_many == other.unit_many


def last_number(chart: Chart, threshold: Threshold) -> int | None:
    """Return the highest number that belongs to a threshold: one less than the next; None for the last."""
    later = (one for one in chart.thresholds[threshold.index + 1 :] if comparable(one, threshold))
    following = next((one for one in later if one.value > threshold.value), None)
    return None if following is None else following.value - 1


@dataclass(frozen=True)
class _Answer:
    link: WrittenLink
    quantity: Quantity


def open_or_double(context: Context) -> Iterator[Finding]:
    """Answers with numbers that leave one open, or in which one fits twice (K209)."""
    for step in context.steps(Kind.VRAAG):
        links = context.source(step).answers
        answers = [_Answer(link, said) for link in links if (said := answer_quantity(link.label))]
        if len(answers) < 2 or len({one.quantity.unit for one in answers} - {""}) > 1:
            continue
        double = list(_overlaps(step, answers))
        yield from double
        if not double and not _rest(links, answers):
            yield from _gaps(context, step, answers)


def _overlaps(step: Step, answers: Sequence[_Answer]) -> Iterator[Finding]:
    for one, other in combinations(answers, 2):
        first, second = one.quantity, other.quantity
        same = one.link.label.casefold() == other.link.label.casefold()  # that is K109
        if not same and first.meets(second.low, second.high):
            low = max(first.low, second.low)
            ends = [end for end in (first.high, second.high) if end is not None]
            yield _uneven("K209.overlap", step, (one, other), number_line(low, min(ends) if ends else None))


def _gaps(context: Context, step: Step, answers: Sequence[_Answer]) -> Iterator[Finding]:
    ordered = sorted(answers, key=lambda one: one.quantity.low)
    for one, other in pairwise(ordered):
        before = one.quantity.high
        if before is not None and before + 1 < other.quantity.low:
            yield _uneven("K209", step, (one, other), number_line(before + 1, other.quantity.low - 1))
    threshold = context.band(step)
    if threshold is None or not all(may_count(one.quantity, threshold) for one in answers):
        return
    lowest, highest = ordered[0], ordered[-1].quantity.high
    if lowest.quantity.low > threshold.value:
        yield _uneven("K209", step, (lowest,), number_line(threshold.value, lowest.quantity.low - 1))
    last = last_number(context.chart, threshold)
    if highest is not None and (last is None or highest < last):
        yield _uneven("K209", step, (ordered[-1],), number_line(highest + 1, last))


def may_count(said: Quantity, threshold: Threshold) -> bool:
    """Tell whether a quantity can be about what a threshold counts: same unit, or none said."""
    return not said.unit or same_unit(said.unit, threshold.unit_one, threshold.unit_many)


def _rest(links: Sequence[WrittenLink], answers: Sequence[_Answer]) -> bool:
    """Tell whether another answer takes what the numbers leave: «anders», or «nee» beside plain numbers."""
    counted = {one.link for one in answers}
    others = [link.label.strip() for link in links if link not in counted]
    split = any(_YES.match(one.link.label) for one in answers)
    return any(_REST.match(label) or (_NO.match(label) and not split) for label in others)


def _uneven(key: str, step: Step, answers: Sequence[_Answer], numbers: str) -> Finding:
    """Report at the answer that was written last."""
    place = max((one.link.place for one in answers), default=step.place)
    said = " en ".join(f"«{one.link.label}»" for one in answers)
    limit = max(one.quantity.low for one in answers)
    return finding(
        key, place, step=step.name, titel=step.title, getallen=numbers, antwoorden=said, grens=limit
    )


RULES: tuple[Rule, ...] = (open_or_double,)
