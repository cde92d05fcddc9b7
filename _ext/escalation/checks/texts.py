"""Rules on the texts of the figure (K6)."""

from collections.abc import Callable, Iterable, Iterator

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.model import Chart, Edge, Finding, Place, Step

#: Characters in a title that still fit in a card, in an answer that still fits on a line; steps in a chart.
TITLE, LABEL, STEPS = 110, 30, 20


def long_title(context: Context) -> Iterator[Finding]:
    """A title that is too long for a card (K601)."""
    for step in context.chart.steps:
        count = len(step.title)
        if count > TITLE:
            yield finding("K601", step.place, step=step.name, titel=step.title, tekens=count, grens=TITLE)


def long_answer(context: Context) -> Iterator[Finding]:
    """An answer that is too long for a line (K603)."""
    for edge in context.chart.edges:
        count = len(edge.label)
        if count > LABEL:
            yield finding(
                "K603", edge.place, step=edge.source, antwoord=edge.label, tekens=count, grens=LABEL
            )


def many_steps(context: Context) -> Iterator[Finding]:
    """More steps than one can survey (K605)."""
    count = len(context.chart.steps)
    if count > STEPS:
        yield finding("K605", context.chart.place, aantal=count, grens=STEPS)


def no_description(context: Context) -> Iterator[Finding]:
    """No short description for who does not see the drawing (K606)."""
    if not context.chart.description.strip():
        yield finding("K606", context.chart.place)


RULES: tuple[Rule, ...] = (long_title, long_answer, many_steps, no_description)


# -- rules that need to know how the chart is drawn ----------------------------------------------


def missing_glyphs(chart: Chart, has_glyph: Callable[[str], bool]) -> Iterator[Finding]:
    """A character that the font of the figure cannot draw, once for each text (K607)."""
    for text, place, step in _drawn(chart):
        for character in dict.fromkeys(text):
            if not character.isspace() and not has_glyph(character):
                yield finding("K607", place, step=step, teken=character, punt=f"U+{ord(character):04X}")
                break


def _drawn(chart: Chart) -> Iterator[tuple[str, Place, str]]:
    yield from ((step.title, step.place, step.name) for step in chart.steps)
    yield from ((step.deadline, step.place, step.name) for step in chart.steps)
    yield from ((edge.label, edge.place, edge.source) for edge in chart.edges)


def wide_words(broken: Iterable[tuple[Step | Edge, str]]) -> Iterator[Finding]:
    """A word that is wider than its box and cannot be hyphenated (K602): as layout found them."""
    for one, word in broken:
        name, said = (one.name, one.title) if isinstance(one, Step) else (one.source, one.label)
        yield finding("K602", one.place, step=name, titel=said, woord=word)


def many_pages(chart: Chart, pages: int) -> Iterator[Finding]:
    """A chart that does not fit on one page in print (K604)."""
    if pages > 1:
        yield finding("K604", chart.place, aantal=pages)
