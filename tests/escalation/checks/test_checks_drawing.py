"""Rules that look at what layout found."""

from escalation.checks.texts import many_pages, missing_glyphs, wide_words
from escalation.model import Chart, Edge, Kind, Place, Step, View

PLACE = Place("plan", 4)
ANSWER = Place("plan", 9)


def _chart(title: str = "Meldt", label: str = "ja", deadline: str = "") -> Chart:
    steps = (
        Step("melden", 1, Kind.VRAAG, title, -1, PLACE, deadline=deadline),
        Step("klaar", 2, Kind.EINDE, "Klaar", -1, Place("plan", 20)),
    )
    edges = (Edge("melden", "klaar", label, ANSWER),)
    return Chart("plan", "Plan", "", View.LADDER, Place("plan", 1), (), steps, edges)


def test_missing_glyph_in_each_text():
    has = (set("abcdefghijklmnopqrstuvwxyzK") | set("MA?.,0123456789")).__contains__
    assert list(missing_glyphs(_chart("Meldt aan"), has)) == []
    for chart, place in (
        (_chart("Meldt → CLB → meer"), PLACE),
        (_chart(label="ja → nee"), ANSWER),
        (_chart(deadline="na → 5"), PLACE),
    ):
        (one,) = missing_glyphs(chart, lambda character: has(character) or character in "CLB")
        assert (one.code, one.place, one.step, one.fatal) == ("K607", place, "melden", True)
        assert "«→» (U+2192)" in one.cause


def test_words_that_are_too_wide():
    chart = _chart("Schoolexterneinterventiegesprekken", "afsprakenkaderovereenkomst")
    step, answer = wide_words([(chart.steps[0], "Schoolexterne"), (chart.edges[0], "afspraken")])
    assert (step.code, step.place, answer.place) == ("K602", PLACE, ANSWER)
    assert "«Schoolexterne»" in step.cause
    assert list(wide_words([])) == []


def test_pages():
    (one,) = many_pages(_chart(), 3)
    assert (one.code, one.place, one.fatal) == ("K604", Place("plan", 1), False)
    assert "3 pagina's" in one.cause
    assert list(many_pages(_chart(), 1)) == []
