"""The registry of an application: read once, shared by everything that leans on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from facts.audit import audit
from facts.loader import FILES, load
from facts.model import Origin, Problem, Registry
from facts.school_year import SchoolYear, day_of, source_date_epoch
from markup.messages import Messages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

warn = Messages("feiten")


@dataclass(frozen=True)
class _Stored:
    registry: Registry
    problems: tuple[Problem, ...]


# By configuration: an application and its environment share theirs, and it lives as long as they do.
_STORED: "WeakKeyDictionary[Config, _Stored]" = WeakKeyDictionary()


def registry_of(holder: "Sphinx | BuildEnvironment") -> Registry:
    """Return the registry of an application or an environment; it is read once per application."""
    return _stored(holder).registry


def problems_of(holder: "Sphinx | BuildEnvironment") -> tuple[Problem, ...]:
    """Return what is wrong with the data files and between their entries."""
    return _stored(holder).problems


def note_registry(env: "BuildEnvironment") -> None:
    """Make the page that is being read depend on the data files."""
    for name in FILES.values():
        env.note_dependency(f"{env.config.regelgeving_map}/{name}")


def report(problems: Iterable[Problem], warn: Messages = warn) -> None:
    """Tell editors what is wrong with data files."""
    for problem in problems:
        place = f"{problem.origin.path}:{problem.origin.line or 1}"
        warn(problem.cause, problem.repair, problem.rule, place, fatal=problem.fatal)


def _stored(holder: "Sphinx | BuildEnvironment") -> _Stored:
    config = holder.config
    if config not in _STORED:
        _STORED[config] = _load(config, Path(holder.srcdir))
    return _STORED[config]


def _load(config: "Config", srcdir: Path) -> _Stored:
    written = str(getattr(config, "schooljaar", "") or "")
    today = datetime.now(UTC).date()
    try:
        year = SchoolYear.parse(written) if written else None
        built_on = day_of(source_date_epoch(srcdir, year, today))
    except (ValueError, OverflowError, OSError):
        year, built_on = None, today  # package `publication` tells the editor
    shown = str(config.regelgeving_map).strip("/")
    folder = srcdir / shown
    school_year = year or SchoolYear.of(built_on)
    if not folder.is_dir():
        cause = f"De map «{shown}» met de regelgeving bestaat niet."
        problem = Problem(Origin("conf.py"), cause, "Maak ze, of kijk «regelgeving_map» na.", "leesbaar")
        return _Stored(Registry(school_year, built_on, unreadable=frozenset(FILES)), (problem,))
    contents = tuple(
        path.read_bytes() if path.is_file() else None for path in map(folder.joinpath, FILES.values())
    )
    return _parsed(folder, school_year, built_on, shown, contents)


@lru_cache(maxsize=4)
def _parsed(
    folder: Path, school_year: SchoolYear, built_on: date, shown: str, _contents: tuple[bytes | None, ...]
) -> _Stored:
    """Read files with these contents; the builders of a publication and its editions share the outcome."""
    registry, problems = load(folder, school_year=school_year, built_on=built_on, shown=shown)
    return _Stored(registry, (*problems, *audit(registry)))
