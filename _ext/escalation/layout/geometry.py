"""Geometry of a drawn chart, as a value: what every emitter turns into SVG or Typst.

Lengths are in the unit of the caller (CSS px or pt), x to the right, y down, origin at the top left of the
drawing. Emitters draw one to one and decide about nothing but colours.
"""

from dataclasses import dataclass
from enum import StrEnum

from escalation.model import Edge, Step, Strength, Threshold


class Weight(StrEnum):
    """Weights of the vendored font."""

    REGULAR = "regular"
    SEMIBOLD = "semibold"
    BOLD = "bold"


class Anchor(StrEnum):
    """To which side of its x a text stands."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Run:
    """One line of text of one kind.

    Attributes:
        x: where `anchor` puts it.
        y: baseline.
        size: font size.
        width: measured width, for tests and for `textLength`-free placing of what follows.
        role: what it is: `title`, `question`, `end`, `actor`, `strength`, `deadline`, `number`, `value`,
            `unit`, `label`, `head`, `legend` or `continuation`. Emitters choose the colour by it.
    """

    x: float
    y: float
    text: str
    size: float
    weight: Weight
    anchor: Anchor
    width: float
    role: str


def moved(run: Run, right: float, down: float) -> Run:
    """Put a line of text elsewhere."""
    # Faster than `dataclasses.replace`: a chart moves every line it has.
    return Run(run.x + right, run.y + down, run.text, run.size, run.weight, run.anchor, run.width, run.role)


@dataclass(frozen=True)
class Box:
    """The card of one step.

    Attributes:
        step: what it shows.
        x, y, width, height: its outline.
        runs: its texts, number included.
        badge: centre x, centre y and radius of the disc behind the number.
        divider: x of the hairline between actor and title; None without one.
        clock: left x and middle y of the clock sign before a deadline, and its size; None without one.
    """

    step: Step
    x: float
    y: float
    width: float
    height: float
    runs: tuple[Run, ...]
    badge: tuple[float, float, float]
    divider: float | None = None
    clock: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Line:
    """The line of one edge: corner points of an orthogonal path, from source to target.

    Attributes:
        edge: what it shows.
        points: corners; the last piece ends at the target's outline, where the arrow head is.
        back: whether it leads back (drawn dashed).
        radius: of its rounded corners.
    """

    edge: Edge
    points: tuple[tuple[float, float], ...]
    back: bool
    radius: float


@dataclass(frozen=True)
class Label:
    """An answer or remark beside its line, on a ground of its own.

    Attributes:
        listed: whether no place was found beside the line; it then stands in the list alone and `runs` is
            empty.
    """

    edge: Edge
    x: float
    y: float
    width: float
    height: float
    runs: tuple[Run, ...]
    listed: bool = False


@dataclass(frozen=True)
class Band:
    """The ground of one threshold over the full width; `shaded` alternates."""

    threshold: Threshold
    y: float
    height: float
    runs: tuple[Run, ...]
    shaded: bool


@dataclass(frozen=True)
class Continuation:
    """Where a line goes on on another sheet, or comes from one.

    Attributes:
        edge: what goes on.
        other: the step on the other sheet.
        leaves: True at the end of a sheet («vervolg op blz. x»), False at its start («vervolg van blz. x»).
        x, y, width, height: the room kept for the words; the emitter writes them, as only it knows the page.
    """

    edge: Edge
    other: Step
    leaves: bool
    x: float
    y: float
    width: float
    height: float
    size: float


@dataclass(frozen=True)
class LegendItem:
    """One entry of the legend: a sample of what is drawn, and its words.

    Attributes:
        kind: `plicht`, `afspraak`, `aanbevolen`, `mogelijk`, `vraag`, `einde` or `terug`.
        x, y, width, height: of the sample.
    """

    kind: str
    strength: Strength | None
    x: float
    y: float
    width: float
    height: float
    run: Run


@dataclass(frozen=True)
class Sheet:
    """One drawing: the whole chart, or the part of it that fits on a page.

    Attributes:
        heads: names above the columns.
        separators: x of the dotted lines between columns.
    """

    width: float
    height: float
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    continuations: tuple[Continuation, ...] = ()
    heads: tuple[Run, ...] = ()
    separators: tuple[float, ...] = ()
    legend: tuple[LegendItem, ...] = ()

    def is_on_shade(self, label: Label) -> bool:
        """Tell whether a label lies in a shaded band as a whole, so that its ground must be shaded too."""
        return any(
            band.shaded and band.y <= label.y and label.y + label.height <= band.y + band.height
            for band in self.bands
        )
