"""Sheets as Typst drawings.

The functions called here stand in `templates/stappenplan.typ`; it knows the colours, this module the places.
The ground of a drawing is one figure with a description. The words of each card follow it as a link of their
own: a link inside a figure would be passed over by a screen reader.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from escalation.emit import shapes
from escalation.layout.geometry import Anchor, Box, Continuation, LegendItem, Line, Run, Sheet
from escalation.layout.notice import Notice, phrases
from escalation.model import Chart, Kind, Step
from markup import typst_string, typst_value

TEMPLATE = "stappenplan.typ"
_IN_CARDS = "De kaarten van de stappen in de tekst zeggen hetzelfde in woorden."
_IN_TABLE = "De tabel bij de figuur zegt hetzelfde in woorden."
_ORDER = ("number", "title", "question", "end", "actor", "strength", "deadline")


@dataclass(frozen=True)
class Paper:
    """What a drawing needs beside its geometry.

    Attributes:
        chart: what is drawn.
        size: size of its type, in points.
        target: Typst code of the label that the card of a step leads to.
        row: Typst code of the label of a step's row in the table.
        sheet: Typst code of the label of a sheet, by its number from 0.
        quote: makes a Typst string of a text; may replace characters that no font has.
    """

    chart: Chart
    size: float
    target: Callable[[Step], str]
    row: Callable[[Step], str]
    sheet: Callable[[int], str]
    quote: Callable[[str], str] = typst_string

    def explained(self, step: Step) -> bool:
        """Tell whether a step has a card in the same document, to which its target leads."""
        return self.target(step) != self.row(step)

    @property
    def explains_all(self) -> bool:
        """Whether every step has a card in the same document, so that no table has to say it all again."""
        return all(map(self.explained, self.chart.steps))


def drawing(
    sheets: Sequence[Sheet],
    paper: Paper,
    *,
    captions: bool = True,
    floating: bool = False,
    bar: Notice | None = None,
) -> Iterator[str]:
    """Yield the Typst code of a chart's sheets, one statement a line.

    Args:
        sheets: from `lay_out`, in points.
        paper: what is drawn.
        captions: whether each sheet is captioned with the title of the chart.
        floating: whether a sheet that does not fit here may stand on the next page, after what follows.
        bar: the room of what holds at every moment. It stands on each sheet; only the first is read aloud.
    """
    home = {box.step.name: index for index, sheet in enumerate(sheets) for box in sheet.boxes}
    for index, sheet in enumerate(sheets):
        caption = f"caption: {paper.quote(_caption(paper.chart, index, len(sheets)))}, " if captions else ""
        yield (
            f"chart-sheet({_n(paper.size)}, {_n(sheet.width)}, {_n(sheet.height)}, {caption}"
            f"anchor: {paper.sheet(index)}, above: {_above(bar, paper, spoken=not index)}, "
            f"floating: {typst_value(floating)}, "
            f"alt: {paper.quote(described(paper.chart, sheet, in_cards=paper.explains_all))}, {{"
        )
        yield from _ground(sheet, paper)
        yield "}, {"
        for box in sorted(sheet.boxes, key=lambda box: box.step.number):
            yield from _card(box, paper)
        for continuation in sheet.continuations:
            yield _continuation(continuation, home, paper)
        yield "})"


def _above(bar: Notice | None, paper: Paper, *, spoken: bool) -> str:
    return always(bar, paper.chart, paper.quote, spoken=spoken) if bar else "none"


def always(bar: Notice, chart: Chart, quote: Callable[[str], str], *, spoken: bool = True) -> str:
    """Return the Typst code of the bar with what holds at every moment.

    Args:
        bar: its room.
        chart: whose bar.
        quote: makes a Typst string of a text.
        spoken: whether a screen reader reads it; not where it stands for the second time.
    """
    words = " + ".join(
        f"strong({quote(phrase.text)})" if phrase.strong else quote(phrase.text) for phrase in phrases(chart)
    )
    sizes = ", ".join(map(_n, (bar.size, bar.width, bar.height, bar.side, bar.gap)))
    return f"chart-always({sizes}, spoken: {typst_value(spoken)}, [] + {words})"


def described(chart: Chart, sheet: Sheet, *, in_cards: bool) -> str:
    """Return in words what follows what on a sheet: «Vanaf 5 halve dagen: na 7 volgt 8; na vraag 8 …».

    Args:
        chart: what is drawn.
        sheet: the part of it.
        in_cards: whether the cards in the text say it in words; else the table beside the figure does.
    """
    drawn = sorted((box.step for box in sheet.boxes), key=lambda step: step.number)
    groups = groupby(drawn, key=lambda step: step.threshold)
    parts = [f"Stroomschema met {len(drawn)} {'kaart' if len(drawn) == 1 else 'kaarten'}."]
    for index, steps in groups:
        label = f"{chart.thresholds[index].label}: " if 0 <= index < len(chart.thresholds) else ""
        parts.append(f"{label}{'; '.join(_follows(chart, step) for step in steps)}.")
    return " ".join([*parts, _IN_CARDS if in_cards else _IN_TABLE])


def _follows(chart: Chart, step: Step) -> str:
    if step.kind is Kind.EINDE:
        return f"{step.number} is een einde"
    ways = [
        f"{f'bij «{edge.label}» ' if edge.label else ''}{'terug naar ' if chart.is_back(edge) else ''}"
        f"{chart.by_name[edge.target].number}"
        for edge in chart.exits[step.name]
    ]
    lead = f"na {'vraag ' if step.kind is Kind.VRAAG else ''}{step.number}"
    return f"{lead} volgt {', '.join(ways)}" if ways else f"{lead} volgt niets"


def _caption(chart: Chart, index: int, count: int) -> str:
    return f"{chart.title} ({index + 1} van {count})" if count > 1 else chart.title


def _ground(sheet: Sheet, paper: Paper) -> Iterator[str]:
    for band in sheet.bands:
        yield f"chart-band({_n(band.y)}, {_n(sheet.width)}, {_n(band.height)}, {str(band.shaded).lower()})"
    bottom = max((band.y + band.height for band in sheet.bands), default=sheet.height)
    for x in sheet.separators:
        yield f"chart-separator({_n(x)}, {_n(bottom)})"
    for runs in (sheet.heads, *(band.runs for band in sheet.bands)):
        yield from _runs(runs, paper)
    boxes = {box.step.name: box for box in sheet.boxes}
    for line in sheet.lines:
        yield _line(line, boxes)
    for label in sheet.labels:
        if not label.listed:
            area = ", ".join(map(_n, (label.x, label.y, label.width, label.height)))
            yield f"chart-ground({area}, {str(sheet.is_on_shade(label)).lower()})"
            yield from _runs(label.runs, paper)
    for box in sheet.boxes:
        yield from _shape(box)
    for item in sheet.legend:
        yield from _legend(item, paper)


def _line(line: Line, boxes: dict[str, Box]) -> str:
    points = list(line.points)
    source, target = boxes.get(line.edge.source), boxes.get(line.edge.target)
    if source:
        points[0] = shapes.meet(source, points[0])
    if target:
        points[-1] = shapes.meet(target, points[-1])
    size = (target or source or next(iter(boxes.values()))).badge[2]
    path = shapes.shortened(points, size)
    bends = [
        f"curve.line({_pt(corner.start)}), curve.quad({_pt(corner.control)}, {_pt(corner.end)})"
        for corner in shapes.corners(line, path)
    ]
    parts = ", ".join([f"curve.move({_pt(path[0])})", *bends, f"curve.line({_pt(path[-1])})"])
    return f"chart-line({str(line.back).lower()}, {_points(shapes.arrow(points, size))}, {parts})"


def _shape(box: Box) -> Iterator[str]:
    step = box.step
    look = f"{typst_value(step.kind)}, {typst_value(step.strength)}"
    if step.kind is Kind.VRAAG:
        yield f"chart-polygon({look}, {_points(shapes.question(box))})"
    else:
        outline = map(_n, (box.x, box.y, box.width, box.height, shapes.corner_radius(box)))
        yield f"chart-box({look}, {', '.join(outline)})"
    if box.divider is not None:
        margin = box.height / 5
        yield f"chart-divider({_n(box.divider)}, {_n(box.y + margin)}, {_n(box.y + box.height - margin)})"
    if box.clock is not None:
        yield f"chart-clock({', '.join(map(_n, box.clock))})"
    yield f"chart-disc({', '.join(map(_n, box.badge))})"


def _card(box: Box, paper: Paper) -> Iterator[str]:
    outline = ", ".join(map(_n, (box.x, box.y, box.width, box.height)))
    yield f"chart-card({paper.target(box.step)}, {outline}, {{"
    runs = sorted(box.runs, key=lambda run: _ORDER.index(run.role) if run.role in _ORDER else len(_ORDER))
    yield from _runs(runs, paper, box.step, (box.x, box.y))
    yield "})"


def _continuation(continuation: Continuation, home: dict[str, int], paper: Paper) -> str:
    place = map(_n, (continuation.x, continuation.y, continuation.width, continuation.height))
    other = continuation.other
    return (
        f"chart-continuation({paper.sheet(home[other.name])}, {str(continuation.leaves).lower()}, "
        f'{", ".join(place)}, {_n(continuation.size)}, "stap {other.number}")'
    )


def _legend(item: LegendItem, paper: Paper) -> Iterator[str]:
    middle, right = item.y + item.height / 2, item.x + item.width
    if item.kind == "terug":
        ends = ((item.x, middle), (right, middle))
        size = item.height / 2
        path = shapes.shortened(ends, size)
        yield (
            f"chart-line(true, {_points(shapes.arrow(ends, size))}, "
            f"curve.move({_pt(path[0])}), curve.line({_pt(path[-1])}))"
        )
    elif item.kind == "vraag":
        yield f'chart-polygon("vraag", none, {_points(shapes.hexagon(item, item.height / 2))})'
    else:
        radius = item.height / 2 if item.kind == "einde" else item.height / 4
        outline = map(_n, (item.x, item.y, item.width, item.height, radius))
        yield f"chart-box({typst_value(item.kind)}, {typst_value(item.strength)}, {', '.join(outline)})"
    yield from _runs([item.run], paper)


def _runs(
    runs: Iterable[Run], paper: Paper, step: Step | None = None, origin: shapes.Point = (0.0, 0.0)
) -> Iterator[str]:
    shares = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
    for run in runs:
        x = run.x - run.width * shares[run.anchor] - origin[0]
        strength = f", strength: {typst_value(step.strength)}" if step and step.strength else ""
        yield (
            f'chart-words({_n(x)}, {_n(run.y - origin[1])}, {_n(run.size)}, "{run.weight}", "{run.role}", '
            f"{paper.quote(run.text)}{strength})"
        )


def _points(points: Iterable[shapes.Point]) -> str:
    return "(" + "".join(f"({_n(x)}, {_n(y)})," for x, y in points) + ")"


def _pt(point: shapes.Point) -> str:
    return f"({_n(point[0])}pt, {_n(point[1])}pt)"


def _n(number: float) -> str:
    """Write a number with at most two decimals, the same bytes on every machine."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
