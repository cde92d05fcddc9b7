"""What the rules look at: a chart, what was written, what is known, and what of it is already broken.

One fault should give one message. So the context tells which steps lost a way or a name because something
could not be understood: what only follows from that is not reported.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from escalation.checks.options import STEP, meant
from escalation.knowledge import Knowledge
from escalation.model import Chart, Edge, Finding, Kind, Place, Step, Threshold, WrittenChart, WrittenStep
from escalation.words import is_dutch


@dataclass(frozen=True)
class Context:
    """One chart, seen by the rules.

    Attributes:
        language: of its texts; they are translations if it is not Dutch.
    """

    chart: Chart
    written: WrittenChart
    knowledge: Knowledge
    language: str = "nl"

    @property
    def is_translated(self) -> bool:
        """Whether the texts are translations, and not the Dutch ones of the editors."""
        return not is_dutch(self.language)

    # -- what was written --------------------------------------------------------------------------

    @cached_property
    def _written_steps(self) -> Mapping[tuple[Place, Kind], WrittenStep]:
        return {(one.place, one.kind): one for one in self.written.steps}

    def source(self, step: Step) -> WrittenStep:
        """Return what the editor wrote for a step."""
        return self._written_steps[step.place, step.kind]

    def at(self, step: Step, option: str) -> Place:
        """Return the place of an option, or of the step where it is not given."""
        options = self.source(step).options
        return options[option].place if option in options else step.place

    def has(self, step: Step, option: str) -> bool:
        """Tell whether an option was given, even if it was not understood or its name was misspelled."""
        options = self.source(step).options
        given = option in options and bool(options[option].text.strip())
        return given or option in meant(options, STEP[step.kind])

    def text(self, step: Step) -> str:
        """Return title and body of a step."""
        return f"{step.title}\n{self.source(step).body}"

    def steps(self, *kinds: Kind) -> Iterator[Step]:
        """Yield the steps of some kinds in drawing order."""
        return (step for step in self.chart.steps if step.kind in kinds)

    # -- what is broken ----------------------------------------------------------------------------

    @cached_property
    def lost(self) -> frozenset[str]:
        """Names of the steps from which a way is missing: it leads nowhere, or was not written well."""
        names = set()
        for step in self.chart.steps:
            one = self.source(step)
            links = len(one.after) + len(one.answers)
            few = step.kind is Kind.VRAAG and links < 2
            misspelled = "daarna" in meant(one.options, STEP[step.kind])
            if links > len(self.chart.exits[step.name]) or few or misspelled or "daarna" in one.repeated:
                names.add(step.name)
        return frozenset(names)

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Names of the steps that got a name of ours, because theirs cannot be one or is used twice."""
        steps = self.chart.steps
        return frozenset(step.name for step in steps if self._own_name(step) != step.name)

    def _own_name(self, step: Step) -> str:
        option = self.source(step).options.get("naam")
        return option.text.strip() if option else ""

    @property
    def ways_are_whole(self) -> bool:
        """Whether every way and name was understood, so that an unreachable step is a fault by itself."""
        return not self.lost and not self.unnamed

    @property
    def thresholds_are_whole(self) -> bool:
        """Whether every threshold was understood."""
        return len(self.written.thresholds) == len(self.chart.thresholds)

    # -- ways --------------------------------------------------------------------------------------

    def band(self, step: Step) -> Threshold | None:
        """Return the threshold a step stands at; None before the first."""
        return self.chart.thresholds[step.threshold] if step.threshold >= 0 else None

    def ends(self, edge: Edge) -> tuple[Step, Step]:
        """Return the steps at both ends of an edge."""
        return self.chart.by_name[edge.source], self.chart.by_name[edge.target]

    def reach(self, names: Iterable[str]) -> frozenset[str]:
        """Return the steps that can be reached from some steps, with those themselves."""
        return self._walk(names, lambda name: (edge.target for edge in self.chart.exits[name]))

    def reaching(self, names: Iterable[str]) -> frozenset[str]:
        """Return the steps from which some steps can be reached, with those themselves."""
        return self._walk(names, lambda name: (edge.source for edge in self.chart.entries[name]))

    @staticmethod
    def _walk(names: Iterable[str], onward: Callable[[str], Iterator[str]]) -> frozenset[str]:
        waiting = list(names)
        seen = set(waiting)
        while waiting:
            for name in onward(waiting.pop()):
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return frozenset(seen)

    @cached_property
    def reached(self) -> frozenset[str]:
        """The steps that can be reached from the first one."""
        return self.reach([self.chart.steps[0].name])


#: A rule: looks at a chart and yields what is wrong.
Rule = Callable[[Context], Iterator[Finding]]
