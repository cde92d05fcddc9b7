"""What a chart may lean on: known actors, sources and facts, for one school year. Filled from `facts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from escalation.model import Actor, Source


@dataclass(frozen=True)
class KnownFact:
    """A dated threshold in the chosen school year.

    Attributes:
        confirmed: whether its source is sure or probable; an unverified fact may not be stated.
    """

    name: str
    value: int
    unit_one: str
    unit_many: str
    sources: tuple[Source, ...]
    first_year: str = ""
    last_year: str = ""
    confirmed: bool = True


@dataclass(frozen=True)
class KnownSource:
    """A source of the register; `last_year` is the last school year for which it holds, empty if open."""

    source: Source
    legal: bool = False
    last_year: str = ""


@dataclass(frozen=True)
class Knowledge:
    """Everything outside the chart that its meaning and its checks depend on.

    Attributes:
        abbreviations: what short names and codes stand for: «AGODI», «B».
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    sources: Mapping[str, KnownSource] = field(default_factory=dict)
    facts: Mapping[str, KnownFact] = field(default_factory=dict)
    school_year: str = ""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
