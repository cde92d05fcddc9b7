"""The table of all steps that follows a drawing on paper, as Typst code.

The functions called here stand in `templates/stappenplan.typ`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from escalation.emit.typst import Paper
from escalation.emit.wording import capital, outcome_word, source_words, strength_word, threshold_origin
from escalation.model import Chart, Edge, Kind, Source, Step, Threshold
from markup import safe_url, typst_value


@dataclass(frozen=True)
class _Column:
    head: str
    share: float
    cell: Callable[[Step, Paper], str]


def table(paper: Paper, *, scale: float, narrow: bool = False) -> Iterator[str]:
    """Yield the Typst code of the table with all steps, one statement a line.

    Args:
        paper: what is listed; the cards' targets are where the titles lead to.
        scale: size of its type, to that of running text.
        narrow: for a small page: strength, deadline and sources stand under the step.
    """
    chart = paper.chart
    columns = _NARROW if narrow else _WIDE
    if not narrow:
        columns = tuple(c for c in columns if c.head not in _OPTIONAL or any(_OPTIONAL[c.head](chart)))
    shares = ", ".join(f"{column.share:g}fr" if column.share else "auto" for column in columns)
    yield f"chart-table(columns: ({shares}), scale: {scale:g},"
    yield "table.header(repeat: true,"
    for column in columns:
        yield f"column-header({paper.quote(column.head)}),"
    yield "),"
    for index, steps in groupby(chart.steps, key=lambda step: step.threshold):
        if 0 <= index < len(chart.thresholds):
            yield _threshold(chart.thresholds[index], len(columns), paper)
        for step in steps:
            for column in columns:
                yield f"table.cell({{ {column.cell(step, paper)} }}),"
    yield ")"


def _threshold(threshold: Threshold, columns: int, paper: Paper) -> str:
    origin = [paper.quote(threshold_origin(threshold).lower())] if threshold.agreed else []
    origin += [_source(source, paper) for source in threshold.sources]
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
    if paper.target(step) != paper.row(step):
        words = f"xref(target: {paper.target(step)}, {words})"
    return f"strong({words})" if step.kind is Kind.VRAAG else words


def _strength(step: Step, paper: Paper) -> str:
    if not step.strength:
        return "none"
    return f"chart-strength({typst_value(step.strength)}, {paper.quote(strength_word(step))})"


def _deadline(step: Step, paper: Paper) -> str:
    return paper.quote(step.deadline)


def _sources(step: Step, paper: Paper) -> str:
    return f'({", ".join(_source(s, paper) for s in step.sources)},).join("; ")' if step.sources else "none"


def _after(step: Step, paper: Paper) -> str:
    if step.kind is Kind.EINDE:
        return paper.quote(f"Einde: {outcome_word(step).lower()}" if step.outcome else "Einde")
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


def _all(step: Step, paper: Paper) -> str:
    facts = [cell(step, paper) for cell in (_strength, _deadline)]
    shown = [fact for fact in facts if fact not in ("none", '""')]
    parts = [_title(step, paper)]
    if shown:
        parts.append(f'small-print(({", ".join(shown)},).join(", "))')
    if step.sources:
        parts.append(f"small-print({_sources(step, paper)})")
    return f"chart-row-links({', '.join(parts)})"


_WIDE: tuple[_Column, ...] = (
    _Column("Nr.", 0, _number),
    _Column("Wie", 1.5, _who),
    _Column("Stap", 3.2, _title),
    _Column("Sterkte", 0, _strength),
    _Column("Termijn", 1.8, _deadline),
    _Column("Bron", 2.1, _sources),
    _Column("Daarna", 2.4, _after),
)
_NARROW: tuple[_Column, ...] = (
    _Column("Nr.", 0, _number),
    _Column("Wie", 1.6, _who),
    _Column("Stap", 3.6, _all),
    _Column("Daarna", 1.9, _after),
)
_OPTIONAL: dict[str, Callable[[Chart], Iterable[object]]] = {
    "Wie": lambda chart: (step.actors for step in chart.steps),
    "Sterkte": lambda chart: (step.strength for step in chart.steps),
    "Termijn": lambda chart: (step.deadline for step in chart.steps),
    "Bron": lambda chart: (step.sources for step in chart.steps),
}
