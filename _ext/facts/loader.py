"""From the data files in `guidelines/regelgeving` to the frozen registry.

An entry with a mistake gives its message and is kept as far as it can be understood, so that one typing error
does not make everything that leans on the registry complain as well.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from facts.model import (
    AbsenceCode,
    Actor,
    Bound,
    Confidence,
    Fact,
    Gap,
    Kind,
    Origin,
    Problem,
    Registry,
    Source,
    Value,
)
from facts.reading import Entries, RefusedError, read_entries
from facts.school_year import SchoolYear

#: The data files, each with the one key at its top.
FILES = {
    "feiten": "feiten.yaml",
    "bronnen": "bronnen.yaml",
    "codes": "codes.yaml",
    "betrokkenen": "betrokkenen.yaml",
    "na-te-kijken": "na-te-kijken.yaml",
}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load(
    folder: Path, *, school_year: SchoolYear, built_on: date, shown: str = ""
) -> tuple[Registry, tuple[Problem, ...]]:
    """Read the registry.

    Args:
        folder: the folder with the data files.
        school_year: for which is built.
        built_on: the day that counts as the date of the publication.
        shown: how messages name the folder; its own name if empty.

    Returns:
        The registry with everything that could be understood, and what is wrong with the files.
    """
    problems: list[Problem] = []
    unreadable: set[str] = set()
    tops: dict[str, Entries] = {}
    for key, name in FILES.items():
        path = f"{shown or folder.name}/{name}"
        try:
            tops[key] = read_entries(folder / name, path)
        except RefusedError as error:
            repair = "Herstel het bestand; de rest van de registratie wordt intussen niet gelezen."
            problems.append(Problem(Origin(path, error.line), str(error), repair, "leesbaar"))
            unreadable.add(key)
    facts = _section(tops, "feiten", _fact)
    sources = _section(tops, "bronnen", _source)
    codes = _section(tops, "codes", _code)
    actors = _section(tops, "betrokkenen", _actor)
    gaps = _section(tops, "na-te-kijken", _gap)
    old = _old_codes(tops.get("codes"))
    for top in tops.values():
        top.finish()
        problems += top.problems
    registry = Registry(
        school_year, built_on, facts, sources, codes, old, actors, tuple(gaps.values()), frozenset(unreadable)
    )
    return registry, tuple(sorted(set(problems)))


def _section(tops: dict[str, Entries], key: str, make: Callable[[str, Entries], Any]) -> dict[str, Any]:
    top = tops.get(key)
    return {name: make(name, entries) for name, entries in top.named(key)} if top else {}


def _checked_name(name: str, entries: Entries) -> None:
    if not _NAME.fullmatch(name):
        repair = "Gebruik kleine letters, cijfers en koppeltekens."
        entries.report(f"«{name}» is geen goede naam.", repair, rule="naam")


def _fact(name: str, entries: Entries) -> Fact:
    _checked_name(name, entries)
    one, _, many = entries.text("eenheid").partition("/")
    says = entries.text("zegt")
    if says and says.count("{}") != 1:
        entries.report("In «zegt» staat niet één keer {}.", "Zet {} waar getal en eenheid komen.", key="zegt")
    return Fact(
        name=name,
        says=says,
        unit_one=one.strip(),
        unit_many=(many or one).strip(),
        bound=entries.choice("grens", Bound, Bound.PRECIES),
        values=tuple(sorted((_value(part) for part in entries.mappings("waarden")), key=_begin)),
        confidence=entries.choice("zekerheid", Confidence),
        checked=entries.day("nagekeken"),
        checker=entries.text("nakijken-door"),
        context=entries.groups("herken-aan"),
        remark=entries.text("opmerking", required=False),
        origin=entries.origin(),
    )


def _begin(value: Value) -> int:
    return value.first_year.start if value.first_year else 0


def _value(entries: Entries) -> Value:
    return Value(
        number=entries.number("getal"),
        first_year=entries.year("vanaf"),
        last_year=entries.year("tot-en-met"),
        sources=entries.citations("bron", required=False),
        remark=entries.text("opmerking", required=False),
        origin=entries.origin(),
    )


def _source(name: str, entries: Entries) -> Source:
    _checked_name(name, entries)
    return Source(
        key=name,
        title=entries.text("titel"),
        short=entries.text("kort"),
        publisher=entries.text("uitgever"),
        url=entries.address("adres"),
        kind=entries.choice("soort", Kind),
        consulted=entries.day("geraadpleegd"),
        date=entries.text("datum", required=False),
        last_year=entries.year("tot-en-met"),
        remark=entries.text("opmerking", required=False),
        origin=entries.origin(),
    )


def _code(name: str, entries: Entries) -> AbsenceCode:
    if not re.fullmatch(r"[A-Z|]", name):
        entries.report(f"«{name}» is geen code.", "Een code is één hoofdletter.", rule="naam")
    return AbsenceCode(
        letter=name,
        meaning=entries.text("betekent"),
        when=entries.text("wanneer", required=False),
        proof=entries.text("bewijs", required=False),
        levels=entries.text("waar", required=False),
        problematic=entries.yes("problematisch"),
        first_year=entries.year("vanaf"),
        last_year=entries.year("tot-en-met"),
        became=entries.text("nu", required=False),
        sources=entries.citations("bron"),
        confidence=entries.choice("zekerheid", Confidence),
        origin=entries.origin(),
    )


def _old_codes(top: Entries | None) -> dict[str, AbsenceCode]:
    return {name: _code(name, entries) for name, entries in top.named("oude-codes")} if top else {}


def _actor(name: str, entries: Entries) -> Actor:
    _checked_name(name, entries)
    short = entries.text("naam")
    return Actor(
        key=name,
        name=short,
        full=entries.text("voluit", required=False) or short,
        line=entries.text("wie"),
        website=entries.address("website", required=False),
        origin=entries.origin(),
    )


def _gap(name: str, entries: Entries) -> Gap:
    _checked_name(name, entries)
    return Gap(
        key=name,
        question=entries.text("vraag"),
        where=entries.text("bij-wie"),
        facts=entries.texts("feiten"),
        labels=entries.texts("plaatsen"),
        origin=entries.origin(),
    )
