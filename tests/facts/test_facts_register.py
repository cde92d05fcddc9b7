"""The data files: each case is a data file that says in its comments what must be said about it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from facts_data import CASES, REAL, loaded, with_file

from facts.loader import FILES
from facts.reading import MOST_BYTES

_EXPECTED = re.compile(r"^# verwacht: (fout|opmerking) (\d+) ([a-z-]+) (.*)$", re.MULTILINE)
_REGISTER = sorted((CASES / "register").glob("*.yaml"))


class _Text(yaml.SafeLoader):
    """As editors' programs read YAML 1.2: a date is a text."""


_Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":timestamp", ":bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("case", _REGISTER, ids=lambda path: path.stem)
def test_register(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    name = re.match(r"# bestand: (\S+)", text)[1]
    _, problems = loaded(with_file(tmp_path / "regels", name, text))
    # A case about sources leaves other files without theirs; what it is about is what it expects.
    elsewhere = "# elders: ja" in text
    expected = _EXPECTED.findall(text)
    said = [
        (problem, "fout" if problem.fatal else "opmerking", f"{problem.cause} {problem.repair}")
        for problem in problems
        if problem.origin.path == f"regels/{name}" or problem.rule == "bron-verlopen"
    ]
    if not elsewhere:
        # A broken file is told once, and nothing that leans on it complains as well.
        assert len(said) == len(problems), list(problems)
        assert len(said) == len(expected), said
    for level, line, rule, words in expected:
        assert any(
            (found_level, problem.rule) == (level, rule)
            and int(line) in (0, problem.origin.line)
            and words in message
            for problem, found_level, message in said
        ), (level, line, rule, words, said)


def test_every_check_has_a_failing_and_a_passing_case() -> None:
    stems = [path.stem for path in _REGISTER]
    rules = {rule for path in _REGISTER for _, _, rule, _ in _EXPECTED.findall(path.read_text("utf-8"))}
    assert {"geldigheid", "schooljaar", "geen-bron", "bron-onbekend", "bron-verlopen", "sleutel", "ontbreekt",
            "nagekeken", "leesbaar", "vorm", "naam", "feit-onbekend"} <= rules  # fmt: skip
    assert sum(stem.startswith("goed-") for stem in stems) >= 3


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"", b"- x\n", b"feiten: {[a]: 1}\n", b"x: " + b"y" * MOST_BYTES],
    ids=range(5),
)
def test_hostile_bytes_give_one_message(content: bytes, tmp_path: Path) -> None:
    folder = with_file(tmp_path / "regels", "feiten.yaml", "")
    (folder / "feiten.yaml").write_bytes(content)
    registry, problems = loaded(folder)
    assert [problem.rule for problem in problems] == ["leesbaar"]
    assert registry.unreadable == {"feiten"}
    assert registry.sources


def test_missing_file_gives_one_message(tmp_path: Path) -> None:
    folder = with_file(tmp_path / "regels", "feiten.yaml", "")
    (folder / "feiten.yaml").unlink()
    _, problems = loaded(folder)
    assert [str(problem.cause) for problem in problems] == ["Het bestand kan niet gelezen worden."]


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_real_data_is_without_faults(year: int) -> None:
    registry, problems = loaded(REAL, year)
    assert not [problem for problem in problems if problem.fatal]
    assert registry.facts["clb-melden"].value_in(registry.school_year).number == 5
    assert registry.codes["B"].problematic
    assert [letter for letter, code in registry.codes.items() if code.problematic] == ["B"]


def test_announced_change_has_no_number_and_holds_from_its_year() -> None:
    registry, _ = loaded(REAL)
    fact = registry.facts["clb-melden-z"]
    assert fact.value_in(registry.school_year) is None
    later, _ = loaded(REAL, 2027)
    value = later.facts["clb-melden-z"].value_in(later.school_year)
    assert value is not None
    assert value.number is None


@pytest.mark.parametrize("name", FILES.values())
def test_real_data_follow_their_schema(name: str) -> None:
    text = (REAL / name).read_text("utf-8")
    schema_path = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)[1]
    schema = json.loads((REAL / schema_path).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(yaml.load(text, _Text))] == []  # noqa: S506


@pytest.mark.parametrize(
    "case", [p for p in _REGISTER if "leesbaar" not in p.read_text("utf-8")], ids=lambda p: p.stem
)
def test_schema_and_loader_agree_on_the_form(case: Path) -> None:
    """What the loader refuses for its form, an editor's program refuses as well."""
    text = case.read_text("utf-8")
    stem = re.match(r"# bestand: (\S+)\.yaml", text)[1]
    schema = json.loads((REAL / "schema" / f"{stem}.schema.json").read_text("utf-8"))
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.load(text, _Text)))  # noqa: S506
    rules = {rule for _, _, rule, _ in _EXPECTED.findall(text)}
    if rules & {"sleutel", "ontbreekt", "vorm", "naam", "geen-bron"}:
        assert errors
    elif not rules:
        assert not errors


def test_no_private_data_in_the_real_files() -> None:
    for path in REAL.glob("*.yaml"):
        text = re.sub(r"adres: .*", "", path.read_text("utf-8"))
        assert not re.search(r"[\w.]+@[\w-]+\.\w|\+32|\b0\d{1,3}[ /]\d{2}", text), path.name
