"""What holds for every drawing, over random charts in both views, on one sheet and on pages."""

import sys
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from measures import (
    box_overlaps,
    crossings,
    label_overlaps,
    outside,
    shared_pieces,
    through_boxes,
)
from random_charts import random_chart

from escalation.layout import Fonts, Style, lay_out
from escalation.layout.geometry import Sheet
from escalation.model import Chart, View
from house_style.tokens import FONTS_PDF

FONTS = Fonts.from_folder(FONTS_PDF)
VIEWS = (View.LADDER, View.BANEN)
PAGE = (482.0, 640.0)


def wrongs(sheet: Sheet) -> dict[str, list[str]]:
    found = {
        "through boxes": through_boxes(sheet),
        "boxes on boxes": box_overlaps(sheet),
        "labels": label_overlaps(sheet),
        "shared pieces": shared_pieces(sheet),
        "outside": outside(sheet),
    }
    return {name: what for name, what in found.items() if what}


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 10**6), st.integers(8, 60), st.sampled_from(VIEWS), st.sampled_from([560.0, 720.0, 784.0])
)
def test_every_drawing_is_clean(seed: int, size: int, view: View, width: float) -> None:
    (sheet,) = lay_out(random_chart(seed, size), Style.screen(), FONTS, width=width, view=view)
    assert wrongs(sheet) == {}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(8, 40), st.sampled_from(VIEWS))
def test_pages_are_clean_and_whole(seed: int, size: int, view: View) -> None:
    chart = random_chart(seed, size)
    width, height = PAGE
    sheets = lay_out(chart, Style.print(), FONTS, width=width, height=height, view=view)
    for sheet in sheets:
        assert wrongs(sheet) == {}
        assert sheet.height <= height or len(sheet.boxes) == 1
    drawn = [box.step.name for sheet in sheets for box in sheet.boxes]
    assert sorted(drawn) == sorted(chart.by_name)
    for edge in chart.edges:
        ends = [mark.leaves for sheet in sheets for mark in sheet.continuations if mark.edge is edge]
        lines = sum(line.edge is edge for sheet in sheets for line in sheet.lines)
        assert (sorted(ends), lines) in (([], 1), ([False, True], 2))


def test_few_crossings() -> None:
    counted = {
        view: mean(
            crossings(lay_out(random_chart(seed), Style.screen(), FONTS, width=784, view=view)[0])
            for seed in range(150)
        )
        for view in VIEWS
    }
    assert counted[View.LADDER] <= 1, counted
    assert counted[View.BANEN] <= 2.3, counted


@pytest.mark.parametrize("view", VIEWS)
def test_text_is_never_smaller_than_eight_points(view: View) -> None:
    for size in (8.0, 9.0, 12.0):
        (sheet,) = lay_out(random_chart(5), Style.print(size=size), FONTS, width=482, view=view)
        runs = [run for box in sheet.boxes for run in box.runs] + [
            run for label in sheet.labels for run in label.runs
        ]
        assert min(run.size for run in runs if run.role != "number") >= 7.59


def placed(chart: Chart, view: View) -> dict[str, tuple[float, float]]:
    (sheet,) = lay_out(chart, Style.screen(), FONTS, width=784, view=view)
    return {box.step.name: (box.x + box.width / 2, box.y + box.height / 2) for box in sheet.boxes}


def flips(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> int:
    names = sorted(before.keys() & after.keys())
    return sum(
        (before[a][axis] - before[b][axis]) * (after[a][axis] - after[b][axis]) < -1
        for axis in (0, 1)
        for a in names
        for b in names
        if a < b
    )
