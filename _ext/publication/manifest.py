"""The list of everything that was published, with which a school can check what it downloaded."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from publication.fingerprint import file_hash
from publication.folders import MANIFEST

#: Raised when a reader of the manifest would have to be changed.
FORM = 1


@dataclass(frozen=True)
class Entry:
    """One file of the publication.

    Attributes:
        path: relative to the publication, with `/`.
        bytes: size.
        sha256: checksum, as hexadecimal digits.
        title: title of a page or PDF; empty for other files.
        language: language of a page or PDF; empty for other files.
    """

    path: str
    bytes: int
    sha256: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True)
class Manifest:
    """Everything that was published, and from what.

    Attributes:
        school_year: such as `2026-2027`.
        version: version of the publication, from `conf.py`.
        publisher: who publishes it.
        date: day of the publication, as YYYY-MM-DD.
        address: where the site will stand; may be empty.
        inputs: fingerprint of everything it was made from.
        files: all files but the manifest itself, sorted by path.
    """

    school_year: str
    version: str
    publisher: str
    date: str
    address: str
    inputs: str
    files: tuple[Entry, ...]

    def as_json(self) -> str:
        """Return the text of `manifest.json`."""
        data = {
            "form": FORM,
            "schooljaar": self.school_year,
            "version": self.version,
            "publisher": self.publisher,
            "date": self.date,
            "address": self.address,
            "inputs": self.inputs,
            "files": [
                {key: value for key, value in asdict(entry).items() if value != ""} for entry in self.files
            ],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read `manifest.json`.

        Raises:
            ValueError: if it is not a manifest of this form.
        """
        try:
            data: dict[str, Any] = json.loads(text)
            if data["form"] != FORM:
                raise ValueError(f"form {data['form']}")
            return cls(
                school_year=data["schooljaar"],
                version=data["version"],
                publisher=data["publisher"],
                date=data["date"],
                address=data["address"],
                inputs=data["inputs"],
                files=tuple(Entry(**entry) for entry in data["files"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error


def files_of(folder: Path) -> Iterator[Path]:
    """Yield all files in a folder but the manifest, sorted by their path with `/`."""
    found = [path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST]
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def entries(folder: Path, titles: Mapping[str, str], language: str) -> tuple[Entry, ...]:
    """Describe all files of a folder.

    Args:
        folder: the new publication.
        titles: titles of pages and PDFs, by path.
        language: their language.
    """
    result = []
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        title = titles.get(name, "")
        result.append(
            Entry(name, path.stat().st_size, file_hash(path), title, language if name in titles else "")
        )
    return tuple(result)


def published(folder: Path, inputs: str) -> Manifest | None:
    """Return the manifest of a publication, if it was made from these inputs and is still untouched."""
    try:
        manifest = Manifest.from_json((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if manifest.inputs != inputs:
        return None
    present = [path.relative_to(folder).as_posix() for path in files_of(folder)]
    if present != [entry.path for entry in manifest.files]:
        return None
    same = all(
        (folder / entry.path).stat().st_size == entry.bytes and file_hash(folder / entry.path) == entry.sha256
        for entry in manifest.files
    )
    return manifest if same else None
