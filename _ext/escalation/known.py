"""What follows from the parts of all documents: the charts, and what is wrong with them. No Sphinx."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from escalation.checks import check, check_drawing, check_together
from escalation.knowledge import Knowledge
from escalation.layout import Fonts
from escalation.model import Chart, Finding, Place, Step, WrittenChart
from escalation.resolve import resolve
from escalation.words import is_dutch
from escalation.written import Part, assemble

#: Rules that read words of titles, answers and deadlines as Dutch. They say nothing about a translation.
_READ_DUTCH = frozenset(
    {"K110", "K118", "K207", "K208", "K209", "K210", "K305", "K404", "K406", "K501"}
    | {f"K80{number}" for number in range(1, 7)}
)


@dataclass(frozen=True)
class Known:
    """All charts of the project.

    Attributes:
        charts: those that could be understood far enough to draw them.
        written: every chart.
        findings: everything that is wrong, in order of place.
        by_chart: what is wrong with each chart.
    """

    charts: Mapping[str, Chart] = field(default_factory=dict)
    written: Mapping[str, WrittenChart] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    by_chart: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    def step_at(self, names: Iterable[str], place: Place) -> list[tuple[Chart, Step]]:
        """Return the step that stands at a place, in each of the named charts that has it."""
        charts = [self.charts[name] for name in names if name in self.charts]
        return [(chart, step) for chart in charts for step in chart.steps if step.place == place]

    def meant(self, target: str, names: Iterable[str] = ()) -> list[tuple[Chart, Step]]:
        """Return the steps that a name can mean: `stappenplan/naam`, or `naam` in any chart.

        Args:
            target: as written.
            names: charts in which a bare name is looked for; if one has it, the other charts do not count.
        """
        chart_name, slash, name = target.rpartition("/")
        for group in [[chart_name]] if slash else [names, self.charts]:
            charts = [self.charts[one] for one in group if one in self.charts]
            if found := [(chart, chart.by_name[name]) for chart in charts if name in chart.by_name]:
                return found
        return []


def understand(
    parts: Sequence[Part], knowledge: Knowledge, *, language: str = "nl", fonts: Fonts | None = None
) -> Known:
    """Join parts of charts, in reading order, find out what they mean and check them.

    Args:
        parts: from all documents.
        knowledge: what charts may lean on.
        language: of the texts; they are translations if it is not Dutch.
        fonts: measure drawings; without them nothing is said about those.
    """
    written, homeless = assemble(parts)
    charts: dict[str, Chart] = {}
    by_chart: dict[str, tuple[Finding, ...]] = {}
    for name, one in sorted(written.items()):
        chart, found = resolve(one, knowledge)
        if chart is not None:
            charts[name] = chart
            found = (*found, *check(chart, one, knowledge, language))
            found = (*found, *(check_drawing(chart, fonts) if fonts else ()))
        by_chart[name] = tuple(
            one for one in dict.fromkeys(found) if is_dutch(language) or one.code not in _READ_DUTCH
        )
    everything = [*homeless, *(one for found in by_chart.values() for one in found)]
    everything += check_together(list(charts.values()))
    # A step that stands in two charts has its faults in both; the editor reads each once.
    once = {(one.place, one.code, one.cause): one for one in reversed(everything)}
    return Known(charts, written, tuple(one for _, one in sorted(once.items())), by_chart)
