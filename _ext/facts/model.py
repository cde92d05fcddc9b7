"""The frozen registry of facts. Nothing here knows Sphinx or YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from facts.school_year import SchoolYear


class Confidence(StrEnum):
    """How sure a fact is: confirmed, probably current, or not confirmed (never stated as fact)."""

    ZEKER = "zeker"
    WAARSCHIJNLIJK = "waarschijnlijk"
    ONZEKER = "onzeker"


class Bound(StrEnum):
    """How a number limits: «vanaf 5», «minstens 290», «hoogstens 4», «meer dan 21», or simply «65»."""

    VANAF = "vanaf"
    MINSTENS = "minstens"
    HOOGSTENS = "hoogstens"
    MEER_DAN = "meer dan"
    PRECIES = "precies"


class Kind(StrEnum):
    """What a source is. Only the first two can carry a duty."""

    OMZENDBRIEF = "omzendbrief"
    OFFICIEEL = "officieel"
    NETWERK = "netwerk"
    HULP = "hulp"
    LOKAAL = "lokaal"
    PERS = "pers"


@dataclass(frozen=True, order=True)
class Origin:
    """Where something stands: path relative to the project, and line from 1 (0: the file as a whole)."""

    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Citation:
    """A source by its key, and the point in it as written («punt 3»); the point may be empty."""

    key: str
    point: str = ""


@dataclass(frozen=True)
class Value:
    """What holds during some school years.

    Attributes:
        number: in the unit of the fact; None for an announced change of which nobody knows the number yet.
        first_year: None if it is not known since when.
        last_year: None while no end is known.
        remark: Dutch sentence about this value; may be empty.
    """

    number: int | None
    first_year: SchoolYear | None
    last_year: SchoolYear | None
    sources: tuple[Citation, ...]
    remark: str = ""
    origin: Origin = field(default=Origin(), compare=False)

    def holds_in(self, year: SchoolYear) -> bool:
        """Tell whether it holds in a school year."""
        begun = self.first_year is None or self.first_year <= year
        return begun and (self.last_year is None or year <= self.last_year)


@dataclass(frozen=True)
class Fact:
    """A rule with a number.

    Attributes:
        name: name in the sources, such as `clb-melden`.
        says: one Dutch sentence in which `{}` stands for number and unit.
        unit_one: singular, such as «halve dag».
        unit_many: plural, such as «halve dagen».
        bound: how the number limits.
        values: in order of school year.
        context: words (lower case, beginnings) that tell that a number in a text is about this fact: one of
            each group must stand in the sentence. No groups: any number with this unit. None: not looked for.
        checked: day of the last check against the sources.
        checker: who must check it.
    """

    name: str
    says: str
    unit_one: str
    unit_many: str
    bound: Bound
    values: tuple[Value, ...]
    confidence: Confidence
    checked: date
    checker: str
    context: tuple[tuple[str, ...], ...] | None = None
    remark: str = ""
    origin: Origin = field(default=Origin(), compare=False)

    def value_in(self, year: SchoolYear) -> Value | None:
        """Return the value that holds in a school year; its number may be unknown."""
        return next((value for value in self.values if value.holds_in(year)), None)

    def unit_for(self, number: int) -> str:
        """Return the unit in the right number: «halve dag» for 1, else «halve dagen»."""
        return self.unit_one if number == 1 else self.unit_many

    def quantity(self, number: int) -> str:
        """Return number and unit: «5 halve dagen»."""
        return f"{number} {self.unit_for(number)}"

    def sentence(self, year: SchoolYear) -> str:
        """Return what the fact says, with the number of a school year filled in."""
        value = self.value_in(year)
        number = None if value is None else value.number
        if number is None:
            return self.says.replace("{}", f"een aantal {self.unit_many}")
        return self.says.replace("{}", self.quantity(number))

    def changes_after(self, year: SchoolYear) -> tuple[Value, ...]:
        """Return the values that begin after a school year."""
        return tuple(
            value for value in self.values if value.first_year is not None and value.first_year > year
        )


@dataclass(frozen=True)
class Source:
    """A text that says something.

    Attributes:
        short: short title for readers, such as «AGODI, procedure».
        date: when it was made, as free Dutch text; may be empty.
        consulted: day on which it was read.
        last_year: last school year for which it holds; None while no end is known.
        remark: what the reader must know about it («niet volledig gelezen»); may be empty.
    """

    key: str
    title: str
    short: str
    publisher: str
    url: str
    kind: Kind
    consulted: date
    date: str = ""
    last_year: SchoolYear | None = None
    remark: str = ""
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def legal(self) -> bool:
        """Whether it can carry a duty: a circular, or a page or report of the government itself."""
        return self.kind in (Kind.OMZENDBRIEF, Kind.OFFICIEEL)


@dataclass(frozen=True)
class AbsenceCode:
    """A letter for a kind of absence.

    Attributes:
        letter: one capital, or `|`.
        meaning: short Dutch meaning.
        when: what it covers, one Dutch sentence; may be empty.
        proof: which proof or condition belongs to it; may be empty.
        levels: where it exists, for readers («kleuter», «secundair onderwijs»); empty for everywhere.
        problematic: whether it counts as a problematic absence.
        became: what replaced an old letter; empty for a letter that was not replaced.
    """

    letter: str
    meaning: str
    when: str
    proof: str
    levels: str
    problematic: bool
    first_year: SchoolYear | None
    last_year: SchoolYear | None
    became: str
    sources: tuple[Citation, ...]
    confidence: Confidence
    origin: Origin = field(default=Origin(), compare=False)

    def holds_in(self, year: SchoolYear) -> bool:
        """Tell whether the letter is in use in a school year."""
        begun = self.first_year is None or self.first_year <= year
        return begun and (self.last_year is None or year <= self.last_year)


@dataclass(frozen=True)
class Actor:
    """Who takes steps.

    Attributes:
        key: name in the sources, such as `clb`.
        name: name for readers in a sentence, such as «CLB».
        full: name in full; may equal `name`.
        line: who or what it is, one Dutch sentence.
        website: official address; may be empty.
    """

    key: str
    name: str
    full: str
    line: str
    website: str = ""
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True)
class Gap:
    """Something nobody could settle: it must be checked before publication.

    Attributes:
        question: what must be found out, one Dutch sentence.
        where: who can tell.
        facts: names of facts it touches.
        labels: labels of places in the publications it touches.
    """

    key: str
    question: str
    where: str
    facts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True)
class Registry:
    """Everything the publications know, for one school year.

    Attributes:
        built_on: the day that counts as the date of the publication.
        unreadable: names of data files that could not be read; what they should hold is missing.
    """

    school_year: SchoolYear
    built_on: date
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    codes: Mapping[str, AbsenceCode] = field(default_factory=dict)
    old_codes: Mapping[str, AbsenceCode] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    unreadable: frozenset[str] = frozenset()

    def citations(self) -> Iterator[tuple[Citation, Origin]]:
        """Give every citation of facts and codes, and where it stands."""
        for fact in self.facts.values():
            for value in fact.values:
                yield from ((citation, value.origin) for citation in value.sources)
        for code in (*self.codes.values(), *self.old_codes.values()):
            yield from ((citation, code.origin) for citation in code.sources)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault or remark about the data.

    Attributes:
        rule: name of the check, for the type of the message.
        fatal: whether it stops publication (a *fout*); else an *opmerking*.
    """

    origin: Origin
    cause: str
    repair: str
    rule: str
    fatal: bool = True
