"""Which card stands in which column and row.

A place follows from threshold, actor and the order of writing alone, so that a small change to a chart moves
little and turns no order around. Rows never go up along the order of writing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from escalation.model import Chart, Edge, Kind, Step, View
from escalation.words import capital

Cell = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """Something with a place of its own: the card of a step, or a mark that a line goes on elsewhere.

    Attributes:
        step: of the card; of a mark, the step on this sheet.
        edge: of a mark, what goes on; None for a card.
        leaves: of a mark, whether its line leaves the sheet.
        cell: column and row, from 0.
    """

    step: Step
    cell: Cell
    edge: Edge | None = None
    leaves: bool = False


@dataclass(frozen=True)
class Link:
    """A line to be drawn between two nodes, given by index."""

    source: int
    target: int
    edge: Edge
    back: bool


@dataclass(frozen=True)
class Plan:
    """Everything of a sheet but lengths.

    Attributes:
        heads: names of the columns.
        rows: number of rows.
        bands: index of the threshold (-1: before the first), its first row, and the row after its last.
    """

    view: View
    heads: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    rows: int
    bands: tuple[tuple[int, int, int], ...]


def place(chart: Chart, view: View, steps: Sequence[Step]) -> Plan:
    """Give every step of a sheet its column and row.

    Args:
        chart: the whole chart.
        view: ladder or lanes.
        steps: those of this sheet, in drawing order. Lines from and to other steps get a mark.
    """
    here = {step.name for step in steps}
    sheet = _Ladder(chart, steps) if view is View.LADDER else _Lanes(chart, steps)
    leaving = [edge for edge in chart.edges if edge.source in here and edge.target in chart.by_name]
    leaving = [edge for edge in leaving if edge.target not in here]
    coming = [
        e for e in chart.edges if e.target in here and e.source in chart.by_name and e.source not in here
    ]
    sheet.fill(coming, leaving)
    index = {node.step.name: at for at, node in enumerate(sheet.nodes) if node.edge is None}
    links = [
        Link(index[edge.source], index[edge.target], edge, chart.is_back(edge))
        for edge in chart.edges
        if edge.source in index and edge.target in index
    ]
    for at, node in enumerate(sheet.nodes):
        if node.edge is not None:
            ends = (index[node.step.name], at) if node.leaves else (at, index[node.step.name])
            links.append(Link(*ends, node.edge, chart.is_back(node.edge)))
    return Plan(
        view,
        tuple(sheet.heads),
        tuple(sheet.nodes),
        tuple(links),
        sheet.row + 1,
        tuple(sheet.bands),
    )


#: The lane of steps that more than one actor takes; no name of an actor has a star.
TOGETHER = "*"


def lane_keys(chart: Chart) -> list[str]:
    """Return the actors that have a lane: who takes some step alone; in order of first appearance.

    What several do together has a lane of its own, in the middle: in that of one of them it would look as if
    the others did nothing.
    """
    alone = {step.actors[0] for step in chart.steps if len(step.actors) == 1}
    keys = [*(key for key in chart.actors if key in alone), *sorted(alone - set(chart.actors))]
    shared = [len(step.actors) > 1 for step in chart.steps if step.actors]
    if any(shared):
        # Beside a single actor: who comes first stands first.
        keys.insert(len(keys) // 2 if len(keys) > 1 else int(not shared[0]), TOGETHER)
    return keys


def _lane_of(step: Step) -> str:
    return step.actors[0] if len(step.actors) == 1 else TOGETHER


class _Sheet:
    """Cells given out one after the other; `row` is the row of the last."""

    heads: list[str]

    def __init__(self, chart: Chart, steps: Sequence[Step]) -> None:
        self.chart = chart
        self.steps = steps
        self.nodes: list[Node] = []
        self.bands: list[tuple[int, int, int]] = []
        self.taken: set[Cell] = set()
        self.row = -1

    def fill(self, coming: Sequence[Edge], leaving: Sequence[Edge]) -> None:
        """Give out all cells."""
        raise NotImplementedError

    def put(
        self,
        step: Step,
        column: int,
        *,
        new_row: bool,
        edge: Edge | None = None,
        leaves: bool = False,
        band: int | None = None,
    ) -> None:
        """Take the cell of a column in this row; in a new one if asked, if it is taken, or for a new band."""
        wanted = step.threshold if band is None else band
        current = self.bands[-1][0] if self.bands else None
        if new_row or current != wanted or (column, self.row) in self.taken:
            self.row += 1
        if current != wanted:
            self.bands.append((wanted, self.row, self.row + 1))
        else:
            self.bands[-1] = (wanted, self.bands[-1][1], self.row + 1)
        self.taken.add((column, self.row))
        self.nodes.append(Node(step, (column, self.row), edge, leaves))


class _Ladder(_Sheet):
    """One main column; ends, and marks of lines beside the main one, stand right of it."""

    def __init__(self, chart: Chart, steps: Sequence[Step]) -> None:
        super().__init__(chart, steps)
        self.heads = ["Stap", "Einde"]

    def fill(self, coming: Sequence[Edge], leaving: Sequence[Edge]) -> None:
        main = [step for step in self.steps if step.kind is not Kind.EINDE]
        first, last = (main[0], main[-1]) if main else (None, None)
        onward = _onward(self.chart, last, leaving) if last else None
        inward = _inward(self.chart, first, coming) if first else None
        group: list[Step] = []
        for at, step in enumerate(self.steps):
            ends = step.kind is Kind.EINDE
            if step is first and inward:
                self.put(step, 0, new_row=True, edge=inward)
            self.put(step, 0 if not ends else 1, new_row=not ends)
            group.append(step)
            following = self.steps[at + 1] if at + 1 < len(self.steps) else None
            if following and following.kind is Kind.EINDE and following.threshold == step.threshold:
                continue
            # The ends of a step stand nearer to it than the marks.
            if onward and group[0] is last:
                self.put(group[0], 0, new_row=True, edge=onward, leaves=True)
            self._marks(
                group, [e for e in coming if e is not inward], [e for e in leaving if e is not onward]
            )
            group = []

    def _marks(self, group: Iterable[Step], coming: Iterable[Edge], leaving: Iterable[Edge]) -> None:
        """Put the marks of some steps beside and under them."""
        for step in group:
            for edge in coming:
                if edge.target == step.name:
                    self.put(step, 1, new_row=False, edge=edge)
            for edge in leaving:
                if edge.source == step.name:
                    self.put(step, 1, new_row=False, edge=edge, leaves=True)


class _Lanes(_Sheet):
    """One column per actor, and one for what several do together.

    Who has none stands under the one before, an end in a last column.
    """

    def __init__(self, chart: Chart, steps: Sequence[Step]) -> None:
        super().__init__(chart, steps)
        keys = lane_keys(chart)
        self.lanes = {key: column for column, key in enumerate(keys)}
        names = {key: actor.name for key, actor in chart.actors.items()} | {TOGETHER: "Samen"}
        self.heads = [capital(names.get(key, key)) for key in keys] or ["Stap"]
        self.outcome: int | None = None
        if any(step.kind is Kind.EINDE and not step.actors for step in chart.steps):
            self.outcome = len(self.heads)
            self.heads.append("Einde")

    def fill(self, coming: Sequence[Edge], leaving: Sequence[Edge]) -> None:
        columns = self._columns()
        for edge in coming:
            self._edge_mark(self.steps[0], self.chart.by_name[edge.target], columns, edge, leaves=False)
        direct = {(edge.source, edge.target) for edge in self.chart.edges}
        before: Step | None = None
        for step in self.steps:
            column = columns[step.name]
            beside = before is not None and (before.name, step.name) in direct and self._free_from(column)
            self.put(step, column, new_row=not beside)
            before = step
        for edge in leaving:
            self._edge_mark(self.steps[-1], self.chart.by_name[edge.source], columns, edge, leaves=True)

    def _columns(self) -> dict[str, int]:
        columns: dict[str, int] = {}
        lane = 0
        for step in self.chart.steps:
            if step.actors:
                lane = self.lanes[_lane_of(step)]
            outcome = self.outcome is not None and step.kind is Kind.EINDE and not step.actors
            columns[step.name] = self.outcome if outcome and self.outcome is not None else lane
        return columns

    def _free_from(self, column: int) -> bool:
        """Tell whether everything in this row stands left of a column."""
        return self.row >= 0 and self.nodes[-1].cell[0] < column and self.nodes[-1].edge is None

    def _edge_mark(
        self, near: Step, step: Step, columns: dict[str, int], edge: Edge, *, leaves: bool
    ) -> None:
        """Put a mark at the edge of the sheet, in the lane of its step and the band of the nearest one."""
        beside = bool(self.nodes) and self.nodes[-1].edge is not None
        self.put(step, columns[step.name], new_row=not beside, edge=edge, leaves=leaves, band=near.threshold)


def _onward(chart: Chart, last: Step, leaving: Iterable[Edge]) -> Edge | None:
    """Return the line that goes on under the last step: the one to what comes soonest after it."""
    found = [edge for edge in leaving if edge.source == last.name and not chart.is_back(edge)]
    return min(found, key=lambda edge: chart.by_name[edge.target].number, default=None)


def _inward(chart: Chart, first: Step, coming: Iterable[Edge]) -> Edge | None:
    """Return the line that comes from above to the first step."""
    found = [edge for edge in coming if edge.target == first.name and not chart.is_back(edge)]
    return max(found, key=lambda edge: chart.by_name[edge.source].number, default=None)
