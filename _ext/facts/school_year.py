"""School years and the date of a publication.

A Flemish school year runs from 1 September to 31 August (Codex Secundair Onderwijs, art. 3).
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from markup.numbers import whole_number

_FORM = re.compile(r"(\d{4})-(\d{4})")
_LAST_MOMENT = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


@dataclass(frozen=True, order=True)
class SchoolYear:
    """A school year, named after the two calendar years it lies in."""

    start: int

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Read the form `2026-2027`.

        Raises:
            ValueError: for any other form, with a Dutch message.
        """
        match = _FORM.fullmatch(text.strip())
        if not match or int(match[2]) != int(match[1]) + 1:
            raise ValueError(f"«{text}» is geen schooljaar. Schrijf het als 2026-2027: twee jaren na elkaar.")
        return cls(int(match[1]))

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """Return the school year in which a day falls."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first_day(self) -> date:
        """Return 1 September of the starting year."""
        return date(self.start, 9, 1)

    def __str__(self) -> str:
        """Return the form `2026-2027`."""
        return f"{self.start}-{self.start + 1}"


def source_date_epoch(root: Path, school_year: SchoolYear | None, today: date) -> int:
    """Return the moment that counts as the date of the publication, in seconds since 1970 (UTC).

    From the environment, else the last commit, else 1 September of the school year, so that the same sources
    give the same bytes (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        ValueError: if SOURCE_DATE_EPOCH is set and is not a whole number, with a Dutch message.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given:
        moment = whole_number(given, _LAST_MOMENT, least=0)
        if moment is None:
            raise ValueError(f"SOURCE_DATE_EPOCH is «{given}», maar moet een geheel getal zijn.")
        return moment
    committed = last_commit(root)
    if committed is not None:
        return committed
    first = (school_year or SchoolYear.of(today)).first_day
    return int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp())


def last_commit(root: Path) -> int | None:
    """Return the moment of the last commit, or None without Git or without a repository of our own."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, found on the path
            [git, "log", "-1", "--format=%ct"],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip().isdigit() else None


def day_of(epoch: int) -> date:
    """Return the day of a moment, in UTC, so that a time zone changes nothing."""
    return datetime.fromtimestamp(epoch, UTC).date()
