"""Checks over texts: every case of every rule is a page of one project, built once."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from facts_data import CASES, CONF, data_files
from tools.projects import run_sphinx, write_sources

from facts.statements import rules

_TEXTS = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((CASES / "teksten").glob("*.yaml"))
}
_BAD = [(rule, n) for rule, case in _TEXTS.items() for n, _ in enumerate(case["fout"])]
_GOOD = [(rule, n) for rule, case in _TEXTS.items() for n, _ in enumerate(case["goed"])]
#: Rules that live in code instead of in `rules.toml`.
_IN_CODE = {"letterlijk", "tegenspraak", "onzeker", "oude-code", "geen-waarde", "feit-onbekend",
            "bron-onbekend", "code-onbekend", "vorm", "schooljaar",
            "plicht-bron", "plicht-officieel"}  # fmt: skip
#: A page says these as well, rightly, where the case is about something else.
_ALSO = {"letterlijk", "tegenspraak"}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """The messages of each page."""
    folder = tmp_path_factory.mktemp("teksten")
    pages = {}
    for rule, case in _TEXTS.items():
        pages |= {f"guidelines/fout-{rule}-{n}": one["tekst"] for n, one in enumerate(case["fout"])}
        pages |= {f"guidelines/goed-{rule}-{n}": text for n, text in enumerate(case["goed"])}
    sources = {f"{name}.md": f"# Bladzijde\n\nInleiding.\n\n{text}" for name, text in pages.items()}
    toctree = "\n".join(pages)
    sources["index.md"] = f"# Proef\n\n```{{toctree}}\n{toctree}\n```\n"
    conf = CONF[: CONF.index("typst_documents")]
    write_sources({"conf.py": conf, **data_files(), **sources}, folder / "src")
    overrides = {"schooljaar": "2026-2027", "extensions": "myst_parser,facts,publication"}
    overrides |= {"html_theme": "basic"}
    built = run_sphinx("dummy", folder / "src", folder / "out", overrides)
    messages: dict[str, list[str]] = {name: [] for name in pages}
    for warning in built.warnings:
        messages.setdefault(re.split(r"\.md|:", warning)[0], []).append(warning)
    return messages


@pytest.mark.parametrize(("rule", "number"), _BAD)
def test_failing_case(rule: str, number: int, said: Mapping[str, list[str]]) -> None:
    case = _TEXTS[rule]
    kind = f"[feiten.{'opmerking-' if case['niveau'] == 'opmerking' else ''}{rule}]"
    of_rule = [text for text in said[f"guidelines/fout-{rule}-{number}"] if text.endswith(kind)]
    assert len(of_rule) == 1, said[f"guidelines/fout-{rule}-{number}"]
    assert case["fout"][number]["melding"] in of_rule[0]
    assert ".md:5: WARNING" in of_rule[0]
    assert "Tip: " in of_rule[0]
    others = {re.search(r"\[feiten\.(?:opmerking-)?([a-z-]+|[a-z]+-\d+)\]$", text)[1]
              for text in said[f"guidelines/fout-{rule}-{number}"]} - {rule}  # fmt: skip
    assert others <= _ALSO


@pytest.mark.parametrize(("rule", "number"), _GOOD)
def test_passing_case(rule: str, number: int, said: Mapping[str, list[str]]) -> None:
    found = said[f"guidelines/goed-{rule}-{number}"]
    assert not [text for text in found if "opmerking-letterlijk" not in text or rule == "letterlijk"]


def test_nothing_is_said_about_other_pages(said: Mapping[str, list[str]]) -> None:
    assert [
        text for name, texts in said.items() if not name.startswith("guidelines/") for text in texts
    ] == []


def test_every_rule_has_cases() -> None:
    assert {rule.name for rule in rules()} | _IN_CODE == set(_TEXTS)
    assert all(case["fout"] and case["goed"] for case in _TEXTS.values())


def test_generated_tables_and_other_folders_are_not_checked(build, tmp_path: Path) -> None:
    text = "# T\n\nVanaf 10 halve dagen B meldt de school aan het CLB.\n\n```{feitentabel}\n```\n"
    tree = "```{toctree}\ndocs/a\nguidelines/b\n```\n"
    sources = {
        "conf.py": CONF,
        **data_files(),
        "docs/a.md": text,
        "guidelines/b.md": "# B\n\n```{feitentabel}\n```\n",
    }
    build("dummy", {**sources, "index.md": f"# I\n\n{tree}"}, confoverrides={"typst_documents": []})
