"""What a reader would see wrong in a drawing, counted from its geometry."""

from collections.abc import Iterator
from itertools import combinations

from escalation.layout.geometry import Anchor, Box, Label, Line, Run, Sheet

Rectangle = tuple[float, float, float, float]
Piece = tuple[tuple[float, float], tuple[float, float]]
_NEAR = 0.02


def rectangle(part: Box | Label) -> Rectangle:
    return part.x, part.y, part.x + part.width, part.y + part.height


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] < other[2] - _NEAR
        and other[0] < one[2] - _NEAR
        and one[1] < other[3] - _NEAR
        and other[1] < one[3] - _NEAR
    )


def pieces(line: Line) -> Iterator[Piece]:
    for a, b in zip(line.points, line.points[1:], strict=False):
        if a != b:
            yield a, b


def as_rectangle(piece: Piece) -> Rectangle:
    (x1, y1), (x2, y2) = piece
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def through_boxes(sheet: Sheet) -> list[str]:
    """Lines that run through the inside of a box or of a mark for another page."""
    boxes = [rectangle(box) for box in (*sheet.boxes, *sheet.continuations)]
    return [
        line.edge.source + ">" + line.edge.target
        for line in sheet.lines
        for piece in pieces(line)
        if any(_inside(as_rectangle(piece), box) for box in boxes)
    ]


def _inside(piece: Rectangle, box: Rectangle) -> bool:
    return (
        piece[0] < box[2] - _NEAR
        and piece[2] > box[0] + _NEAR
        and piece[1] < box[3] - _NEAR
        and piece[3] > box[1] + _NEAR
    )


def crossings(sheet: Sheet) -> int:
    return sum(
        _crosses(a, b)
        for one, other in combinations(sheet.lines, 2)
        for a in pieces(one)
        for b in pieces(other)
    )


def _crosses(one: Piece, other: Piece) -> bool:
    a, b = as_rectangle(one), as_rectangle(other)
    if (a[0] == a[2]) == (b[0] == b[2]):
        return False
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] if _proper(a, b) else False


def _proper(a: Rectangle, b: Rectangle) -> bool:
    upright, flat = (a, b) if a[0] == a[2] else (b, a)
    return flat[0] < upright[0] < flat[2] and upright[1] < flat[1] < upright[3]


def shared_pieces(sheet: Sheet) -> list[str]:
    """Pairs of lines that lie on each other."""
    return [
        f"{one.edge.source}>{one.edge.target} {other.edge.source}>{other.edge.target}"
        for one, other in combinations(sheet.lines, 2)
        for a in pieces(one)
        for b in pieces(other)
        if _along(as_rectangle(a), as_rectangle(b))
    ]


def _along(a: Rectangle, b: Rectangle) -> bool:
    if a[0] == a[2] and b[0] == b[2]:
        return abs(a[0] - b[0]) < 1 and min(a[3], b[3]) - max(a[1], b[1]) > _NEAR
    if a[1] == a[3] and b[1] == b[3]:
        return abs(a[1] - b[1]) < 1 and min(a[2], b[2]) - max(a[0], b[0]) > _NEAR
    return False


def label_overlaps(sheet: Sheet) -> list[str]:
    """Labels on boxes, on other labels, or on the line of another edge."""
    drawn = [label for label in sheet.labels if not label.listed]
    found = [
        f"{label.edge.label} on {box.step.name}"
        for label in drawn
        for box in sheet.boxes
        if overlap(rectangle(label), rectangle(box))
    ]
    found += [
        f"{one.edge.label} on {other.edge.label}"
        for one, other in combinations(drawn, 2)
        if overlap(rectangle(one), rectangle(other))
    ]
    found += [
        f"{label.edge.label} on the line {line.edge.source}>{line.edge.target}"
        for label in drawn
        for line in sheet.lines
        if line.edge is not label.edge
        for piece in pieces(line)
        if _inside(as_rectangle(piece), rectangle(label))
    ]
    return found


def extent(run: Run) -> tuple[float, float]:
    left = run.x - {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[run.anchor] * run.width
    return left, left + run.width


def outside(sheet: Sheet) -> list[str]:
    """Whatever leaves the canvas, and texts that leave their box."""
    found = []
    for part in (*sheet.boxes, *sheet.continuations, *(label for label in sheet.labels if not label.listed)):
        x1, y1, x2, y2 = rectangle(part)
        if x1 < 0 or y1 < 0 or x2 > sheet.width + _NEAR or y2 > sheet.height + _NEAR:
            found.append(f"{part.x} {part.y}")
    found += [
        f"line {line.edge.source}>{line.edge.target}"
        for line in sheet.lines
        for x, y in line.points
        if not (0 <= x <= sheet.width and 0 <= y <= sheet.height)
    ]
    for box in sheet.boxes:
        for run in box.runs:
            left, right = extent(run)
            if run.role != "number" and (
                left < box.x or right > box.x + box.width or not box.y < run.y < box.y + box.height
            ):
                found.append(f"«{run.text}» in {box.step.name}")
    return found


def box_overlaps(sheet: Sheet) -> list[str]:
    boxes = [*sheet.boxes, *sheet.continuations]
    return [
        f"{one.x},{one.y} {other.x},{other.y}"
        for one, other in combinations(boxes, 2)
        if overlap(rectangle(one), rectangle(other))
    ]
