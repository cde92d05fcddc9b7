"""The files of editions in the project and in the handbook are good, and keep to the schema."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from tools.projects import PROJECT

from editions.reading import edition_files, read_edition

FOLDER = "guidelines/afsprakenkader/edities"
SCHEMA = json.loads((PROJECT / FOLDER / "schema" / "editie.schema.json").read_text("utf-8"))
HANDBOOK = (PROJECT / "docs" / "edities.md").read_text("utf-8")
EXAMPLE = re.search(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL)


def blocks() -> set[str]:
    pages = (PROJECT / "guidelines" / "afsprakenkader").glob("*.md")
    return {name for page in pages for name in re.findall(r"\{lokaal\} (\S+)", page.read_text("utf-8"))}


def values(text: str) -> object:
    """Read as an editor's program does: every value is a text, as our schema says."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - the base loader makes texts and nothing else


@pytest.mark.parametrize("file", edition_files(PROJECT, FOLDER).values(), ids=lambda file: file.stem)
def test_an_edition_of_the_project_is_good(file: Path) -> None:
    edition, problems = read_edition(PROJECT, file)
    assert problems == ()
    assert edition is not None
    assert edition.example or not file.stem.startswith("voorbeeld-"), "an example is marked as such"
    assert set(edition.texts) <= blocks()
    assert not edition.example or set(edition.contact) <= {"bereikbaar"}, "no invented contact"
    assert list(Draft202012Validator(SCHEMA).iter_errors(values(file.read_text("utf-8")))) == []


def test_the_example_of_the_handbook_is_good(tmp_path: Path) -> None:
    assert EXAMPLE is not None
    folder = tmp_path / "edities"
    (folder / "beeld").mkdir(parents=True)
    logo = PROJECT / FOLDER / "beeld" / "voorbeeld-brug.svg"
    (folder / "beeld" / logo.name).write_bytes(logo.read_bytes())
    (folder / "mijn-clb.yaml").write_text(EXAMPLE[1], encoding="utf-8")
    edition, problems = read_edition(tmp_path, folder / "mijn-clb.yaml")
    assert problems == ()
    assert edition is not None
    assert set(edition.texts) <= blocks()
    assert list(Draft202012Validator(SCHEMA).iter_errors(values(EXAMPLE[1]))) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    for wrong in (
        {"naam": "x"},
        {"naam": "x", "streek": "y", "telefon": "1"},
        {"naam": "x", "streek": "y", "logo": "a.gif"},
    ):
        assert list(Draft202012Validator(SCHEMA).iter_errors(wrong)) != []
