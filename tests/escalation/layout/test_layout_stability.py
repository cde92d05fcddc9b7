"""A small change to a chart moves little, and the same chart gives the same bytes."""

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from random_charts import common, inserted, longer_text, random_chart, reordered, with_edge
from tools.projects import PROJECT

from escalation.layout import Style, lay_out
from escalation.model import Chart, Kind, View

WIDTHS = {View.LADDER: 672.0, View.BANEN: 1250.0}
EDITS = {
    "longer text": lambda chart: longer_text(chart, "begeleiding"),
    "a step more": lambda chart: inserted(chart, "begeleiding"),
    "a line more": lambda chart: with_edge(chart, "rondetafel", "evaluatie"),
    "other order of lines": reordered,
}


def places(chart: Chart, fonts, view: View) -> dict[str, tuple[float, float]]:
    (sheet,) = lay_out(chart, Style.screen(), fonts, width=WIDTHS[view], view=view)
    return {box.step.name: (box.x + box.width / 2, box.y + box.height / 2) for box in sheet.boxes}


def flips(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> int:
    """Count the pairs whose order from left to right, or from top to bottom, turned around."""
    return sum(
        (before[one][axis] - before[other][axis]) * (after[one][axis] - after[other][axis]) < -0.01
        for one, other in combinations(sorted(before.keys() & after.keys()), 2)
        for axis in (0, 1)
    )


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("edit", EDITS)
def test_small_edits_turn_no_order_around(fonts, view, edit):
    chart = common()
    assert flips(places(chart, fonts, view), places(EDITS[edit](chart), fonts, view)) == 0


@pytest.mark.parametrize("view", View)
def test_small_edits_of_random_charts_turn_no_order_around(fonts, view):
    for seed in range(40):
        chart = random_chart(seed, 20)
        before = places(chart, fonts, view)
        step = next(step.name for step in chart.steps[5:] if step.kind is Kind.STAP)
        edited = [
            longer_text(chart, step),
            reordered(chart),
            with_edge(chart, step, chart.steps[-1].name),
            with_edge(chart, step, chart.steps[1].name),
            inserted(chart, step),
        ]
        assert [flips(before, places(edit, fonts, view)) for edit in edited] == [0] * 5, seed


@pytest.mark.parametrize("view", View)
def test_the_order_in_which_lines_are_listed_moves_nothing(fonts, view):
    assert places(common(), fonts, view) == places(reordered(common()), fonts, view)


def test_flips_are_seen():
    assert flips({"a": (0, 0), "b": (1, 1)}, {"a": (2, 0), "b": (1, 1)}) == 1


_SCRIPT = """
import hashlib, sys
sys.path[:0] = sys.argv[1:3]
from random_charts import random_chart
from escalation.layout import Fonts, Style, lay_out
from escalation.model import View
fonts = Fonts.from_folder(sys.argv[3])
seen = hashlib.sha256()
for seed in range(12):
    for view in View:
        for height in (None, 500.0):
            sheets = lay_out(random_chart(seed), Style.print(), fonts, width=800, height=height, view=view)
            seen.update(repr(sheets).encode())
print(seen.hexdigest())
"""


def test_same_bytes_whatever_the_hash_seed():
    folders = PROJECT / "_ext", Path(__file__).parent, PROJECT / "_ext" / "house_style" / "fonts" / "pdf"
    found = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT, *map(str, folders)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(found) == 1
