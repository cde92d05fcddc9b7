"""Rules on the texts of the figure (K6)."""

from collections.abc import Iterator

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.model import Finding, Place
from escalation.words import language_name

#: Characters in a title that still fit in a card, in an answer that still fits on a line, and in what holds
#: at every moment that is read at a glance; steps in a chart.
TITLE, LABEL, ALWAYS, STEPS = 110, 30, 260, 20


def long_title(context: Context) -> Iterator[Finding]:
    """A title that is too long for a card (K601; K608 for a translation)."""
    for step in context.chart.steps:
        if len(step.title) > TITLE:
            yield _too_long("K601", context, step.place, step.name, step.title, TITLE)


def long_answer(context: Context) -> Iterator[Finding]:
    """An answer that is too long for a line (K603; K608 for a translation)."""
    for edge in context.chart.edges:
        if len(edge.label) > LABEL:
            yield _too_long("K603", context, edge.place, edge.source, edge.label, LABEL)


def _too_long(code: str, context: Context, place: Place, step: str, text: str, limit: int) -> Finding:
    return finding(
        "K608" if context.is_translated else code,
        place,
        step=step,
        titel=text,
        antwoord=text,
        tekens=len(text),
        grens=limit,
        taal=language_name(context.language),
    )


def not_translated(context: Context) -> Iterator[Finding]:
    """A title that translators did not translate (K609)."""
    for step in context.chart.steps if context.is_translated else ():
        if step.title and not context.source(step).title.translated:
            name = language_name(context.language)
            yield finding("K609", step.place, step=step.name, kind=step.kind, titel=step.title, taal=name)


def many_steps(context: Context) -> Iterator[Finding]:
    """More steps than one can survey (K605)."""
    count = len(context.chart.steps)
    if count > STEPS:
        yield finding("K605", context.chart.place, aantal=count, grens=STEPS)


def no_description(context: Context) -> Iterator[Finding]:
    """No short description for who does not see the drawing (K606)."""
    if not context.chart.description.strip():
        yield finding("K606", context.chart.place)


def always_unclear(context: Context) -> Iterator[Finding]:
    """What holds at every moment: too long to be seen at a glance (K610), empty (K611), no words (K612)."""
    option = context.written.options.get("altijd")
    if option is None:
        return
    said = context.chart.always_text
    if not said.strip():
        yield finding("K611", option.place)
    elif not all(phrase.plain for phrase in context.chart.always):
        yield finding("K612", option.place)
    elif len(said) > ALWAYS:
        yield finding("K610", option.place, tekens=len(said), grens=ALWAYS)


RULES: tuple[Rule, ...] = (
    long_title,
    long_answer,
    many_steps,
    no_description,
    not_translated,
    always_unclear,
)
