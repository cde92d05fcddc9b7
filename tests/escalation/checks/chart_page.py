"""The source text of a page with a chart, as blocks of lines that a mutation can change."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from escalation.knowledge import Knowledge
from escalation.model import Chart, Kind, Step, Threshold

_OPEN = re.compile(r":::\{(stappenplan|drempel|stap|vraag|einde)\}\s*(.*)")
_OPTION = re.compile(r":([a-z]+):(.*)")
_ANSWER = re.compile(r"- (?P<label>.*?)(?:: *)?\[\]\(#(?P<target>[^)]*)\)\s*$")


@dataclass(frozen=True)
class Answer:
    """An answer of a question: `line` is an index in the page's lines."""

    line: int
    label: str
    target: str


@dataclass(frozen=True)
class Block:
    """A directive: indices of its first and last line, of its options and of its answers."""

    kind: str
    title: str
    first: int
    last: int
    options: Mapping[str, int]
    values: Mapping[str, str]
    answers: tuple[Answer, ...]

    @property
    def name(self) -> str:
        return self.values.get("naam", "")

    @property
    def body(self) -> range:
        """The lines between options and the closing line."""
        return range(max([self.first, *self.options.values()]) + 1, self.last)


@dataclass(frozen=True)
class Page:
    """A page, what its chart means, and what is known."""

    lines: tuple[str, ...]
    chart: Chart
    knowledge: Knowledge

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        current = ""
        for first, line in enumerate(self.lines):
            if match := _OPEN.match(line):
                block = self._block(first, match[1], match[2].strip())
                if block.kind == "stappenplan":
                    current = block.title
                charts = [name.strip() for name in block.values.get("stappenplan", current).split(",")]
                if self.chart.name in charts:
                    yield block

    def _block(self, first: int, kind: str, title: str) -> Block:
        last = next(at for at in range(first, len(self.lines)) if self.lines[at].strip() == ":::")
        options, values = {}, {}
        at = first + 1
        while match := _OPTION.match(self.lines[at]):
            options[match[1]], values[match[1]] = at, match[2].strip()
            at += 1
        found = ((number, _ANSWER.match(self.lines[number])) for number in range(at, last))
        answers = [
            Answer(number, match["label"].strip(), match["target"]) for number, match in found if match
        ]
        return Block(kind, title, first, last, options, values, tuple(answers if kind == "vraag" else ()))

    def of(self, *kinds: str) -> list[Block]:
        return [block for block in self.blocks if block.kind in kinds]

    def step(self, block: Block) -> Step:
        return self.chart.by_name[block.name]

    def band(self, block: Block) -> Threshold | None:
        index = self.step(block).threshold
        return self.chart.thresholds[index] if index >= 0 else None

    @property
    def last_end(self) -> str:
        return [step.name for step in self.chart.steps if step.kind is Kind.EINDE][-1]

    def threshold(self, block: Block) -> Threshold:
        return next(one for one in self.chart.thresholds if one.place.line == block.first + 1)

    def straight(self) -> Iterator[tuple[Block, Block]]:
        """Yield steps with the step that follows because nothing else is said, both on this page."""
        steps = self.of("stap", "vraag", "einde")
        for block, after in itertools.pairwise(steps):
            if block.kind == "stap" and "daarna" not in block.options:
                yield block, after

    # -- changes: each returns the new text; lines are counted from 1 in the new text --------------------

    def changed(self, lines: Mapping[int, str | None], extra: Mapping[int, Sequence[str]] = {}) -> str:
        """Replace lines (None: leave out), and put others before a line."""
        new: list[str] = []
        for number, line in enumerate([*self.lines, ""]):
            new += extra.get(number, ())
            written = lines.get(number, line)
            if written is not None:
                new.append(written)
        return "\n".join(new)

    def with_option(self, block: Block, name: str, value: str) -> tuple[str, int]:
        """Give a block an option, in place of one it has."""
        line = f":{name}: {value}"
        if name in block.options:
            return self.changed({block.options[name]: line}), block.options[name] + 1
        return self.changed({}, {block.first + 1: [line]}), block.first + 2

    def titled(self, block: Block, title: str) -> tuple[str, int]:
        return self.changed({block.first: f":::{{{block.kind}}} {title}"}), block.first + 1


def step_lines(name: str, title: str, actor: str, *more: str, kind: str = "stap") -> list[str]:
    """Return a step that is complete."""
    told = [":sterkte: mogelijk", *more, "", "Uitleg."] if kind == "stap" else [*more]
    return [f":::{{{kind}}} {title}", f":naam: {name}", f":wie: {actor}", *told, ":::", ""]


def end_lines(name: str) -> list[str]:
    return [":::{einde} Iemand anders neemt over", f":naam: {name}", ":uitkomst: overgedragen", ":::", ""]
