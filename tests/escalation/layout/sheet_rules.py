"""What may not happen on a drawn sheet, found by brute force and without the code that drew it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import sqrt

from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, Box, Label, Line, Run, Sheet
from escalation.model import Chart, Kind

Rect = tuple[float, float, float, float]
Piece = tuple[float, float, float, float]
EPS = 0.011
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def faults(chart: Chart, sheet: Sheet, fonts: Fonts) -> list[str]:
    """Return everything that is wrong with a sheet, in words."""
    return [
        *boxes_that_overlap(sheet),
        *lines_in_boxes(sheet),
        *lines_not_square(sheet),
        *lines_off_their_cards(sheet),
        *shared_pieces(sheet),
        *label_faults(sheet),
        *outside(sheet),
        *texts_that_do_not_fit(sheet, fonts),
        *band_faults(chart, sheet),
    ]


def pieces(line: Line) -> list[Piece]:
    return [(*sorted((x, to_x)), *sorted((y, to_y))) for (x, y), (to_x, to_y) in pairwise(line.points)]


def rect(box: Box | Label) -> Rect:
    return (box.x, box.x + box.width, box.y, box.y + box.height)


def marks(sheet: Sheet) -> dict[str, Rect]:
    return {
        f"{c.edge.source}>{c.edge.target} {at}": (c.x, c.x + c.width, c.y, c.y + c.height)
        for at, c in enumerate(sheet.continuations)
    }


def overlap(one: Rect, other: Rect) -> bool:
    return (
        min(one[1], other[1]) - max(one[0], other[0]) > EPS
        and min(one[3], other[3]) - max(one[2], other[2]) > EPS
    )


def cards(sheet: Sheet) -> dict[str, Rect]:
    return {box.step.name: rect(box) for box in sheet.boxes} | marks(sheet)


def boxes_that_overlap(sheet: Sheet) -> Iterator[str]:
    for (name, one), (other_name, other) in combinations(cards(sheet).items(), 2):
        if overlap(one, other):
            yield f"cards {name} and {other_name} overlap"


def lines_in_boxes(sheet: Sheet) -> Iterator[str]:
    for name, card in cards(sheet).items():
        for line in sheet.lines:
            if any(_in(piece, card) for piece in pieces(line)):
                yield f"line {_name(line)} runs through card {name}"


def _in(piece: Piece, card: Rect) -> bool:
    """Tell whether part of a piece is strictly inside a rectangle."""
    left, right, top, bottom = piece
    return left < card[1] - EPS and right > card[0] + EPS and top < card[3] - EPS and bottom > card[2] + EPS


def lines_not_square(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        for (x, y), (to_x, to_y) in pairwise(line.points):
            if x != to_x and y != to_y:
                yield f"line {_name(line)} is slanted"
        if len(line.points) < 2:
            yield f"line {_name(line)} is a point"


def lines_off_their_cards(sheet: Sheet) -> Iterator[str]:
    known = {box.step.name: [rect(box)] for box in sheet.boxes}
    for line in sheet.lines:
        own = [card for name, card in marks(sheet).items() if name.split(" ")[0] == _name(line)]
        for name, point in ((line.edge.source, line.points[0]), (line.edge.target, line.points[-1])):
            if not any(_on_outline(point, card) for card in known.get(name, own)):
                yield f"line {_name(line)} does not touch {name}"


def _on_outline(point: tuple[float, float], card: Rect) -> bool:
    x, y = point
    left, right, top, bottom = card
    across = min(abs(x - left), abs(x - right)) <= EPS and top + 4 <= y <= bottom - 4
    upright = min(abs(y - top), abs(y - bottom)) <= EPS and left + 4 <= x <= right - 4
    return across or upright


def shared_pieces(sheet: Sheet) -> Iterator[str]:
    found: dict[tuple[bool, float], list[tuple[float, float, int]]] = {}
    for index, line in enumerate(sheet.lines):
        for left, right, top, bottom in pieces(line):
            if left == right and top == bottom:
                continue
            flat = top == bottom
            key = (flat, top if flat else left)
            found.setdefault(key, []).append((left, right, index) if flat else (top, bottom, index))
    for (flat, at), spans in found.items():
        for (low, high, one), (other_low, other_high, other) in combinations(spans, 2):
            if one != other and min(high, other_high) - max(low, other_low) > EPS:
                names = f"{_name(sheet.lines[one])} and {_name(sheet.lines[other])}"
                yield f"lines {names} share a piece at {'y' if flat else 'x'} {at}"


def label_faults(sheet: Sheet) -> Iterator[str]:
    shown = [label for label in sheet.labels if not label.listed]
    for label in shown:
        for name, card in cards(sheet).items():
            if overlap(rect(label), card):
                yield f"label {label.edge.label} lies on card {name}"
        for box in sheet.boxes:
            x, y, radius = box.badge
            if overlap(rect(label), (x - radius, x + radius, y - radius, y + radius)):
                yield f"label {label.edge.label} lies on the number of {box.step.name}"
    for one, other in combinations(shown, 2):
        if overlap(rect(one), rect(other)):
            yield f"labels {one.edge.label} and {other.edge.label} overlap"


def labels_on_lines(sheet: Sheet) -> Iterator[str]:
    """Yield the labels that cover the line of another edge."""
    for label in sheet.labels:
        if label.listed:
            continue
        for line in sheet.lines:
            if line.edge != label.edge and any(_in(piece, rect(label)) for piece in pieces(line)):
                yield f"label {label.edge.label} of {label.edge.source} covers line {_name(line)}"


def outside(sheet: Sheet) -> Iterator[str]:
    rects = {**cards(sheet), **{f"label {label.edge.label}": rect(label) for label in sheet.labels}}
    for line in sheet.lines:
        xs, ys = zip(*line.points, strict=True)
        rects[f"line {_name(line)}"] = (min(xs), max(xs), min(ys), max(ys))
    for box in sheet.boxes:
        x, y, radius = box.badge
        rects[f"number {box.step.name}"] = (x - radius, x + radius, y - radius, y + radius)
    for item in sheet.legend:
        rects[f"legend {item.kind}"] = (item.x, item.x + item.width, item.y, item.y + item.height)
    runs = [
        *sheet.heads,
        *(run for band in sheet.bands for run in band.runs),
        *(item.run for item in sheet.legend),
    ]
    rects |= {f"text {run.text} {at}": _run_rect(run) for at, run in enumerate(runs)}
    for name, (left, right, top, bottom) in rects.items():
        if left < -EPS or top < -EPS or right > sheet.width + EPS or bottom > sheet.height + EPS:
            yield f"{name} is outside the sheet"


def _run_rect(run: Run) -> Rect:
    left = run.x - run.width * _SHARES[run.anchor]
    return (left, left + run.width, run.y - run.size * 0.7, run.y + run.size * 0.22)


def texts_that_do_not_fit(sheet: Sheet, fonts: Fonts) -> Iterator[str]:
    for box in sheet.boxes:
        for run in box.runs:
            if abs(fonts.width(run.text, run.size, run.weight) - run.width) > 0.02:
                yield f"text {run.text} has a wrong width"
            if run.role == "number":
                if run.width > 2 * box.badge[2]:
                    yield f"number {run.text} is wider than its disc"
                continue
            left, right, top, bottom = _run_rect(run)
            if run.role == "deadline" and box.clock is not None:
                left = min(left, box.clock[0])
            low, high = _room(box, top, bottom)
            if (
                left < low - EPS
                or right > high + EPS
                or top < box.y - EPS
                or bottom > box.y + box.height + EPS
            ):
                yield f"text {run.text} does not fit in {box.step.name}"
            if box.divider is not None and left < box.divider < right:
                yield f"text {run.text} crosses the hairline of {box.step.name}"
        texts = [_run_rect(run) for run in box.runs if run.role != "number"]
        if any(overlap(one, other) for one, other in combinations(texts, 2)):
            yield f"texts of {box.step.name} overlap"
    for label in sheet.labels:
        for run in label.runs:
            left, right, top, bottom = _run_rect(run)
            if not (label.x <= left + EPS and right <= label.x + label.width + EPS):
                yield f"label {run.text} is wider than its ground"
            if not (label.y <= top + EPS and bottom <= label.y + label.height + EPS):
                yield f"label {run.text} is higher than its ground"


def _room(box: Box, top: float, bottom: float) -> tuple[float, float]:
    """Return the least and most x between which a text may stand in the outline that is drawn."""
    left, right, half = box.x, box.x + box.width, box.height / 2
    away = min(half, max(abs(top - box.y - half), abs(bottom - box.y - half)))
    recess = 0.0
    if box.step.kind is Kind.EINDE:
        radius = min(half, box.badge[2] * 2.4)
        beyond = max(0.0, away - (half - radius))
        recess = radius - sqrt(radius * radius - beyond * beyond)
    elif box.step.kind is Kind.VRAAG:
        recess = min(box.badge[2] * 1.2, half) * away / half
    return left + recess, right - recess


def band_faults(chart: Chart, sheet: Sheet) -> Iterator[str]:
    for one, other in pairwise(sheet.bands):
        if other.y < one.y + one.height - EPS:
            yield f"bands {one.threshold.value} and {other.threshold.value} overlap"
    for band in sheet.bands:
        inside = [
            box for box in sheet.boxes if box.y >= band.y - EPS and box.y + box.height <= band.y + band.height
        ]
        wanted = [box for box in sheet.boxes if box.step.threshold == band.threshold.index]
        if {box.step.name for box in inside} != {box.step.name for box in wanted}:
            yield f"band {band.threshold.value} does not hold its own cards"
        for run in band.runs:
            if _run_rect(run)[3] > band.y + band.height + EPS:
                yield f"text {run.text} hangs out of its band"
            if any(overlap(_run_rect(run), card) for card in cards(sheet).values()):
                yield f"text {run.text} lies on a card"


def crossings(sheet: Sheet) -> int:
    """Count the points where lines of two edges cross."""
    count = 0
    flats = [
        (piece, at) for at, line in enumerate(sheet.lines) for piece in pieces(line) if piece[2] == piece[3]
    ]
    uprights = [
        (piece, at) for at, line in enumerate(sheet.lines) for piece in pieces(line) if piece[0] == piece[1]
    ]
    for (left, right, y, _), one in flats:
        for (x, _, top, bottom), other in uprights:
            if one != other and left + EPS < x < right - EPS and top + EPS < y < bottom - EPS:
                count += 1
    return count


def covered_twice(sheets: Sequence[Sheet]) -> list[str]:
    """Return the steps that stand on no sheet or on several, and the edges drawn otherwise than once."""
    steps = Counter(box.step.name for sheet in sheets for box in sheet.boxes)
    return [name for name, count in steps.items() if count != 1]


def _name(line: Line) -> str:
    return f"{line.edge.source}>{line.edge.target}"
