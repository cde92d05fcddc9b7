"""Every answer of the aid in one table per chart, made of ordinary nodes that each builder can print."""

from collections.abc import Callable, Iterator, Sequence

from docutils import nodes

from escalation.aid.form import Choice
from escalation.aid.logic import Answer, answer, row_starts, ways
from escalation.aid.words import (
    ASK,
    CONDITION,
    ENDS,
    HEADS,
    LATER,
    MAY,
    NO_STEP,
    NOTHING,
    facts,
    heading,
    span,
    when,
)
from escalation.emit.wording import sentence
from escalation.model import Step

#: Puts a link to the card of a step around words.
Link = Callable[[str, Step], nodes.reference]

_WIDTHS = (14, 36, 20, 30)


def threshold_table(choice: Choice, link: Link, node_id: str) -> nodes.table:
    """Return a table with a row for each threshold of a chart: its steps and the earlier duties.

    Args:
        choice: the chart; the steps that bring in the CLB say so in their row.
        link: puts a link around words.
        node_id: id of the table.
    """
    chart = choice.chart
    group = nodes.tgroup("", cols=len(HEADS))
    for position, width in enumerate(_WIDTHS):
        group += nodes.colspec("", colwidth=width, stub=1 if position == 0 else 0)
    group += nodes.thead("", _row(*([nodes.paragraph(head, head)] for head in HEADS)))
    answers = [answer(chart, start, clb_involved=True, choice=choice.said) for start in row_starts(chart)]
    group += nodes.tbody("", *(_answer_row(choice, one, link) for one in answers))
    title = nodes.title(chart.title, chart.title)
    return nodes.table("", title, group, ids=[node_id], classes=["colwidths-given", "lr-aid-table"])


def _answer_row(choice: Choice, one: Answer, link: Link) -> nodes.row:
    label = span(one.threshold, one.following)
    return _row(
        [nodes.paragraph(label, label)],
        [*_now(choice, one, link)],
        [_list([nodes.paragraph("", "", link(heading(step), step)) for step in one.check], NOTHING)],
        [*_other(choice, one, link)] or [nodes.paragraph(NOTHING, NOTHING)],
    )


def _now(choice: Choice, one: Answer, link: Link) -> Iterator[nodes.Element]:
    if one.now or not one.ask:
        yield _list([_told(choice, step, link) for step in one.now], NO_STEP)
    if one.ask:
        yield nodes.paragraph("", "", nodes.strong(ASK, ASK))
        yield _list([_told(choice, step, link) for step in one.ask], "")


def _other(choice: Choice, one: Answer, link: Link) -> Iterator[nodes.Element]:
    for head, steps in ((MAY, one.may), (LATER, one.later), (ENDS, one.ends)):
        if steps:
            yield nodes.paragraph("", "", nodes.strong(head, head))
            yield _list([_told(choice, step, link) for step in steps], "")


def _told(choice: Choice, step: Step, link: Link) -> nodes.paragraph:
    chart = choice.chart
    said = facts(chart, step, CONDITION if step.name in choice.involving else "")
    answers = when(chart, step, ways(chart, choice.said).answers.get(step.name, ()))
    paragraph = nodes.paragraph("", "", link(heading(step), step))
    words = " ".join([sentence(heading(step))[len(heading(step)) :], *filter(None, [answers, said])])
    paragraph += nodes.Text(words.rstrip())
    return paragraph


def _list(items: Sequence[nodes.paragraph], otherwise: str) -> nodes.Element:
    if not items:
        return nodes.paragraph(otherwise, otherwise)
    return nodes.bullet_list("", *(nodes.list_item("", item) for item in items), bullet="-")


def _row(*cells: Sequence[nodes.Element]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))
