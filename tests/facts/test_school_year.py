"""School years, and the date of a publication."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from facts.school_year import SchoolYear, day_of, last_commit, source_date_epoch

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 31), "2025-2026"),
        (date(2026, 9, 1), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
    ],
)
def test_school_year_of_a_day(day: date, name: str) -> None:
    assert str(SchoolYear.of(day)) == name
    assert SchoolYear.parse(name) == SchoolYear.of(day)


@pytest.mark.parametrize("text", ["", "2026", "2026-27", "2026-2028", "2027-2026", "2026/2027", "x2026-2027"])
def test_wrong_school_year(text: str) -> None:
    with pytest.raises(ValueError, match="is geen schooljaar"):
        SchoolYear.parse(text)


def test_date_from_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert source_date_epoch(tmp_path, SchoolYear(2030), TODAY) == 1790000000
    for wrong in ("gisteren", "²", "9" * 5000):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(ValueError, match=f"«{wrong}», maar moet een geheel getal zijn"):
            source_date_epoch(tmp_path, None, TODAY)


def test_date_of_the_last_commit(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "a"}
        when = {"GIT_COMMITTER_EMAIL": "a@b.c", "GIT_COMMITTER_DATE": "1800000000 +0000"}
        subprocess.run(
            ["git", *arguments],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            env={**os.environ, **who, **when},
        )

    git("init")
    git("commit", "--allow-empty", "-m", "een")
    assert last_commit(tmp_path) == 1800000000
    assert source_date_epoch(tmp_path, SchoolYear(2030), TODAY) == 1800000000


def test_date_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert day_of(source_date_epoch(tmp_path, SchoolYear(2030), TODAY)) == date(2030, 9, 1)
    assert day_of(source_date_epoch(tmp_path, None, TODAY)) == date(2026, 9, 1)
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("PATH", "")
    assert last_commit(tmp_path) is None
