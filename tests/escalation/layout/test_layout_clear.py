"""Steps taken together have a lane of their own; numbers stay clear of words and of arrow heads."""

from math import hypot

import pytest
from tools.charts import published

from escalation.layout import Fonts, Style, lay_out
from escalation.layout.geometry import Anchor, Run
from escalation.layout.placing import TOGETHER, lane_keys
from escalation.model import View
from house_style.tokens import FONTS_PDF

FONTS = Fonts.from_folder(FONTS_PDF)
NAMES = sorted(published())
SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def test_what_several_do_stands_between_their_lanes() -> None:
    chart = published()["samenwerking-school-clb"]
    assert lane_keys(chart) == ["school", TOGETHER, "clb"]
    (sheet,) = lay_out(chart, Style.screen(), FONTS, width=1100.0, view=View.BANEN)
    assert [run.text for run in sheet.heads] == ["School", "Samen", "CLB", "Einde"]
    middle = {run.text: run.x for run in sheet.heads}
    names = {"school": "School", "clb": "CLB"}
    for box in sheet.boxes:
        actors = box.step.actors
        if actors:
            lane = names[actors[0]] if len(actors) == 1 else "Samen"
            assert box.x + box.width / 2 == pytest.approx(middle[lane], abs=1)


@pytest.mark.parametrize("name", NAMES)
def test_arrow_heads_stay_clear_of_the_number_on_the_corner(name: str) -> None:
    (sheet,) = lay_out(published()[name], Style.screen(), FONTS, width=700.0, view=View.LADDER)
    boxes = {box.step.name: box for box in sheet.boxes}
    entered = 0
    for line in sheet.lines:
        box, (x, y) = boxes[line.edge.target], line.points[-1]
        if x == pytest.approx(box.x, abs=0.5):
            entered += 1
            radius = box.badge[2]
            assert y - 0.4 * radius > box.badge[1] + radius, box.step.title
    assert entered


@pytest.mark.parametrize("name", NAMES)
def test_words_of_a_card_stay_clear_of_its_number(name: str) -> None:
    (sheet,) = lay_out(published()[name], Style.print(), FONTS, width=530.0, view=View.LADDER)
    for box in sheet.boxes:
        x, y, radius = box.badge
        for run in box.runs:
            if run.role != "number":
                left = _left(run)
                top = run.y - run.size * 0.68
                away = hypot(max(left - x, 0.0), max(top - y, 0.0))
                assert away > radius + 1, (box.step.title, run.text)


def _left(run: Run) -> float:
    return run.x - run.width * SHARES[run.anchor]
