"""What stands in the card of one step, and how high the card must be at a given width."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Anchor, Box, Run, Weight, moved
from escalation.layout.style import Style
from escalation.layout.wrapping import wrap
from escalation.model import Kind, Step

# As `Style.length`.
_CLOCK_GAP = 4.0
_FACTS_GAP = 14.0
_LEAST_TITLE = 215.0
_QUESTION_INSET = 0.75
_DISC_GAP = 5.0
#: Height of a capital, in the size of its type.
_CAPITAL = 0.68
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
_ROLES = {Kind.STAP: "title", Kind.VRAAG: "question", Kind.EINDE: "end"}


@dataclass(frozen=True)
class Card:
    """The text of a card, laid out for one width.

    Attributes:
        step: what the card is of.
        width: of the card.
        least: the least height of the card.
        height: of the text alone; it is centred in the card.
        runs: the lines of type, from the left of the card and the top of its text.
        divider: x of the hairline, from the left of the card.
        clock: left x, middle y and size of the clock sign, from the same corner.
        number: width of its number.
    """

    step: Step
    width: float
    least: float
    height: float
    runs: tuple[Run, ...]
    divider: float | None
    clock: tuple[float, float, float] | None
    number: float

    def box(self, x: float, y: float, height: float, style: Style) -> Box:
        """Put the card somewhere, `height` high."""
        top = y + (height - self.height) / 2
        number, size = str(self.step.number), style.small
        figure = Run(x, y + size * 0.34, number, size, Weight.BOLD, Anchor.MIDDLE, self.number, "number")
        runs = [moved(run, x, top) for run in self.runs]
        clock = (x + self.clock[0], top + self.clock[1], self.clock[2]) if self.clock else None
        divider = x + self.divider if self.divider is not None else None
        badge = (x, y, _disc(self.number, style))
        return Box(self.step, x, y, self.width, height, (figure, *runs), badge, divider, clock)


def actor_column(names: Iterable[str], width: float, style: Style, fonts: Fonts) -> float | None:
    """Return where the hairline stands that parts actors from titles, from the left of a card.

    It is the same in all cards of a chart: wide enough for the longest word of the names.

    Returns:
        Its x; None if too little would be left for the titles, so that actors stand above them.
    """
    measure = fonts.faces[Weight.SEMIBOLD].width
    longest = max((measure(word) for name in names for word in name.split(" ")), default=0.0) * style.small
    # The text of a question starts further in than that of a step.
    divider = max(width * 0.2, longest + style.length(18) + style.badge * _QUESTION_INSET)
    return round(divider, 2) if width - divider >= style.length(_LEAST_TITLE) else None


def card(step: Step, who: str, width: float, style: Style, fonts: Fonts, divider: float | None) -> Card:
    """Lay out the text of a step.

    Args:
        step: what the card is of.
        who: names of the actors to show; empty for none.
        width: of the card.
        style: sizes.
        fonts: what measures.
        divider: x of the hairline between actors and title; None if the actors stand above the title.
    """
    if step.kind is Kind.EINDE:
        return _pill(step, who, width, style, fonts)
    top, side = style.length(style.pad), card_margin(style, beside=divider is not None)
    if step.kind is Kind.VRAAG:
        side += style.badge * _QUESTION_INSET
    left, right = side, width - side
    if not who:
        divider = None
    if divider is not None:
        left = divider + style.length(9)
    text = _Text(style, fonts)
    if who and divider is None:
        text.lines(who, side, right, style.small, Weight.SEMIBOLD, "actor")
    text.title(step, left, right)
    text.facts(step, left, right)
    runs, height, clock = text.runs, text.y, text.clock
    if who and divider is not None:
        actor = _Text(style, fonts)
        actor.lines(
            who, side - style.length(2), divider - style.length(7), style.small, Weight.SEMIBOLD, "actor"
        )
        height = max(text.y, actor.y)
        lower = (height - text.y) / 2
        runs = [*_lowered(actor.runs, (height - actor.y) / 2), *_lowered(runs, lower)]
        clock = (clock[0], clock[1] + lower, clock[2]) if clock else None
    number = fonts.width(str(step.number), style.small, Weight.BOLD)
    top += max(0.0, _below_disc(runs, _disc(number, style), top, style))
    return Card(step, width, height + 2 * top, height, tuple(runs), divider, clock, number)


def _disc(number: float, style: Style) -> float:
    """Return the radius of the disc behind a number that is so wide."""
    return max(style.badge, number * 0.62)


def _below_disc(runs: Iterable[Run], radius: float, top: float, style: Style) -> float:
    """Return how much lower the text must start, so that none of it touches the disc on the corner.

    Args:
        runs: the lines of type, from the left of the card and the top of its text.
        radius: of the disc.
        top: the free space above the text.
        style: sizes.
    """
    clear = radius + style.length(_DISC_GAP)
    lacking = [0.0]
    for run in runs:
        left = run.x - run.width * _SHARES[run.anchor]
        if left < clear:
            lacking.append(sqrt(clear**2 - max(0.0, left) ** 2) - (top + run.y - run.size * _CAPITAL))
    return max(lacking)


def card_margin(style: Style, *, beside: bool) -> float:
    """Return the free space at the left and right of a card's text."""
    return style.length(10 if beside else 7)


def _pill(step: Step, who: str, width: float, style: Style, fonts: Fonts) -> Card:
    """Lay out an end: its round sides take more room the higher it is."""
    top, side = style.length(style.pad), style.length(13)
    while True:
        text = _Text(style, fonts)
        if who:
            text.lines(who, side, width - side, style.small, Weight.SEMIBOLD, "actor")
        text.title(step, side, width - side)
        text.facts(step, side, width - side)
        number = fonts.width(str(step.number), style.small, Weight.BOLD)
        room = top + max(0.0, _below_disc(text.runs, _disc(number, style), top, style))
        height = text.y + 2 * room
        if side > width * 0.3 or text.fits_pill(width, height, room):
            return Card(step, width, height, text.y, tuple(text.runs), None, text.clock, number)
        side += style.length(4)


class _Text:
    """Lines of type one under the other; `y` is where the next one starts."""

    def __init__(self, style: Style, fonts: Fonts) -> None:
        self.style = style
        self.fonts = fonts
        self.y = 0.0
        self.runs: list[Run] = []
        self.clock: tuple[float, float, float] | None = None

    def title(self, step: Step, left: float, right: float) -> None:
        weight = Weight.SEMIBOLD if step.kind is Kind.VRAAG else Weight.REGULAR
        self.lines(step.title, left, right, self.style.size, weight, _ROLES[step.kind])

    def lines(self, text: str, left: float, right: float, size: float, weight: Weight, role: str) -> None:
        """Add a text, broken into lines and centred between two x."""
        measure = measuring(self.fonts, size, weight)
        for line in wrap(text, right - left, measure):
            self._add(line, (left + right) / 2, size, weight, Anchor.MIDDLE, measure(line), role)

    def facts(self, step: Step, left: float, right: float) -> None:
        """Add how binding a step is and by when: on one line if they fit, else under each other."""
        style, size = self.style, self.style.small
        word = step.strength.upper() if step.strength else ""
        strong, light = measuring(self.fonts, size, Weight.BOLD), measuring(self.fonts, size, Weight.REGULAR)
        sign = size * 0.92 + style.length(_CLOCK_GAP)
        deadlines = wrap(step.deadline, right - left - sign, light)
        if (word or deadlines) and self.runs:
            self.y += style.length(2)
        gap = style.length(_FACTS_GAP)
        together = strong(word) + gap + sign + (light(deadlines[0]) if deadlines else 0.0)
        if word and len(deadlines) == 1 and together <= right - left:
            start = (left + right - together) / 2
            self._add(word, start, size, Weight.BOLD, Anchor.START, strong(word), "strength")
            self.y -= style.leading(size)
            self._deadline(deadlines, start + strong(word) + gap, size, light)
            return
        if word:
            self._add(word, (left + right) / 2, size, Weight.BOLD, Anchor.MIDDLE, strong(word), "strength")
        if deadlines:
            widest = max(map(light, deadlines))
            self._deadline(deadlines, (left + right - sign - widest) / 2, size, light)

    def fits_pill(self, width: float, height: float, top: float) -> bool:
        """Tell whether every line stays within the round sides of a pill, text `top` below its top."""
        half = height / 2
        bend = min(half, self.style.badge * 2.4)
        for run in self.runs:
            high, low = top + run.y - run.size * 0.7, top + run.y + run.size * 0.22
            away = max(abs(high - half), abs(low - half)) - (half - bend)
            recess = bend - sqrt(max(0.0, bend * bend - max(0.0, away) ** 2))
            start = run.x - run.width * _SHARES[run.anchor]
            first = min(start, self.clock[0]) if self.clock and run.role == "deadline" else start
            if first < recess or start + run.width > width - recess:
                return False
        return True

    def _deadline(self, lines: Sequence[str], x: float, size: float, measure: Callable[[str], float]) -> None:
        sign = size * 0.92
        self.clock = (x, self.y + self.style.baseline(size) - size * 0.33, sign)
        for line in lines:
            start = x + sign + self.style.length(_CLOCK_GAP)
            self._add(line, start, size, Weight.REGULAR, Anchor.START, measure(line), "deadline")

    def _add(
        self, text: str, x: float, size: float, weight: Weight, anchor: Anchor, width: float, role: str
    ) -> None:
        self.runs.append(Run(x, self.y + self.style.baseline(size), text, size, weight, anchor, width, role))
        self.y += self.style.leading(size)


def measuring(fonts: Fonts, size: float, weight: Weight) -> Callable[[str], float]:
    """Return what measures texts of one size and weight."""
    return partial(_width, fonts.faces[weight].width, size)


def _width(measure: Callable[[str], float], size: float, text: str) -> float:
    return measure(text) * size


def _lowered(runs: Sequence[Run], distance: float) -> list[Run]:
    return [moved(run, 0.0, distance) for run in runs]
