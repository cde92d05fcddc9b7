"""The room of what holds at every moment, above a drawing on paper."""

from dataclasses import dataclass, replace
from itertools import pairwise

from escalation.layout.cards import measuring
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Weight
from escalation.layout.wrapping import wrap
from escalation.model import Chart, Phrase

#: Size of its type in a publication, in points.
SIZE = 9.0
#: Height of a caption in a publication, whose place the bar takes on a page of the chart's own.
CAPTION = 16.0

# In the size of its type.
_LINE = 1.25
_PAD = 0.45
_SIDE = 0.9
_GAP = 0.6
#: Typst may break a line a little earlier than we do.
_SAFE = 1.02


@dataclass(frozen=True)
class Notice:
    """The bar of a chart, in points.

    Attributes:
        size: of its type.
        width, height: of the bar.
        side: free space at the left and right of its text.
        gap: free space below it.
    """

    size: float
    width: float
    height: float
    side: float
    gap: float

    @property
    def room(self) -> float:
        """The height that it takes from the drawing below it."""
        return self.height + self.gap


def phrases(chart: Chart) -> tuple[Phrase, ...]:
    """Return what holds at every moment, with each telephone number on the line of the word before it."""
    said = list(chart.always)
    for at, (before, after) in enumerate(pairwise(chart.always)):
        if after.target.startswith("tel:") and before.text.endswith(" "):
            said[at] = replace(before, text=f"{before.text[:-1]}\u00a0")
    return tuple(said)


def notice(chart: Chart, width: float, fonts: Fonts, size: float = SIZE) -> Notice | None:
    """Measure the bar of a chart; None if nothing holds at every moment.

    Args:
        chart: whose bar.
        width: of the bar, in points.
        fonts: what measures.
        size: of its type, in points.
    """
    text = "".join(phrase.text for phrase in phrases(chart)).strip()
    if not text:
        return None
    # All of it as if it were bold: which of it is, is not known to the line breaks.
    measure = measuring(fonts, size, Weight.BOLD)
    lines = wrap(text, (width - 2 * _SIDE * size) / _SAFE, measure)
    height = (len(lines) * _LINE + 2 * _PAD) * size
    return Notice(size, width, round(height, 2), _SIDE * size, _GAP * size)


def notice_room(chart: Chart, width: float, fonts: Fonts, size: float = SIZE) -> float:
    """Return the height that the bar of a chart takes from its drawing; 0 without one."""
    bar = notice(chart, width, fonts, size)
    return bar.room if bar else 0.0


def page_room(chart: Chart, width: float, fonts: Fonts) -> float:
    """Return the height that it takes on a page of the chart's own, which then needs no caption."""
    return max(0.0, notice_room(chart, width, fonts) - CAPTION)
