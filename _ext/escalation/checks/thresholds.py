"""Rules on thresholds (K2)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from escalation.checks.catalogue import finding, near, short
from escalation.checks.context import Context, Rule
from escalation.checks.graph import unreached_bands
from escalation.checks.quantities import Quantity, answer_quantity, number_line, quantities, same_unit
from escalation.model import Chart, Edge, Finding, Kind, Place, Step, Strength, Threshold, WrittenLink

#: Words in an answer that say that a way leads back.
_RETURN = re.compile(r"\b(terug\w*|opnieuw|weer|nieuwe?|herhaal\w*|herbegin\w*|hervat\w*|nogmaals)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
#: An answer for everything that the others do not name.
_REST = re.compile(r"(anders|overige?|alle andere|in alle andere)\b", re.IGNORECASE)
_AT = re.compile(r"\b(?:vanaf|bij|na|zodra)\s+(?:de\s+)?(?P<number>\d{1,6})\s+(?P<unit>(?:\w+\s+)?\w+)", re.IGNORECASE)


def quantity(threshold: Threshold) -> str:
    """Return «5 halve dagen»."""
    return f"{threshold.value} {threshold.unit}"


def falling(context: Context) -> Iterator[Finding]:
    """A threshold that is lower than the one before it (K201)."""
    thresholds = context.chart.thresholds
    for before, after in pairwise(thresholds):
        if _comparable(before, after) and after.value < before.value and not _twin(thresholds, after):
            yield finding("K201", after.place, drempel=quantity(after), vorige=before.value)


def twice(context: Context) -> Iterator[Finding]:
    """The same threshold twice (K202)."""
    thresholds = context.chart.thresholds
    for after in thresholds:
        if twin := _twin(thresholds, after):
            yield finding("K202", after.place, drempel=quantity(after), waar=near(after.place, twin.place))


def _comparable(one: Threshold, other: Threshold) -> bool:
    return one.unit_many == other.unit_many


def _twin(thresholds: Sequence[Threshold], after: Threshold) -> Threshold | None:
    """Return an earlier threshold with the same value."""
    earlier = thresholds[: after.index]
    return next((one for one in earlier if _comparable(one, after) and one.value == after.value), None)


def empty_band(context: Context) -> Iterator[Finding]:
    """A threshold without steps (K204)."""
    for threshold in context.chart.thresholds:
        if not context.chart.steps_from(threshold.index) and not _twin(context.chart.thresholds, threshold):
            yield finding("K204", threshold.place, drempel=threshold.label)


def unreached(context: Context) -> Iterator[Finding]:
    """A threshold that no step leads to (K205)."""
    for index in unreached_bands(context):
        threshold = context.chart.thresholds[index]
        name = context.chart.steps_from(index)[0].name
        yield finding("K205", threshold.place, drempel=threshold.label, naam=name)


def idle_band(context: Context) -> Iterator[Finding]:
    """A threshold in half days where nobody does anything (K206)."""
    for threshold in context.chart.thresholds:
        steps = context.chart.steps_from(threshold.index)
        if steps and threshold.unit_one == "halve dag" and all(step.kind is not Kind.STAP for step in steps):
            yield finding("K206", threshold.place, drempel=threshold.label)


def silent_return(context: Context) -> Iterator[Finding]:
    """A way back to a lower threshold that does not say so (K207)."""
    for edge in context.chart.edges:
        source, target = context.ends(edge)
        if target.threshold < source.threshold and not _RETURN.search(edge.label):
            yield finding("K207", edge.place, step=source.name, titel=source.title, doel=short(target.title))


def other_number(context: Context) -> Iterator[Finding]:
    """A title that names another number than the threshold the step stands at (K208)."""
    for step in context.steps(Kind.STAP):
        threshold = context.band(step)
        if threshold is None or not context.thresholds_are_whole:
            continue
        for said in _numbers_at(step.title, threshold):
            if not said.meets(threshold.value, _last(context.chart, threshold)):
                words = step.title[said.start : said.end]
                yield finding(
                    "K208", step.place, step=step.name, titel=step.title, drempel=quantity(threshold), ander=words
                )
                break


def _numbers_at(title: str, threshold: Threshold) -> Iterator[Quantity]:
    """Yield what a title says about the unit of a threshold: «vanaf 10 halve dagen» is just 10 here."""
    for match in _AT.finditer(title):
        if same_unit(match["unit"], threshold.unit_one, threshold.unit_many):
            number = int(match["number"])
            yield Quantity(number, number if number < threshold.value else None, "", *match.span())
            if number > threshold.value:
                yield Quantity(number, number, "", *match.span())
    for said in quantities(title):
        if same_unit(said.unit, threshold.unit_one, threshold.unit_many):
            yield said


def _last(chart: Chart, threshold: Threshold) -> int | None:
    """Return the highest number that belongs to a threshold: one less than the next; None for the last."""
    later = (one for one in chart.thresholds[threshold.index + 1 :] if _comparable(one, threshold))
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
        if first.meets(second.low, second.high):
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
    if threshold is None or not all(_may_count(one.quantity, threshold) for one in answers):
        return
    lowest, highest = ordered[0], ordered[-1].quantity.high
    if lowest.quantity.low > threshold.value:
        yield _uneven("K209", step, (lowest,), number_line(threshold.value, lowest.quantity.low - 1))
    last = _last(context.chart, threshold)
    if highest is not None and (last is None or highest < last):
        yield _uneven("K209", step, (ordered[-1],), number_line(highest + 1, last))


def _may_count(said: Quantity, threshold: Threshold) -> bool:
    return not said.unit or same_unit(said.unit, threshold.unit_one, threshold.unit_many)


def _rest(links: Sequence[WrittenLink], answers: Sequence[_Answer]) -> bool:
    """Tell whether another answer takes what the numbers leave: «anders», or «nee» beside plain numbers."""
    counted = {one.link for one in answers}
    others = [link for link in links if link not in counted]
    split = any(re.match(r"ja\b", one.link.label, re.IGNORECASE) for one in answers)
    return bool(others) if not split else any(_REST.match(link.label.strip()) for link in others)


def _uneven(key: str, step: Step, answers: Sequence[_Answer], numbers: str) -> Finding:
    """Report at the answer that was written last."""
    place = max((one.link.place for one in answers), default=step.place)
    said = " en ".join(f"«{one.link.label}»" for one in answers)
    limit = max(one.quantity.low for one in answers)
    return finding(key, place, step=step.name, titel=step.title, getallen=numbers, antwoorden=said, grens=limit)


def skipped(context: Context) -> Iterator[Finding]:
    """A way forward that passes a threshold by without a number in its answer (K210)."""
    for edge in context.chart.edges:
        source, target = context.ends(edge)
        between = context.chart.thresholds[source.threshold + 1 : max(target.threshold, 0)]
        if between and target.kind is not Kind.EINDE and not _NUMBER.search(edge.label):
            words = {"titel": source.title, "doel": short(target.title), "drempel": quantity(between[0])}
            yield finding("K210", edge.place, step=source.name, **words)


def against_register(context: Context) -> Iterator[Finding]:
    """A number that differs from the facts of its source (K213), or that is a fact of the register (K214)."""
    for threshold in context.chart.thresholds:
        keys = {source.key for source in threshold.sources} - {""}
        if threshold.fact or threshold.agreed or not keys:
            continue
        known = [
            fact
            for fact in context.knowledge.facts.values()
            if fact.unit_many == threshold.unit_many and keys & {source.key for source in fact.sources}
        ]
        same = [fact.name for fact in known if fact.value == threshold.value]
        words = {"drempel": quantity(threshold), "getal": threshold.value}
        if same:
            yield finding("K214", threshold.place, feit=min(same), **words)
        elif known:
            numbers = sorted({fact.value for fact in known})
            said = " en ".join([", ".join(map(str, numbers[:-1])), str(numbers[-1])]) if numbers[1:] else numbers[0]
            source = next(one.text for one in threshold.sources if one.key in keys)
            yield finding("K213", threshold.place, bron=source, bekend=said, **words)


def one_too_late(context: Context) -> Iterator[Finding]:
    """«Meer dan 5» where a band holds from 5 (K806)."""
    uneven = {found.step for found in open_or_double(context)}
    for said, place, step in _texts(context):
        target = step if isinstance(step, Step) else context.chart.by_name[step.target]
        threshold = context.band(target)
        if threshold is None or (isinstance(step, Edge) and (step.source in uneven or _stays(context, step))):
            continue
        unit_needed = isinstance(step, Step)
        for one in quantities(said):
            fits = same_unit(one.unit, threshold.unit_one, threshold.unit_many) or not (one.unit or unit_needed)
            if one.low == threshold.value + 1 and one.high is None and fits:
                yield finding("K806", place, step=target.name, drempel=threshold.label, getal=threshold.value)


def _texts(context: Context) -> Iterator[tuple[str, Place, Step | Edge]]:
    yield from ((step.title, step.place, step) for step in context.chart.steps)
    yield from ((edge.label, edge.place, edge) for edge in context.chart.edges if edge.label)


def _stays(context: Context, edge: Edge) -> bool:
    source, target = context.ends(edge)
    return target.threshold <= source.threshold


RULES: tuple[Rule, ...] = (
    falling,
    twice,
    empty_band,
    unreached,
    idle_band,
    silent_return,
    other_number,
    open_or_double,
    skipped,
    against_register,
    one_too_late,
)


def differing(charts: Sequence[Chart]) -> Iterator[Finding]:
    """The same step at another threshold in another chart (K211): same name or title, same actors and strength."""
    for chart, later in combinations(charts, 2):
        for step in later.steps:
            other = next((one for one in chart.steps if _same(one, step)), None)
            if other is None or step.kind is not Kind.STAP:
                continue
            here, there = _threshold(later, step), _threshold(chart, other)
            if here and there and _comparable(here, there) and here.value != there.value:
                yield finding(
                    "K211",
                    step.place,
                    step=step.name,
                    titel=step.title,
                    drempel=quantity(here),
                    ander=chart.title,
                    andere_drempel=quantity(there),
                )


def _same(one: Step, other: Step) -> bool:
    alike = one.name == other.name or one.title.casefold() == other.title.casefold()
    duty = one.strength is other.strength is Strength.PLICHT
    return alike and duty and set(one.actors) == set(other.actors) and one.kind is other.kind


def _threshold(chart: Chart, step: Step) -> Threshold | None:
    return chart.thresholds[step.threshold] if step.threshold >= 0 else None
