"""Checks of the registry itself: what a schema cannot see because it lies between entries."""

from collections.abc import Collection, Iterator
from datetime import date

from facts.model import Citation, Fact, Origin, Problem, Registry, Value
from facts.reading import meant


def audit(registry: Registry) -> tuple[Problem, ...]:
    """Return what is wrong with the registry, in order of place."""
    problems = [*_sources(registry), *_gaps(registry)]
    for fact in registry.facts.values():
        problems += [*_validity(fact), *_age(fact, registry.built_on)]
    return tuple(sorted(set(problems)))


def unused_sources(registry: Registry, cited: frozenset[str]) -> Iterator[Problem]:
    """Give a remark for every source that neither the registry nor a page uses.

    Args:
        registry: the registry.
        cited: keys of the sources that pages use.
    """
    used = cited | {citation.key for citation, _ in registry.citations()}
    for source in registry.sources.values():
        if source.key not in used:
            cause = f"De bron «{source.key}» wordt nergens gebruikt."
            yield Problem(source.origin, cause, "Haal ze aan of wis ze.", "bron-ongebruikt", fatal=False)


def unknown_places(registry: Registry, labels: Collection[str]) -> Iterator[Problem]:
    """Give a fault for every question that names a place that no page has.

    Args:
        registry: the registry.
        labels: names of all places of all pages.
    """
    for gap in registry.gaps:
        for name in gap.labels:
            if name not in labels:
                cause = f"Er is geen plaats met de naam «{name}»."
                yield Problem(gap.origin, cause, meant(name, sorted(labels)), "plaats-onbekend")


def due_on(checked: date) -> date:
    """Return the day, twelve months after a check, from which a fact must be checked again."""
    if (checked.month, checked.day) == (2, 29):
        return date(checked.year + 1, 3, 1)
    return checked.replace(year=checked.year + 1)


def _sources(registry: Registry) -> Iterator[Problem]:
    if "bronnen" not in registry.unreadable:
        for citation, origin in registry.citations():
            yield from unknown_source(registry, citation, origin)
    for fact in registry.facts.values():
        for value in fact.values:
            if not value.sources:
                cause = f"Een waarde van het feit «{fact.name}» heeft geen bron."
                yield Problem(value.origin, cause, "Voeg een regel «bron:» toe.", "geen-bron")
        current = fact.value_in(registry.school_year)
        for citation in current.sources if current else ():
            source = registry.sources.get(citation.key)
            if current and source and source.last_year and source.last_year < registry.school_year:
                cause = f"«{fact.name}» steunt op «{source.key}», die gold tot en met {source.last_year}."
                repair = "Zoek een bron die nog geldt, of sluit de waarde af."
                yield Problem(current.origin, cause, repair, "bron-verlopen", fatal=False)


def unknown_source(registry: Registry, citation: Citation, origin: Origin) -> Iterator[Problem]:
    """Give a *fout* if a source does not exist."""
    if citation.key not in registry.sources:
        cause = f"De bron «{citation.key}» bestaat niet in bronnen.yaml."
        yield Problem(origin, cause, meant(citation.key, sorted(registry.sources)), "bron-onbekend")


def _validity(fact: Fact) -> Iterator[Problem]:
    for value in fact.values:
        if value.first_year and value.last_year and value.last_year < value.first_year:
            cause = f"Een waarde van «{fact.name}» eindigt voor ze begint."
            yield Problem(value.origin, cause, "Kijk «vanaf» en «tot-en-met» na.", "geldigheid")
    for earlier, later in zip(fact.values, fact.values[1:], strict=False):
        cause, repair = _between(fact, earlier, later)
        if cause:
            yield Problem(later.origin, cause, repair, "geldigheid")


def _between(fact: Fact, earlier: Value, later: Value) -> tuple[str, str]:
    """Return what is wrong between two values that follow each other; two empty texts if nothing is."""
    first = later.first_year
    if first is None:
        return (
            f"Twee waarden van «{fact.name}» hebben geen «vanaf».",
            "Zeg vanaf welk schooljaar de tweede geldt.",
        )
    before = f"{first.start - 1}-{first.start}"
    if earlier.last_year is None:
        return (
            f"Een vroegere waarde van «{fact.name}» blijft open, terwijl er een nieuwe begint in {first}.",
            f"Sluit de vroegere waarde af: «tot-en-met: {before}».",
        )
    if earlier.last_year >= first:
        return (
            f"Twee waarden van «{fact.name}» gelden allebei in {first}.",
            f"Schrijf «tot-en-met: {before}».",
        )
    if earlier.last_year.start + 1 < first.start:
        return (
            f"Tussen {earlier.last_year} en {first} heeft «{fact.name}» geen waarde.",
            f"Schrijf «tot-en-met: {before}», of voeg de waarde van die jaren toe.",
        )
    return "", ""


def _age(fact: Fact, built_on: date) -> Iterator[Problem]:
    if fact.checked != date.min and due_on(fact.checked) < built_on:
        cause = f"«{fact.name}» is meer dan twaalf maanden geleden nagekeken ({fact.checked.isoformat()})."
        repair = "Vergelijk het met zijn bron en pas «nagekeken» aan."
        yield Problem(fact.origin, cause, repair, "nagekeken", fatal=False)


def _gaps(registry: Registry) -> Iterator[Problem]:
    if "feiten" in registry.unreadable:
        return
    for gap in registry.gaps:
        for name in gap.facts:
            if name not in registry.facts:
                cause = f"Het feit «{name}» bestaat niet in feiten.yaml."
                yield Problem(gap.origin, cause, meant(name, sorted(registry.facts)), "feit-onbekend")
