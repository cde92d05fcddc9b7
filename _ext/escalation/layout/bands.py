"""The texts of the thresholds, at the left of their band or, on a narrow sheet, in a strip above it."""

from escalation.layout.cards import measuring
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, Run, Weight
from escalation.layout.style import Style
from escalation.layout.wrapping import wrap
from escalation.model import Chart, Threshold

#: Sheets that are narrower have the texts of a band above it, and no column beside the main one.
NARROW = 430.0


def narrow(style: Style, width: float) -> bool:
    """Tell whether a sheet is too narrow for anything beside the main column."""
    return width < style.length(NARROW)


def band_width(chart: Chart, style: Style, fonts: Fonts, width: float) -> float:
    """Return the width that the texts of the bands take at the left."""
    if not chart.thresholds or narrow(style, width):
        return 0.0
    widths = [
        max(
            fonts.width(f"{threshold.value}+", style.value, Weight.BOLD),
            *(fonts.width(line, style.small) for line in _unit(threshold, style, fonts)),
        )
        for threshold in chart.thresholds
    ]
    return max(widths) + style.length(16)


def band_height(threshold: Threshold, style: Style, fonts: Fonts) -> float:
    """Return the least height of a band with its text at the left."""
    lines = len(_unit(threshold, style, fonts)) * style.leading(style.small)
    return style.leading(style.value) + lines + style.length(14)


def strip_height(style: Style) -> float:
    """Return the height of a strip above a band."""
    return style.leading(style.size) + style.length(14)


def band_runs(threshold: Threshold, y: float, style: Style, fonts: Fonts, *, strip: bool) -> tuple[Run, ...]:
    """Lay out the text of a band that starts at a height."""
    value, x = f"{threshold.value}+", style.length(8)
    size = style.size if strip else style.value
    base = y + style.length(5) + style.baseline(size)
    width = fonts.width(value, size, Weight.BOLD)
    runs = [Run(x, base, value, size, Weight.BOLD, Anchor.START, width, "value")]
    if strip:
        unit = fonts.width(threshold.unit, style.small)
        beside = x + width + style.length(5)
        runs.append(
            Run(beside, base, threshold.unit, style.small, Weight.REGULAR, Anchor.START, unit, "unit")
        )
        return tuple(runs)
    for at, line in enumerate(_unit(threshold, style, fonts)):
        below = base + style.length(4) + at * style.leading(style.small) + style.baseline(style.small)
        width = fonts.width(line, style.small)
        runs.append(Run(x, below, line, style.small, Weight.REGULAR, Anchor.START, width, "unit"))
    return tuple(runs)


def _unit(threshold: Threshold, style: Style, fonts: Fonts) -> tuple[str, ...]:
    return wrap(threshold.unit, style.length(64), measuring(fonts, style.small, Weight.REGULAR))
