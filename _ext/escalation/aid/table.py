"""Every answer of the aid in one table per chart, made of ordinary nodes that each builder can print."""

from collections.abc import Callable, Collection

from docutils import nodes

from escalation.aid.logic import Answer, answer
from escalation.aid.words import CONDITION, HEADS, NO_STEP, NOTHING, facts, heading, row_starts, span
from escalation.emit.wording import sentence
from escalation.model import Chart, Step

#: Puts a link to the card of a step around words.
Link = Callable[[str, Step], nodes.reference]

_WIDTHS = (18, 52, 30)


def threshold_table(chart: Chart, involving: Collection[str], link: Link, node_id: str) -> nodes.table:
    """Return a table with a row for each threshold of a chart: its steps and the earlier duties.

    Args:
        chart: the chart.
        involving: names of the steps that bring in the CLB; they say so in their row.
        link: puts a link around words.
        node_id: id of the table.
    """
    group = nodes.tgroup("", cols=len(HEADS))
    for position, width in enumerate(_WIDTHS):
        group += nodes.colspec("", colwidth=width, stub=1 if position == 0 else 0)
    group += nodes.thead("", _row(*(nodes.paragraph(head, head) for head in HEADS)))
    answers = [answer(chart, start, clb_involved=True) for start in row_starts(chart)]
    group += nodes.tbody("", *(_answer_row(chart, one, involving, link) for one in answers))
    title = nodes.title(chart.title, chart.title)
    return nodes.table("", title, group, ids=[node_id], classes=["colwidths-given", "lr-aid-table"])


def _answer_row(chart: Chart, one: Answer, involving: Collection[str], link: Link) -> nodes.row:
    label = span(one.threshold, one.following)
    return _row(
        nodes.paragraph(label, label),
        _list([_now(chart, step, involving, link) for step in one.now], NO_STEP),
        _list([nodes.paragraph("", "", link(heading(step), step)) for step in one.check], NOTHING),
    )


def _now(chart: Chart, step: Step, involving: Collection[str], link: Link) -> nodes.paragraph:
    said = facts(chart, step, CONDITION if step.name in involving else "")
    paragraph = nodes.paragraph("", "", link(heading(step), step))
    paragraph += nodes.Text(f"{sentence(heading(step))[len(heading(step)) :]} {said}".rstrip())
    return paragraph


def _list(items: list[nodes.paragraph], otherwise: str) -> nodes.Element:
    if not items:
        return nodes.paragraph(otherwise, otherwise)
    return nodes.bullet_list("", *(nodes.list_item("", item) for item in items), bullet="-")


def _row(*cells: nodes.Element) -> nodes.row:
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))
