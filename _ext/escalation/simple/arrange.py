"""Which cell of which row and column each step gets, and which way each line goes.

Position follows from threshold, actor and the order of the author alone, so that a small edit moves little:

- every step and question has a row of its own, in the order of the chart;
- an end stands in the last column, in the row of the step that leads to it if it can;
- a line to the next card goes straight down; to an end in the same row straight across; every other line goes
  through the channel left or right of all cards, through rows in which it meets no box.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from escalation.model import Chart, Edge, Kind, Step, View

#: More columns than this cannot be read on paper; the ladder is drawn then.
MOST_LANES = 5
#: How often the choice of sides is looked at again, and up to how many lines that is worth its time.
_ROUNDS = 4
_MOST_COMPARED = 60


@dataclass(frozen=True)
class Cell:
    """A step, or a mark that a line goes on on another sheet.

    Attributes:
        key: name of the step; for a mark a key of its own.
        step: what the cell shows; for a mark the step on the other sheet.
        edge: of a mark, the edge that goes on.
        leaves: of a mark, whether the edge leaves this sheet.
        row: from 0, over the whole sheet.
        column: from 0; the last is for ends and marks.
    """

    key: str
    step: Step
    row: int
    column: int
    edge: Edge | None = None
    leaves: bool = False


class Way(Enum):
    """How a line goes from its source to its target."""

    DOWN = auto()
    ACROSS = auto()
    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True)
class Link:
    """A line between two cells; `track` counts outward from the cards, -1 without one."""

    edge: Edge
    source: Cell
    target: Cell
    way: Way
    back: bool
    track: int = -1

    @property
    def span(self) -> tuple[int, int]:
        """First and last row."""
        return min(self.source.row, self.target.row), max(self.source.row, self.target.row)


@dataclass(frozen=True)
class Arrangement:
    """All cells and links of a sheet.

    Attributes:
        lanes: names above the columns of steps; one empty name for the ladder.
        outcomes: whether the column for ends and marks is used.
        bands: for each row the threshold of its steps.
    """

    cells: tuple[Cell, ...]
    links: tuple[Link, ...]
    lanes: tuple[str, ...]
    outcomes: bool
    bands: tuple[int, ...]


def lanes_of(chart: Chart) -> tuple[str, ...]:
    """Return the actors that get a column: the first of each step, in order of appearance."""
    return tuple(dict.fromkeys(step.actors[0] for step in chart.steps if step.actors))


def arrange(chart: Chart, steps: Sequence[Step], view: View) -> Arrangement:
    """Give the steps of one sheet their places, and the edges between and beyond them their ways."""
    lanes = lanes_of(chart) if view is View.BANEN else ("",)
    grid = _Grid(chart, len(lanes))
    lane = 0
    for step in steps:
        if step.kind is not Kind.EINDE:
            if view is View.BANEN and step.actors:
                lane = lanes.index(step.actors[0])
            grid.add_card(step, lane)
    for step in steps:
        if step.kind is Kind.EINDE:
            grid.add_end(step)
    shown = {step.name for step in steps}
    for edge in chart.edges:
        if (edge.source in shown) != (edge.target in shown):
            grid.add_mark(edge, leaves=edge.source in shown)
    cells = grid.cells()
    links = _routed(tuple(_links(chart, cells)))
    names = tuple(chart.actors[key].name for key in lanes) if view is View.BANEN else ("",)
    outcomes = any(cell.column == len(lanes) for cell in cells.values())
    return Arrangement(tuple(cells.values()), links, names, outcomes, tuple(grid.bands))


class _Grid:
    def __init__(self, chart: Chart, lanes: int) -> None:
        self.chart = chart
        self.last = lanes
        self.bands: list[int] = []
        self._rows: list[dict[int, tuple[str, Step, Edge | None, bool]]] = []

    def add_card(self, step: Step, lane: int) -> None:
        self._rows.append({lane: (step.name, step, None, False)})
        self.bands.append(step.threshold)

    def add_end(self, step: Step) -> None:
        rows = [self._row_of(edge.source) for edge in self.chart.entries[step.name]]
        same = [row for row in rows if row is not None and self.bands[row] == step.threshold]
        content = (step.name, step, None, False)
        if same:
            for row in range(min(same), len(self._rows)):
                if self.bands[row] == step.threshold and self.last not in self._rows[row]:
                    self._rows[row][self.last] = content
                    return
        self._insert(step, content)

    def _insert(self, step: Step, content: tuple[str, Step, Edge | None, bool]) -> None:
        """Give an end a row of its own behind all that come before it."""
        at = sum(1 for band in self.bands if band <= step.threshold)
        self._rows.insert(at, {self.last: content})
        self.bands.insert(at, step.threshold)

    def add_mark(self, edge: Edge, *, leaves: bool) -> None:
        inside, outside = (edge.source, edge.target) if leaves else (edge.target, edge.source)
        row = self._row_of(inside)
        assert row is not None  # noqa: S101  the inner step stands on this sheet
        other = self.chart.by_name[outside]
        content = (f"{edge.source}>{edge.target}>{edge.label}", other, edge, leaves)
        columns = self._rows[row]
        if self.last not in columns:
            columns[self.last] = content
            return
        at = row + 1 if leaves else row
        self._rows.insert(at, {self.last: content})
        self.bands.insert(at, self.bands[row])

    def _row_of(self, name: str) -> int | None:
        for number, row in enumerate(self._rows):
            if any(key == name for key, *_ in row.values()):
                return number
        return None

    def cells(self) -> dict[str, Cell]:
        return {
            key: Cell(key, step, number, column, edge, leaves)
            for number, row in enumerate(self._rows)
            for column, (key, step, edge, leaves) in sorted(row.items())
        }


def _links(chart: Chart, cells: dict[str, Cell]) -> Iterator[Link]:
    """Yield the lines with the ways that are free by themselves; the others get one in `_routed`."""
    marks = {(id(cell.edge), cell.leaves): cell for cell in cells.values() if cell.edge is not None}
    below = _next_cards(cells)
    used_down: set[str] = set()
    used_across: set[str] = set()
    for edge in chart.edges:
        source = cells.get(edge.source) or marks.get((id(edge), False))
        target = cells.get(edge.target) or marks.get((id(edge), True))
        if source is None or target is None:
            continue
        back = chart.is_back(edge)
        way = Way.RIGHT if back or target.column == _last(cells) or source.edge is not None else Way.LEFT
        if not back and below.get(source.key) == target.key and source.key not in used_down:
            used_down.add(source.key)
            way = Way.DOWN
        elif source.row == target.row and source.column != target.column:
            pair = {source.key, target.key}
            if not pair & used_across:
                used_across |= pair
                way = Way.ACROSS
        yield Link(edge, source, target, way, back)


def _last(cells: dict[str, Cell]) -> int:
    """Return the number of the column for ends and marks."""
    return max(
        (cell.column for cell in cells.values() if cell.edge or cell.step.kind is Kind.EINDE), default=-1
    )


def _next_cards(cells: dict[str, Cell]) -> dict[str, str]:
    cards = [cell for cell in cells.values() if cell.edge is None and cell.step.kind is not Kind.EINDE]
    cards.sort(key=lambda cell: cell.row)
    return {one.key: other.key for one, other in zip(cards, cards[1:], strict=False)}


# -- channels ------------------------------------------------------------------------------------


def _routed(links: Sequence[Link]) -> tuple[Link, ...]:
    """Choose for each line that needs a channel the side with fewer crossings, then its track."""
    across = [link for link in links if link.way is Way.ACROSS]
    chosen: list[Link] = [link for link in links if link.way in (Way.DOWN, Way.ACROSS)]
    waiting = [link for link in links if link.way in (Way.LEFT, Way.RIGHT)]
    # Those that have no choice first; then short lines, which the long ones go around.
    waiting.sort(key=lambda one: (not _must_right(one), one.span[1] - one.span[0], one.span))
    sides = [link.way for link in waiting]
    costs = _Costs(waiting, across)
    for _ in range(_ROUNDS if len(waiting) <= _MOST_COMPARED else 0):
        before = list(sides)
        for number, link in enumerate(waiting):
            if not _must_right(link):
                sides[number] = min(
                    (link.way, Way.RIGHT if link.way is Way.LEFT else Way.LEFT),
                    key=lambda way: costs.of(number, way, sides),
                )
        if sides == before:
            break
    for way in (Way.LEFT, Way.RIGHT):
        mine = [replace(link, way=way) for link, side in zip(waiting, sides, strict=True) if side is way]
        chosen += _tracked(mine)
    order = {id(link.edge): number for number, link in enumerate(links)}
    return tuple(sorted(chosen, key=lambda link: (order[id(link.edge)], link.source.row)))


class _Costs:
    """How many lines a line would cross on a side, given the sides of the others."""

    def __init__(self, links: Sequence[Link], across: Sequence[Link]) -> None:
        self._links = links
        self._across = [link.source.row for link in across]

    def of(self, number: int, way: Way, sides: Sequence[Way]) -> int:
        link = self._links[number]
        crossed = sum(
            _cross(link, other) or (way is Way.RIGHT and (_outward(link, other) or _outward(other, link)))
            for place, other in enumerate(self._links)
            if place != number and sides[place] is way
        )
        first, last = link.span
        return crossed + (sum(first < row < last for row in self._across) if way is Way.RIGHT else 0)


def _must_right(link: Link) -> bool:
    """Tell whether an end of the line stands in the last column, which only the right channel reaches."""
    return any(cell.edge is not None or cell.step.kind is Kind.EINDE for cell in (link.source, link.target))


def _cross(one: Link, other: Link) -> bool:
    """Tell whether two lines in one channel must cross: each begins within the other."""
    (a, b), (c, d) = one.span, other.span
    return a < c < b < d or c < a < d < b


def _outward(one: Link, other: Link) -> bool:
    """Tell whether a line goes on to the last column through another that goes around it."""
    (a, b), (c, d) = one.span, other.span
    return _must_right(one) and c < a and b < d


def _tracked(links: Sequence[Link]) -> Iterator[Link]:
    """Give each line of a channel the innermost track that is free over all its rows, short lines first."""
    tracks: list[list[tuple[int, int]]] = []
    for link in sorted(links, key=lambda one: (one.span[1] - one.span[0], one.span)):
        first, last = link.span
        number = next(
            (n for n, taken in enumerate(tracks) if all(last < a or b < first for a, b in taken)), len(tracks)
        )
        if number == len(tracks):
            tracks.append([])
        tracks[number].append((first, last))
        yield replace(link, track=number)
