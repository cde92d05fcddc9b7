"""Rules on how a chart is written down (K7)."""

from collections.abc import Iterator, Mapping

from escalation.checks import options
from escalation.checks.catalogue import article, finding, short
from escalation.checks.context import Context, Rule
from escalation.model import Finding, Place, WrittenStep, WrittenText, WrittenThreshold


def unclosed_step(context: Context) -> Iterator[Finding]:
    """A step in which another one or a heading stands, for its own `:::` is missing (K701)."""
    for step in context.chart.steps:
        for inner in context.source(step).swallowed[:1]:
            line = inner.place.line
            yield finding(
                "K701",
                step.place,
                step=step.name,
                kind=step.kind,
                titel=step.title,
                volgende=inner.text,
                regel=line,
            )


def unclosed_chart(context: Context) -> Iterator[Finding]:
    """A `stappenplan` or a `drempel` in which a step or heading stands (K702)."""
    for inner in context.written.swallowed[:1]:
        yield finding("K702", context.chart.place, volgende=inner.text, regel=inner.place.line)
    for threshold in context.written.thresholds:
        for inner in threshold.swallowed[:1]:
            line = inner.place.line
            yield finding(
                "K702.drempel", threshold.place, drempel=threshold.value, volgende=inner.text, regel=line
            )


def repeated_option(context: Context) -> Iterator[Finding]:
    """An option that stands twice (K703)."""
    written = context.written
    for name in dict.fromkeys(written.repeated):
        yield finding("K703", _place(written.options, name, written.place), optie=name, bij="het stappenplan")
    for one, step in _parts(context):
        for name in dict.fromkeys(one.repeated):
            place = _place(one.options, name, one.place)
            yield finding("K703", place, step=step, optie=name, bij=_part(one))


def unknown_option(context: Context) -> Iterator[Finding]:
    """An option that does not exist (K705)."""
    written = context.written
    for name, hint in options.unknown(written.options, options.CHART):
        place = written.options[name].place
        yield finding(
            "K705", place, optie=name, bij="een stappenplan", bedoel=hint, keuze=", ".join(options.CHART)
        )
    for one, step in _parts(context):
        allowed = options.STEP[one.kind] if isinstance(one, WrittenStep) else options.THRESHOLD
        for name, hint in options.unknown(one.options, allowed):
            place, choice = one.options[name].place, ", ".join(allowed)
            yield finding("K705", place, step=step, optie=name, bij=_part(one), bedoel=hint, keuze=choice)


def _parts(context: Context) -> Iterator[tuple[WrittenStep | WrittenThreshold, str]]:
    yield from ((one, "") for one in context.written.thresholds)
    yield from ((context.source(step), step.name) for step in context.chart.steps)


def _part(one: WrittenStep | WrittenThreshold) -> str:
    if isinstance(one, WrittenThreshold):
        return f"de drempel «{short(one.value)}»"
    return f"{article(one.kind)} «{short(one.title.text)}»"


def _place(given: Mapping[str, WrittenText], name: str, otherwise: Place) -> Place:
    return given[name].place if name in given else otherwise


RULES: tuple[Rule, ...] = (unclosed_step, unclosed_chart, repeated_option, unknown_option)
