"""What charts may lean on, taken from the registry of facts: the only place where both packages meet."""

import re
from collections.abc import Iterator

from sphinx.environment import BuildEnvironment

from escalation.knowledge import Knowledge, KnownFact, KnownSource
from escalation.model import Actor, Source
from facts import registry_of
from facts.model import Citation, Confidence, Registry

#: Two capitals in a row make a name that is no word.
_LETTERS = re.compile(r"[A-Z]{2}")


def knowledge_of(env: BuildEnvironment) -> Knowledge:
    """Return the known actors, sources and thresholds for the school year that is built."""
    registry = registry_of(env)
    return Knowledge(
        actors={key: Actor(key, actor.name) for key, actor in registry.actors.items()},
        sources={key: _source(registry, key) for key in registry.sources},
        facts={name: fact for name in registry.facts if (fact := _fact(registry, name))},
        school_year=str(registry.school_year),
        abbreviations={name: full for name, full in _abbreviations(registry) if name != full},
    )


def _abbreviations(registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield the names of actors that are said by their letters, and the codes for absence, in full."""
    for actor in registry.actors.values():
        if _LETTERS.search(actor.name):
            yield actor.name, actor.full
    for code in (one for one in registry.codes.values() if one.letter.isalpha() and not one.became):
        yield code.letter, f"code voor {code.meaning}"


def _source(registry: Registry, key: str) -> KnownSource:
    source = registry.sources[key]
    return KnownSource(Source(key, source.short, url=source.url), source.legal, str(source.last_year or ""))


def _fact(registry: Registry, name: str) -> KnownFact | None:
    """Return a fact with a known number in this school year; None if there is none."""
    fact = registry.facts[name]
    value = fact.value_in(registry.school_year)
    if value is None or value.number is None:
        return None
    return KnownFact(
        name,
        value.number,
        fact.unit_one,
        fact.unit_many,
        tuple(_cited(registry, citation) for citation in value.sources),
        str(value.first_year or ""),
        str(value.last_year or ""),
        fact.confidence is not Confidence.ONZEKER,
    )


def _cited(registry: Registry, citation: Citation) -> Source:
    source = registry.sources.get(citation.key)
    text, url = (source.short, source.url) if source else (citation.key, "")
    return Source(citation.key, text, citation.point, url)
