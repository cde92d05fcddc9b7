"""The questions on a page, as HTML, with the data that its script computes on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalation.aid.logic import MOST, answer, row_starts, ways
from escalation.aid.words import CLB_QUESTION, SCRIPT_WORDS, facts, heading, hint, how_many, unit, when
from escalation.model import Chart
from escalation.words import capital
from markup import html_attr, html_text, json_for_script


@dataclass(frozen=True)
class Choice:
    """One chart that the reader may choose.

    Attributes:
        chart: the chart.
        label: how the choice is called.
        involving: names of the steps that bring in the CLB.
        data: the chart as JSON values (`emit.data`), with addresses as seen from the page.
        said: what the reader says by choosing it, such as «lager onderwijs»; empty where it is but a title.
    """

    chart: Chart
    label: str
    involving: Collection[str]
    data: Mapping[str, Any]
    said: str = ""


def form_html(
    key: str, title_id: str, legend: str, choices: Sequence[Choice], elsewhere: Sequence[str] = ()
) -> str:
    """Return the form and its data; hidden until the script shows it.

    Args:
        key: start of the ids, unique in the page.
        title_id: id of the title of the aid.
        legend: the question that chooses a chart.
        choices: at least one.
        elsewhere: labels of choices for which no chart counts, in the order of their list in the page.
    """
    key, title_id = html_attr(key), html_attr(title_id)
    has_choice = len(choices) + len(elsewhere) > 1
    first_words = SCRIPT_WORDS["choose" if has_choice else "ask"]
    parts = [
        f'<form class="lr-aid__form" hidden novalidate autocomplete="off" aria-labelledby="{title_id}">\n',
        _chart_question(key, legend, choices, elsewhere) if has_choice else "",
        _number_question(key, choices[0].chart),
        _clb_question(key) if any(choice.involving for choice in choices) else "",
        f'<output class="lr-aid__summary" for="{key}-number">{html_text(first_words)}</output>\n',
        '<div class="lr-aid__result"></div>\n',
        "</form>\n",
        f'<script type="application/json">{json_for_script(form_data(choices))}</script>\n',
    ]
    return "".join(parts)


def form_data(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return what the script needs: the charts, every answer, what to call their steps, and its words."""
    return {
        "charts": {choice.chart.name: choice.data for choice in choices},
        "rows": {choice.chart.name: rows(choice) for choice in choices},
        "units": {
            choice.chart.name: dict(zip(("one", "many"), unit(choice.chart), strict=True))
            for choice in choices
        },
        "questions": {choice.chart.name: how_many(choice.chart) for choice in choices},
        "hints": {choice.chart.name: hint(choice.chart, MOST) for choice in choices},
        "shown": {choice.chart.name: _shown(choice) for choice in choices},
        "most": MOST,
        "words": SCRIPT_WORDS,
    }


def rows(choice: Choice) -> list[dict[str, Any]]:
    """Return every answer of a chart: from which number, and the steps without and with the CLB involved."""
    return [
        {"from": start, **{key: _groups(choice, start, clb) for key, clb in (("nee", False), ("ja", True))}}
        for start in row_starts(choice.chart)
    ]


def _groups(choice: Choice, start: int, clb: bool) -> dict[str, list[str]]:
    """Return the groups that hold a step, with the names of their steps."""
    found = answer(choice.chart, start, clb, choice.involving, choice.said)
    groups = {
        "overdue": found.overdue,
        "now": found.now,
        "ask": found.ask,
        "check": found.check,
        "may": found.may,
        "later": found.later,
        "ends": found.ends,
        "next": found.upcoming,
    }
    return {name: [step.name for step in steps] for name, steps in groups.items() if steps}


def _shown(choice: Choice) -> dict[str, dict[str, str]]:
    chart = choice.chart
    answers = ways(chart, choice.said).answers
    return {
        step.name: {
            "title": heading(step),
            "facts": facts(chart, step),
            "when": when(chart, step, answers.get(step.name, ())),
        }
        for step in chart.steps
    }


def _chart_question(key: str, legend: str, choices: Sequence[Choice], elsewhere: Sequence[str]) -> str:
    radios = [_radio(f"{key}-chart", choice.chart.name, choice.label) for choice in choices]
    # A number sign cannot stand in the name of a chart.
    radios += [_radio(f"{key}-chart", f"#{position}", label) for position, label in enumerate(elsewhere)]
    return _group(legend, radios)


def _clb_question(key: str) -> str:
    return _group(CLB_QUESTION, [_radio(f"{key}-clb", "nee", "Nee"), _radio(f"{key}-clb", "ja", "Ja")])


def _number_question(key: str, chart: Chart) -> str:
    # Not type="number": browsers then drop letters without a word and turn the wheel into another number.
    return (
        f'<p class="lr-aid__question"><label for="{key}-number">{html_text(how_many(chart))}</label>\n'
        f'<input class="lr-aid__number" id="{key}-number" type="text" inputmode="numeric" maxlength="12"'
        f' autocomplete="off" aria-describedby="{key}-hint">\n'
        f'<span class="lr-aid__hint" id="{key}-hint">{html_text(hint(chart, MOST))}</span></p>\n'
    )


def _group(legend: str, radios: Sequence[str]) -> str:
    return (
        f'<fieldset class="lr-aid__question"><legend>{html_text(legend)}</legend>\n'
        f"{''.join(radios)}</fieldset>\n"
    )


def _radio(name: str, value: str, label: str) -> str:
    # Never checked: a reader who overlooks an answer given for him would get the steps of others.
    return (
        f'<label class="lr-aid__choice"><input type="radio" name="{name}" value="{html_attr(value)}">'
        f" {html_text(capital(label))}</label>\n"
    )
