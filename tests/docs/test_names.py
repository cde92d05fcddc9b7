"""Commands, make targets and paths that the handbook, README and CONTRIBUTING name do exist."""

import re
from functools import cache
from pathlib import Path

import pytest
from tools.projects import PROJECT

from publication.__main__ import main

ROOT_PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"]
PAGES = [*ROOT_PAGES, *sorted((PROJECT / "docs").glob("*.md"))]
#: Made by the commands, or a pattern for what a reader chooses.
NOT_IN_THE_SOURCES = re.compile(
    r"_build\b|\.venv\b|…|\*|<|https?:?//|nieuwe-gids|mijn-|\bsite/|\bpdf/|\bdata/|\bembed/|\bdocx/|\bpublicatie/|^edities/|^\.\./"
)
_CODE = re.compile(r"```+\w*\n(.*?)```+|`([^`\n]+)`", re.DOTALL)
_COMMAND = re.compile(r"\bleerrecht((?:[ \t]+(?:--)?[a-z]+\b)?(?:[ \t]+--[a-z]+)*)")


def code_of(page: Path) -> list[str]:
    """Return what a page shows as code, in the text and in blocks."""
    return [block or span for block, span in _CODE.findall(page.read_text(encoding="utf-8"))]


def commands() -> list[str]:
    found = {match.strip() for page in PAGES for code in code_of(page) for match in _COMMAND.findall(code)}
    return sorted(command for command in found if command)


@cache
def make_targets() -> frozenset[str]:
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^([a-z]+):", text, re.MULTILINE))


def test_all_three_commands_are_named() -> None:
    assert {"bouw", "controle", "voorbeeld"} <= {command.split()[0] for command in commands()}


@pytest.mark.parametrize("command", commands())
def test_command_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    verbs = [word for word in command.split() if not word.startswith("--")]
    with pytest.raises(SystemExit) as stopped:
        main([*verbs, "--help"])
    assert stopped.value.code == 0
    offered = capsys.readouterr().out
    assert [word for word in command.split() if word.startswith("--") and word not in offered] == []


def test_every_choice_of_a_build_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    page = (PROJECT / "docs" / "controleren-en-bouwen.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(--[a-z]+)", page, re.MULTILINE))
    with pytest.raises(SystemExit):
        main(["bouw", "--help"])
    assert described == set(re.findall(r"^  (--[a-z]+)", capsys.readouterr().out, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_make_targets_exist(page: Path) -> None:
    code = "\n".join(code_of(page))
    named = set(re.findall(r"^make ([a-z]+)\b", code, re.MULTILINE))
    assert named - make_targets() == set()


def paths_in(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    spans = {span for _, span in _CODE.findall(text) if "/" in span and not re.search(r"[\s{}()|]", span)}
    if page in ROOT_PAGES:
        spans |= set(re.findall(r"\]\(([^)#\s]+)\)", text))
        spans |= {s for _, s in _CODE.findall(text) if re.fullmatch(r"[\w.-]+\.(?:py|md|toml|txt|in)", s)}
    return {span for span in spans if not NOT_IN_THE_SOURCES.search(span)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_paths_exist(page: Path) -> None:
    assert sorted(name for name in paths_in(page) if not (PROJECT / name.rstrip("/")).exists()) == []


def test_paths_are_found_at_all() -> None:
    assert len(paths_in(ROOT_PAGES[0])) > 10
