"""For every number the aid gives exactly the steps that the chart gives."""

from dataclasses import replace

import pytest
from aid_charts import as_case, charts, counted, primary, secondary
from tools.charts import published

from escalation.aid.logic import MOST, answer, leads_on, ways
from escalation.aid.words import when
from escalation.model import Chart, Kind, Strength


def test_every_number_of_every_chart(cases) -> None:
    assert {"basisonderwijs", "secundair-onderwijs", "welke-weg"} <= {plan.name for plan, _ in charts()}
    asked = 0
    for (plan, involving), expected in zip(charts(), cases, strict=True):
        for case in expected:
            found = answer(plan, case["number"], case["clb"], involving)
            assert as_case(case["number"], case["clb"], found) == case, plan.name
            asked += 1
    assert asked == len(charts()) * (MOST + 1) * 2


@pytest.mark.parametrize("clb", [False, True])
def test_every_step_of_the_band_stands_in_one_group(clb) -> None:
    for plan, involving in charts():
        rising = sorted(plan.thresholds, key=lambda t: t.value)
        for number in range(MOST + 1):
            found = answer(plan, number, clb, involving)
            assert found.remaining == (found.following.value - number if found.following else 0)
            reached = [t.value for t in rising if t.value <= number]
            at = [t.index for t in plan.thresholds if reached and t.value == reached[-1]]
            outside = set(range(-1, 99)) - set(range(len(plan.thresholds)))
            band = {s.name for s in plan.steps if s.threshold in (at if reached else outside)}
            groups = (
                found.now,
                found.ask,
                found.may,
                found.later,
                found.ends,
                found.check,
                found.overdue,
            )
            given = [s.name for steps in groups for s in steps]
            assert len(given) == len(set(given))
            assert band <= set(given)
            assert all(s.strength is not None for s in plan.steps if s.name in set(given) - band)
            assert {s.name for s in found.overdue}.isdisjoint(band)


def test_at_seven_half_days() -> None:
    plan = secondary()
    found = answer(plan, 7, False, ["melden"])
    assert found.threshold.label == "Vanaf 5 halve dagen"
    assert [s.name for s in found.now] == ["melden", "dossier"]
    assert [s.name for s in found.check] == ["registreren"]
    assert (found.following.value, found.remaining) == (10, 3)
    assert found.upcoming == (), "a question is nothing to do"


def test_a_clb_that_is_there_turns_the_report_into_a_check() -> None:
    found = answer(secondary(), 7, True, ["melden"])
    assert [s.name for s in found.now] == ["dossier"]
    assert [s.name for s in found.check] == ["registreren", "melden"]


def test_a_report_that_was_missed_is_still_to_be_made() -> None:
    late = answer(secondary(), 12, False, ["melden"])
    assert [s.name for s in late.overdue] == ["melden"]
    assert [s.name for s in late.check] == ["registreren", "dossier"]
    assert answer(secondary(), 12, True, ["melden"]).overdue == ()


def test_only_duties_are_carried_over_as_a_debt() -> None:
    found = answer(secondary(), 400, False)
    assert {s.strength for s in found.check} == {Strength.PLICHT}
    assert found.following is None
    assert found.remaining == 0
    assert found.upcoming == ()


def test_what_an_answer_leads_to_stays_possible() -> None:
    """Advice that a number brought was passed; what danger leads to is not: it can come at any number."""
    plan = secondary()
    assert [s.name for s in answer(plan, 12, False).may] == ["politie"]
    assert [s.name for s in answer(plan, 400, False).may] == ["politie"]
    assert "gesprek" not in {s.name for s in answer(plan, 12, False).may}


@pytest.mark.parametrize(
    ("name", "choice"),
    [("basisonderwijs", "Lager onderwijs"), ("secundair-onderwijs", "secundair onderwijs")],
)
def test_published_charts_at_five_half_days(name, choice) -> None:
    """Nothing that is never automatic stands under what to do."""
    plan = published()[name]
    found = answer(plan, 5, False, ["melden"], choice)
    assert [s.name for s in found.now][:2] == ["melden", "dossier"]
    assert {s.strength for s in found.now} == {Strength.PLICHT, Strength.AFSPRAAK}
    assert [s.kind for s in found.ask] == [Kind.VRAAG]
    assert "agodi" in {s.name for s in found.may}
    assert [s.name for s in found.later] == ["terugkeer"]
    assert "terug" in {s.name for s in found.ends}
    known = ways(plan, choice)
    (asked,) = found.ask
    assert {edge.source for edge in known.answers["terugkeer"]} == {asked.name}
    assert plan.always_text.startswith("Ernstige zorg?"), "advice on danger stands beside the steps"


def test_choice_answers_the_question_of_the_chart() -> None:
    plan = published()["basisonderwijs"]
    asked = answer(plan, 0, False)
    assert [s.name for s in asked.ask] == ["klas"]
    assert "kleuterklas" in {s.name for s in asked.ends}
    chosen = answer(plan, 0, False, choice="Lager onderwijs")
    groups = (chosen.now, chosen.ask, chosen.may, chosen.later, chosen.ends, chosen.check)
    given = {s.name for steps in groups for s in steps}
    band = {s.name for s in plan.steps if s.threshold == -1}
    assert band - given == {"klas", "kleuterklas"}
    assert chosen.now[0].name == "verwittigen"
    for number in (1, 5, 30):
        more, same = answer(plan, number, True), answer(plan, number, True, choice="lager onderwijs")
        assert more.now == same.now
        assert set(more.check) <= set(same.check), "an agreement behind the question is not sure without it"


@pytest.mark.parametrize("name", ["basisonderwijs", "secundair-onderwijs"])
def test_phone_call_and_first_talk_stay_in_sight(name) -> None:
    """A pupil may be away again today, and who goes from 0 to 5 in three days was never talked to."""
    plan = published()[name]
    few, five = (answer(plan, number, True, ["melden"], "lager onderwijs") for number in (3, 5))
    assert "bellen" in {s.name for s in few.check}
    assert {"bellen", "gesprek"} <= {s.name for s in five.check}
    assert not {"bellen", "gesprek"} & {s.name for s in five.overdue}, "an agreement is no debt"


@pytest.mark.parametrize("name", ["basisonderwijs", "secundair-onderwijs"])
def test_an_answer_may_lead_to_the_next_row(name) -> None:
    plan = published()[name]
    answers = [answer(plan, number, True, choice="lager onderwijs") for number in (0, 1, 5)]
    assert [leads_on(plan, one) for one in answers] == [True, True, False]


def test_words_of_the_answers_that_lead_to_a_step() -> None:
    plan = published()["basisonderwijs"]
    words = when(plan, plan.by_name["terugkeer"], ways(plan).answers["terugkeer"])
    assert words == f"Alleen bij ‘ja’ in stap {plan.by_name['beter'].number}."
    assert when(plan, plan.by_name["melden"], ()) == ""


def test_an_advice_is_not_bound_to_its_question() -> None:
    plan = published()["basisonderwijs"]
    advice = replace(plan.by_name["terugkeer"], strength=Strength.AANBEVOLEN)
    words = when(plan, advice, ways(plan).answers["terugkeer"])
    assert words == f"Bij ‘ja’ in stap {plan.by_name['beter'].number}, en ook daarna."


def test_nothing_yet() -> None:
    found = answer(primary(), 0, False)
    assert found.threshold is None
    assert found.now == found.check == found.overdue == found.may == found.later == found.ends == ()
    assert (found.following.value, found.remaining) == (1, 1)


def test_chart_without_anything() -> None:
    plan = primary()
    empty = Chart(plan.name, plan.title, "", plan.view, plan.place, (), (), ())
    assert as_case(3, False, answer(empty, 3, False)) == next(
        c for c in counted(empty, ()) if c["number"] == 3
    )
