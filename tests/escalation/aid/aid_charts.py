"""Charts for the tests of the decision aid, and every question that can be asked of them with its answer.

The answers here are found by counting up from 0, one by one, and not by the code under test.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.charts import published

from escalation.aid.logic import MOST, Answer
from escalation.model import (
    Actor,
    Chart,
    Edge,
    Kind,
    Outcome,
    Place,
    Step,
    Strength,
    Threshold,
    View,
)

HERE = Place("index", 1)
ACTORS = {key: Actor(key, name) for key, name in [("school", "school"), ("ouders", "ouders"), ("clb", "CLB")]}

_DUTY, _ADVICE, _MAY, _AGREED = Strength.PLICHT, Strength.AANBEVOLEN, Strength.MOGELIJK, Strength.AFSPRAAK

#: Name, band, kind, title, actors, strength, deadline.
Row = tuple[str, int, Kind, str, tuple[str, ...], Strength | None, str]


def chart(
    name: str, title: str, values: Sequence[int], rows: Sequence[Row], unit: str = "halve dag"
) -> Chart:
    one, _, many = unit.partition("/")
    thresholds = tuple(
        Threshold(index, value, one, many or "halve dagen", HERE) for index, value in enumerate(values)
    )
    steps = tuple(
        Step(
            key,
            number,
            kind,
            step_title,
            band,
            HERE,
            who,
            strength,
            deadline,
            outcome=Outcome.OPGELOST if kind is Kind.EINDE else None,
        )
        for number, (key, band, kind, step_title, who, strength, deadline) in enumerate(rows, start=1)
    )
    edges = tuple(
        Edge(first.name, second.name, "", HERE, explicit=False)
        for first, second in pairwise(steps)
        if first.kind is Kind.STAP
    )
    return Chart(name, title, "Kort.", View.LADDER, HERE, thresholds, steps, edges, ACTORS)


def secondary() -> Chart:
    made = chart(
        "secundair",
        "Problematische afwezigheid in het secundair onderwijs",
        (1, 5, 10, 30),
        [
            (
                "registreren",
                0,
                Kind.STAP,
                "De school registreert de afwezigheid",
                ("school",),
                _DUTY,
                "meteen",
            ),
            (
                "gesprek",
                0,
                Kind.STAP,
                "Praat met de leerling",
                ("school", "ouders"),
                _ADVICE,
                "binnen 2 schooldagen",
            ),
            ("melden", 1, Kind.STAP, "De school schakelt het CLB in", ("school",), _DUTY, "meteen"),
            ("dossier", 1, Kind.STAP, "School en CLB houden een dossier bij", ("school", "clb"), _DUTY, ""),
            ("beter", 2, Kind.VRAAG, "Gaat het beter?", ("clb",), None, ""),
            ("politie", 2, Kind.STAP, "Overleg met de politie kan", ("school",), _MAY, ""),
            ("afspraak", 3, Kind.STAP, "Rond de tafel met alle partners", ("school", "clb"), _AGREED, ""),
            ("einde", 3, Kind.EINDE, "Opgelost", (), None, ""),
        ],
    )
    answers = (Edge("beter", "einde", "ja", HERE), Edge("beter", "politie", "nee", HERE))
    return replace(made, edges=(*made.edges, *answers))


def primary() -> Chart:
    return chart(
        "basis",
        "Problematische afwezigheid in het basisonderwijs",
        (1, 5),
        [
            (
                "registreren",
                0,
                Kind.STAP,
                "De school registreert de afwezigheid",
                ("school",),
                _DUTY,
                "meteen",
            ),
            ("melden", 1, Kind.STAP, "De school schakelt het CLB in", ("school",), _DUTY, "meteen"),
            ("klaar", 1, Kind.EINDE, "Klaar", (), None, ""),
        ],
    )


def made_up(seed: int) -> tuple[Chart, tuple[str, ...]]:
    """Return a chart of any shape, faults included, and steps of it that bring in the CLB."""
    dice = random.Random(seed)  # noqa: S311  no secret, the same every time
    values = [dice.randint(1, 60) for _ in range(dice.randint(0, 6))]
    if dice.random() < 0.7:
        values = sorted(set(values))
    bands = sorted(dice.randint(-1 if dice.random() < 0.3 else 0, max(0, len(values) - 1)) for _ in range(12))
    rows: list[Row] = [
        (f"s{n}", band, Kind.STAP, f"Stap {n}", ("school",), dice.choice([*Strength, None]), "")
        for n, band in enumerate(bands)
    ]
    involving = tuple(row[0] for row in rows if dice.random() < 0.3)
    return chart(f"plan{seed}", f"Plan {seed}", values, rows), involving


@cache
def charts() -> list[tuple[Chart, tuple[str, ...]]]:
    """Return the charts of the cases, those of the publications too, with the steps that bring in the CLB."""
    return [
        (secondary(), ("melden",)),
        (primary(), ("melden",)),
        (secondary(), ()),
        *((plan, ("melden",) if "melden" in plan.by_name else ()) for plan in published().values()),
        *(made_up(seed) for seed in range(40)),
    ]


GROUPS = ("overdue", "now", "ask", "check", "may", "later", "ends", "next")


def is_open(plan: Chart, name: str) -> bool:
    """Tell whether a step waits for no answer, by going back from it to the start of its band."""
    step = plan.by_name[name]

    def value(one: Step) -> int:
        return plan.thresholds[one.threshold].value if one.threshold in range(len(plan.thresholds)) else 0

    if not any(value(one) == value(step) for one in plan.steps[: step.number - 1]):
        return True
    entries = [edge for edge in plan.edges if edge.target == name]
    forward = [edge for edge in entries if plan.by_name[edge.source].number < step.number]
    return not forward or any(
        plan.by_name[edge.source].kind is Kind.STAP
        and (not edge.label or [one.source for one in plan.edges].count(edge.source) == 1)
        and is_open(plan, edge.source)
        for edge in forward
    )


def counted(plan: Chart, involving: Sequence[str], most: int = MOST) -> Iterator[dict[str, Any]]:
    """Count from 0 to the most, passing thresholds on the way, and note what then holds."""
    passed: list[Threshold] = []
    opened = {step.name for step in plan.steps if is_open(plan, step.name)}
    optional = {step.name for step in plan.steps if step.strength in (_ADVICE, _MAY)}
    ends = {step.name for step in plan.steps if step.kind is Kind.EINDE}
    asked = {step.name for step in plan.steps if step.kind is Kind.VRAAG}
    agreed = {step.name for step in plan.steps if step.strength is _AGREED} & opened - ends - asked
    for number in range(most + 1):
        passed += [t for t in plan.thresholds if t.value == number]
        highest = passed[-1].value if passed else None
        to_come = [t.value for t in plan.thresholds if t.value > number]

        def stands_at(step: Step, value: int | None) -> bool:
            known = step.threshold in range(len(plan.thresholds))
            return (plan.thresholds[step.threshold].value if known else None) == value

        behind = {None, *(t.value for t in passed)} - {highest}
        soonest = min(to_come, default=None)
        band = {step.name for step in plan.steps if stands_at(step, highest)}
        earlier = {step.name for step in plan.steps if any(stands_at(step, value) for value in behind)}
        coming = {step.name for step in plan.steps if soonest is not None and stands_at(step, soonest)}
        duties = {step.name for step in plan.steps if step.strength is _DUTY} & earlier
        for clb in (False, True):
            done = band & set(involving) if clb else set()
            owed = set() if clb else duties & set(involving)
            left = band - done
            groups = {
                "overdue": owed,
                "now": (left & opened) - optional - ends - asked,
                "ask": (left & opened & asked) - optional,
                "check": (duties - owed) | (agreed & earlier - owed) | done,
                "may": (left & optional) | ((earlier & optional) - opened),
                "later": left - opened - optional - ends,
                "ends": (left & ends) - optional,
                "next": (coming & opened) - optional - ends - asked,
            }
            yield {
                "number": number,
                "clb": clb,
                "threshold": highest,
                "following": soonest,
                "groups": {
                    key: [step.name for step in plan.steps if step.name in groups[key]]
                    for key in GROUPS
                    if groups[key]
                },
            }


def as_case(number: int, clb: bool, found: Answer) -> dict[str, Any]:
    """Return an answer in the form of the cases."""
    groups = {
        key: [step.name for step in (found.upcoming if key == "next" else getattr(found, key))]
        for key in GROUPS
    }
    return {
        "number": number,
        "clb": clb,
        "threshold": found.threshold.value if found.threshold else None,
        "following": found.following.value if found.following else None,
        "groups": {key: steps for key, steps in groups.items() if steps},
    }


def write_cases(path: Path) -> None:
    """Write every question and answer of every chart: what Python and the browser both must give."""
    cases = [list(counted(plan, involving)) for plan, involving in charts()]
    path.write_text(json.dumps(cases), encoding="utf-8")


def read_cases(path: Path) -> list[list[dict[str, Any]]]:
    if not path.is_file():
        write_cases(path)
    cases: list[list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return cases
