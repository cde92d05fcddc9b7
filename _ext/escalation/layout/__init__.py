"""Layout of escalation charts: from the model to geometry, adapted to a given width and page height."""

from escalation.layout.fonts import Fonts
from escalation.layout.sheets import lanes_fit, lay_out, lay_out_whole
from escalation.layout.style import PAGE_A4, PAGE_A5, SMALLEST, TEXT_A4, TEXT_A5, Style

__all__ = [
    "PAGE_A4",
    "PAGE_A5",
    "SMALLEST",
    "TEXT_A4",
    "TEXT_A5",
    "Fonts",
    "Style",
    "lanes_fit",
    "lay_out",
    "lay_out_whole",
]
