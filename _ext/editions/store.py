"""The editions of an application: each file read once, and only those that are needed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from editions.model import Edition
from editions.reading import edition_files, read_edition
from facts.model import Problem
from markup.messages import Messages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

warn = Messages("edities")
#: Lines of a local text are counted from here, so that a message on a page tells them from its own lines.
LOCAL_LINES = 1_000_000

Read = tuple[Edition | None, tuple[Problem, ...]]
# By configuration: an application and its environment share theirs, and it lives as long as they do.
_STORED: "WeakKeyDictionary[Config, dict[str, Read]]" = WeakKeyDictionary()


def files_of(holder: "Sphinx | BuildEnvironment") -> dict[str, Path]:
    """Return the files of the editions by key; none if `conf.py` names no folder."""
    folder = str(holder.config.edities.get("map", "")).strip("/")
    return edition_files(Path(holder.srcdir), folder) if folder else {}


def editions_of(holder: "Sphinx | BuildEnvironment") -> dict[str, Read]:
    """Return every edition with what is wrong with its file, or only the one that is being read."""
    config = holder.config
    if config not in _STORED:
        files = {key: file for key, file in files_of(holder).items() if config.editie in ("", key)}
        _STORED[config] = {key: read_edition(Path(holder.srcdir), file) for key, file in files.items()}
    return _STORED[config]


def current(env: "BuildEnvironment") -> Edition | None:
    """Return the edition that the sources are read as; None without one."""
    return editions_of(env).get(env.config.editie, (None, ()))[0] if env.config.editie else None


def start_of(holder: "Sphinx | BuildEnvironment") -> str:
    """Return the start document of the publication that has editions; empty without one."""
    return str(holder.config.edities.get("startdoc", ""))


def local_texts(holder: "Sphinx | BuildEnvironment") -> Iterator[tuple[str, int, str]]:
    """Give the local texts of all editions: the path of the file, the line they start on, and the MyST."""
    for edition in (edition for edition, _ in editions_of(holder).values() if edition):
        for text in edition.texts.values():
            yield edition.origin.path, text.first_line, text.text
