"""Rules that need to know how a chart is drawn on paper (K602, K604, K607)."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain

from pyphen import Pyphen

from escalation.checks.catalogue import finding
from escalation.checks.texts import STEPS
from escalation.layout import PAGE_A4, SMALLEST, Fonts, Style, lay_out
from escalation.layout.geometry import Run, Sheet, Weight
from escalation.layout.notice import page_room
from escalation.layout.wrapping import SOFT
from escalation.model import Chart, Finding, Place, View

_TITLES = frozenset({"title", "question", "end"})


def check_drawing(chart: Chart, fonts: Fonts) -> tuple[Finding, ...]:
    """Return what is wrong when a chart is drawn as a ladder on an A4 page with the smallest type."""
    if not chart.steps:
        return ()
    width, height = PAGE_A4
    height -= page_room(chart, width, fonts)
    sheets = lay_out(chart, Style.print(SMALLEST), fonts, width=width, height=height, view=View.LADDER)
    rules = (
        missing_glyphs(chart, fonts.faces[Weight.REGULAR].has),
        wide_words(sheets),
        many_pages(chart, len(sheets)),
    )
    return tuple(sorted(chain(*rules), key=lambda one: (one.place, one.code)))


def missing_glyphs(chart: Chart, has_glyph: Callable[[str], bool]) -> Iterator[Finding]:
    """A character that the font of the figure cannot draw, once for each text (K607)."""
    for text, place, step in _texts(chart):
        for character in text:
            if character != SOFT and not character.isspace() and not has_glyph(character):
                yield finding("K607", place, step=step, teken=character, punt=f"U+{ord(character):04X}")
                break


def _texts(chart: Chart) -> Iterator[tuple[str, Place, str]]:
    for step in chart.steps:
        yield step.title, step.place, step.name
        yield step.deadline, step.place, step.name
    yield from ((edge.label, edge.place, edge.source) for edge in chart.edges)
    yield chart.always_text, chart.place, ""


def many_pages(chart: Chart, pages: int) -> Iterator[Finding]:
    """A chart that does not fit on one page in print (K604), unless it plainly has too many steps (K605)."""
    if pages > 1 and len(chart.steps) <= STEPS:
        yield finding("K604", chart.place, aantal=pages)


def wide_words(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A word that had to be broken where no Dutch word may be broken, to fit in its box (K602)."""
    for sheet in sheets:
        for box in sheet.boxes:
            title = box.step.title
            for word in _forced(title, [run.text for run in _lines(box.runs, _TITLES)]):
                yield finding("K602", box.step.place, step=box.step.name, titel=title, woord=word)
        for label in sheet.labels:
            said, lines = label.edge.label, [run.text for run in _lines(label.runs, frozenset({"label"}))]
            for word in _forced(said, lines):
                yield finding("K602", label.edge.place, step=label.edge.source, titel=said, woord=word)


def _lines(runs: Sequence[Run], roles: frozenset[str]) -> Iterator[Run]:
    return (run for run in runs if run.role in roles)


def _forced(text: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield the words that the lines break where neither a pattern nor the author allows it."""
    marked = " ".join(text.split())
    plain = marked.replace(SOFT, "")
    by_author = {match.start() - number for number, match in enumerate(re.finditer(SOFT, marked))}
    at, seen = 0, ""
    for line in lines[:-1]:
        if plain.startswith(line, at):  # broken at a space, or after a hyphen or slash of the text
            at += len(line)
            at += plain.startswith(" ", at)
            continue
        at += len(line) - 1  # without the hyphen that was put in
        start, end = plain.rfind(" ", 0, at) + 1, (plain + " ").find(" ", at)
        word = plain[start:end]
        if word != seen and at not in by_author and not _may_break(word, at - start):
            yield word
            seen = word


def _may_break(word: str, at: int) -> bool:
    """Tell whether the Dutch patterns break a word there; a part between hyphens or slashes is a word."""
    first = max(word.rfind(mark, 0, at) for mark in "-/–") + 1
    part = re.split("[-/–]", word[first:])[0]
    return at - first in _patterns().positions(part)


@cache
def _patterns() -> Pyphen:
    return Pyphen(lang="nl_NL", left=2, right=2)
