"""Every case file: what the editor typed, and what the editor reads. One build for all of them."""

from collections import defaultdict
from pathlib import Path

import pytest
from editorial_projects import SVG, Case, all_cases, make_project, short

from editorial.diagnosis import Diagnosis
from editorial.rules import RULES
from publication.build import BuildOptions
from publication.control import inspect

GOOD_PAGE = """\
(goede-plaats)=
# Goed

## Tussentitel

{term}`B-code`

:::{glossary}
B-code
  Een code voor een afwezigheid.
:::
"""
INDEX = "# Start\n\n```{toctree}\n:glob:\n\ngoed\ngevallen/*\n```\n"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Diagnosis]]:
    pages: dict[str, str | bytes] = {f"gevallen/{case.name}.md": case.page for case in all_cases()}
    pages |= {"goed.md": GOOD_PAGE, "index.md": INDEX, "gevallen/schema.svg": SVG}
    root = make_project(tmp_path_factory.mktemp("cases") / "project", pages)
    diagnoses, _ = inspect(BuildOptions(root))
    by_path = defaultdict(list)
    for diagnosis in diagnoses:
        by_path[diagnosis.path].append(diagnosis)
    return by_path


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_case(case: Case, found: dict[str, list[Diagnosis]]) -> None:
    assert [short(d) for d in found[f"gevallen/{case.name}.md"]] == list(case.messages)


def test_nothing_else_is_reported(found: dict[str, list[Diagnosis]]) -> None:
    assert [path for path in found if not path.startswith("gevallen/")] == []


def test_every_message_is_known(found: dict[str, list[Diagnosis]]) -> None:
    unknown = [d.technical for ds in found.values() for d in ds if d.rule == "onbekend"]
    assert unknown == []


def test_every_rule_has_a_case(found: dict[str, list[Diagnosis]]) -> None:
    shown = {d.rule for ds in found.values() for d in ds}
    assert {named.name for named in RULES} - shown == {"te-diep"}  # see test_safety


def test_quoted_line_is_the_line_in_the_file(found: dict[str, list[Diagnosis]]) -> None:
    (diagnosis,) = found["gevallen/07c-vak-te-veel.md"]
    assert diagnosis.as_text().splitlines()[1] == "    5 | | 1 | 2 | 3 |"


def test_readme_of_the_cases_names_the_separator() -> None:
    assert "`====`" in (Path(__file__).parent / "cases" / "LEESMIJ.md").read_text("utf-8")
