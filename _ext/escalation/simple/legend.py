"""The legend below a drawing: only what is drawn."""

from collections.abc import Iterator

from escalation.layout.geometry import Anchor, LegendItem, Run, Weight
from escalation.model import Chart, Kind, Strength
from escalation.simple.arrange import Arrangement
from escalation.simple.fonts import Fonts
from escalation.simple.style import Style

_WORDS = {
    Strength.PLICHT: "Plicht",
    Strength.AFSPRAAK: "Afspraak",
    Strength.AANBEVOLEN: "Aanbevolen",
    Strength.MOGELIJK: "Mogelijk",
}


def legend(
    chart: Chart, plan: Arrangement, style: Style, fonts: Fonts, width: float, top: float
) -> tuple[tuple[LegendItem, ...], float]:
    """Return the legend of a whole chart, in rows from `top` on, and where it ends."""
    sample, line = style.size * 1.7, style.small_line * 1.35
    x, y = style.pad * 0.6, top + style.pad
    items: list[LegendItem] = []
    for kind, strength, words in _entries(chart, plan):
        text = fonts.width(words, style.small, Weight.REGULAR)
        if items and x + sample + text + style.size > width:
            x, y = style.pad * 0.6, y + line
        run = Run(
            x + sample + style.small * 0.5, y + style.small * 0.96, words, style.small, Weight.REGULAR,
            Anchor.START, text, "legend",
        )  # fmt: skip
        items.append(LegendItem(kind, strength, x, y + style.small * 0.1, sample, style.small * 1.05, run))
        x += sample + text + style.size * 1.6
    return tuple(items), y + line if items else top


def _entries(chart: Chart, plan: Arrangement) -> Iterator[tuple[str, Strength | None, str]]:
    used = {step.strength for step in chart.steps}
    for strength, words in _WORDS.items():
        if strength in used:
            yield str(strength), strength, words
    kinds = {step.kind for step in chart.steps}
    if Kind.VRAAG in kinds:
        yield "vraag", None, "Vraag"
    if Kind.EINDE in kinds:
        yield "einde", None, "Einde"
    if any(chart.is_back(edge) for edge in chart.edges):
        yield "terug", None, "Terug naar een eerdere stap"
