"""`leerrecht controle`: reads everything and says in Dutch what is wrong, without making anything."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx

from editorial.diagnosis import Diagnosis, Level, count, merged
from editorial.language.table import table
from publication.build import BuildOptions, ExitCode, epoch_of, overrides
from publication.console import Console
from publication.editions import inspect_edition, wanted_editions
from publication.engine import Engine, steady_surroundings
from publication.folders import Folders
from publication.language import READING, language_check, look_at_edition


def control(options: BuildOptions, console: Console, *, every_page: bool = False) -> ExitCode:
    """Print how plain the texts are, with `every_page` page by page, and then all messages.

    Returns:
        `FAULT` only if there is a *fout*.
    """
    language = language_check(Folders(options.root))
    edition = partial(look_at_edition, language, every_page=True)
    diagnoses, pages = inspect(options, language.build, edition)
    for line in table(language.groups(), every_page=every_page):
        console.line(line)
    console.messages(diagnoses, pages, technical=options.technical)
    return ExitCode.FAULT if count(diagnoses, Level.FOUT) else ExitCode.OK


def inspect(
    options: BuildOptions,
    work: Callable[[Sphinx], None] = lambda app: app.build(force_all=True),
    edition_work: Callable[[str, Sphinx], None] = lambda _path, app: app.build(force_all=True),
) -> tuple[tuple[Diagnosis, ...], int]:
    """Read all sources, resolve all references, and return the messages and the number of pages.

    Args:
        options: the project, and how it is read.
        work: what is done with the application; it must build everything.
        edition_work: the same for an edition: the path of its file and its application.
    """
    with (
        tempfile.TemporaryDirectory(prefix="leerrecht-", ignore_cleanup_errors=True) as scratch,
        steady_surroundings(epoch_of(options)),
    ):
        engine = Engine(
            options.root,
            Path(scratch, "doctrees"),
            overrides=overrides(options),
            workers=options.workers,
            log=Folders(options.root).log,
        )
        engine.run(READING, Path(scratch, "out"), work=work)
        found = list(engine.diagnoses())
        for edition in wanted_editions(options):
            found += inspect_edition(
                edition, options, Path(scratch), partial(edition_work, edition.origin.path)
            )
        return merged(found), len(set(engine.trail.read))
