"""The JSON of a chart says everything that the model says, in the published form."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from paper_projects import SECONDARY, make_chart, sources
from random_charts import random_chart
from tools import hostile
from tools.projects import Build, Built

from escalation.domain import domain_of
from escalation.emit.data import chart_data, chart_json, schema_text
from escalation.model import (
    Actor,
    Chart,
    Edge,
    Kind,
    Outcome,
    Place,
    Source,
    Step,
    Strength,
    Threshold,
    View,
)

SCHEMA = json.loads(schema_text())
NOWHERE = Place("")
VALIDATOR = Draft202012Validator(SCHEMA)


def data_of(chart: Chart) -> dict[str, Any]:
    text = chart_json(
        chart, "2026-2027", "plan.html#stappenplan-proef", lambda step: f"plan.html#{step.name}"
    )
    return json.loads(text)


def chart_of(data: dict[str, Any]) -> Chart:
    """Read a chart back; places are not in the data."""
    return Chart(
        data["name"],
        data["title"],
        data["description"],
        View(data["view"]),
        NOWHERE,
        tuple(
            Threshold(
                index,
                one["value"],
                one["unit"]["one"],
                one["unit"]["many"],
                NOWHERE,
                one["fact"] or "",
                one["agreed"],
                sources_of(one),
                one["firstSchoolYear"] or "",
                one["lastSchoolYear"] or "",
            )
            for index, one in enumerate(data["thresholds"])
        ),
        tuple(
            Step(
                one["name"],
                one["number"],
                Kind(one["kind"]),
                one["title"],
                -1 if one["threshold"] is None else one["threshold"],
                NOWHERE,
                tuple(one["actors"]),
                Strength(one["strength"]) if one["strength"] else None,
                one["deadline"] or "",
                sources_of(one),
                Outcome(one["outcome"]) if one["outcome"] else None,
                one["outcomeWords"] or "",
            )
            for one in data["steps"]
        ),
        tuple(Edge(one["from"], one["to"], one["label"] or "", NOWHERE) for one in data["edges"]),
        {one["key"]: Actor(one["key"], one["name"]) for one in data["actors"]},
    )


def sources_of(data: dict[str, Any]) -> tuple[Source, ...]:
    return tuple(
        Source(one["key"] or "", one["text"], one["point"] or "", one["url"] or "") for one in data["sources"]
    )


def without_places(chart: Chart) -> Chart:
    return replace(
        chart,
        place=NOWHERE,
        thresholds=tuple(replace(one, place=NOWHERE) for one in chart.thresholds),
        steps=tuple(replace(one, place=NOWHERE) for one in chart.steps),
        edges=tuple(replace(one, place=NOWHERE, explicit=True) for one in chart.edges),
    )


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_small_chart_comes_back_as_itself() -> None:
    chart = make_chart()
    data = data_of(chart)
    VALIDATOR.validate(data)
    assert chart_of(data) == without_places(chart)


def test_charts_of_a_project_come_back_as_themselves(built_once: Callable[[str], Built]) -> None:
    built = built_once("html")
    chart = domain_of(built.app.env).charts()["secundair"]
    data = json.loads(built.read("data/stappenplannen/secundair.json"))
    VALIDATOR.validate(data)
    assert chart_of(data) == without_places(chart)
    assert data["schoolYear"] == "2026-2027"
    assert data["page"] == "plan.html#stappenplan-secundair"
    assert [step["page"] for step in data["steps"]] == [
        f"plan.html#stap-secundair-{step.name}" for step in chart.steps
    ]
    page = built.read("plan.html")
    assert all(f'id="{step["page"].partition("#")[2]}"' in page for step in data["steps"])
    assert json.loads(built.read("data/stappenplannen/schema.json")) == SCHEMA


def test_chart_outside_every_publication_has_no_data(build: Build) -> None:
    other = "---\norphan: true\n---\n\n" + SECONDARY.replace("secundair", "oefening")
    built = build("html", {**sources(SECONDARY), "oefening.md": other})
    assert domain_of(built.app.env).charts().keys() == {"secundair", "oefening"}
    names = {path.name for path in (built.outdir / "data" / "stappenplannen").iterdir()}
    assert names == {"secundair.json", "schema.json"}


@pytest.mark.parametrize("seed", range(0, 1000, 25))
def test_random_charts_keep_their_paths(seed: int) -> None:
    for chart in map(random_chart, range(seed, seed + 25)):
        data = data_of(chart)
        VALIDATOR.validate(data)
        back = chart_of(data)
        assert back == without_places(chart)
        assert back.paths() == chart.paths()
        assert [one["back"] for one in data["edges"]] == [chart.is_back(edge) for edge in chart.edges]


@pytest.mark.parametrize("kind", ["html", "url", "typst", "markdown", "json", "unicode", "format", "path"])
def test_hostile_texts_stay_texts(kind: str) -> None:
    for text in hostile.strings(kind):
        chart = make_chart(lambda _field, own, text=text: f"{own}{text}")
        data = data_of(chart)
        VALIDATOR.validate(data)
        assert chart_of(data) == without_places(chart)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "vbscript:x"])
def test_addresses_that_run_code_are_left_out(address: str) -> None:
    chart = make_chart()
    step = replace(chart.steps[0], sources=(Source("", "Bron", "", address),))
    data = data_of(replace(chart, steps=(step, *chart.steps[1:])))
    assert data["steps"][0]["sources"][0]["url"] is None


def breakages(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    first = data["steps"][0]
    return {
        "other form": {**data, "form": "stappenplan/2"},
        "no title": {key: value for key, value in data.items() if key != "title"},
        "something unknown": {**data, "extra": 1},
        "unknown strength": {**data, "steps": [{**first, "strength": "moet"}]},
        "number as text": {**data, "steps": [{**first, "number": "1"}]},
        "name with capitals": {**data, "name": "Proef"},
        "school year": {**data, "schoolYear": "2026"},
        "no steps": {**data, "steps": []},
        "edge without target": {**data, "edges": [{"from": "a", "label": None, "back": False}]},
    }


@pytest.mark.parametrize("name", breakages(data_of(make_chart())))
def test_schema_refuses(name: str) -> None:
    assert not VALIDATOR.is_valid(breakages(data_of(make_chart()))[name])


def test_page_inside_a_page_has_its_own_addresses() -> None:
    data = chart_data(make_chart(), "", "#stappenplan-proef", lambda _step: "")
    VALIDATOR.validate(data)
    assert data["schoolYear"] is None
    assert {step["page"] for step in data["steps"]} == {None}
