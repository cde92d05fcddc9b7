"""The way of every line over a coarse grid, before anything has a length.

The grid has a line through every channel (the strips between columns and between rows) and through the middle
of every column and row. Level 2j is the channel left of column j (above row j), level 2j + 1 the middle of
column (row) j. A card stands at odd levels; a line runs along levels and passes through empty cells only, so
it cannot run through a card.

Every line has few sensible ways (straight, or with two to four corners over one channel). Each is weighed by
length, corners, and the number of lines that it must cross, counted exactly; then lines that still cross are
taken up and laid again, as maze routers do («rip-up and reroute»).
"""

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from escalation.layout.placing import Link, Plan
from escalation.model import View

Point = tuple[int, int]
Route = tuple[Point, ...]

# In units of length of the grid; one level down is 20, one column 60.
_DOWN, _ASIDE, _BEND, _CROSS = 20, 30, 40, 220
_SIDE_SHARED, _WRONG_SIDE, _ODD_EXIT, _TOP_ENTRY = 22, 26, 60, 24
_ROUNDS = 3

UP, RIGHT, DOWN, LEFT = range(4)


class Meeting(NamedTuple):
    """A stretch that two routes have in common.

    Attributes:
        other: index of the other route.
        first, last: positions of its ends in the points of this route.
        there: position of its first point in the points of the other route.
        step: 1 if the other goes the same way, -1 if it goes the other way.
        before, after: whether this route lies right of the other (looking along this one) where they join and
            where they part; None where both start or end at the same side of the same card.
    """

    other: int
    first: int
    last: int
    there: int
    step: int
    before: bool | None
    after: bool | None

    @property
    def crosses(self) -> bool:
        """Whether the routes change sides: they must cross once."""
        return self.before is not None and self.after is not None and self.before != self.after


def route(plan: Plan) -> tuple[Route, ...]:
    """Find the way of every link of a plan, as all the grid points that it passes."""
    router = _Router(plan)
    straight = [router.straight(link) for link in plan.links]
    for index, way in enumerate(straight):
        if way:
            router.lay(index, way)
    others = [index for index, way in enumerate(straight) if not way]
    others.sort(key=lambda index: (plan.links[index].back, router.span(plan.links[index]), index))
    options = {index: router.options(plan.links[index]) for index in others}
    for index in others:
        router.lay(index, router.best(options[index]))
    for _ in range(_ROUNDS):
        changed = False
        for index in others:
            if router.crossings(router.routes[index], index):
                old = router.routes[index]
                router.lift(index)
                new = router.best(options[index], old)
                router.lay(index, new)
                changed |= new != old
        if not changed:
            break
    return tuple(router.routes[index] for index in range(len(plan.links)))


def meetings(routes: Sequence[Route]) -> Iterator[tuple[int, Meeting]]:
    """Yield every stretch that two routes have in common, once, with the index of the lower of them."""
    grid = _Grid()
    for index, way in enumerate(routes):
        for meeting in grid.meetings(way):
            yield index, meeting
        grid.lay(index, way)


class _Grid:
    """Which routes pass where."""

    def __init__(self) -> None:
        self.routes: dict[int, Route] = {}
        self.passing: dict[Point, dict[int, int]] = {}

    def lay(self, index: int, way: Route) -> None:
        self.routes[index] = way
        for at in range(1, len(way) - 1):
            self.passing.setdefault(way[at], {})[index] = at

    def lift(self, index: int) -> None:
        for point in self.routes.pop(index)[1:-1]:
            self.passing[point].pop(index, None)

    def crossings(self, way: Route, index: int = -1, most: int = 1_000_000) -> int:
        """Count the routes that a way must cross; stop counting at `most`."""
        count = 0
        for meeting in self.meetings(way):
            if meeting.crosses and meeting.other != index:
                count += 1
                if count >= most:
                    break
        return count

    def meetings(self, way: Route) -> Iterator[Meeting]:
        end = len(way) - 1
        for at in range(1, end):
            here = self.passing.get(way[at])
            if not here:
                continue
            behind = way[at - 1]
            for other, there in here.items():
                theirs = self.routes[other]
                joined = behind in (theirs[there - 1], theirs[there + 1])
                if joined and at > 1:
                    continue
                yield self._meeting(way, at, other, theirs, there, joined)

    def _meeting(
        self, way: Route, at: int, other: int, theirs: Route, there: int, from_card: bool
    ) -> Meeting:
        end, last, there_last = len(way) - 1, at, there
        step = 1 if theirs[there + 1] == way[at + 1] else -1 if theirs[there - 1] == way[at + 1] else 0
        if from_card:
            # The stretch starts at the card itself; the other leaves or reaches it.
            step = 1 if theirs[there - 1] == way[at - 1] else -1
        while last < end and 0 <= there_last + step < len(theirs) and step:
            if theirs[there_last + step] != way[last + 1]:
                break
            last, there_last = last + 1, there_last + step
        if last == at and not from_card:
            return _touch(way, at, other, theirs, there)
        before = None if from_card else _right_at_start(way, at, theirs, there, step)
        to_card = last == end
        after = None if to_card else _right_at_end(way, last, theirs, there_last, step)
        first = at - 1 if from_card else at
        return Meeting(other, first, last, there - step if from_card else there, step, before, after)


def _touch(way: Route, at: int, other: int, theirs: Route, there: int) -> Meeting:
    """Return the meeting of routes that have a single point in common."""
    point = way[at]
    into, out = direction(point, way[at - 1]), direction(point, way[at + 1])
    one, two = direction(point, theirs[there - 1]), direction(point, theirs[there + 1])
    turn = (out - into) % 4
    between = ((one - into) % 4 < turn) != ((two - into) % 4 < turn)
    return Meeting(other, at, at, there, 0, False, between)


def _right_at_start(way: Route, at: int, theirs: Route, there: int, step: int) -> bool:
    point = way[at]
    along = direction(point, way[at + 1])
    mine, other = direction(point, way[at - 1]), direction(point, theirs[there - step])
    return (mine - along) % 4 < (other - along) % 4


def _right_at_end(way: Route, at: int, theirs: Route, there: int, step: int) -> bool:
    point = way[at]
    back = direction(point, way[at - 1])
    mine, other = direction(point, way[at + 1]), direction(point, theirs[there + step])
    return (mine - back) % 4 > (other - back) % 4


def direction(start: Point, end: Point) -> int:
    """Return which way the second point lies of the first: UP, RIGHT, DOWN or LEFT."""
    if end[0] != start[0]:
        return RIGHT if end[0] > start[0] else LEFT
    return DOWN if end[1] > start[1] else UP


class _Router(_Grid):
    """The ways a link can go, and what each costs beside those already laid."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.columns = len(plan.heads)
        self.taken = {node.cell for node in plan.nodes}
        self.rows_of: list[list[int]] = [[] for _ in range(self.columns)]
        for column, row in sorted(self.taken):
            self.rows_of[column].append(row)
        self.sides: dict[tuple[Point, Point], int] = {}
        self.ways: dict[tuple[Point, ...], Route] = {}

    def lay(self, index: int, way: Route) -> None:
        super().lay(index, way)
        for side in ((way[0], way[1]), (way[-1], way[-2])):
            self.sides[side] = self.sides.get(side, 0) + 1

    def lift(self, index: int) -> None:
        way = self.routes[index]
        for side in ((way[0], way[1]), (way[-1], way[-2])):
            self.sides[side] -= 1
        super().lift(index)

    def span(self, link: Link) -> int:
        one, other = self._cells(link)
        return abs(one[1] - other[1]) + abs(one[0] - other[0])

    def straight(self, link: Link) -> Route | None:
        """Return the way without corners, down or aside, if nothing is between."""
        (column, row), (to_column, to_row) = self._cells(link)
        free = (column == to_column and row < to_row and self._column_free(column, row, to_row)) or (
            row == to_row and column != to_column and self._row_free(row, column, to_column)
        )
        return _points([_middle(column, row), _middle(to_column, to_row)]) if free else None

    def best(self, options: list[tuple[int, tuple[Point, ...]]], keep: Route | None = None) -> Route:
        """Return the cheapest of the ways; `keep` only loses to a cheaper one."""
        found, least = keep, float("inf")
        if keep is not None:
            base = next(cost for cost, corners in options if self._way(corners) == keep)
            least = self._cost(base, keep, least)
        for base, corners in options:
            if base >= least:
                break
            way = self._way(corners)
            cost = self._cost(base, way, least)
            if cost < least:
                found, least = way, cost
        assert found is not None  # noqa: S101  narrows the type
        return found

    def _way(self, corners: tuple[Point, ...]) -> Route:
        way = self.ways.get(corners)
        if way is None:
            way = self.ways[corners] = _points(corners)
        return way

    def _cost(self, base: int, way: Route, least: float) -> float:
        shared = self.sides.get((way[0], way[1]), 0) + self.sides.get((way[-1], way[-2]), 0)
        cost = base + _SIDE_SHARED * shared
        if cost >= least:
            return float("inf")
        most = 1_000_000 if least == float("inf") else int((least - cost) // _CROSS) + 1
        return cost + _CROSS * self.crossings(way, most=most)

    def options(self, link: Link) -> list[tuple[int, tuple[Point, ...]]]:
        """Return the ways of a link that is not straight, the cheapest first."""
        ways = {corners: self._base(link, corners) for corners in self._ways(link)}
        return sorted((cost, corners) for corners, cost in ways.items())

    def _ways(self, link: Link) -> Iterator[tuple[Point, ...]]:
        (column, row), (to_column, to_row) = self._cells(link)
        start, end = _middle(column, row), _middle(to_column, to_row)
        (x, y), (to_x, to_y) = start, end
        if to_row > row and column != to_column:
            if self._column_free(column, row, to_row):
                yield start, (x, to_y - 1), (to_x, to_y - 1), end
                if (column, to_row) not in self.taken and self._row_free(to_row, column, to_column):
                    yield start, (x, to_y), end
            if self._column_free(to_column, row, to_row):
                yield start, (x, y + 1), (to_x, y + 1), end
                if (to_column, row) not in self.taken and self._row_free(row, column, to_column):
                    yield start, (to_x, y), end
        beside, to_beside = self._beside(column, row), self._beside(to_column, to_row)
        for channel in range(0, 2 * self.columns + 1, 2):
            leave: list[tuple[Point, ...]] = [(start, (x, y + 1), (channel, y + 1))]
            if channel in beside:
                leave.append((start, (channel, y)))
            reach: list[tuple[Point, ...]] = [((channel, to_y - 1), (to_x, to_y - 1), end)]
            if channel in to_beside:
                reach.append(((channel, to_y), end))
            for first in leave:
                for second in reach:
                    if first[-1][1] != second[0][1]:
                        yield first + second

    def _base(self, link: Link, corners: tuple[Point, ...]) -> int:
        cost = _BEND * (len(corners) - 2)
        x, y = corners[0]
        for to_x, to_y in corners:
            cost += _ASIDE * abs(to_x - x) + _DOWN * abs(to_y - y)
            x, y = to_x, to_y
        leaves_down = corners[1][1] == corners[0][1] + 1 or corners[1][0] == corners[0][0]
        enters_top = corners[-2][0] == corners[-1][0]
        ladder = self.plan.view is View.LADDER
        if leaves_down:
            cost += _ODD_EXIT if ladder or link.back or link.edge.label else 0
        if enters_top:
            cost += _ODD_EXIT if ladder or link.back else _TOP_ENTRY
        if ladder:
            # Onward on the left, back on the right, as far as it costs no crossing.
            left = min(corners)[0] < min(corners[0][0], corners[-1][0])
            cost += _WRONG_SIDE if left == link.back else 0
        return cost

    def _cells(self, link: Link) -> tuple[tuple[int, int], tuple[int, int]]:
        return self.plan.nodes[link.source].cell, self.plan.nodes[link.target].cell

    def _column_free(self, column: int, row: int, to_row: int) -> bool:
        """Tell whether no card stands strictly between two rows, the second lower."""
        rows = self.rows_of[column]
        at = bisect_right(rows, row)
        return at == len(rows) or rows[at] >= to_row

    def _row_free(self, row: int, column: int, to_column: int) -> bool:
        low, high = sorted((column, to_column))
        return all((between, row) not in self.taken for between in range(low + 1, high))

    def _beside(self, column: int, row: int) -> set[int]:
        """Return the channels that a line can reach from the sides of a card without a corner."""
        found = {2 * column, 2 * column + 2}
        left = column
        while left > 0 and (left - 1, row) not in self.taken:
            left -= 1
            found.add(2 * left)
        right = column
        while right < self.columns - 1 and (right + 1, row) not in self.taken:
            right += 1
            found.add(2 * right + 2)
        return found


def _middle(column: int, row: int) -> Point:
    return (2 * column + 1, 2 * row + 1)


def _points(corners: Sequence[Point]) -> Route:
    """Return all grid points along a way, corner after corner."""
    found = [corners[0]]
    for (x, y), (to_x, to_y) in itertools.pairwise(corners):
        if y == to_y:
            step = 1 if to_x > x else -1
            found += zip(range(x + step, to_x + step, step), itertools.repeat(y))
        else:
            step = 1 if to_y > y else -1
            found += zip(itertools.repeat(x), range(y + step, to_y + step, step))
    return tuple(found)
