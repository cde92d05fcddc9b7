"""Rules on strength, sources and deadlines (K4)."""

import re
from collections.abc import Iterator, Sequence

from escalation.checks.catalogue import finding, short
from escalation.checks.context import Context, Rule
from escalation.checks.deadlines import is_clear
from escalation.model import Finding, Kind, Place, Source, Step, Strength

_MAY = re.compile(r"\b(kan|kunnen|mag|mogen)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(moet|moeten|verplicht)\b", re.IGNORECASE)
#: A place in a circular that is likely to hold a rule.
_POINT = re.compile(r"(punt|artikel|art\.?|§)\s*\d", re.IGNORECASE)
_FAMILY = frozenset({"ouders", "leerling"})


def no_strength(context: Context) -> Iterator[Finding]:
    """A step that does not say how binding it is (K401)."""
    for step in context.steps(Kind.STAP):
        if not context.has(step, "sterkte"):
            yield finding("K401", step.place, step=step.name, titel=step.title)


def no_source(context: Context) -> Iterator[Finding]:
    """A duty without a source, whether it has a deadline or not (K402)."""
    for step in _duties(context):
        if not context.has(step, "bron"):
            key = "K402.termijn" if step.deadline else "K402"
            place = context.at(step, "sterkte")
            yield finding(key, place, step=step.name, titel=step.title, termijn=step.deadline)


def _duties(context: Context) -> Iterator[Step]:
    return (step for step in context.chart.steps if step.strength is Strength.PLICHT)


def _legal(context: Context, step: Step) -> tuple[Sequence[Source], bool]:
    """Return the sources from the register, and whether one may be law; one of the editor's own may."""
    known = [source for source in step.sources if source.key]
    law = any(not source.key or context.knowledge.sources[source.key].legal for source in step.sources)
    return known, law


def advice_by_law(context: Context) -> Iterator[Finding]:
    """Advice that rests on a point of a legal text (K403)."""
    for step in context.chart.steps:
        if step.strength is not Strength.AANBEVOLEN:
            continue
        for source in step.sources:
            known = context.knowledge.sources.get(source.key)
            if known and known.legal and _POINT.match(source.point):
                place = context.at(step, "bron")
                yield finding("K403", place, step=step.name, titel=step.title, punt=source.point)
                break


def other_words(context: Context) -> Iterator[Finding]:
    """A duty that «kan», advice that «moet» (K404)."""
    for step in context.chart.steps:
        duty = step.strength is Strength.PLICHT
        loose = step.strength in (Strength.AANBEVOLEN, Strength.MOGELIJK)
        match = (_MAY if duty else _MUST).search(step.title)
        if match and (duty or loose):
            key = "K404" if duty else "K404.zwak"
            yield finding(key, step.place, step=step.name, titel=step.title, woord=match[0])


def family_duty(context: Context) -> Iterator[Finding]:
    """A duty of parents or pupil alone that rests on no law (K405)."""
    for step in _duties(context):
        known, law = _legal(context, step)
        if step.actors and _FAMILY.issuperset(step.actors) and known and not law:
            place = context.at(step, "bron")
            yield finding("K405", place, step=step.name, titel=step.title, wie=context.chart.who(step))


def weak_source(context: Context) -> Iterator[Finding]:
    """A duty that only rests on sources that are no law or official text (K412)."""
    for step in _duties(context):
        known, law = _legal(context, step)
        if known and not law and not (step.actors and _FAMILY.issuperset(step.actors)):
            place = context.at(step, "bron")
            yield finding("K412", place, step=step.name, titel=step.title, bron=known[0].text)


def unclear_deadline(context: Context) -> Iterator[Finding]:
    """A deadline that nobody can act on, such as «5 dgn» (K406)."""
    for step in context.chart.steps:
        if step.deadline and not is_clear(step.deadline):
            yield finding("K406", context.at(step, "termijn"), step=step.name, termijn=step.deadline)


def expired_source(context: Context) -> Iterator[Finding]:
    """A source that holds no more in the school year of the publication (K408)."""
    for step in context.chart.steps:
        what = f"de stap «{short(step.title)}»"
        yield from _expired(context, step.sources, context.at(step, "bron"), what, step.name)
    for threshold, one in _thresholds(context):
        yield from _expired(context, threshold, one, "de drempel", "")


def _thresholds(context: Context) -> Iterator[tuple[Sequence[Source], Place]]:
    for one in context.chart.thresholds:
        if not one.fact:  # a fact has its own dates, and `facts` checks its sources
            yield one.sources, one.place


def _expired(
    context: Context, sources: Sequence[Source], place: Place, what: str, step: str
) -> Iterator[Finding]:
    for source in sources:
        known = context.knowledge.sources.get(source.key)
        last = known.last_year if known else ""
        if last and last < context.knowledge.school_year:
            until = f"31 augustus {last.rpartition('-')[2]}"
            yield finding("K408", place, step=step, bron=source.text, tot=until, wat=what)


def unexplained(context: Context) -> Iterator[Finding]:
    """A step without a body that explains it or links to what does (K409)."""
    for step in context.steps(Kind.STAP):
        one = context.source(step)
        if not one.body.strip() and not one.links:
            yield finding("K409", step.place, step=step.name, titel=step.title)


RULES: tuple[Rule, ...] = (
    no_strength,
    no_source,
    advice_by_law,
    other_words,
    family_duty,
    weak_source,
    unclear_deadline,
    expired_source,
    unexplained,
)
