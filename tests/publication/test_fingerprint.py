"""What counts as an input of a publication, and what does not."""

from pathlib import Path

from publication.fingerprint import fingerprint, packages_used


def test_packages_are_those_the_project_needs() -> None:
    names = {line.split("==")[0] for line in packages_used()}
    assert {"leerrecht", "sphinx", "typst", "pikepdf", "docutils", "markupsafe"} <= names
    assert not {"pytest", "hypothesis", "mypy"} & names, "test tools cannot change a publication"


def test_every_source_and_option_counts(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# Een\n", encoding="utf-8")
    first = fingerprint(tmp_path, {"schooljaar": "2026-2027"})
    assert fingerprint(tmp_path, {"schooljaar": "2026-2027"}) == first
    assert fingerprint(tmp_path, {"schooljaar": "2027-2028"}) != first
    (tmp_path / "index.md").write_text("# Twee\n", encoding="utf-8")
    assert fingerprint(tmp_path, {"schooljaar": "2026-2027"}) != first


def test_tests_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    before = fingerprint(tmp_path, {})
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text("1", encoding="utf-8")
    (tmp_path / ".verborgen").write_text("1", encoding="utf-8")
    assert fingerprint(tmp_path, {}) == before
