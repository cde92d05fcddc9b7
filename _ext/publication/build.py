"""`leerrecht bouw`: the order of events, from the lock to the swap.

Nothing here imports Sphinx: when nothing changed, the answer comes at once.
"""

import difflib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from filelock import FileLock, Timeout

from facts.school_year import SchoolYear, source_date_epoch
from publication.conf import literal_in_conf, text_in_conf
from publication.console import Console
from publication.fingerprint import fingerprint
from publication.folders import EDITIONS, PDF, SITE, Folders
from publication.manifest import published
from publication.swap import put_in_place, recover, remove


class ExitCode(IntEnum):
    """What the command tells the shell."""

    OK = 0
    FAULT = 1
    USAGE = 2
    BUSY = 3
    INTERRUPTED = 130


class UsageError(Exception):
    """A setting that cannot be used; the text is a Dutch sentence."""


@dataclass(frozen=True)
class BuildOptions:
    """What the editor asks for.

    Attributes:
        root: the project.
        workers: number of processes.
        school_year: as `2026-2027`; None for that of `conf.py`.
        address: public address of the site; None for that of `conf.py`.
        technical: show the original messages too.
        again: build even if nothing changed.
        editions: keys of the editions to make too.
    """

    root: Path
    workers: int = 1
    school_year: str | None = None
    address: str | None = None
    technical: bool = False
    again: bool = False
    editions: tuple[str, ...] = ()


class BusyError(Exception):
    """Another build is at work."""


def build(options: BuildOptions, console: Console) -> ExitCode:
    """Build, verify and put in place the whole publication.

    Raises:
        UsageError: for a setting that cannot be used.
        OSError: if the output folder cannot be written.
    """
    folders = Folders(options.root)
    try:
        with alone(folders):
            recover(folders.build, folders.publication, folders.aside)
            return _build_alone(options, folders, console)
    except BusyError:
        console.line(
            "Er loopt al een andere bouw van deze publicatie. Wacht tot die klaar is en probeer opnieuw."
        )
        return ExitCode.BUSY


def _build_alone(options: BuildOptions, folders: Folders, console: Console) -> ExitCode:
    epoch = epoch_of(options)
    inputs = fingerprint(folders.root, _options_for_fingerprint(options, epoch))
    if not options.again and published(folders.publication, inputs):
        console.line("Niets gewijzigd sinds de vorige publicatie.")
        _say_where(folders, console)
        return ExitCode.OK
    from publication.produce import produce

    try:
        product = produce(options, folders, epoch, inputs, console)
        console.messages(
            product.diagnoses, product.pages, technical=options.technical, language_by=_control(options)
        )
        if product.ready is None:
            return _refuse(folders, console)
        put_in_place(product.ready, folders.publication, folders.aside)
    finally:
        remove(folders.work)
        remove(folders.aside)
    _say_where(folders, console)
    return ExitCode.OK


def _control(options: BuildOptions) -> str:
    """Return the command that looks at the same texts, editions included."""
    which = "alle" if len(options.editions) > 1 else "".join(options.editions)
    return "leerrecht controle" + (f" --editie {which}" if which else "")


def _refuse(folders: Folders, console: Console) -> ExitCode:
    old = " De vorige publicatie blijft staan." if folders.publication.exists() else ""
    console.line(f"Er is niets gepubliceerd.{old}")
    return ExitCode.FAULT


def _say_where(folders: Folders, console: Console) -> None:
    console.line(f"Site:      {folders.shown(folders.publication / SITE / 'index.html')}")
    console.line(f"PDF's:     {folders.shown(folders.publication / PDF)}/")
    if (folders.publication / EDITIONS).is_dir():
        console.line(f"Edities:   {folders.shown(folders.publication / EDITIONS)}/")
    console.line(f"Overzicht: {folders.shown(folders.manifest)}")


@contextmanager
def alone(folders: Folders) -> Iterator[None]:
    """Keep a second build out; the system frees the lock when a build is killed.

    Raises:
        BusyError: if another build is at work.
        OSError: if `_build` cannot be written.
    """
    folders.build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folders.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError from None
    try:
        yield
    finally:
        lock.release()


def epoch_of(options: BuildOptions) -> int:
    """Return the moment that counts as the date of the publication.

    Raises:
        UsageError: for a school year or SOURCE_DATE_EPOCH that is not one.
    """
    text = options.school_year or text_in_conf(options.root, "schooljaar")
    try:
        school_year = SchoolYear.parse(text) if text else None
        return source_date_epoch(options.root, school_year, datetime.now(UTC).date())
    except ValueError as error:
        raise UsageError(str(error)) from error


def chosen_editions(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the editions that were asked for, sorted; the word `alle` stands for all of them.

    Raises:
        UsageError: for an edition that is not there.
    """
    settings = literal_in_conf(root, "edities")
    folder = str(settings.get("map", "")) if isinstance(settings, dict) else ""
    there = sorted(path.stem for path in (root / folder).glob("*.yaml")) if folder else []
    for name in names:
        if name not in (*there, "alle"):
            close = difflib.get_close_matches(name, there, 1, 0.6)
            repair = f"Bedoel je «{close[0]}»?" if close else f"Kies uit: {', '.join(['alle', *there])}."
            raise UsageError(f"De editie «{name}» bestaat niet. {repair}")
    return tuple(there) if "alle" in names else tuple(sorted(set(names)))


def overrides(options: BuildOptions) -> dict[str, str]:
    """Return the settings that replace those of `conf.py`."""
    given = {"schooljaar": options.school_year, "html_baseurl": options.address}
    return {name: value for name, value in given.items() if value is not None}


def _options_for_fingerprint(options: BuildOptions, epoch: int) -> dict[str, str]:
    return {**overrides(options), "epoch": str(epoch), "edities": " ".join(options.editions)}
