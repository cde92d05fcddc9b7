"""Rules on charts."""

from collections.abc import Sequence

from escalation.knowledge import Knowledge
from escalation.model import Chart, Finding, WrittenChart


def check(chart: Chart, written: WrittenChart, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what is wrong with a chart."""
    return ()


def check_together(charts: Sequence[Chart]) -> tuple[Finding, ...]:
    """Return what is wrong between charts."""
    return ()
