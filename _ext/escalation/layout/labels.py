"""The words at the start of a line: how they are broken, and on which side of the line they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from escalation.layout.cards import measuring
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, Label, Run, Weight
from escalation.layout.style import Style
from escalation.layout.wrapping import wrap
from escalation.model import Edge

_MOST_LINES = 4


@dataclass(frozen=True)
class Words:
    """A label, broken into lines; `listed` if it is too long for the drawing.

    Attributes:
        width, height: of its ground.
    """

    edge: Edge
    lines: tuple[str, ...]
    widths: tuple[float, ...]
    width: float
    height: float
    listed: bool = False


def words(edge: Edge, room: float, style: Style, fonts: Fonts) -> Words | None:
    """Break the label of an edge; None if it has none.

    Args:
        edge: whose label.
        room: width to break it to; half as much again before it is given up.
        style: sizes.
        fonts: what measures.
    """
    measure = measuring(fonts, style.small, Weight.SEMIBOLD)
    pad = style.length(3)
    for wider in (1.0, 1.5):
        lines = wrap(edge.label, room * wider - 2 * pad, measure)
        if not lines:
            return None
        if len(lines) <= _MOST_LINES:
            widths = tuple(map(measure, lines))
            height = len(lines) * style.leading(style.small) + style.length(1)
            return Words(edge, lines, widths, max(widths) + 2 * pad, height)
    return Words(edge, (), (), 0.0, 0.0, listed=True)


def put(label: Words, x: float, y: float, anchor: Anchor, style: Style) -> Label:
    """Put a label with the top left corner of its ground somewhere, its lines aligned within it."""
    pad, size = style.length(3), style.small
    at = {Anchor.START: x + pad, Anchor.MIDDLE: x + label.width / 2, Anchor.END: x + label.width - pad}[anchor]
    runs = tuple(
        Run(
            at,
            y + style.length(0.5) + index * style.leading(size) + style.baseline(size),
            line,
            size,
            Weight.SEMIBOLD,
            anchor,
            width,
            "label",
        )
        for index, (line, width) in enumerate(zip(label.lines, label.widths, strict=True))
    )
    return Label(label.edge, x, y, label.width, label.height, runs)


def without_place(edges: Sequence[Edge]) -> list[Label]:
    """Return the labels that stand in the list alone."""
    return [Label(edge, 0.0, 0.0, 0.0, 0.0, (), listed=True) for edge in edges]
