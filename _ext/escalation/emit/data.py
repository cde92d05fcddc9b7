"""A chart as JSON, for scripts and for other organisations; `schema/stappenplan.schema.json` describes it.

Names are what others may lean on; numbers follow the drawing and change when a step is inserted.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from escalation.emit.wording import source_words
from escalation.model import Chart, Edge, Source, Step, Threshold
from markup import safe_url

#: Raised when a reader of the data would have to be changed.
FORM = "stappenplan/1"
#: Folder below that of all data of a publication.
FOLDER = "stappenplannen"
SCHEMA_NAME = "schema.json"
SCHEMA = Path(__file__).parent.parent / "schema" / "stappenplan.schema.json"


def chart_json(chart: Chart, school_year: str, page: str, address: Callable[[Step], str]) -> str:
    """Return the text of `<name>.json`: `chart_data` with addresses from the root of the site."""
    return json.dumps(chart_data(chart, school_year, page, address), ensure_ascii=False, indent=1) + "\n"


def chart_data(
    chart: Chart, school_year: str, page: str, address: Callable[[Step], str]
) -> Mapping[str, Any]:
    """Return a chart as JSON values.

    Args:
        chart: what is described.
        school_year: for which it holds, such as `2026-2027`; may be empty.
        page: address of the chart, from where the data stands.
        address: gives that of a step; empty for a step without a page.
    """
    return {
        "$schema": SCHEMA_NAME,
        "form": FORM,
        "name": chart.name,
        "title": chart.title,
        "description": chart.description,
        "always": chart.always_text or None,
        "schoolYear": school_year or None,
        "page": page,
        "view": str(chart.view),
        "actors": [{"key": actor.key, "name": actor.name} for actor in chart.actors.values()],
        "thresholds": [_threshold(threshold) for threshold in chart.thresholds],
        "steps": [_step(step, address(step)) for step in chart.steps],
        "edges": [_edge(chart, edge) for edge in chart.edges],
    }


def schema_text() -> str:
    """Return the text of the JSON Schema (draft 2020-12) that every chart's JSON keeps to."""
    return SCHEMA.read_text(encoding="utf-8")


def _threshold(threshold: Threshold) -> Mapping[str, Any]:
    return {
        "value": threshold.value,
        "unit": {"one": threshold.unit_one, "many": threshold.unit_many},
        "label": threshold.label,
        "fact": threshold.fact or None,
        "agreed": threshold.agreed,
        "firstSchoolYear": threshold.first_year or None,
        "lastSchoolYear": threshold.last_year or None,
        "sources": [_source(source) for source in threshold.sources],
    }


def _step(step: Step, address: str) -> Mapping[str, Any]:
    return {
        "name": step.name,
        "number": step.number,
        "kind": str(step.kind),
        "title": step.title,
        "threshold": step.threshold if step.threshold >= 0 else None,
        "actors": list(step.actors),
        "strength": str(step.strength) if step.strength else None,
        "deadline": step.deadline or None,
        "outcome": str(step.outcome) if step.outcome else None,
        "outcomeWords": step.ending or None,
        "sources": [_source(source) for source in step.sources],
        "page": address or None,
    }


def _edge(chart: Chart, edge: Edge) -> Mapping[str, Any]:
    return {
        "from": edge.source,
        "to": edge.target,
        "label": edge.label or None,
        "back": chart.is_back(edge),
    }


def _source(source: Source) -> Mapping[str, Any]:
    return {
        "key": source.key or None,
        "text": source.text,
        "point": source.point or None,
        "citation": source_words(source),
        # Who reads the data may put it in a link.
        "url": (safe_url(source.url) or None) if source.url else None,
    }
