"""An entry, and the feed of one page. Knows no Sphinx."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date


@dataclass(frozen=True)
class Head:
    """What an entry says about itself.

    Attributes:
        title: what is new, in a few words.
        day: day on which it was told.
        changed: day on which the entry itself was changed last; `day` if never.
        school_year: for which it holds, as `2026-2027`.
        reader: whom it concerns, in a few words.
    """

    title: str
    day: date
    changed: date
    school_year: str
    reader: str

    @property
    def name(self) -> str:
        """Return the name of the entry on its page: the day and the first words of its title."""
        return f"nieuws-{self.day.isoformat()}-{slug(self.title)}"

    @property
    def line(self) -> str:
        """Return day, school year and readers as one line."""
        return f"{dutch_day(self.day)} · schooljaar {self.school_year} · voor {self.reader}"


@dataclass(frozen=True)
class Entry:
    """An entry with its words.

    Attributes:
        text: its paragraphs, as plain text.
        address: web address of its place on the page; empty while the site has none.
    """

    head: Head
    text: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True)
class Feed:
    """All entries of a page, the newest first.

    Attributes:
        name: last part of the name of the page, such as `leidraad`.
        title: title of the page.
        publisher: who tells it.
        authority: domain name that belongs to the publisher (RFC 4151, `authorityName`).
        language: as in `nl`.
        page: web address of the page; empty while the site has none.
        itself: web address of the feed; empty while the site has none.
    """

    name: str
    title: str
    publisher: str
    authority: str
    language: str
    entries: tuple[Entry, ...]
    page: str = ""
    itself: str = ""


def slug(text: str, longest: int = 40) -> str:
    """Return a text as small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-") or "bericht"


def dutch_day(day: date) -> str:
    """Return a day as `25 november 2026`."""
    return format_date(day, "d MMMM y", locale="nl")
