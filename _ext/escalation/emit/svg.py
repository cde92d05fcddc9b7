"""A sheet as an inline SVG: links on the cards, classes instead of colours.

The drawing is a graphics document (WAI-ARIA Graphics Module), not an image: an image would hide its links
from a screen reader. Only the cards are spoken; what lines and labels say stands in the list beside it.
Colours, dashes and the focus ring are in `static/stappenplan.css`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from escalation.emit import shapes
from escalation.emit.wording import spoken, summary
from escalation.layout.geometry import Band, Box, Continuation, Label, LegendItem, Line, Run, Sheet, Weight
from escalation.model import Chart, Kind, Step, View
from markup import html_attr, html_text, safe_url

_WEIGHTS = {Weight.REGULAR: "400", Weight.SEMIBOLD: "600", Weight.BOLD: "700"}
_HIDDEN = ' aria-hidden="true"'


@dataclass(frozen=True)
class Drawing:
    """What an SVG needs beside its geometry.

    Attributes:
        chart: what is drawn.
        view: how, or `papier`; part of the ids, for one page may hold all of them.
        href: gives the address of a step's text, from the page that shows the drawing.
        part: which sheet this is, from 1, and how many there are.
    """

    chart: Chart
    view: View | Literal["papier"]
    href: Callable[[Step], str]
    part: tuple[int, int] = (1, 1)

    @property
    def key(self) -> str:
        """Start of the ids; not yet escaped."""
        number = f"-{self.part[0]}" if self.part[1] > 1 else ""
        return f"tekening-{self.chart.name}-{self.view}{number}"

    @property
    def title(self) -> str:
        """Name of the drawing: the title of the chart, and which part of it."""
        number, parts = self.part
        return f"{self.chart.title} (deel {number} van {parts})" if parts > 1 else self.chart.title


def drawing(sheet: Sheet, about: Drawing) -> str:
    """Return the `<svg>` element of a sheet.

    Every text and address is escaped here; an address with a scheme that could run code is left out.
    """
    key = html_attr(about.key)
    width, height = _n(sheet.width), _n(sheet.height)
    boxes = {box.step.name: box for box in sheet.boxes}
    start = (
        f'<svg class="lr-tekening lr-tekening--{about.view}" role="graphics-document document"'
        f' aria-labelledby="{key}-titel" aria-describedby="{key}-uitleg"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    parts = [
        start,
        f'<title id="{key}-titel">{html_text(about.title)}</title>',
        f'<desc id="{key}-uitleg">{html_text(_explained(about.chart))}</desc>',
        f"<g{_HIDDEN}>",
        *(_ground(band, sheet.width) for band in sheet.bands),
        *(_separator(x, sheet) for x in sheet.separators),
        *(_runs(band.runs) for band in sheet.bands),
        _runs(sheet.heads),
        *(_line(line, boxes) for line in sheet.lines),
        *(_label(label, shaded=sheet.is_on_shade(label)) for label in sheet.labels if not label.listed),
        *map(_continuation, sheet.continuations),
        "</g>",
        *(_card(box, about) for box in sorted(sheet.boxes, key=lambda box: box.step.number)),
        f'<g class="lr-legende"{_HIDDEN}>{"".join(map(_legend_item, sheet.legend))}</g>'
        if sheet.legend
        else "",
        "</svg>\n",
    ]
    return "\n".join(filter(None, parts))


def _explained(chart: Chart) -> str:
    return f"{summary(chart)} De lijst bij de tekening zegt hetzelfde in woorden."


def _ground(band: Band, width: float) -> str:
    shade = " lr-band--grijs" if band.shaded else ""
    y, right = _n(band.y), _n(width)
    return (
        f'<rect class="lr-band{shade}" x="0" y="{y}" width="{right}" height="{_n(band.height)}"/>'
        f'<path class="lr-band__rand" d="M0 {y}H{right}"/>'
    )


def _separator(x: float, sheet: Sheet) -> str:
    bottom = max((band.y + band.height for band in sheet.bands), default=sheet.height)
    return f'<path class="lr-kolomrand" d="M{_n(x)} 0V{_n(bottom)}"/>'


def _line(line: Line, boxes: dict[str, Box]) -> str:
    points = list(line.points)
    source, target = boxes.get(line.edge.source), boxes.get(line.edge.target)
    if source:
        points[0] = shapes.meet(source, points[0])
    if target:
        points[-1] = shapes.meet(target, points[-1])
    size = (target or source or next(iter(boxes.values()))).badge[2]
    back = " lr-lijn--terug" if line.back else ""
    path = _path(line, shapes.shortened(points, size))
    head = _points(shapes.arrow(points, size))
    return f'<path class="lr-lijn{back}" d="{path}"/><path class="lr-pijl" d="{head}Z"/>'


def _path(line: Line, points: tuple[shapes.Point, ...]) -> str:
    bends = (
        f"L{_pair(corner.start)}Q{_pair(corner.control)} {_pair(corner.end)}"
        for corner in shapes.corners(line, points)
    )
    return "".join([f"M{_pair(points[0])}", *bends, f"L{_pair(points[-1])}"])


def _label(label: Label, *, shaded: bool) -> str:
    shade = " lr-antwoord__grond--grijs" if shaded else ""
    return (
        f'<g class="lr-antwoord"><rect class="lr-antwoord__grond{shade}" x="{_n(label.x)}" y="{_n(label.y)}"'
        f' width="{_n(label.width)}" height="{_n(label.height)}" rx="3"/>{_runs(label.runs)}</g>'
    )


def _continuation(mark: Continuation) -> str:
    """Say which step follows on another sheet, or came before: only a browser knows its page."""
    words = f"{'naar' if mark.leaves else 'van'} stap {mark.other.number}"
    middle, baseline = mark.x + mark.width / 2, mark.y + mark.height / 2 + mark.size * 0.35
    return (
        f'<rect class="lr-vervolg" x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}"'
        f' height="{_n(mark.height)}" rx="3"/>'
        f'<text class="lr-t lr-t--continuation" x="{_n(middle)}" y="{_n(baseline)}"'
        f' font-size="{_n(mark.size)}" text-anchor="middle">{html_text(words)}</text>'
    )


def _card(box: Box, about: Drawing) -> str:
    step = box.step
    classes = [f"lr-kaart--{step.kind}", *([f"lr-kaart--{step.strength}"] if step.strength else [])]
    href = safe_url(about.href(step))
    # Without a safe address the card is still drawn and spoken, but leads nowhere.
    address = f' href="{html_attr(href)}"' if href is not None else ' role="img"'
    name = html_attr(spoken(about.chart, step))
    x, y, radius = box.badge
    return (
        f'<a class="lr-kaart {" ".join(classes)}"{address} aria-label="{name}">'
        f"<g{_HIDDEN}>{_focus_ring(box)}{_outline(box)}{_divider(box)}{_clock(box)}"
        f'<circle class="lr-kaart__schijf" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
        f"{_runs(box.runs)}</g></a>"
    )


def _focus_ring(box: Box) -> str:
    # A ring of our own: not every browser draws an outline around a part of an SVG.
    gap = box.badge[2] * 0.45
    corner = shapes.corner_radius(box) + gap
    return (
        f'<rect class="lr-kaart__ring" x="{_n(box.x - gap)}" y="{_n(box.y - gap)}"'
        f' width="{_n(box.width + 2 * gap)}" height="{_n(box.height + 2 * gap)}" rx="{_n(corner)}"/>'
    )


def _outline(box: Box) -> str:
    if box.step.kind is Kind.VRAAG:
        return f'<path class="lr-kaart__vlak" d="{_points(shapes.question(box))}Z"/>'
    return (
        f'<rect class="lr-kaart__vlak" x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}"'
        f' height="{_n(box.height)}" rx="{_n(shapes.corner_radius(box))}"/>'
    )


def _divider(box: Box) -> str:
    if box.divider is None:
        return ""
    margin = min(9.0, box.height / 5)
    top, bottom = box.y + margin, box.y + box.height - margin
    return f'<path class="lr-kaart__deel" d="M{_n(box.divider)} {_n(top)}V{_n(bottom)}"/>'


def _clock(box: Box) -> str:
    if box.clock is None:
        return ""
    left, middle, size = box.clock
    radius = size / 2
    x, y = _n(left + radius), _n(middle)
    hands = f"M{x} {_n(middle - radius * 0.5)}V{y}H{_n(left + radius * 1.4)}"
    return (
        f'<circle class="lr-klok" cx="{x}" cy="{y}" r="{_n(radius * 0.9)}"/>'
        f'<path class="lr-klok" d="{hands}"/>'
    )


def _legend_item(item: LegendItem) -> str:
    middle, right = item.y + item.height / 2, item.x + item.width
    if item.kind == "terug":
        tip = ((item.x, middle), (right, middle))
        size = item.height / 2
        sample = (
            f'<path class="lr-lijn lr-lijn--terug" d="M{_n(item.x)} {_n(middle)}H{_n(right - size * 0.8)}"/>'
            f'<path class="lr-pijl" d="{_points(shapes.arrow(tip, size))}Z"/>'
        )
    elif item.kind == "vraag":
        sample = f'<path class="lr-kaart__vlak" d="{_points(shapes.hexagon(item, item.height / 2))}Z"/>'
    else:
        radius = item.height / 2 if item.kind == "einde" else 3
        sample = (
            f'<rect class="lr-kaart__vlak" x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}"'
            f' height="{_n(item.height)}" rx="{_n(radius)}"/>'
        )
    return f'<g class="lr-kaart--{item.kind}">{sample}</g>{_runs([item.run])}'


def _runs(runs: Iterable[Run]) -> str:
    return "".join(
        f'<text class="lr-t lr-t--{run.role}" x="{_n(run.x)}" y="{_n(run.y)}" font-size="{_n(run.size)}"'
        f' font-weight="{_WEIGHTS[run.weight]}" text-anchor="{run.anchor}">{html_text(run.text)}</text>'
        for run in runs
    )


def _points(points: Iterable[shapes.Point]) -> str:
    return "M" + "L".join(map(_pair, points))


def _pair(point: shapes.Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    """Write a number with at most two decimals, the same bytes on every machine."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
