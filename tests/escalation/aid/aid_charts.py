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


def counted(plan: Chart, involving: Sequence[str], most: int = MOST) -> Iterator[dict[str, Any]]:
    """Count from 0 to the most, passing thresholds on the way, and note what then holds."""
    passed: list[Threshold] = []
    for number in range(most + 1):
        passed += [t for t in plan.thresholds if t.value == number]
        highest = passed[-1].value if passed else None
        to_come = [t.value for t in plan.thresholds if t.value > number]

        def stands_at(step: Step, value: int | None) -> bool:
            known = step.threshold in range(len(plan.thresholds))
            return (plan.thresholds[step.threshold].value if known else None) == value

        band = [step for step in plan.steps if stands_at(step, highest)]
        behind = {None, *(t.value for t in passed)} - {highest}
        duties = [
            step.name
            for step in plan.steps
            if step.strength is _DUTY and any(stands_at(step, value) for value in behind)
        ]
        for clb in (False, True):
            done = [step.name for step in band if clb and step.name in involving]
            owed = [name for name in duties if not clb and name in involving]
            checks = {*duties, *done} - set(owed)
            soonest = min(to_come, default=None)
            yield {
                "number": number,
                "clb": clb,
                "threshold": highest,
                "now": [step.name for step in band if step.name not in done],
                "overdue": owed,
                "check": [step.name for step in plan.steps if step.name in checks],
                "following": soonest,
                "remaining": 0 if soonest is None else soonest - number,
                "upcoming": [
                    step.name for step in plan.steps if soonest is not None and stands_at(step, soonest)
                ],
            }


def as_case(number: int, clb: bool, found: Answer) -> dict[str, Any]:
    """Return an answer in the form of the cases."""
    return {
        "number": number,
        "clb": clb,
        "threshold": found.threshold.value if found.threshold else None,
        "now": [step.name for step in found.now],
        "overdue": [step.name for step in found.overdue],
        "check": [step.name for step in found.check],
        "following": found.following.value if found.following else None,
        "remaining": found.remaining,
        "upcoming": [step.name for step in found.upcoming],
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
