"""The aid on paper: per chart a short table by threshold, with the page where each step is explained."""

from collections.abc import Iterator, Sequence

from docutils import nodes

from escalation.aid.form import Choice
from escalation.aid.logic import Answer, answer, leads_on, row_starts
from escalation.aid.words import (
    ASK,
    BRIEF_CONDITION,
    BRIEF_HEADS,
    BRIEF_LATER,
    BRIEF_ONWARD,
    NO_STEP,
    NOTHING,
    span,
)
from escalation.emit.typst import Paper
from escalation.layout import SMALLEST
from escalation.model import Step
from escalation.printing import Writer, paper_of
from markup import typst_value


class drempeltabel(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The place of the table of one chart.

    Attributes:
        choice: the chart, and what the aid calls it.
    """


def visit_table(writer: Writer, node: drempeltabel) -> None:
    """Print the table.

    Raises:
        SkipNode: always; it has no children.
    """
    for node_id in node["ids"]:
        writer.anchor(node_id)
    choice: Choice = node["choice"]
    paper = paper_of(writer, choice.chart, SMALLEST)
    writer.stubs[writer.tables] = 1
    writer.tables += 1
    for line in _table(paper, choice):
        writer.put(line)
    raise nodes.SkipNode


def _table(paper: Paper, choice: Choice) -> Iterator[str]:
    chart = paper.chart
    yield f"chart-aid({paper.quote(chart.title)},"
    heads = ", ".join(f"column-header({paper.quote(head)})" for head in BRIEF_HEADS)
    yield f"table.header(repeat: true, {heads}),"
    for start in row_starts(chart):
        one = answer(chart, start, clb_involved=True, choice=choice.said)
        yield f"row-header({paper.quote(span(one.threshold, one.following))}),"
        yield f"{{ {_now(one, choice, paper)} }},"
        yield f"{{ {_steps(one.check, choice, paper) or paper.quote(NOTHING)} }},"
        yield f"{{ {_steps(one.may, choice, paper) or paper.quote(NOTHING)} }},"
    yield ")"


def _now(one: Answer, choice: Choice, paper: Paper) -> str:
    """List what to do and the question after it; what its answers lead to is named by number alone."""
    rows = [_steps(one.now, choice, paper)] if one.now else []
    if one.ask:
        rows.append(f"strong({paper.quote(f'{ASK}: ')}) + {_steps(one.ask, choice, paper)}")
    later = sorted((*one.later, *one.ends), key=lambda step: step.number)
    onward = paper.quote(BRIEF_ONWARD if leads_on(paper.chart, one) else ".")
    if later:
        rows.append(f"{paper.quote(BRIEF_LATER)} + {_numbers(later, paper)} + {onward}")
    rows = rows or [paper.quote(NO_STEP)]
    return f"chart-row-links({', '.join(rows)})"


def _steps(steps: Sequence[Step], choice: Choice, paper: Paper) -> str:
    rows = [_step(step, choice, paper) for step in steps]
    return f"chart-row-links({', '.join(rows)})" if rows else ""


def _step(step: Step, choice: Choice, paper: Paper) -> str:
    words = paper.quote(f"{step.number}. {step.title}")
    if paper.explained(step):
        words = f"xref(target: {paper.target(step)}, {words})"
    remark = paper.quote(f" ({BRIEF_CONDITION})")
    return f"{words} + {remark}" if step.name in choice.involving else words


def _numbers(steps: Sequence[Step], paper: Paper) -> str:
    """Name steps by number alone: «stap 3 en 7»; nothing if there are none."""
    numbers = [
        f"link({paper.target(step)}, {typst_value(str(step.number))})"
        if paper.explained(step)
        else typst_value(str(step.number))
        for step in steps
    ]
    return f'"stap\u00a0" + ({", ".join(numbers)},).join(", ", last: " en ")' if numbers else ""
