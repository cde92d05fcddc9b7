"""Collects every warning of Sphinx, MyST, docutils and our own packages, and gives it back in Dutch."""

import logging
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import (
    NAMESPACE,
    SafeEncodingWriter,
    WarningLogRecordTranslator,
    WarningStreamHandler,
    WarningSuppressor,
)

from editorial.diagnosis import Diagnosis, Level, merged
from editorial.translate import Translation, Vocabulary, translate

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LOCATION = re.compile(r"^(?P<path>.+?)(?::(?P<line>\d+)?)?$")
_TYPES_BEHIND = re.compile(r"(?:\s*\[[a-z_]+(?:\.[\w-]+)?\])+\s*$")


class _Place(WarningLogRecordTranslator):
    """Turns the location of a record into `path:line`, once."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave alone what Sphinx's own handler has translated already; it would add an ending again."""
        if Path(str(getattr(record, "location", None) or "")).is_absolute():
            return True
        return super().filter(record)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Message:
    """A warning as it was given: where, of which type, and its text."""

    path: str
    line: int
    kind: str
    text: str


class Collector(WarningStreamHandler):
    """A handler that keeps the warnings of one or more builds.

    It is a `WarningStreamHandler` because Sphinx holds those back while it reads, and passes each warning on
    once.
    """

    def __init__(self, root: Path, elsewhere: Callable[[str, int], tuple[str, int]] | None = None) -> None:
        """Collect for the project in folder `root`; `elsewhere` may give a line to another file."""
        super().__init__(SafeEncodingWriter(StringIO()))
        self.setLevel(logging.WARNING)
        self._root = root.resolve()
        self._elsewhere = elsewhere or (lambda path, line: (path, line))
        self._messages: set[Message] = set()

    def attach(self, app: "Sphinx") -> None:
        """Listen to a Sphinx application; to be called once its logging is set up."""
        self.filters.clear()
        self.addFilter(WarningSuppressor(app))
        self.addFilter(_Place(app))
        logger = logging.getLogger(NAMESPACE)
        if self not in logger.handlers:
            logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        location = getattr(record, "location", None)
        path, line = self._place(str(location) if location else "")
        kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        # The base class: Sphinx's own adds the location and WARNING in front.
        text = logging.LogRecord.getMessage(record)
        self._messages.add(Message(path, line, kind, _TYPES_BEHIND.sub("", text)))

    def add(self, path: str, line: int, kind: str, text: str) -> None:
        """Keep a message that did not come through a logger."""
        self._messages.add(Message(path, line, kind, text))

    def diagnoses(self, vocabulary: Vocabulary) -> tuple[Diagnosis, ...]:
        """Return everything that was collected, in Dutch, sorted, each once."""
        pairs = [(m, translate(m.text, m.kind, vocabulary, m.path)) for m in self._messages]
        found = {(m.path, m.line, t.rule) for m, t in pairs if m.kind.startswith("editorial")}
        kept = [self._diagnosis(m, t) for m, t in pairs if not _covered(m, t, found)]
        return merged(kept)

    def _diagnosis(self, message: Message, translation: Translation) -> Diagnosis:
        line = better_line(self._root, message.path, message.line, translation.look_for)
        return Diagnosis(
            path=message.path,
            line=line,
            level=translation.level,
            cause=self._without_root(translation.cause),
            repair=self._without_root(translation.repair),
            quoted=quoted_line(self._root, message.path, line),
            technical=self._without_root(message.text) + (f" [{message.kind}]" if message.kind else ""),
            rule=translation.rule,
        )

    def _place(self, location: str) -> tuple[str, int]:
        match = _LOCATION.match(location)
        if not match or match["path"].startswith("<"):
            return "", int(match["line"] or 0) if match else 0
        return self._elsewhere(relative(self._root, match["path"]), int(match["line"] or 0))

    def _without_root(self, text: str) -> str:
        """Take the project folder out of a text, so that messages are the same on every machine."""
        for form in sorted({str(self._root), self._root.as_posix()}):
            text = text.replace(form + os.sep, "").replace(form + "/", "").replace(form, ".")
        return text


def _covered(message: Message, translation: Translation, found: Iterable[tuple[str, int, str]]) -> bool:
    """Tell whether a source check says the same better."""
    if not translation.covered_by or message.kind.startswith("editorial"):
        return False
    names = {
        "line": {
            name for path, line, name in found if path == message.path and abs(line - message.line) <= 1
        },
        "page": {name for path, _, name in found if path == message.path},
        "project": {name for _, _, name in found},
    }
    return not translation.covered_by.isdisjoint(names[translation.covered_on])


def relative(root: Path, path: str) -> str:
    """Return a path relative to the project, with `/`; an outside path by its name alone."""
    full = Path(path)
    if not full.is_absolute():
        return full.as_posix()
    try:
        return full.relative_to(root).as_posix()
    except ValueError:
        pass
    try:
        return full.resolve().relative_to(root).as_posix()
    except (ValueError, OSError):
        return full.name


def quoted_line(root: Path, path: str, line: int) -> str:
    """Return a line of a source, or an empty text if it cannot be read."""
    lines = _lines(root, path)
    return lines[line - 1] if 0 < line <= len(lines) else ""


def better_line(root: Path, path: str, line: int, name: str) -> int:
    """Return the line with a name or its last part: the first from a line on, else the last before it."""
    lines = list(enumerate(_lines(root, path), 1))
    forms = [form for form in (name, name.rsplit("/", 1)[-1]) if form]
    for part in (lines[max(line - 1, 0) :], lines[max(line - 1, 0) :: -1]):
        for form in forms:
            for number, text in part:
                if form in text:
                    return number
    return line


def _lines(root: Path, path: str) -> list[str]:
    try:
        return (root / path).read_text("utf-8-sig").splitlines() if path else []
    except (OSError, UnicodeDecodeError):
        return []


def vocabulary_of(app: "Sphinx") -> Vocabulary:
    """Return the names that exist in an application, while its directives and roles are registered."""
    from docutils.parsers.rst import directives, roles
    from sphinx_design.icons import list_octicons

    standard = app.env.domains.standard_domain
    # docutils has no public list of what is registered.
    own, by_language = vars(directives)["_directives"], vars(directives)["_directive_registry"]
    known_directives = {*own, *by_language, *standard.directives}
    known_roles = {*vars(roles)["_roles"], *vars(roles)["_role_registry"], *standard.roles}
    terms = [name for (kind, name) in standard.objects if kind == "term"]
    return Vocabulary(
        {
            "directive": sorted(known_directives),
            "role": sorted(name for name in known_roles if name),
            "label": sorted(standard.anonlabels),
            "doc": sorted(app.env.found_docs),
            "term": sorted(terms),
            "picture": _pictures(Path(app.srcdir)),
            "icon": sorted(list_octicons()),
        }
    )


def _pictures(root: Path) -> list[str]:
    endings = {".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"}
    tops = [path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"]
    found = [*root.glob("*"), *(path for top in tops for path in top.rglob("*"))]
    return sorted(path.relative_to(root).as_posix() for path in found if path.suffix.lower() in endings)


def fault(
    cause: str, repair: str = "", *, path: str = "", line: int = 0, rule: str, technical: str = ""
) -> Diagnosis:
    """Return a *fout* that we found ourselves."""
    return replace(Diagnosis(path, line, Level.FOUT, cause, repair), rule=rule, technical=technical)
