"""What the kinds of cards and lines mean: only those that are drawn."""

from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, LegendItem, Run, Weight
from escalation.layout.style import Style
from escalation.model import Chart, Kind, Strength

_WORDS = {
    "plicht": "Plicht",
    "afspraak": "Afspraak",
    "aanbevolen": "Aanbevolen",
    "mogelijk": "Mogelijk",
    "vraag": "Vraag",
    "einde": "Einde",
    "terug": "Terug naar een eerdere stap",
}


def legend(chart: Chart, style: Style, fonts: Fonts, width: float) -> tuple[tuple[LegendItem, ...], float]:
    """Lay out the legend in as many lines as it needs.

    Returns:
        Its entries, from y 0, and its height; no entries and 0 if nothing needs explanation.
    """
    space = style.length
    sample, side = (space(24), space(13)), space(8)
    x = y = space(8)
    line = max(style.leading(style.small), sample[1]) + space(4)
    items: list[LegendItem] = []
    for kind in _kinds(chart):
        text = fonts.width(_WORDS[kind], style.small)
        needed = sample[0] + space(6) + text
        if items and x > side and x + needed > width - side:
            x, y = side, y + line
        base = y + sample[1] / 2 + style.small * 0.33
        run = Run(
            x + sample[0] + space(6),
            base,
            _WORDS[kind],
            style.small,
            Weight.REGULAR,
            Anchor.START,
            text,
            "legend",
        )
        strength = Strength(kind) if kind in set(Strength) else None
        items.append(LegendItem(kind, strength, x, y, *sample, run))
        x += needed + space(18)
    return tuple(items), y + line if items else 0.0


def _kinds(chart: Chart) -> list[str]:
    drawn = {str(step.strength) for step in chart.steps if step.strength}
    drawn |= {str(step.kind) for step in chart.steps if step.kind is not Kind.STAP}
    known = chart.by_name
    if any(edge.source in known and edge.target in known and chart.is_back(edge) for edge in chart.edges):
        drawn.add("terug")
    return [kind for kind in _WORDS if kind in drawn]
