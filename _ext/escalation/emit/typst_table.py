"""The table of all steps that follows a drawing on a poster, or where cards are missing, as Typst code.

The functions called here stand in `templates/stappenplan.typ`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from escalation.emit.typst import Paper
from escalation.emit.wording import outcome_word, source_lead, source_words, strength_word, threshold_origin
from escalation.model import Chart, Edge, Kind, Source, Step, Strength, Threshold
from escalation.words import capital
from markup import safe_url, typst_value


class Form(StrEnum):
    """What a table is for: which columns it has, and whether sources stand in it.

    A report and a booklet explain steps in cards, with their sources; a poster has only its table.
    """

    REPORT = "report"
    BOOKLET = "booklet"
    POSTER = "poster"


@dataclass(frozen=True)
class _Column:
    head: str
    share: float
    cell: Callable[[Step, Paper], str]
    used: Callable[[Step, Paper], object] = lambda _step, _paper: True


def table(paper: Paper, form: Form, *, scale: float | str) -> Iterator[str]:
    """Yield the Typst code of the table with all steps, one statement a line.

    Args:
        paper: what is listed; the cards' targets are where the titles lead to.
        form: what the table is for.
        scale: size of its type, to that of running text; the name of a variable where Typst chooses it.
    """
    chart = paper.chart
    columns = [c for c in _COLUMNS[form] if any(c.used(step, paper) for step in chart.steps)]
    shares = ", ".join(f"{column.share:g}fr" if column.share else "auto" for column in columns)
    size = scale if isinstance(scale, str) else f"{scale:g}"
    yield f"chart-table(columns: ({shares}), scale: {size}, whole: {typst_value(form is Form.POSTER)},"
    yield "table.header(repeat: true,"
    for column in columns:
        head = binding_head(chart) if column is _BINDING else column.head
        yield f"column-header({paper.quote(head)}),"
    yield "),"
    for index, steps in groupby(chart.steps, key=lambda step: step.threshold):
        if 0 <= index < len(chart.thresholds):
            yield _threshold(chart.thresholds[index], len(columns), paper, sources=form is Form.POSTER)
        for step in steps:
            # An empty cell stays one: a cell that took its room would stand under the head of another.
            yield from (f"table.cell({{ {column.cell(step, paper)} }})," for column in columns)
    yield ")"


def _threshold(threshold: Threshold, columns: int, paper: Paper, *, sources: bool) -> str:
    origin = [paper.quote(threshold_origin(threshold).lower())] if threshold.agreed else []
    origin += [_origin(threshold.sources, paper)] if sources and threshold.sources else []
    if threshold.first_year:
        origin.append(paper.quote(f"sinds schooljaar {threshold.first_year}"))
    if threshold.last_year:
        origin.append(paper.quote(f"tot en met schooljaar {threshold.last_year}"))
    words = f'({", ".join(origin)},).join("; ")' if origin else "[]"
    # A header of the second level never stands alone at the foot of a page.
    return (
        f"table.header(level: 2, repeat: false, "
        f"chart-threshold-cell({columns}, {paper.quote(threshold.label)}, {words})),"
    )


def _number(step: Step, paper: Paper) -> str:
    return f'row-header("{step.number}"); [#metadata(none)#{paper.row(step)}]'


def _who(step: Step, paper: Paper) -> str:
    return paper.quote(capital(paper.chart.who(step)))


def _title(step: Step, paper: Paper) -> str:
    words = paper.quote(step.title)
    if paper.explained(step):
        words = f"link({paper.target(step)}, {words})"
    return f"strong({words})" if step.kind is Kind.VRAAG else words


def _page(step: Step, paper: Paper) -> str:
    return f"chart-page({paper.target(step)})" if paper.explained(step) else "none"


def _strength(step: Step, paper: Paper) -> str:
    if not step.strength:
        return "none"
    return f"chart-strength({typst_value(step.strength)}, {paper.quote(strength_word(step))})"


def _deadline(step: Step, paper: Paper) -> str:
    return paper.quote(step.deadline)


def _title_and_sources(step: Step, paper: Paper) -> str:
    """Put the sources of a step under its title: most rows have none, so that a column would stand empty."""
    if not step.sources:
        return _title(step, paper)
    return f"chart-row-links({_title(step, paper)}, small-print({_origin(step.sources, paper)}))"


def _origin(sources: Sequence[Source], paper: Paper) -> str:
    """Return «Bron: …», so that a source is not taken for a part of what stands before it."""
    found = ", ".join(_source(source, paper) for source in sources)
    return f'{paper.quote(source_lead(sources))} + ({found},).join("; ")'


def _after(step: Step, paper: Paper) -> str:
    if step.kind is Kind.EINDE:
        return paper.quote(": ".join(filter(None, ["Einde", outcome_word(step)])))
    ways = [_way(edge, paper) for edge in paper.chart.exits[step.name]]
    return f"chart-row-links({', '.join(ways)})" if ways else "none"


def _way(edge: Edge, paper: Paper) -> str:
    chart = paper.chart
    target = chart.by_name[edge.target]
    lead = f"{capital(edge.label)}: " if edge.label else ""
    verb = "terug naar " if chart.is_back(edge) else ""
    words = paper.quote(f"{verb}stap\u00a0{target.number}")
    goal = f"link({paper.row(target)}, {words})"
    return f"{{ {paper.quote(lead)}; {goal} }}" if lead else goal


def _source(source: Source, paper: Paper) -> str:
    words = paper.quote(source_words(source))
    url = safe_url(source.url) if source.url else None
    return f"link({paper.quote(url)}, {words})" if url and ":" in url else words


def _binding(step: Step, paper: Paper) -> str:
    """Say how binding a step is and by when: «Plicht, meteen»."""
    facts = [_strength(step, paper)] if step.strength else []
    facts += [_deadline(step, paper)] if step.deadline else []
    return f'({", ".join(facts)},).join(", ")' if facts else "none"


def binding_head(chart: Chart) -> str:
    """Return in plain words what a chart says of its steps: how binding they are, when, or both."""
    strengths = {step.strength for step in chart.steps if step.strength}
    dated = any(step.deadline for step in chart.steps)
    if strengths and not dated and strengths <= {Strength.AANBEVOLEN, Strength.MOGELIJK}:
        words = " of ".join(str(strength) for strength in Strength if strength in strengths)
        return f"{capital(words)}?"
    said = ["Hoe vast"] * bool(strengths) + ["wanneer"] * dated
    return capital(", en ".join(said)) + "?"


def _all(step: Step, paper: Paper) -> str:
    """Say of a step all but what follows, under its title."""
    facts = [_binding(step, paper)] if step.strength or step.deadline else []
    facts += [_who(step, paper)] if step.actors else []
    small = [f'small-print(({", ".join(facts)},).join(" · "))'] if facts else []
    return f"chart-row-links({', '.join([_title(step, paper), *small])})"


_NUMBER = _Column("Nr.", 0, _number)
_PAGE = _Column("Blz.", 0, _page, lambda step, paper: paper.explained(step))
_WHO = _Column("Wie", 1.5, _who, lambda step, _: step.actors)
_BINDING = _Column("Hoe vast, en wanneer?", 2.2, _binding, lambda step, _: step.strength or step.deadline)

_COLUMNS: dict[Form, tuple[_Column, ...]] = {
    Form.REPORT: (
        _NUMBER,
        _WHO,
        _Column("Stap", 4.0, _title),
        _BINDING,
        _Column("Daarna", 2.7, _after),
        _PAGE,
    ),
    Form.BOOKLET: (_NUMBER, _Column("Stap", 3.6, _all), _Column("Daarna", 1.9, _after), _PAGE),
    Form.POSTER: (
        _NUMBER,
        _WHO,
        _Column("Stap", 4.0, _title_and_sources),
        _BINDING,
        _Column("Daarna", 2.9, _after),
    ),
}
