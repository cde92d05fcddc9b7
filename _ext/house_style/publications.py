"""Which publication a page belongs to, and what every page says about it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from babel.dates import format_date
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from markup.documents import documents_below


@dataclass(frozen=True)
class Publication:
    """One publication, as `typst_documents` in conf.py describes it.

    Attributes:
        startdoc: document name of its first page.
        title: its title.
        name: name of its files, without ending.
        status: such as "Ontwerp"; may be empty.
        brochure: whether it is printed as a brochure.
    """

    startdoc: str
    title: str
    name: str
    status: str = ""
    brochure: bool = False

    @classmethod
    def from_config(cls, entry: Mapping[str, Any]) -> Self:
        """Read one entry of `typst_documents`; what is missing stays empty."""
        start = str(entry.get("startdoc", ""))
        options = entry.get("options")
        return cls(
            start,
            str(entry.get("title", start)),
            str(entry.get("name", start.replace("/", "-"))),
            str(options.get("status", "")) if isinstance(options, Mapping) else "",
            entry.get("template") == "brochure",
        )


def publications(config: Config) -> list[Publication]:
    """Return all publications of the project, in the order of conf.py."""
    entries = getattr(config, "typst_documents", [])
    return [Publication.from_config(entry) for entry in entries if isinstance(entry, Mapping)]


def publication_of(env: BuildEnvironment, docname: str) -> Publication | None:
    """Return the publication that prints a page, by the tables of contents; None if none does."""
    for publication in publications(env.config):
        if docname in documents_below(env, publication.startdoc):
            return publication
    return None


def facts_about(config: Config, publication: Publication | None = None) -> Iterator[str]:
    """Yield school year, version, date and state, as far as they are known."""
    school_year = getattr(config, "schooljaar", "")
    if school_year:
        yield f"Schooljaar {school_year}"
    if config.release:
        yield f"Versie {config.release}"
    day = day_of_publication()
    if day:
        yield in_dutch(day)
    if publication and publication.status:
        yield publication.status


def day_of_publication() -> date | None:
    """Return the date that `SOURCE_DATE_EPOCH` gives the publication; None without it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else None


def in_dutch(day: date) -> str:
    """Return a date as "3 oktober 2026"; Babel formats it, for `%-d` fails on Windows."""
    return format_date(day, "d MMMM y", locale="nl")
