"""Which abbreviations the texts of a chart use, so that a sheet on a wall can explain them."""

import re
from collections.abc import Iterator, Mapping

from escalation.emit.wording import outcome_word
from escalation.model import Chart


def abbreviations_in(chart: Chart, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the abbreviations that a chart uses, with what they stand for, in order of the alphabet.

    Args:
        chart: the chart; its sources do not count, for they lead to pages that explain themselves.
        known: what each abbreviation stands for.
    """
    said = "\n".join(_texts(chart))
    used = (short for short in known if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", said))
    return [(short, known[short]) for short in sorted(used)]


def _texts(chart: Chart) -> Iterator[str]:
    yield from (chart.title, chart.description, chart.always_text)
    yield from (edge.label for edge in chart.edges)
    for step in chart.steps:
        yield from (step.title, chart.who(step), step.deadline, outcome_word(step))
    for threshold in chart.thresholds:
        yield threshold.label
