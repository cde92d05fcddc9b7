"""A chart with faults is drawn as far as it goes: the reader of the message must see where."""

from dataclasses import replace

import pytest
from random_charts import HERE, common, random_chart
from sheet_rules import faults

from escalation.layout import Style, lay_out
from escalation.model import Edge, Kind, View

BASE = common()
ENDS = [step for step in BASE.steps if step.kind is Kind.EINDE]


def edge(source: str, target: str, label: str = "") -> Edge:
    return Edge(source, target, label, HERE)


FAULTY = {
    "no steps": replace(BASE, steps=(), edges=()),
    "no lines": replace(BASE, edges=()),
    "no thresholds": replace(
        BASE, thresholds=(), steps=tuple(replace(step, threshold=-1) for step in BASE.steps)
    ),
    "steps before the first threshold": replace(
        BASE, steps=tuple(replace(step, threshold=step.threshold - 1) for step in BASE.steps)
    ),
    "unknown names": replace(BASE, edges=(*BASE.edges, edge("start", "weg"), edge("weg", "start"))),
    "a line to itself": replace(BASE, edges=(*BASE.edges, edge("bellen", "bellen", "nog eens"))),
    "an end that goes on": replace(
        BASE, edges=(*BASE.edges, edge("opgelost", "melden"), edge("stop", "uitleg"))
    ),
    "a line twice": replace(BASE, edges=(*BASE.edges, *BASE.edges)),
    "both ways": replace(BASE, edges=(*BASE.edges, edge("uitleg", "bellen", "terug"))),
    "nobody": replace(BASE, steps=tuple(replace(step, actors=()) for step in BASE.steps), actors={}),
    "unknown actor": replace(BASE, actors={}),
    "ends first": replace(
        BASE,
        steps=tuple(
            replace(step, number=number, threshold=0)
            for number, step in enumerate([*ENDS, *(s for s in BASE.steps if s not in ENDS)], 1)
        ),
    ),
    "only ends": replace(BASE, steps=tuple(ENDS), edges=()),
    "one step": replace(BASE, steps=BASE.steps[:1], edges=()),
    "no titles": replace(BASE, steps=tuple(replace(step, title="") for step in BASE.steps)),
    "one word without end": replace(BASE, steps=tuple(replace(s, title="a" * 300) for s in BASE.steps)),
    "very long labels": replace(BASE, edges=tuple(replace(e, label="erg lang " * 24) for e in BASE.edges)),
    "everything after everything": replace(
        BASE, edges=tuple(edge(s.name, t.name, "ja") for s in BASE.steps[:7] for t in BASE.steps)
    ),
}  # fmt: skip


@pytest.mark.parametrize("height", [None, 500.0, 120.0])
@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("name", FAULTY)
def test_faulty_charts_are_drawn(fonts, name, view, height):
    chart = FAULTY[name]
    sheets = lay_out(chart, Style.print(), fonts, width=780, height=height, view=view)
    assert [box.step.name for sheet in sheets for box in sheet.boxes] == [step.name for step in chart.steps]
    for sheet in sheets:
        assert faults(chart, sheet, fonts) == []


@pytest.mark.parametrize("view", View)
def test_labels_that_are_too_long_stand_in_the_list(fonts, view):
    sheet = lay_out(FAULTY["very long labels"], Style.print(), fonts, width=780, view=view)[0]
    assert {label.listed for label in sheet.labels} == {True}
    assert len(sheet.labels) == len(BASE.edges)


@pytest.mark.parametrize("width", [250.0, 330.0, 400.0, 1400.0, 3000.0])
@pytest.mark.parametrize("view", View)
def test_any_width_that_holds_words_will_do(fonts, view, width):
    for seed in range(10):
        chart = random_chart(seed)
        for sheet in lay_out(chart, Style.print(), fonts, width=width, height=900, view=view):
            assert sheet.width == width
            assert [fault for fault in faults(chart, sheet, fonts) if "does not fit" not in fault] == []
