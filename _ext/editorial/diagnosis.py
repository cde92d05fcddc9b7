"""What is wrong, where, and how to repair it: the frozen form of every message an editor sees."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_NAMED = re.compile(r"«([^«»]+)»")


class Level(StrEnum):
    """How bad it is: a *fout* stops publishing, an *opmerking* does not."""

    FOUT = "fout"
    OPMERKING = "opmerking"


@dataclass(frozen=True)
class Diagnosis:
    """One message in Dutch.

    Attributes:
        path: the file, relative to the project, with `/`; empty if no file is to blame.
        line: the line in that file, from 1; 0 if unknown.
        level: fout or opmerking.
        cause: one or two Dutch sentences: what is wrong.
        repair: what to do; may be empty.
        quoted: the source line itself, empty if unknown.
        technical: the original message, for `--technisch`.
        rule: the name of the pattern or source check that found it; `onbekend` if none knows the message.
    """

    path: str
    line: int
    level: Level
    cause: str
    repair: str = ""
    quoted: str = ""
    technical: str = ""
    rule: str = ""

    def as_text(self, *, technical: bool = False) -> str:
        """Return the message as the editor reads it, in two to four lines."""
        head = f"{self._place()}{self.cause}"
        parts = [head]
        if self.quoted.strip():
            parts.append(f"    {self.line} | {shorten(self.quoted.rstrip(), about=self._about())}")
        if self.repair:
            parts.append(f"    Tip: {self.repair}")
        if technical and self.technical:
            parts.extend(f"    [{line}]" for line in self.technical.splitlines() if line.strip())
        return "\n".join(parts)

    def _about(self) -> str:
        """Return the first thing that the cause names and the source line holds."""
        return next((name for name in _NAMED.findall(self.cause) if name in self.quoted), "")

    def _place(self) -> str:
        place = ", ".join(filter(None, [self.path, f"regel {self.line}" if self.line else ""]))
        if self.level is Level.OPMERKING:
            return f"{place} (opmerking): " if place else "Opmerking: "
        return f"{place}: " if place else ""


def shorten(text: str, limit: int = 110, about: str = "") -> str:
    """Return a text that fits on one line of a terminal, and shows what it is about."""
    text = text.expandtabs(4)
    if len(text) <= limit:
        return text
    found = text.find(about) if about else 0
    start = 0 if found + len(about) < limit else max(found - limit // 3, 0)
    end = start + limit - 2 if start else limit - 1
    part = text[start:end].rstrip() + ("…" if end < len(text) else "")
    return "…" + part.lstrip() if start else part


def merged(diagnoses: Iterable[Diagnosis]) -> tuple[Diagnosis, ...]:
    """Sort by path and line and keep one of each, so that the number of workers changes nothing.

    Builders meet the same fault one after the other; the editor must read it once.
    """
    kept: dict[tuple[str, int, str], Diagnosis] = {}
    for diagnosis in sorted(diagnoses, key=_order):
        kept.setdefault((diagnosis.path, diagnosis.line, diagnosis.cause), diagnosis)
    # A message without a line adds nothing when the same words are given with one.
    placed = {(path, cause) for path, line, cause in kept if line}
    return tuple(d for d in kept.values() if d.line or (d.path, d.cause) not in placed)


def _order(diagnosis: Diagnosis) -> tuple[object, ...]:
    return (
        diagnosis.path,
        diagnosis.line,
        diagnosis.level is Level.OPMERKING,
        diagnosis.cause,
        diagnosis.repair,
        diagnosis.technical,
    )


def count(diagnoses: Iterable[Diagnosis], level: Level) -> int:
    """Return how many messages have a level."""
    return sum(d.level is level for d in diagnoses)


def summary(diagnoses: Iterable[Diagnosis], files: int) -> str:
    """Return the last line of a report: `2 fouten, 3 opmerkingen in 14 bestanden. ...`."""
    diagnoses = tuple(diagnoses)
    faults, remarks = count(diagnoses, Level.FOUT), count(diagnoses, Level.OPMERKING)
    text = (
        f"{_number(faults, 'fout', 'fouten')}, {_number(remarks, 'opmerking', 'opmerkingen')} "
        f"in {_number(files, 'bestand', 'bestanden')}."
    )
    text = text[:1].upper() + text[1:]
    return text + (" Fouten moet je oplossen voor publicatie." if faults else "")


def _number(count: int, one: str, many: str) -> str:
    return f"{count or 'geen'} {one if count == 1 else many}"
