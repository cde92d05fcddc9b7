"""The frozen model of an escalation chart (stappenplan): what every check, layout and output sees.

Nothing here knows Sphinx. Two layers:

- `Written…`: what an editor wrote, word for word, each option with the line it stands on;
- `Chart` and its parts: what it means, as far as it could be understood. `escalation.resolve` makes one from
  the other and reports what it could not understand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: Sphinx document name and line from 1 (0: unknown)."""

    docname: str
    line: int = 0


class Kind(StrEnum):
    """What a step is: an action, a question with answers, or an end."""

    STAP = "stap"
    VRAAG = "vraag"
    EINDE = "einde"


class Strength(StrEnum):
    """How binding a step is.

    PLICHT rests on law or circular, AFSPRAAK on an agreement between the partners, AANBEVOLEN on advice;
    MOGELIJK is allowed and never automatic.
    """

    PLICHT = "plicht"
    AFSPRAAK = "afspraak"
    AANBEVOLEN = "aanbevolen"
    MOGELIJK = "mogelijk"


class Outcome(StrEnum):
    """How an end ends: the problem is solved, somebody else takes over, or other rules hold elsewhere."""

    OPGELOST = "opgelost"
    OVERGEDRAGEN = "overgedragen"
    ELDERS = "elders"


class View(StrEnum):
    """How a chart is drawn: one main column, or one column per actor."""

    LADDER = "ladder"
    BANEN = "banen"


# -- what was written ----------------------------------------------------------------------------


@dataclass(frozen=True)
class WrittenText:
    """A text of an editor, after translation, and where it stands.

    Attributes:
        translated: whether it is a translation.
    """

    text: str
    place: Place
    translated: bool = False


@dataclass(frozen=True)
class Phrase:
    """A piece of a text with inline markup.

    Attributes:
        strong: whether it is emphasized.
        target: where it leads, as written; empty for plain words.
        plain: whether it is words alone, so that every output can show it.
    """

    text: str
    strong: bool = False
    target: str = ""
    plain: bool = True


@dataclass(frozen=True)
class WrittenLink:
    """An answer of a question, or a `daarna`: a label and the name of the step it leads to.

    Attributes:
        target: name of a step as written; empty if there is no link.
        label: the words of the answer; empty for an unlabelled next step.
    """

    target: str
    label: str
    place: Place


@dataclass(frozen=True)
class WrittenThreshold:
    """A `drempel`: `value` is a fact's name or a number as written; options by name.

    `swallowed` and `repeated` are as for a `WrittenStep`.
    """

    value: str
    options: Mapping[str, WrittenText]
    place: Place
    repeated: tuple[str, ...] = ()
    swallowed: tuple[WrittenText, ...] = ()


@dataclass(frozen=True)
class WrittenStep:
    """A `stap`, `vraag` or `einde`.

    Attributes:
        kind: which directive.
        title: its title, as plain text.
        options: `naam`, `wie`, `sterkte`, `termijn`, `bron`, `uitkomst`, `afloop` as written (not `daarna`).
        after: the `daarna` links; empty when the next step is the following one.
        answers: the answers of a question.
        body: the plain text of its body, without the answers.
        threshold: index in `WrittenChart.thresholds` of the band it stands in; -1 before the first.
        swallowed: what stands inside it because its `:::` is missing, and where: «de stap «…»», «de kop «…»».
        repeated: options given twice.
    """

    kind: Kind
    title: WrittenText
    options: Mapping[str, WrittenText]
    place: Place
    after: tuple[WrittenLink, ...] = ()
    answers: tuple[WrittenLink, ...] = ()
    body: str = ""
    threshold: int = -1
    swallowed: tuple[WrittenText, ...] = ()
    repeated: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenChart:
    """Everything that belongs to one `stappenplan`, steps in reading order.

    Attributes:
        always: the words of its `altijd`, after translation.
    """

    name: str
    title: WrittenText
    options: Mapping[str, WrittenText]
    place: Place
    thresholds: tuple[WrittenThreshold, ...] = ()
    steps: tuple[WrittenStep, ...] = ()
    swallowed: tuple[WrittenText, ...] = ()
    repeated: tuple[str, ...] = ()
    always: tuple[Phrase, ...] = ()


# -- what it means -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Actor:
    """Who takes a step.

    Attributes:
        key: name in the sources, such as `clb`.
        name: name for readers, such as «CLB».
    """

    key: str
    name: str


@dataclass(frozen=True)
class Source:
    """Where a rule comes from.

    Attributes:
        key: name in the register of sources; empty for a source given as running text.
        text: short title for readers.
        point: the point in it, such as «punt 3»; may be empty.
        url: web address; may be empty.
    """

    key: str
    text: str
    point: str = ""
    url: str = ""


@dataclass(frozen=True)
class Threshold:
    """From how much a band of steps holds.

    Attributes:
        index: position among the chart's thresholds, from 0.
        value: the number, in `unit`.
        unit_one: singular of the unit, such as «halve dag».
        unit_many: plural of the unit, such as «halve dagen».
        fact: name of the fact it comes from; empty for a number of the editor's own.
        agreed: whether it is an agreement instead of a rule with a source.
        sources: where it comes from.
        first_year: first school year for which the value holds, such as `2016-2017`; empty if not known.
        last_year: last school year; empty while no end is known.
    """

    index: int
    value: int
    unit_one: str
    unit_many: str
    place: Place
    fact: str = ""
    agreed: bool = False
    sources: tuple[Source, ...] = ()
    first_year: str = ""
    last_year: str = ""

    @property
    def unit(self) -> str:
        """The unit in the number of the value: «1 halve dag», «5 halve dagen»."""
        return self.unit_one if self.value == 1 else self.unit_many

    @property
    def label(self) -> str:
        """«Vanaf 5 halve dagen»."""
        return f"Vanaf {self.value} {self.unit}"


@dataclass(frozen=True)
class Step:
    """One node of a chart.

    Attributes:
        name: stable name, unique in the chart; links, JSON and translations use it.
        number: from 1, in drawing order; shown only.
        title: plain text.
        actors: keys of who takes the step, in the order written.
        strength: None if the step does not say (questions and ends need not).
        deadline: «binnen 5 schooldagen»; empty if there is none.
        outcome: of an end; None for other kinds and for an end that does not say.
        ending: the editor's own words for the outcome, «samen met je CLB»; empty for the usual ones.
        threshold: index of its band.
    """

    name: str
    number: int
    kind: Kind
    title: str
    threshold: int
    place: Place
    actors: tuple[str, ...] = ()
    strength: Strength | None = None
    deadline: str = ""
    sources: tuple[Source, ...] = ()
    outcome: Outcome | None = None
    ending: str = ""


@dataclass(frozen=True)
class Edge:
    """What follows on what.

    Attributes:
        source: name of a step.
        target: name of a step.
        label: an answer, or the remark on a `daarna`; may be empty.
        explicit: whether it was written; False for «the following step».
        place: line of the answer, of `daarna`, or of the step.
    """

    source: str
    target: str
    label: str
    place: Place
    explicit: bool = True


@dataclass(frozen=True)
class Chart:
    """An escalation chart. Steps stand in drawing order: by threshold, then as written.

    Attributes:
        name: stable name.
        title: for readers.
        description: a short description for who does not see the drawing; may be empty.
        view: how the author wants it drawn.
        actors: by key, in order of first appearance in the steps.
        always: what holds at every moment, beside all steps; empty if there is nothing of the kind.
        incomplete: whether something was left out because it could not be understood.
    """

    name: str
    title: str
    description: str
    view: View
    place: Place
    thresholds: tuple[Threshold, ...]
    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]
    actors: Mapping[str, Actor] = field(default_factory=dict)
    incomplete: bool = False
    always: tuple[Phrase, ...] = ()

    @property
    def always_text(self) -> str:
        """What holds at every moment, without markup."""
        return "".join(phrase.text for phrase in self.always)

    @cached_property
    def by_name(self) -> Mapping[str, Step]:
        """The steps by name."""
        return {step.name: step for step in self.steps}

    @cached_property
    def exits(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that leave each step, in the order written."""
        return _grouped(self.steps, ((edge.source, edge) for edge in self.edges))

    @cached_property
    def entries(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that reach each step."""
        return _grouped(self.steps, ((edge.target, edge) for edge in self.edges))

    def is_back(self, edge: Edge) -> bool:
        """Tell whether an edge leads back: its target does not come later in drawing order."""
        return self.by_name[edge.target].number <= self.by_name[edge.source].number

    def steps_from(self, threshold: int) -> tuple[Step, ...]:
        """Return the steps of one band, in drawing order."""
        return tuple(step for step in self.steps if step.threshold == threshold)

    def who(self, step: Step) -> str:
        """Return the names of the actors of a step: «school, CLB en ouders»."""
        names = [self.actors[key].name for key in step.actors if key in self.actors]
        return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""

    def paths(self) -> int:
        """Count the ways from the start to an end that go along no edge backwards."""
        ways: dict[str, int] = {}
        for step in reversed(self.steps):
            onward = [edge for edge in self.exits[step.name] if not self.is_back(edge)]
            ends = step.kind is Kind.EINDE
            ways[step.name] = 1 if ends else sum(ways[edge.target] for edge in onward)
        return ways[self.steps[0].name] if self.steps else 0


def _grouped(steps: tuple[Step, ...], pairs: Iterator[tuple[str, Edge]]) -> Mapping[str, tuple[Edge, ...]]:
    groups: dict[str, list[Edge]] = {step.name: [] for step in steps}
    for name, edge in pairs:
        groups[name].append(edge)
    return {name: tuple(edges) for name, edges in groups.items()}


# -- what is wrong -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """One fault or remark of a check.

    Attributes:
        code: such as `K101`.
        place: the exact line of the step or option.
        cause: Dutch sentence(s): what is wrong.
        repair: Dutch: what to do.
        fatal: whether it stops publication (a *fout*); else an *opmerking*.
        step: name of the step it is about; empty if about the whole chart.
    """

    code: str
    place: Place
    cause: str
    repair: str
    fatal: bool = True
    step: str = ""
