"""What can be filled in on screen: the fields of one publication, in the order of its pages.

The translator lists a field here and puts a link to `address(number)` around its place on paper; once the
compiler has found where that is, `typst_pdf.forms` turns the link into a form field.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

_SCHEME = "leerrecht-invulveld:"
_LONGEST_NAME = 60
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


class FieldKind(StrEnum):
    """What can be put in a field."""

    LINE = "line"
    LINES = "lines"
    CELL = "cell"
    DATE = "date"
    TICK = "tick"


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        name: unique in the document; the same at every build as long as page and label stay.
        label: what a screen reader says and a mouse pointer shows.
        kind: what can be put in it.
    """

    name: str
    label: str
    kind: FieldKind


@dataclass
class FieldList:
    """Gives each field its number and its name."""

    fields: list[Field] = field(default_factory=list)
    _uses: dict[str, int] = field(default_factory=dict)

    def add(self, docname: str, label: str, kind: FieldKind) -> int:
        """List a field and return its number, counted from 0 in the document."""
        label = " ".join(label.split())
        base = _slug(f"{docname.rsplit('/', 1)[-1]} {label}")
        uses = self._uses[base] = self._uses.get(base, 0) + 1
        self.fields.append(Field(base if uses == 1 else f"{base}--{uses}", label, kind))
        return len(self.fields) - 1


def address(number: int) -> str:
    """Return where the link leads that keeps the place of a field."""
    return f"{_SCHEME}{number}"


def number_in(uri: str) -> int | None:
    """Return the number of the field that a link keeps the place of; None for any other link."""
    number = uri.removeprefix(_SCHEME)
    return int(number) if number != uri and number.isascii() and number.isdigit() else None


def _slug(text: str) -> str:
    """Return a partial field name, without a point (ISO 32000-1, 12.7.3.2)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_NAME.sub("-", plain).strip("-")[:_LONGEST_NAME].rstrip("-")
