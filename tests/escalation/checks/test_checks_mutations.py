"""Every class of fault in every real chart: found on the right line, and nothing in the unchanged chart."""

import re
from collections import Counter
from pathlib import Path

import mutations
import pytest
from chart_cases import CASES, CONF, codes
from chart_page import Page
from tools.projects import PROJECT, run_sphinx, write_sources

from escalation.domain import domain_of
from escalation.from_facts import knowledge_of
from escalation.model import Finding

RULES = PROJECT / "guidelines" / "regelgeving"
#: The chart of the tests, and every page of the publications with the place of a chart.
PAGES = {"proef": CASES / "stappenplan.md"} | {
    str(path.relative_to(PROJECT).with_suffix("")): path
    for folder in ("guidelines", "brochures")
    for path in sorted((PROJECT / folder).rglob("*.md"))
    if re.search(r"^:::\{stappenplan\}", path.read_text("utf-8"), re.MULTILINE)
}


def _project(folder: Path, pages: dict[str, str]):
    index = "# Proef\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n"
    rules = {f"regels/{file.name}": file.read_text("utf-8") for file in sorted(RULES.glob("*.yaml"))}
    texts = {f"{name}.md": text for name, text in pages.items()}
    write_sources({"conf.py": CONF, "index.md": index, **texts, **rules}, folder / "src")
    return run_sphinx("dummy", folder / "src", folder / "out").app.env


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
    env = _project(tmp_path / "first", {"plan": text})
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
    for one in domain_of(_project(tmp_path / "second", pages)).findings():
        # The mutants are nearly the same chart; and one that has 20 steps may get more.
        if one.code != "K211" and (one.code != "K605" or _is(made, one)):
            found[one.place.docname][one.code, one.place.line] += 1
    wrong = [
        f"{mutant.name}: {mutant.code} in line {mutant.line} wanted, found {sorted(found[f'm{at}'])}"
        for at, mutant in enumerate(made)
        if found[f"m{at}"] != {(mutant.code, mutant.line): 1}
    ]
    assert not wrong, f"{len(wrong)} of {len(made)}:\n" + "\n".join(wrong)
    print(f"{name}: {len(made)} faults of {len({one.code for one in made})} kinds")
    if name == "proef":
        assert {one.code for one in made} | mutations.ELSEWHERE == codes() - {"K215", "K408"}


def test_every_code_has_a_mutation():
    assert mutations.codes() | mutations.ELSEWHERE == codes()
