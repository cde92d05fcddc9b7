"""`leerrecht controle`: reads everything and says in Dutch what is wrong, without making anything."""

import tempfile
from pathlib import Path

from editorial.diagnosis import Diagnosis, Level, count, merged
from publication.build import BuildOptions, ExitCode, epoch_of, overrides
from publication.console import Console
from publication.editions import inspect_edition, wanted_editions
from publication.engine import Engine, steady_surroundings
from publication.folders import Folders


def control(options: BuildOptions, console: Console) -> ExitCode:
    """Print all messages.

    Returns:
        `FAULT` only if there is a *fout*.
    """
    diagnoses, pages = inspect(options)
    console.messages(diagnoses, pages, technical=options.technical)
    return ExitCode.FAULT if count(diagnoses, Level.FOUT) else ExitCode.OK


def inspect(options: BuildOptions) -> tuple[tuple[Diagnosis, ...], int]:
    """Read all sources, resolve all references, and return the messages and the number of pages."""
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
        engine.run("dummy", Path(scratch, "out"), work=lambda app: app.build(force_all=True))
        found = list(engine.diagnoses())
        for edition in wanted_editions(options):
            found += inspect_edition(edition, options, Path(scratch))
        return merged(found), len(set(engine.trail.read))
