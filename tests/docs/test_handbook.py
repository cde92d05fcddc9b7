"""The handbook shows what it says: every example is the source of the result below it.

An example in `docs/*.md` is a code block in the language `markdown`, then `Dit geeft:`, then the same
lines once more, outside the code block, so that the site shows what they become.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docutils import nodes
from tools.projects import PROJECT, Built, copy_project, run_sphinx

from house_style.admonitions import KINDS
from publication.build import ExitCode
from typst_pdf.builder import TEMPLATES
from typst_pdf.publication import Publication

PAGES = sorted((PROJECT / "docs").glob("*.md"))
LABELS = "Labels: plicht, afspraak, aanbevolen, mogelijk"
ANNOUNCEMENT = ["", "Dit geeft:", ""]
_FENCE = re.compile(r"(`{3,})(\w*)$")


@dataclass(frozen=True)
class Example:
    """A code block of a page: where it starts, its language, its lines, and the lines after it."""

    page: str
    line: int
    language: str
    source: tuple[str, ...]
    after: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def code_blocks(path: Path) -> Iterator[Example]:
    lines = path.read_text(encoding="utf-8").splitlines()
    number = 0
    while number < len(lines):
        fence = _FENCE.match(lines[number])
        if fence and fence[2]:
            end = lines.index(fence[1], number + 1)
            source, after = tuple(lines[number + 1 : end]), tuple(lines[end + 1 :])
            yield Example(path.name, number + 1, fence[2], source, after)
            number = end
        number += 1


def cells(page: str, column: int) -> list[str]:
    """Return what stands in a column of the tables of a page, without head rows and code marks."""
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row[column].replace("`", "") for row in rows if len(row) > column]


def section(page: str, heading: str) -> str:
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


BLOCKS = [block for page in PAGES for block in code_blocks(page)]
EXAMPLES = [block for block in BLOCKS if block.language == "markdown"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole project, because the handbook links to the publications; only its references are resolved."""
    return run_sphinx("dummy", PROJECT, tmp_path_factory.mktemp("handbook") / "out")


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 20
    announced = sum(page.read_text(encoding="utf-8").count("\nDit geeft:\n") for page in PAGES)
    assert announced == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_result_is_made_of_the_source_shown(example: Example) -> None:
    expected = [*ANNOUNCEMENT, *example.source]
    assert list(example.after[: len(expected)]) == expected
    assert example.after[len(expected) :][:1] in ((), ("",))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_builds_without_a_warning(page: Path, site: Built) -> None:
    place = re.compile(rf"docs[/\\]{re.escape(page.name)}\b")
    assert [warning for warning in site.warnings if place.match(warning)] == []
    doctree = site.app.env.get_doctree(f"docs/{page.stem}")
    faults = [*doctree.findall(nodes.system_message), *doctree.findall(nodes.problematic)]
    assert [fault.astext() for fault in faults] == []


#: Pages whose examples stand on their own: an editor may copy each to any other page.
COPIED = ("brieven", "de-pdf", "edities", "stappenplannen")
_NAMED = re.compile(r"^:::\{(?:stappenplan|lokaal)\} (\S+)$", re.MULTILINE)


def elsewhere(page: str) -> str:
    """Return the examples of a page with names of their own, as the handbook asks."""
    examples = "\n\n".join("\n".join(one.source) for one in EXAMPLES if one.page == f"{page}.md")
    for name in set(_NAMED.findall(examples)):
        examples = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", f"eigen-{name}", examples)
    return f"# Kopie van {page}\n\n{examples}\n"


def test_examples_can_be_copied_to_another_page(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    folder = project / "guidelines" / "leidraad"
    for page in COPIED:
        (folder / f"kopie-{page}.md").write_text(elsewhere(page), encoding="utf-8")
    names = "".join(f"kopie-{page}\n" for page in COPIED)
    index = folder / "index.md"
    index.write_text(
        f"{index.read_text('utf-8')}\n```{{toctree}}\n:hidden:\n\n{names}```\n", encoding="utf-8"
    )
    built = run_sphinx("dummy", project, tmp_path / "out")
    assert [warning for warning in built.warnings if "kopie-" in warning or "stappenplan" in warning] == []


def test_every_page_stands_in_the_contents(site: Built) -> None:
    listed = set(site.app.env.toctree_includes["docs/index"])
    assert listed == {f"docs/{page.stem}" for page in PAGES} - {"docs/index"}


def test_every_dutch_box_is_shown() -> None:
    shown = {match for block in EXAMPLES for match in re.findall(r":::\{([\w-]+)\}", "\n".join(block.source))}
    assert set(KINDS) <= shown


def test_labels_are_written_as_in_the_publications() -> None:
    shown = set(re.findall(r"\{bdg-[\w-]+\}`[A-Z]+`", section("blokken.md", LABELS)))
    used: set[str] = set()
    for page in sorted((PROJECT / "guidelines").rglob("*.md")):
        used.update(re.findall(r"\{bdg-[\w-]+\}`[A-Z]+`", page.read_text(encoding="utf-8")))
    assert shown == used


def test_settings_of_a_publication_are_all_described() -> None:
    described = cells("de-pdf.md", 0)
    assert set(Publication.__dataclass_fields__) <= set(described)
    assert set(described) >= TEMPLATES


def test_options_of_a_publication_are_all_described() -> None:
    part = section("de-pdf.md", "De instellingen in conf.py").split("Keuze in `options`", 1)[1]
    described = set(re.findall(r"^\| `(\w+)`", part.split("Deze instellingen", 1)[0], re.MULTILINE))
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((PROJECT / "_ext" / "typst_pdf").rglob("*"))
        if path.suffix in {".py", ".typ"}
    )
    assert described == set(re.findall(r"\boptions\.(?:get|at)\(\s*\"(\w+)\"", code))


def test_exit_codes_are_those_of_the_command() -> None:
    described = {int(cell) for cell in cells("controleren-en-bouwen.md", 0) if cell.isdigit()}
    assert described == {int(code) for code in ExitCode}
