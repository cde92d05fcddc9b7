"""The aid on paper: per chart a short table by threshold, with the page where each step is explained."""

from collections.abc import Collection, Iterator

from docutils import nodes

from escalation.aid.logic import Answer, answer
from escalation.aid.words import BRIEF_HEADS, CONDITION, NO_STEP, NOTHING, row_starts, span
from escalation.emit.typst import Paper
from escalation.layout import SMALLEST
from escalation.model import Step
from escalation.printing import Writer, paper_of
from markup import typst_value


class drempeltabel(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The place of the table of one chart.

    Attributes:
        chart: the chart.
        involving: names of the steps that bring in the CLB.
    """


def visit_table(writer: Writer, node: drempeltabel) -> None:
    """Print the table.

    Raises:
        SkipNode: always; it has no children.
    """
    for node_id in node["ids"]:
        writer.anchor(node_id)
    paper = paper_of(writer, node["chart"], SMALLEST)
    writer.stubs[writer.tables] = 1
    writer.tables += 1
    for line in _table(paper, node["involving"]):
        writer.put(line)
    raise nodes.SkipNode


def _table(paper: Paper, involving: Collection[str]) -> Iterator[str]:
    chart = paper.chart
    yield f"chart-aid({paper.quote(chart.title)},"
    heads = ", ".join(f"column-header({paper.quote(head)})" for head in BRIEF_HEADS)
    yield f"table.header(repeat: true, {heads}),"
    for start in row_starts(chart):
        one = answer(chart, start, clb_involved=True)
        yield f"row-header({paper.quote(span(one.threshold, one.following))}),"
        yield f"{{ {_now(one, involving, paper)} }},"
        yield f"{{ {_check(one, paper)} }},"
    yield ")"


def _now(one: Answer, involving: Collection[str], paper: Paper) -> str:
    rows = [_step(step, involving, paper) for step in one.now]
    return f"chart-row-links({', '.join(rows)})" if rows else paper.quote(NO_STEP)


def _step(step: Step, involving: Collection[str], paper: Paper) -> str:
    words = paper.quote(f"{step.number}. {step.title}")
    if paper.explained(step):
        words = f"xref(target: {paper.target(step)}, {words})"
    return f"{words} + {paper.quote(f' ({CONDITION})')}" if step.name in involving else words


def _check(one: Answer, paper: Paper) -> str:
    """Name the earlier duties by number alone: they stand in a row above."""
    numbers = [
        f"link({paper.target(step)}, {typst_value(str(step.number))})"
        if paper.explained(step)
        else typst_value(str(step.number))
        for step in one.check
    ]
    if not numbers:
        return paper.quote(NOTHING)
    return f'"stap\u00a0" + ({", ".join(numbers)},).join(", ", last: " en ")'
