"""Whatever chart is drawn: nothing overlaps, runs through a card, or falls off the sheet."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_charts import common, random_chart
from sheet_rules import covered_twice, crossings, faults, labels_on_lines

from escalation.layout import Fonts, Style, lay_out
from escalation.layout.geometry import Sheet
from escalation.model import Chart, Kind, View

SCREEN, PAPER = Style.screen(), Style.print()
LADDER, LANES, PAGE = 672.0, 1250.0, (482.0, 690.0)
SEEDS = range(120)


def drawn(chart: Chart, fonts: Fonts, view: View) -> Sheet:
    (sheet,) = lay_out(chart, SCREEN, fonts, width=LADDER if view is View.LADDER else LANES, view=view)
    return sheet


@pytest.mark.parametrize("view", View)
def test_common_chart_has_no_crossing_and_no_fault(fonts, view):
    sheet = drawn(common(), fonts, view)
    assert faults(common(), sheet, fonts) == []
    assert list(labels_on_lines(sheet)) == []
    assert crossings(sheet) == 0
    assert not any(label.listed for label in sheet.labels)


@pytest.mark.parametrize("view", View)
def test_random_charts_have_no_fault(fonts, view):
    on_lines = listed = 0
    for seed in SEEDS:
        chart = random_chart(seed)
        sheet = drawn(chart, fonts, view)
        assert faults(chart, sheet, fonts) == [], seed
        on_lines += len(list(labels_on_lines(sheet)))
        listed += sum(label.listed for label in sheet.labels)
    assert on_lines <= 1
    assert listed <= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    nodes=st.integers(8, 60),
    bands=st.integers(0, 7),
    jumps=st.floats(0, 0.6),
    loops=st.floats(0, 0.5),
    reach=st.integers(2, 40),
    view=st.sampled_from(View),
)
def test_charts_of_any_shape_have_no_fault(fonts, seed, nodes, bands, jumps, loops, reach, view):
    chart = random_chart(seed, nodes, bands=bands, jumps=jumps, loops=loops, reach=reach)
    assert faults(chart, drawn(chart, fonts, view), fonts) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    nodes=st.integers(8, 60),
    jumps=st.floats(0, 0.4),
    height=st.floats(330, 800),
    view=st.sampled_from(View),
)
def test_pages_have_no_fault_and_fit(fonts, seed, nodes, jumps, height, view):
    chart = random_chart(seed, nodes, jumps=jumps)
    sheets = lay_out(chart, PAPER, fonts, width=PAGE[0], height=height, view=view)
    for sheet in sheets:
        assert faults(chart, sheet, fonts) == []
        assert sheet.height <= height or len(main_steps(sheet)) <= 1


def main_steps(sheet: Sheet) -> list[str]:
    return [box.step.name for box in sheet.boxes if box.step.kind is not Kind.EINDE]


def test_ladder_has_few_crossings(fonts):
    small = [random_chart(seed, 8 + seed % 23) for seed in range(150)]
    assert sum(crossings(drawn(chart, fonts, View.LADDER)) for chart in small) / len(small) <= 0.5


def test_lanes_have_few_crossings(fonts):
    small = [random_chart(seed, 8 + seed % 23) for seed in range(150)]
    assert sum(crossings(drawn(chart, fonts, View.BANEN)) for chart in small) / len(small) <= 2.3


@pytest.mark.parametrize("view", View)
def test_every_step_and_edge_is_drawn_once(fonts, view):
    for seed in range(40):
        chart = random_chart(seed)
        sheets = lay_out(chart, PAPER, fonts, width=PAGE[0], height=PAGE[1], view=view)
        assert covered_twice(sheets) == []
        assert {box.step.name for sheet in sheets for box in sheet.boxes} == {
            step.name for step in chart.steps
        }
        lines = Counter((line.edge.source, line.edge.target) for sheet in sheets for line in sheet.lines)
        marks = Counter((c.edge.source, c.edge.target, c.leaves) for s in sheets for c in s.continuations)
        labels = Counter(label.edge for sheet in sheets for label in sheet.labels)
        for edge in chart.edges:
            ends = edge.source, edge.target
            on_two = lines[ends] == 2
            assert lines[ends] in (1, 2)
            assert marks[*ends, True] == marks[*ends, False] == int(on_two)
            assert labels[edge] == int(bool(edge.label))
        assert sum(lines.values()) == len(chart.edges) + sum(marks.values()) / 2


def test_marks_say_what_stands_on_the_other_sheet(fonts):
    chart = common()
    sheets = lay_out(chart, PAPER, fonts, width=PAGE[0], height=400)
    assert len(sheets) == 3
    home = {box.step.name: at for at, sheet in enumerate(sheets) for box in sheet.boxes}
    for at, sheet in enumerate(sheets):
        for mark in sheet.continuations:
            assert home[mark.other.name] != at
            assert mark.other.name == (mark.edge.target if mark.leaves else mark.edge.source)


def test_sheets_split_at_thresholds(fonts):
    sheets = lay_out(common(), PAPER, fonts, width=PAGE[0], height=560)
    bands = [{box.step.threshold for box in sheet.boxes} for sheet in sheets]
    assert len(bands) == 2
    assert set.intersection(*bands) == set()


def test_a_band_higher_than_the_page_is_split_between_steps(fonts):
    sheets = lay_out(common(), PAPER, fonts, width=PAGE[0], height=200)
    assert len(sheets) > 4
    assert all(sheet.height <= 200 for sheet in sheets)


def test_gaps_close_before_a_chart_is_split(fonts):
    (calm,) = lay_out(common(), PAPER, fonts, width=PAGE[0])
    sheets = lay_out(common(), PAPER, fonts, width=PAGE[0], height=calm.height - 30)
    assert len(sheets) == 1
    assert sheets[0].height <= calm.height - 30


def test_legend_explains_what_is_drawn_and_no_more(fonts):
    sheets = lay_out(common(), PAPER, fonts, width=PAGE[0], height=400)
    assert [len(sheet.legend) for sheet in sheets[:-1]] == [0, 0]
    assert [item.kind for item in sheets[-1].legend] == [
        "plicht", "aanbevolen", "mogelijk", "vraag", "einde", "terug",
    ]  # fmt: skip


def test_text_keeps_its_size(fonts):
    for width in (400.0, 480.0, 700.0):
        sheets = lay_out(common(), PAPER, fonts, width=width, height=300)
        runs = [run for sheet in sheets for box in sheet.boxes for run in box.runs]
        runs += [run for sheet in sheets for label in sheet.labels for run in label.runs]
        assert min(run.size for run in runs) == 8.0
        assert {run.size for run in runs if run.role == "title"} == {9.0}


def test_paper_type_is_never_smaller_than_8_points():
    with pytest.raises(ValueError, match="at least 8 pt"):
        Style.print(size=7.5)


def test_lanes_too_narrow_to_read_become_a_ladder(fonts):
    (narrow,) = lay_out(common(), SCREEN, fonts, width=500, view=View.BANEN)
    (ladder,) = lay_out(common(), SCREEN, fonts, width=500, view=View.LADDER)
    assert narrow == ladder
