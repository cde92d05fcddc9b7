"""Rules that look at the drawing on paper."""

import itertools
from dataclasses import replace

import pytest
from chart_cases import CASES
from tools.charts import read
from tools.projects import PROJECT

from escalation.checks.drawing import check_drawing
from escalation.domain import domain_of
from escalation.layout import Fonts
from escalation.model import Chart, Edge, Kind, Place, Step, Strength, View

FONTS = Fonts.from_folder(PROJECT / "_ext" / "house_style" / "fonts" / "pdf")
PLACE, ANSWER = Place("plan", 4), Place("plan", 9)


def _chart(title: str = "Meldt", label: str = "ja", deadline: str = "", count: int = 1) -> Chart:
    steps = tuple(
        Step(f"s{number}", number, Kind.STAP, title, -1, PLACE, strength=Strength.MOGELIJK, deadline=deadline)
        for number in range(1, count + 1)
    )
    end = Step("klaar", count + 1, Kind.EINDE, "Klaar", -1, Place("plan", 20))
    names = [*[step.name for step in steps], end.name]
    edges = tuple(Edge(one, other, label, ANSWER) for one, other in itertools.pairwise(names))
    return Chart("plan", "Plan", "", View.LADDER, Place("plan", 1), (), (*steps, end), edges)


def test_real_chart_is_clean(tmp_path):
    env = read({"plan": (CASES / "stappenplan.md").read_text("utf-8")}, tmp_path, CASES / "regels")
    chart = domain_of(env).charts()["proef"]
    assert check_drawing(chart, FONTS) == ()
    assert check_drawing(replace(chart, view=View.BANEN), FONTS) == ()


@pytest.mark.parametrize("fault", ["title", "label", "deadline"])
def test_missing_glyph(fault):
    (one,) = check_drawing(_chart(**{fault: "na 学 of 学 校"}), FONTS)
    assert (one.code, one.place, one.step, one.fatal) == (
        "K607", ANSWER if fault == "label" else PLACE, "s1", True,
    )  # fmt: skip
    assert "«学» (U+5B66)" in one.cause


def test_glyphs_that_the_font_has():
    assert check_drawing(_chart("Één «gesprek» – 5 € …", "ja \u2192 nee\u00adt"), FONTS) == ()


def test_word_that_cannot_be_broken():
    long = "X" * 120
    (one,) = check_drawing(_chart(f"Meldt {long} aan"), FONTS)
    assert (one.code, one.place, one.step, one.fatal) == ("K602", PLACE, "s1", False)
    assert long[:20] in one.cause


def test_words_that_can_be_broken():
    dutch = "leerlingenbegeleidingsverantwoordelijkengesprekkenoverlegstructuurvergaderingsverslagenboek"
    by_author = "\u00ad".join(["XXXXXXXX"] * 15)
    by_hyphen = "-".join(["XXXXXXXX"] * 15)
    for title in (dutch, by_author, by_hyphen, "gewone woorden " * 6):
        assert check_drawing(_chart(title), FONTS) == ()


def test_pages():
    (one,) = check_drawing(_chart("De school praat met leerling en ouders, " * 4, count=19), FONTS)
    assert (one.code, one.place, one.fatal) == ("K604", Place("plan", 1), False)
    assert "pagina's" in one.cause


def test_too_many_steps_are_one_message():
    assert check_drawing(_chart("De school praat nog eens met leerling en ouders", count=40), FONTS) == ()
