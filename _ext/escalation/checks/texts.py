"""Rules on the texts of the figure (K6)."""

from collections.abc import Iterator

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.model import Finding

#: Characters in a title that still fit in a card, in an answer that still fits on a line; steps in a chart.
TITLE, LABEL, STEPS = 110, 30, 20


def long_title(context: Context) -> Iterator[Finding]:
    """A title that is too long for a card (K601)."""
    for step in context.chart.steps:
        count = len(step.title)
        if count > TITLE:
            yield finding("K601", step.place, step=step.name, titel=step.title, tekens=count, grens=TITLE)


def long_answer(context: Context) -> Iterator[Finding]:
    """An answer that is too long for a line (K603)."""
    for edge in context.chart.edges:
        count = len(edge.label)
        if count > LABEL:
            yield finding(
                "K603", edge.place, step=edge.source, antwoord=edge.label, tekens=count, grens=LABEL
            )


def many_steps(context: Context) -> Iterator[Finding]:
    """More steps than one can survey (K605)."""
    count = len(context.chart.steps)
    if count > STEPS:
        yield finding("K605", context.chart.place, aantal=count, grens=STEPS)


def no_description(context: Context) -> Iterator[Finding]:
    """No short description for who does not see the drawing (K606)."""
    if not context.chart.description.strip():
        yield finding("K606", context.chart.place)


RULES: tuple[Rule, ...] = (long_title, long_answer, many_steps, no_description)
