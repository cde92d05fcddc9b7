"""Every class of fault in every real chart: found on the right line, and nothing in the unchanged chart."""

import re
from collections import Counter

import mutations
import pytest
import tools.charts
from chart_cases import CASES, codes
from chart_page import Page
from tools.charts import RULES, read

from escalation.domain import domain_of
from escalation.from_facts import knowledge_of
from escalation.model import Finding

#: The chart of the tests, and those of the publications.
PAGES = {"proef": CASES / "stappenplan.md"} | tools.charts.PAGES

#: True of a mutant without being its fault: nearly the same chart stands elsewhere, a chart of 20 steps got
#: one more, a chart that filled its page got a line more, a text refers to a step whose name was spoilt.
CONSEQUENCES = frozenset({"K211", "K604", "K605", "K708"})


def _renamed(text: str, charts: list[str], suffix: str) -> str:
    """Give the charts of a page names of their own, so that all mutants can live in one project."""
    for name in charts:
        for place in (r"^:::\{stappenplan\} *", r"^:stappenplan:.*?\b", r"\{stap\}`[^`]*?\b"):
            text = re.sub(rf"({place}){name}(?![\w-])", rf"\g<1>{name}-{suffix}", text, flags=re.MULTILINE)
    return text


def _is(made: list[mutations.Mutant], one: Finding) -> bool:
    return made[int(one.place.docname[1:])].code == one.code


@pytest.mark.parametrize("name", PAGES)
def test_faults_are_found(name, tmp_path):
    text = PAGES[name].read_text("utf-8")
    env = read({"plan": text}, tmp_path / "first", RULES)
    domain = domain_of(env)
    assert domain.findings() == ()
    charts = [chart for chart in domain.charts().values() if chart.place.docname == "plan"]
    assert charts
    made = [
        mutant
        for chart in charts
        for mutant in mutations.mutants(Page(tuple(text.splitlines()), chart, knowledge_of(env)))
    ]
    names = [chart.name for chart in charts]
    pages = {f"m{at}": _renamed(one.text, names, f"m{at}") for at, one in enumerate(made)}
    found = {name: Counter() for name in pages}
    for one in domain_of(read(pages, tmp_path / "second", RULES)).findings():
        if one.code not in CONSEQUENCES or _is(made, one):
            found[one.place.docname][one.code, one.place.line] += 1
    wrong = [
        f"{mutant.name}: {mutant.code} in line {mutant.line} wanted, found {sorted(found[f'm{at}'])}"
        for at, mutant in enumerate(made)
        if found[f"m{at}"] != {(mutant.code, mutant.line): 1}
    ]
    assert not wrong, f"{len(wrong)} of {len(made)}:\n" + "\n".join(wrong)
    if name == "proef":  # the register may have neither an unconfirmed fact nor an expired source
        assert {one.code for one in made} | mutations.ELSEWHERE | {"K215", "K408"} == codes()


def test_every_code_has_a_mutation():
    assert mutations.codes() | mutations.ELSEWHERE == codes()
