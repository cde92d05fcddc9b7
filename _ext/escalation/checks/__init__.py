"""What can be wrong with a chart. One rule is one function; `catalogue.toml` has the words of its message.

`check` and `check_together` need only the chart. The rules on its drawing need fonts and layout:
see `drawing.check_drawing`.
"""

from collections.abc import Iterator, Sequence

from escalation.checks import answers, domain_rules, duties, graph, people, texts, thresholds, writing
from escalation.checks.context import Context, Rule
from escalation.knowledge import Knowledge
from escalation.model import Chart, Finding, WrittenChart

_ABOUT_WAYS: tuple[Rule, ...] = (*graph.RULES, *thresholds.RULES, *answers.RULES)
_OTHERS: tuple[Rule, ...] = (*people.RULES, *duties.RULES, *texts.RULES, *domain_rules.RULES)
#: All rules on one chart, in the order of their codes.
RULES: tuple[Rule, ...] = (*_ABOUT_WAYS, *_OTHERS, *writing.RULES)


def check(chart: Chart, written: WrittenChart, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what is wrong with a chart, in order of place. What `resolve` reported is not repeated."""
    return tuple(sorted(_found(Context(chart, written, knowledge)), key=lambda one: (one.place, one.code)))


def _found(context: Context) -> Iterator[Finding]:
    written = context.written
    unclosed = [one.swallowed for one in written.thresholds] + [one.swallowed for one in written.steps]
    # Where a `:::` is missing, ways and thresholds are not what the editor meant.
    for rule in writing.RULES if any([written.swallowed, *unclosed]) else RULES:
        yield from rule(context)


def check_together(charts: Sequence[Chart]) -> tuple[Finding, ...]:
    """Return what is wrong between charts."""
    return tuple(thresholds.differing(charts))
