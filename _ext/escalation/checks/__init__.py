"""What can be wrong with a chart. One rule is one function; `catalogue.toml` has the words of its message.

`check` and `check_together` need only the chart, `check_drawing` also fonts and layout.

The proposal's K410, «the text of a step changed after the chart was reviewed», is no rule: the only date of a
text that is the same everywhere is that of its last commit, and that changes with every comma. What must be
looked at again has a date of its own in the registry of facts, which warns by itself.

Its K303, «an actor that no step names», is no rule either: actors stand in one registry for all charts, and a
chart has those that its steps name.
"""

from collections.abc import Iterator, Sequence

from escalation.checks import answers, domain_rules, duties, graph, people, texts, thresholds, writing
from escalation.checks.context import Context, Rule
from escalation.checks.drawing import check_drawing
from escalation.knowledge import Knowledge
from escalation.model import Chart, Finding, WrittenChart

__all__ = ["RULES", "check", "check_drawing", "check_together"]

_ABOUT_WAYS: tuple[Rule, ...] = (*graph.RULES, *thresholds.RULES, *answers.RULES)
_OTHERS: tuple[Rule, ...] = (*people.RULES, *duties.RULES, *texts.RULES, *domain_rules.RULES)
#: All rules on one chart, in the order of their codes.
RULES: tuple[Rule, ...] = (*_ABOUT_WAYS, *_OTHERS, *writing.RULES)


def check(
    chart: Chart, written: WrittenChart, knowledge: Knowledge, language: str = "nl"
) -> tuple[Finding, ...]:
    """Return what is wrong with a chart, in order of place. What `resolve` reported is not repeated.

    Args:
        chart: what was understood.
        written: what the editor wrote.
        knowledge: what a chart may lean on.
        language: of the texts; they are translations if it is not Dutch.
    """
    context = Context(chart, written, knowledge, language)
    return tuple(sorted(_found(context), key=lambda one: (one.place, one.code)))


def _found(context: Context) -> Iterator[Finding]:
    written = context.written
    unclosed = [one.swallowed for one in written.thresholds] + [one.swallowed for one in written.steps]
    # Where a `:::` is missing, ways and thresholds are not what the editor meant.
    for rule in writing.RULES if any([written.swallowed, *unclosed]) else RULES:
        yield from rule(context)


def check_together(charts: Sequence[Chart]) -> tuple[Finding, ...]:
    """Return what is wrong between charts."""
    return tuple(thresholds.differing(charts))
