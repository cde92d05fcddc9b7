"""What a chart says at a number: a pure function of the model.

The page gets the answer of every row of the table beside it, so that its script only has to look one up.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from escalation.model import Chart, Edge, Kind, Step, Strength, Threshold

#: The highest number that the aid answers: more half days than a school year has.
MOST = 400

_OPTIONAL = {Strength.AANBEVOLEN, Strength.MOGELIJK}
_BINDING = {Strength.PLICHT, Strength.AFSPRAAK}


@dataclass(frozen=True)
class Answer:
    """What applies at a number. Steps stand in drawing order, each in one group.

    The steps of the band that applies are `now`, `ask`, `may`, `later` and `ends`, and those of its steps
    that stand in `check`; a step that the reader's choice rules out stands nowhere.

    Attributes:
        threshold: the one that now applies; None below the first.
        now: what to do: duties and agreements that wait for no answer.
        ask: the question that comes after that.
        may: what is advised or possible; of earlier bands what an answer leads to, at whatever number.
        later: what an answer leads to.
        ends: how it may end.
        overdue: earlier duties that bring in the CLB, which the reader says is not there yet.
        check: steps to see whether they were done: earlier duties, earlier agreements that wait for no
            answer, and the step that brings in a CLB that is there already.
        following: the threshold that comes next; None at the highest.
        remaining: how much more until `following`, in its unit; 0 if there is none.
        upcoming: what is then to do.
    """

    threshold: Threshold | None
    now: tuple[Step, ...]
    ask: tuple[Step, ...]
    may: tuple[Step, ...]
    later: tuple[Step, ...]
    ends: tuple[Step, ...]
    overdue: tuple[Step, ...]
    check: tuple[Step, ...]
    following: Threshold | None
    remaining: int
    upcoming: tuple[Step, ...]


@dataclass(frozen=True)
class Ways:
    """What leads to the steps of a chart.

    Attributes:
        answers: for each step that waits for one, the answers that lead to it.
        gone: names of steps that the reader's choice rules out, and of the questions that it answers.
    """

    answers: Mapping[str, tuple[Edge, ...]]
    gone: frozenset[str]


def answer(
    chart: Chart, number: int, clb_involved: bool, involving: Collection[str] = (), choice: str = ""
) -> Answer:
    """Return what a chart says at a number.

    Only a `plicht` is carried over to later thresholds as a debt. It and an agreement are worth a look
    back: a pupil may be away again today, and who goes from 0 to 5 in three days was never talked to. An
    advice or a possibility that was passed is none of these. One that an answer leads to stays possible
    at every later number, for an answer such as «er is gevaar» does not depend on it. Thresholds that do
    not rise, which the checks report, are taken by value.

    Args:
        chart: the chart; may be incomplete.
        number: how much there is now, in the unit of the thresholds; 0 or more.
        clb_involved: whether the reader says that the CLB is involved already.
        involving: names of the steps that bring in the CLB.
        choice: what the reader chose to get this chart; it answers a question that has it as an answer.
    """
    known = ways(chart, choice)
    reached = [value for value in starts(chart) if value <= number]
    ahead = [value for value in starts(chart) if value > number]
    current = reached[-1] if reached else 0
    steps = [step for step in chart.steps if step.name not in known.gone]
    band = [step for step in steps if start_of(chart, step) == current]
    earlier = [step for step in steps if start_of(chart, step) < current]
    duties = [step for step in earlier if step.strength is Strength.PLICHT]
    agreed = [step for step in earlier if step.strength in _BINDING and _group(step, known) == "now"]
    done = [step for step in band if clb_involved and step.name in involving]
    overdue = [step for step in duties if not clb_involved and step.name in involving]
    to_do = [step for step in band if step not in done]
    still = [step for step in earlier if step.strength in _OPTIONAL and step.name in known.answers]
    following = _threshold_at(chart, ahead[0]) if ahead else None
    then = [step for step in steps if ahead and start_of(chart, step) == ahead[0]]
    return Answer(
        threshold=_threshold_at(chart, current),
        now=tuple(step for step in to_do if _group(step, known) == "now"),
        ask=tuple(step for step in to_do if _group(step, known) == "ask"),
        may=tuple(s for s in steps if s in still or (s in to_do and _group(s, known) == "may")),
        later=tuple(step for step in to_do if _group(step, known) == "later"),
        ends=tuple(step for step in to_do if _group(step, known) == "ends"),
        overdue=tuple(overdue),
        check=tuple(s for s in steps if s in done or (s in (*duties, *agreed) and s not in overdue)),
        following=following,
        remaining=ahead[0] - number if ahead else 0,
        upcoming=tuple(step for step in then if _group(step, known) == "now"),
    )


def _group(step: Step, known: Ways) -> str:
    if step.strength in _OPTIONAL:
        return "may"
    if step.kind is Kind.EINDE:
        return "ends"
    if step.name in known.answers:
        return "later"
    return "ask" if step.kind is Kind.VRAAG else "now"


def leads_on(chart: Chart, one: Answer) -> bool:
    """Return whether an answer to its question leads to a step of a higher threshold."""
    reached = one.threshold.value if one.threshold else 0
    targets = [chart.by_name[edge.target] for step in one.ask for edge in chart.exits[step.name]]
    return any(start_of(chart, step) > reached for step in targets)


def ways(chart: Chart, choice: str = "") -> Ways:
    """Return which steps wait for an answer, and which ones the reader's choice rules out.

    The first step of a band waits for none: the number leads there. So does no step that nothing leads to,
    which the checks report.
    """
    answers: dict[str, tuple[Edge, ...]] = {}
    gone: set[str] = set()
    settled = dict(_settled(chart, choice))
    first = {step.name for value in {0, *starts(chart)} for step in _steps_at(chart, value)[:1]}
    for step in chart.steps:
        leading = [edge for edge in chart.entries[step.name] if not chart.is_back(edge)]
        left = [
            edge
            for edge in leading
            if (settled[edge.source] is edge if edge.source in settled else edge.source not in gone)
        ]
        if step.name in first or not leading:
            continue
        if not left:
            gone.add(step.name)
            continue
        found = [_wanted(chart, edge, settled, answers) for edge in left]
        if all(found):
            answers[step.name] = tuple(dict.fromkeys(edge for edges in found for edge in edges))
    return Ways(answers, frozenset(gone | set(settled)))


def _settled(chart: Chart, choice: str) -> Iterator[tuple[str, Edge]]:
    """Yield the questions that the reader's choice answers, with that answer."""
    wanted = choice.strip().casefold()
    for step in chart.steps if wanted else ():
        for edge in chart.exits[step.name]:
            if step.kind is Kind.VRAAG and edge.label.strip().casefold() == wanted:
                yield step.name, edge


def _wanted(
    chart: Chart, edge: Edge, settled: Mapping[str, Edge], answers: Mapping[str, tuple[Edge, ...]]
) -> tuple[Edge, ...]:
    """Return the answers that must be given to come along an edge; none if it is open."""
    source = chart.by_name[edge.source]
    is_answer = source.kind is Kind.VRAAG or (bool(edge.label) and len(chart.exits[source.name]) > 1)
    if is_answer and edge.source not in settled:
        return (edge,)
    return answers.get(edge.source, ())


def starts(chart: Chart) -> list[int]:
    """Return the numbers from which something else applies, rising."""
    return sorted({threshold.value for threshold in chart.thresholds})


def row_starts(chart: Chart) -> list[int]:
    """Return the numbers at which another answer begins."""
    return sorted({0, *starts(chart)})


def start_of(chart: Chart, step: Step) -> int:
    """Return the number from which a step applies; 0 for a step before the first threshold."""
    inside = 0 <= step.threshold < len(chart.thresholds)
    return chart.thresholds[step.threshold].value if inside else 0


def _steps_at(chart: Chart, value: int) -> tuple[Step, ...]:
    return tuple(step for step in chart.steps if start_of(chart, step) == value)


def _threshold_at(chart: Chart, value: int) -> Threshold | None:
    return next((threshold for threshold in chart.thresholds if threshold.value == value), None)
