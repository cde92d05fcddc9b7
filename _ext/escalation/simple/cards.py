"""How high a card is at a given width, and where its texts stand in it."""

from dataclasses import dataclass

from escalation.layout.geometry import Anchor, Run, Weight
from escalation.model import Chart, Kind
from escalation.simple.arrange import Cell
from escalation.simple.fonts import Fonts
from escalation.simple.style import Style
from escalation.simple.wrapping import wrap
from escalation.words import capital

_ACTOR_SHARE = 0.25


@dataclass(frozen=True)
class Card:
    """A measured card; texts are relative to its top left corner.

    Attributes:
        height: that its texts need.
        runs: its texts, without the number.
        divider: x of the hairline beside the actor; None without one.
        clock: left x, middle y and size of the clock sign; None without one.
    """

    height: float
    runs: tuple[Run, ...]
    divider: float | None = None
    clock: tuple[float, float, float] | None = None


@dataclass
class Measure:
    """Measures the cards of a chart."""

    chart: Chart
    style: Style
    fonts: Fonts

    def card(self, cell: Cell, width: float, *, with_actor: bool) -> Card:
        """Return the card of a step at a width."""
        style = self.style
        who = capital(self.chart.who(cell.step)) if with_actor and cell.step.kind is not Kind.EINDE else ""
        left = max(width * _ACTOR_SHARE, style.small * 4.6) if who else 0.0
        actor = self._lines(who, left - style.pad * 1.6, style.small, Weight.SEMIBOLD)
        weight = Weight.SEMIBOLD if cell.step.kind is Kind.VRAAG else Weight.REGULAR
        # The sides of a question slant; an end is rounded.
        inset = style.pad * (1.0 if cell.step.kind is Kind.STAP else 1.7)
        room = width - left - 2 * inset
        title = self._lines(cell.step.title, room, style.size, weight)
        facts, clock = self._facts(cell, left + inset, room)
        text = len(title) * style.line + (facts[-1].y + style.small * 0.4 if facts else 0.0)
        height = max(text, len(actor) * style.small_line) + 2 * style.pad
        top = (height - text) / 2
        middle = left + inset + room / 2
        role = {Kind.STAP: "title", Kind.VRAAG: "question", Kind.EINDE: "end"}[cell.step.kind]
        runs = [
            *self._column(actor, (left + style.pad * 0.4) / 2, (height - len(actor) * style.small_line) / 2,
                          style.small, Weight.SEMIBOLD, "actor"),
            *self._column(title, middle, top, style.size, weight, role),
        ]  # fmt: skip
        below = top + len(title) * style.line
        runs += [_moved(run, below) for run in facts]
        moved_clock = (clock[0], clock[1] + below, clock[2]) if clock else None
        return Card(height, tuple(runs), left if who else None, moved_clock)

    def _lines(self, text: str, width: float, size: float, weight: Weight) -> tuple[str, ...]:
        return wrap(text, max(width, size * 2), size, weight, self.fonts) if text else ()

    def _column(
        self, lines: tuple[str, ...], x: float, top: float, size: float, weight: Weight, role: str
    ) -> list[Run]:
        """Return centred lines one below the other."""
        step = size * 1.28
        return [
            Run(x, top + number * step + size * 0.96, line, size, weight, Anchor.MIDDLE,
                self.fonts.width(line, size, weight), role)
            for number, line in enumerate(lines)
        ]  # fmt: skip

    def _facts(
        self, cell: Cell, left: float, room: float
    ) -> tuple[list[Run], tuple[float, float, float] | None]:
        """Return strength and deadline, on one line if they fit, with y from the end of the title."""
        style, step = self.style, cell.step
        size, line = style.small, style.small_line
        word = str(step.strength).upper() if step.strength else ""
        word_width = self.fonts.width(word, size * 0.95, Weight.BOLD) if word else 0.0
        sign = size * 0.95 if step.deadline else 0.0
        gap = size * 0.9
        deadline = self._lines(step.deadline, room - sign - size * 0.4, size, Weight.REGULAR)
        widths = [self.fonts.width(text, size, Weight.REGULAR) for text in deadline]
        block = sign + size * 0.35 + max(widths) if deadline else 0.0
        runs: list[Run] = []
        y = size * 1.25
        together = bool(word) and len(deadline) == 1 and word_width + gap + block <= room
        start = left + (room - (word_width + gap + block if together else word_width)) / 2
        if word:
            runs.append(
                Run(start, y, word, round(size * 0.95, 2), Weight.BOLD, Anchor.START, word_width, "strength")
            )
        if not deadline:
            return runs, None
        if together:
            x = start + word_width + gap
        else:
            x = left + (room - block) / 2
            y += line if word else 0.0
        clock = (x, y - size * 0.34, sign)
        for number, (text, width) in enumerate(zip(deadline, widths, strict=True)):
            x_text = x + sign + size * 0.35
            runs.append(
                Run(x_text, y + number * line, text, size, Weight.REGULAR, Anchor.START, width, "deadline")
            )
        return runs, clock


def _moved(run: Run, down: float) -> Run:
    return Run(run.x, run.y + down, run.text, run.size, run.weight, run.anchor, run.width, run.role)
