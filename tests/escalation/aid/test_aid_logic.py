"""For every number the aid gives exactly the steps that the chart gives."""

import pytest
from aid_charts import as_case, charts, counted, primary, secondary

from escalation.aid.logic import MOST, answer
from escalation.model import Chart, Strength


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
def test_what_holds_and_what_is_done_are_together_the_band(clb) -> None:
    for plan, involving in charts():
        rising = sorted(plan.thresholds, key=lambda t: t.value)
        for number in range(MOST + 1):
            found = answer(plan, number, clb, involving)
            reached = [t.value for t in rising if t.value <= number]
            at = [t.index for t in plan.thresholds if reached and t.value == reached[-1]]
            outside = set(range(-1, 99)) - set(range(len(plan.thresholds)))
            band = {s.name for s in plan.steps if s.threshold in (at if reached else outside)}
            given = {s.name for s in found.now} | {s.name for s in found.check if s.name in band}
            assert given == band
            assert not {s.name for s in found.now} & {s.name for s in found.check}
            assert {s.name for s in found.overdue}.isdisjoint(band)


def test_at_seven_half_days() -> None:
    plan = secondary()
    found = answer(plan, 7, False, ["melden"])
    assert found.threshold.label == "Vanaf 5 halve dagen"
    assert [s.name for s in found.now] == ["melden", "dossier"]
    assert [s.name for s in found.check] == ["registreren"]
    assert (found.following.value, found.remaining) == (10, 3)
    assert [s.name for s in found.upcoming] == ["beter", "politie"]


def test_a_clb_that_is_there_turns_the_report_into_a_check() -> None:
    found = answer(secondary(), 7, True, ["melden"])
    assert [s.name for s in found.now] == ["dossier"]
    assert [s.name for s in found.check] == ["registreren", "melden"]


def test_a_report_that_was_missed_is_still_to_be_made() -> None:
    late = answer(secondary(), 12, False, ["melden"])
    assert [s.name for s in late.overdue] == ["melden"]
    assert [s.name for s in late.check] == ["registreren", "dossier"]
    assert answer(secondary(), 12, True, ["melden"]).overdue == ()


def test_only_duties_are_carried_over() -> None:
    found = answer(secondary(), 400, False)
    assert {s.strength for s in found.check} == {Strength.PLICHT}
    assert found.following is None
    assert found.remaining == 0
    assert found.upcoming == ()


def test_nothing_yet() -> None:
    found = answer(primary(), 0, False)
    assert found.threshold is None
    assert found.now == found.check == found.overdue == ()
    assert (found.following.value, found.remaining) == (1, 1)


def test_chart_without_anything() -> None:
    plan = primary()
    empty = Chart(plan.name, plan.title, "", plan.view, plan.place, (), (), ())
    assert as_case(3, False, answer(empty, 3, False)) == next(
        c for c in counted(empty, ()) if c["number"] == 3
    )
