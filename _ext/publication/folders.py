"""Where things lie: the project, and what `leerrecht` writes under `_build`."""

import os
from dataclasses import dataclass
from pathlib import Path

SITE = "site"
EMBED = "embed"
PDF = "pdf"
DATA = "data"
EDITIONS = "edities"
DOCX = "docx"
MANIFEST = "manifest.json"
#: Everything of ours that is not the publication itself starts so, and may be removed at the next start.
LEFTOVER = ".publicatie-"


@dataclass(frozen=True)
class Folders:
    """The folders of one project.

    Attributes:
        root: the folder with `conf.py`.
    """

    root: Path

    @property
    def build(self) -> Path:
        """Return the folder for all output."""
        return self.root / "_build"

    @property
    def publication(self) -> Path:
        """Return the publication: whole and verified, or absent."""
        return self.build / "publicatie"

    @property
    def manifest(self) -> Path:
        """Return the list of all files of the publication."""
        return self.publication / MANIFEST

    @property
    def aside(self) -> Path:
        """Return where the old publication waits while the new one is put in place without an exchange."""
        return self.build / f"{LEFTOVER}oud"

    @property
    def work(self) -> Path:
        """Return the folder in which this process builds."""
        return self.build / f"{LEFTOVER}{os.getpid()}"

    @property
    def lock(self) -> Path:
        """Return the file that keeps a second build out."""
        return self.build / ".leerrecht.lock"

    @property
    def log(self) -> Path:
        """Return the file for what an editor need not read."""
        return self.build / "leerrecht-fout.log"

    @property
    def known_words(self) -> Path:
        """Return the file with words whose spelling was found right before."""
        return self.build / "gekende-woorden.txt"

    def shown(self, path: Path) -> str:
        """Return a path as it is printed: relative to the project, with `/`."""
        return path.relative_to(self.root).as_posix()


def find_root(start: Path) -> Path | None:
    """Return the nearest folder with a `conf.py`, from a folder upwards; None if there is none."""
    return next((folder for folder in (start, *start.parents) if (folder / "conf.py").is_file()), None)
