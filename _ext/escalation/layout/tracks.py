"""Which of parallel lines lies where: the order of the pieces along every level of the grid.

Two routes that share a stretch keep one order along the whole of it, the one with which they part (and, if
they can, join) without crossing. From these orders follows a track for every piece; pieces that overlap or
touch never get the same one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from escalation.layout.routing import DOWN, LEFT, UP, Meeting, Route, direction, meetings

#: Whether a level is horizontal, and its number.
Level = tuple[bool, int]


@dataclass(frozen=True)
class Piece:
    """A straight piece of a route.

    Attributes:
        route: index of the route.
        level: what it runs along.
        start, end: positions in the points of the route.
        track: its place among the pieces of its level that it overlaps, from 0 at the left or top; along the
            left edge (level 0), where cards stand at the right only, from 0 at the right.
        group: the same for pieces that are together, through others or not, in overlap.
    """

    route: int
    level: Level
    start: int
    end: int
    track: int
    group: int


def assign(routes: Sequence[Route]) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces of every route, each with its track."""
    order = _Order(routes)
    for index, meeting in meetings(routes):
        order.learn(index, meeting)
    return order.pieces()


class _Order:
    """What is known of the order of pieces; pieces are numbered through all routes."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.routes = routes
        self.spans: list[tuple[int, Level, int, int]] = []
        self.at: list[list[int]] = []
        for index, way in enumerate(routes):
            covering: list[int] = []
            for position in range(len(way) - 1):
                level = _level(way[position], way[position + 1])
                if not covering or self.spans[-1][1] != level:
                    self.spans.append((index, level, position, position + 1))
                else:
                    self.spans[-1] = (index, level, self.spans[-1][2], position + 1)
                covering.append(len(self.spans) - 1)
            self.at.append(covering)
        self.after: list[set[int]] = [set() for _ in self.spans]
        self.before: list[set[int]] = [set() for _ in self.spans]

    def learn(self, index: int, meeting: Meeting) -> None:
        """Take in on which side of one another two routes lie along a stretch that they share."""
        way = self.routes[index]
        if not meeting.step:
            self._touch(index, meeting.first, meeting.other, meeting.there)
            return
        right = meeting.after if meeting.after is not None else meeting.before
        if right is None:
            right = index > meeting.other
        for offset in range(meeting.last - meeting.first):
            position = meeting.first + offset
            there = meeting.there + offset * meeting.step
            mine = self.at[index][position]
            other = self.at[meeting.other][there if meeting.step > 0 else there - 1]
            facing = direction(way[position], way[position + 1])
            self._set(mine, other, first=right == (facing in (DOWN, LEFT)))
        if meeting.before is not None:
            self._ends(index, meeting.first, meeting.other, meeting.there)
        if meeting.after is not None:
            there = meeting.there + (meeting.last - meeting.first) * meeting.step
            self._ends(index, meeting.last, meeting.other, there)

    def _touch(self, index: int, position: int, other: int, there: int) -> None:
        """Order two routes that turn away from one another at one point: each on its own side."""
        mine, theirs = self._arms(index, position), self._arms(other, there)
        for way, piece in mine.items():
            against = theirs.get((way + 2) % 4)
            if against is None:
                continue
            rest = next((arm for arm in mine if arm != way), way)
            self._set(piece, against, first=rest in (UP, LEFT))

    def _ends(self, index: int, position: int, other: int, there: int) -> None:
        """Keep pieces apart that meet head-on where a shared stretch starts or ends."""
        mine, theirs = self._arms(index, position), self._arms(other, there)
        for way, piece in mine.items():
            against = theirs.get((way + 2) % 4)
            if against is not None and against not in self.after[piece] and against not in self.before[piece]:
                self._set(piece, against, first=index < other)

    def _arms(self, index: int, position: int) -> dict[int, int]:
        """Return the pieces at a point of a route, by the direction in which they leave it."""
        way, pieces = self.routes[index], self.at[index]
        return {
            direction(way[position], way[position - 1]): pieces[position - 1],
            direction(way[position], way[position + 1]): pieces[position],
        }

    def _set(self, one: int, other: int, *, first: bool) -> None:
        low, high = (one, other) if first else (other, one)
        if low in self.after[high] or one == other:
            return
        self.after[low].add(high)
        self.before[high].add(low)

    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        levels: dict[Level, list[int]] = {}
        for number, span in enumerate(self.spans):
            levels.setdefault(span[1], []).append(number)
        tracks, groups = [0] * len(self.spans), [0] * len(self.spans)
        for level, numbers in levels.items():
            backwards = level == (False, 0)
            for group in self._groups(numbers):
                self._tracks(group, tracks, backwards=backwards)
                for number in group:
                    groups[number] = group[0]
        found: list[list[Piece]] = [[] for _ in self.routes]
        for number, (index, level, start, end) in enumerate(self.spans):
            found[index].append(Piece(index, level, start, end, tracks[number], groups[number]))
        return tuple(map(tuple, found))

    def _groups(self, numbers: Iterable[int]) -> list[list[int]]:
        seen: set[int] = set()
        groups: list[list[int]] = []
        for number in numbers:
            if number in seen:
                continue
            seen.add(number)
            group, front = [number], [number]
            while front:
                here = front.pop()
                for near in sorted(self.after[here] | self.before[here]):
                    if near not in seen:
                        seen.add(near)
                        group.append(near)
                        front.append(near)
            groups.append(sorted(group))
        return groups

    def _tracks(self, group: list[int], tracks: list[int], *, backwards: bool) -> None:
        """Number the pieces of a group in order, as low as possible; `backwards` from the right.

        Orders can contradict each other around a ring; then the piece with the fewest open claims goes first.
        """
        ahead, behind = (self.before, self.after) if not backwards else (self.after, self.before)
        waiting = {number: len(ahead[number]) for number in group}
        ready = [number for number in group if not waiting[number]]
        heapify(ready)
        placed: set[int] = set()
        while waiting:
            number = heappop(ready) if ready else min(waiting, key=lambda n: (waiting[n], n))
            if number not in waiting:
                continue
            del waiting[number]
            near = (ahead[number] | behind[number]) & placed
            tracks[number] = max((tracks[other] + 1 for other in near), default=0)
            placed.add(number)
            for other in behind[number]:
                if other in waiting:
                    waiting[other] -= 1
                    if not waiting[other]:
                        heappush(ready, other)


def _level(one: tuple[int, int], other: tuple[int, int]) -> Level:
    return (True, one[1]) if one[1] == other[1] else (False, one[0])
