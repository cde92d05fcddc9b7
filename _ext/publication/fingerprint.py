"""One number for everything a publication depends on: sources, code, settings, dependencies, date."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "tests"})
_SKIPPED_ENDINGS = (".pyc", ".pyo", ".swp", "~")


def input_files(root: Path) -> Iterator[Path]:
    """Yield every file that can change the publication, sorted by its path with `/`.

    Left out are hidden files, tests, caches and every folder at the top that starts with an underscore, apart
    from `_ext`.
    """
    found: list[Path] = []
    for folder, folders, names in os.walk(root):
        at_top = Path(folder) == root
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and name not in _SKIPPED_FOLDERS
            and not name.endswith(".egg-info")
            and not (at_top and name.startswith("_") and name != "_ext")
        ]
        found.extend(
            Path(folder, name)
            for name in names
            if not name.startswith(".") and not name.endswith(_SKIPPED_ENDINGS)
        )
    yield from sorted(found, key=lambda path: path.relative_to(root).as_posix())


def fingerprint(root: Path, options: Mapping[str, str]) -> str:
    """Return the SHA-256 of all inputs, as hexadecimal digits.

    Args:
        root: the project.
        options: what the command line and the environment add, such as the date.
    """
    digest = hashlib.sha256()
    for path in input_files(root):
        digest.update(f"{path.relative_to(root).as_posix()}\0{file_hash(path)}\n".encode())
    settings = {"options": dict(options), "packages": packages_used(), "python": list(sys.version_info[:2])}
    digest.update(json.dumps(settings, sort_keys=True).encode())
    return digest.hexdigest()


def packages_used(project: str = "leerrecht") -> list[str]:
    """Return name and version of every package that the project needs, itself included.

    What happens to be installed besides, such as the tools of the tests, cannot change a publication.
    """
    found: dict[str, str] = {}
    waiting = [project]
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        found[name] = package.version
        needed = map(Requirement, package.requires or ())
        waiting += [r.name for r in needed if r.marker is None or r.marker.evaluate({"extra": ""})]
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits; a file that vanished counts as empty."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return hashlib.sha256(b"").hexdigest()
