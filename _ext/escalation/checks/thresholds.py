"""Rules on thresholds (K2)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from escalation.checks.answers import comparable, last_number, may_count, open_or_double
from escalation.checks.catalogue import finding, near, short
from escalation.checks.context import Context, Rule
from escalation.checks.graph import unreached_bands
from escalation.checks.quantities import Quantity, moments, quantities, same_unit
from escalation.model import Chart, Finding, Kind, Place, Step, Strength, Threshold

#: Words in an answer that say that a way leads back.
_RETURN = re.compile(
    r"\b(terug\w*|opnieuw|weer|nieuwe?|herhaal\w*|herbegin\w*|hervat\w*|nogmaals)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")
_ABOVE = re.compile(r"\b(dan|boven)\b", re.IGNORECASE)


def quantity(threshold: Threshold) -> str:
    """Return «5 halve dagen»."""
    return f"{threshold.value} {threshold.unit}"


def falling(context: Context) -> Iterator[Finding]:
    """A threshold that is lower than the one before it (K201)."""
    thresholds = context.chart.thresholds
    for before, after in pairwise(thresholds):
        if comparable(before, after) and after.value < before.value and not _twin(thresholds, after):
            yield finding("K201", after.place, drempel=quantity(after), vorige=before.value)


def twice(context: Context) -> Iterator[Finding]:
    """The same threshold twice (K202)."""
    thresholds = context.chart.thresholds
    for after in thresholds:
        if twin := _twin(thresholds, after):
            yield finding("K202", after.place, drempel=quantity(after), waar=near(after.place, twin.place))


def _twin(thresholds: Sequence[Threshold], after: Threshold) -> Threshold | None:
    """Return an earlier threshold with the same value."""
    earlier = thresholds[: after.index]
    return next((one for one in earlier if comparable(one, after) and one.value == after.value), None)


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
        ends = target.kind is Kind.EINDE
        if not ends and _lower(context, target, source) and not _RETURN.search(edge.label):
            yield finding("K207", edge.place, step=source.name, titel=source.title, doel=short(target.title))


def _lower(context: Context, one: Step, other: Step) -> bool:
    """Tell whether a step stands at a lower threshold than another; a repeated one is not lower."""
    here, there = context.band(one), context.band(other)
    if here and there and comparable(here, there):
        return here.value < there.value and here.index < there.index
    return one.threshold < other.threshold


def other_number(context: Context) -> Iterator[Finding]:
    """A title that names another number than the threshold the step stands at (K208)."""
    for step in context.steps(Kind.STAP):
        threshold = context.band(step)
        if threshold is None or not context.thresholds_are_whole:
            continue
        if words := _other_number(step.title, threshold, last_number(context.chart, threshold)):
            said = quantity(threshold)
            yield finding("K208", step.place, step=step.name, titel=step.title, drempel=said, ander=words)


def _other_number(title: str, threshold: Threshold, last: int | None) -> str:
    """Return the words of a title that do not fit in a band; empty if all do."""
    at = [said for said in moments(title) if said.low != threshold.value]
    late = set(_too_late(title, threshold))  # that is K806
    outside = [
        said for said in quantities(title) if not said.meets(threshold.value, last) and said not in late
    ]
    wrong = [
        said for said in (*at, *outside) if same_unit(said.unit, threshold.unit_one, threshold.unit_many)
    ]
    return title[wrong[0].start : wrong[0].end] if wrong else ""


def skipped(context: Context) -> Iterator[Finding]:
    """A way forward that passes a threshold by without a number in its answer (K210)."""
    for edge in context.chart.edges:
        source, target = context.ends(edge)
        between = _between(context.chart, source, target)
        if between and target.kind is not Kind.EINDE and not _NUMBER.search(edge.label):
            yield finding(
                "K210",
                edge.place,
                step=source.name,
                titel=source.title,
                doel=short(target.title),
                drempel=quantity(between[0]),
            )


def _between(chart: Chart, source: Step, target: Step) -> Sequence[Threshold]:
    """Return the thresholds that a way passes by: those with steps that do not stand there twice."""
    between = chart.thresholds[source.threshold + 1 : max(target.threshold, 0)]
    return [one for one in between if chart.steps_from(one.index) and not _twin(chart.thresholds, one)]


def against_register(context: Context) -> Iterator[Finding]:
    """A number that differs from the facts of its source (K213), or that is a fact of the register (K214)."""
    for threshold in context.chart.thresholds:
        keys = {source.key for source in threshold.sources} - {""}
        if threshold.fact or threshold.agreed or not keys:
            continue
        known = [
            fact
            for fact in context.knowledge.facts.values()
            if fact.confirmed
            and fact.unit_many == threshold.unit_many
            and keys & {source.key for source in fact.sources}
        ]
        same = [fact.name for fact in known if fact.value == threshold.value]
        if same:
            yield finding(
                "K214", threshold.place, feit=min(same), drempel=quantity(threshold), getal=threshold.value
            )
        elif known:
            numbers = [str(number) for number in sorted({fact.value for fact in known})]
            said = " en ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
            text = next(one.text for one in threshold.sources if one.key in keys)
            said = f"{said} {threshold.unit_many}"
            yield finding("K213", threshold.place, drempel=quantity(threshold), bron=text, bekend=said)


def one_too_late(context: Context) -> Iterator[Finding]:
    """«Meer dan 5» in a title where a band holds from 5, or in an answer that leads to it (K806)."""
    for step in context.chart.steps:
        threshold = context.band(step)
        if threshold and any(said.unit for said in _too_late(step.title, threshold)):
            yield _late(step.place, step, threshold)
    uneven = {found.step for found in open_or_double(context)}
    for edge in context.chart.edges:
        source, target = context.ends(edge)
        threshold = context.band(target)
        onward = target.threshold > source.threshold and source.name not in uneven
        if threshold and onward and any(_too_late(edge.label, threshold)):
            yield _late(edge.place, source, threshold)


def _too_late(text: str, threshold: Threshold) -> Iterator[Quantity]:
    """Yield «meer dan 5» from a text where «vanaf 5» is meant."""
    for said in quantities(text):
        above = said.high is None and bool(_ABOVE.search(text[said.start : said.end]))
        if above and said.low == threshold.value + 1 and may_count(said, threshold):
            yield said


def _late(place: Place, step: Step, threshold: Threshold) -> Finding:
    return finding("K806", place, step=step.name, drempel=threshold.label, getal=threshold.value)


RULES: tuple[Rule, ...] = (
    falling,
    twice,
    empty_band,
    unreached,
    idle_band,
    silent_return,
    other_number,
    skipped,
    against_register,
    one_too_late,
)


def differing(charts: Sequence[Chart]) -> Iterator[Finding]:
    """A duty that stands at another threshold in another chart (K211): same name or title, same actors."""
    first: dict[tuple[str, frozenset[str]], tuple[Chart, Step]] = {}
    for chart in charts:
        duties = [one for one in chart.steps if one.kind is Kind.STAP and one.strength is Strength.PLICHT]
        for step in duties:
            known = [first[key] for key in _keys(step) if key in first]
            here = _threshold(chart, step)
            there = _threshold(*known[0]) if known else None
            if here and there and comparable(here, there) and here.value != there.value:
                yield finding(
                    "K211",
                    step.place,
                    step=step.name,
                    titel=step.title,
                    drempel=quantity(here),
                    ander=known[0][0].title,
                    andere_drempel=quantity(there),
                )
        for step in duties:
            for key in _keys(step):
                first.setdefault(key, (chart, step))


def _keys(step: Step) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return what tells that two steps are the same."""
    who = frozenset(step.actors)
    return (f"naam {step.name}", who), (f"titel {step.title.casefold()}", who)


def _threshold(chart: Chart, step: Step) -> Threshold | None:
    return chart.thresholds[step.threshold] if step.threshold >= 0 else None
