"""Every message about a chart: code, whether it stops publication, Dutch words (`catalogue.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from escalation.model import Finding, Kind, Place

#: A title longer than this is cut in a message.
SHOWN = 40

_ARTICLES = {Kind.STAP: "de stap", Kind.VRAAG: "de vraag", Kind.EINDE: "het einde"}


@dataclass(frozen=True)
class Message:
    """A row of the catalogue.

    Attributes:
        code: such as `K101`.
        fatal: whether it stops publication (a *fout*); else an *opmerking*.
        when: one Dutch sentence for the handbook.
        cause: Dutch template: what is wrong.
        repair: Dutch template: what to do.
    """

    code: str
    fatal: bool
    when: str
    cause: str
    repair: str


@cache
def _rows() -> dict[str, Message]:
    rows: dict[str, Message] = {}
    table = tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text("utf-8"))
    for code, row in table.items():
        first = Message(code, row["fout"], row["wanneer"], row["oorzaak"], row["herstel"])
        rows[code] = first
        for form, other in row.items():
            if isinstance(other, dict):
                cause, repair = other["oorzaak"], other.get("herstel", first.repair)
                rows[f"{code}.{form}"] = Message(code, first.fatal, first.when, cause, repair)
    return rows


@cache
def messages() -> tuple[Message, ...]:
    """Return one message for each code, in order of code: the list of the handbook."""
    return tuple(sorted((row for key, row in _rows().items() if key == row.code), key=lambda row: row.code))


def forms(code: str) -> tuple[Message, ...]:
    """Return all forms that the message with a code can take."""
    return tuple(row for row in _rows().values() if row.code == code)


def finding(key: str, place: Place, *, step: str = "", kind: Kind | None = None, **words: object) -> Finding:
    """Fill in a message.

    Args:
        key: a code, or a code and a form, such as `K113.geen`.
        place: the exact line of the step or option.
        step: name of the step it is about.
        kind: fills in «de vraag» for `soort` and «De vraag» for `Soort`.
        words: what the template asks for; a `titel`, `doel` or `begin` is cut where too long, and `bedoel` is
            «Bedoel je …?» or empty.

    Raises:
        KeyError: for a code that does not exist, or a word that the template asks for and is not given.
    """
    row = _rows()[key]
    filled = {name: str(word) for name, word in words.items()}
    filled |= {name: short(filled[name]) for name in ("titel", "begin", "antwoord") if name in filled}
    if kind is not None:
        filled |= {"soort": _ARTICLES[kind], "Soort": _ARTICLES[kind].capitalize(), "kind": kind.value}
    filled["Bedoel"] = f"{filled['bedoel']} " if filled.get("bedoel") else ""
    return Finding(
        row.code, place, _fill(row.cause, filled), _fill(row.repair, filled), fatal=row.fatal, step=step
    )


def article(kind: Kind) -> str:
    """Return «de stap», «de vraag» or «het einde»."""
    return _ARTICLES[kind]


def short(text: str) -> str:
    """Cut a long text for a message."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def near(place: Place, other: Place) -> str:
    """Say where the other place is, seen from the first: «op regel 31», or «op regel 31 van secundair»."""
    line = f"op regel {other.line}"
    return line if other.docname == place.docname else f"{line} van {other.docname}"


def _fill(template: str, words: dict[str, str]) -> str:
    # Values may hold braces: only the template is a format, and each name in it must be given.
    return Formatter().vformat(template, (), words).strip()
