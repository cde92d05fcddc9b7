"""A plan with its lines on tracks: everything about a sheet that does not depend on lengths."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from escalation.layout.placing import Node, Plan
from escalation.layout.routing import LEFT, RIGHT, Route, direction, route
from escalation.layout.tracks import Level, Piece, assign


@dataclass(frozen=True)
class Wired:
    """A plan, the way of every link over the grid, and its pieces on their tracks."""

    plan: Plan
    routes: tuple[Route, ...]
    pieces: tuple[tuple[Piece, ...], ...]

    @classmethod
    def of(cls, plan: Plan) -> "Wired":
        """Find the ways and the tracks of a plan's lines."""
        routes = route(plan)
        return cls(plan, routes, assign(routes))

    def node(self, index: int) -> Node:
        """Return a node of the plan."""
        return self.plan.nodes[index]

    def leaves(self, link: int) -> int:
        """Return the side of its card on which a link starts."""
        return direction(self.routes[link][0], self.routes[link][1])

    def enters(self, link: int) -> int:
        """Return the side of its card on which a link ends."""
        return direction(self.routes[link][-1], self.routes[link][-2])

    def leaves_aside(self, link: int) -> bool:
        """Tell whether a link starts at the left or right of its card."""
        return self.leaves(link) in (LEFT, RIGHT)

    def straight(self, link: int) -> bool:
        """Tell whether a link has no corners."""
        return len(self.pieces[link]) == 1

    @cached_property
    def tracks(self) -> Mapping[Level, int]:
        """How many tracks every level has."""
        count: dict[Level, int] = {}
        for pieces in self.pieces:
            for piece in pieces:
                count[piece.level] = max(count.get(piece.level, 0), piece.track + 1)
        return count

    def in_column_channel(self, channel: int) -> int:
        """Return the number of tracks left of a column."""
        return self.tracks.get((False, 2 * channel), 0)

    def in_row_channel(self, channel: int) -> int:
        """Return the number of tracks above a row."""
        return self.tracks.get((True, 2 * channel), 0)
