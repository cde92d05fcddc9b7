"""A field as an editor writes it: every case of `cases/velden.yaml`."""

from pathlib import Path

import pytest
import yaml

from letters.model import LONGEST_PROMPT, Field, FieldError, FieldKind, Letter

_CASES = yaml.safe_load((Path(__file__).parent / "cases" / "velden.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES["goed"], ids=lambda case: case["veld"])
def test_good_field(case: dict) -> None:
    field = Field.parse(case["veld"])
    assert (field.prompt, str(field.kind), list(field.choices), field.tag) == (
        case["vraag"], case.get("soort", "tekst"), case.get("keuzes", []), case["naam"]
    )  # fmt: skip
    assert field.shown == f"[{field.prompt}]"


@pytest.mark.parametrize("case", _CASES["fout"], ids=lambda case: case["veld"][:20])
def test_bad_field(case: dict) -> None:
    with pytest.raises(FieldError) as raised:
        Field.parse(case["veld"])
    assert case["melding"] in raised.value.cause
    assert raised.value.repair.endswith(".")


def test_every_kind_has_a_case() -> None:
    assert {case.get("soort", "tekst") for case in _CASES["goed"]} == {str(kind) for kind in FieldKind}


def test_a_prompt_may_be_as_long_as_word_allows() -> None:
    assert Field.parse("x" * LONGEST_PROMPT).prompt == "x" * LONGEST_PROMPT
    with pytest.raises(FieldError):
        Field.parse("x" * (LONGEST_PROMPT + 1))


def test_files_of_a_letter_are_named_after_its_page() -> None:
    assert Letter("guidelines/brieven/welkom-terug", "Dag", "", "").name == "brief-welkom-terug"
