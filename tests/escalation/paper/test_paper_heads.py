"""The head of a column says in plain words what stands in it."""

from dataclasses import replace

import pytest
from paper_projects import make_chart

from escalation.emit.typst_table import binding_head
from escalation.model import Strength


@pytest.mark.parametrize(
    ("strengths", "deadline", "head"),
    [
        ([Strength.PLICHT, Strength.MOGELIJK], "meteen", "Hoe vast, en wanneer?"),
        ([Strength.PLICHT], "", "Hoe vast?"),
        ([None], "meteen", "Wanneer?"),
        ([Strength.AANBEVOLEN, Strength.MOGELIJK], "", "Aanbevolen of mogelijk?"),
        ([Strength.AANBEVOLEN], "", "Aanbevolen?"),
    ],
)
def test_head_of_how_binding_and_when(strengths: list[Strength | None], deadline: str, head: str) -> None:
    chart = make_chart()
    steps = tuple(
        replace(step, strength=strengths[at % len(strengths)], deadline=deadline)
        for at, step in enumerate(chart.steps)
    )
    assert binding_head(replace(chart, steps=steps)) == head
