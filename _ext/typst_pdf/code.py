"""Typst code with a memory of where each line came from.

The translator appends one statement per line. Each line remembers the place in the sources that it was made
from, so that a fault that the compiler finds in line 1 234 of the `.typ` file can be reported on the line
that an editor typed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple


class Origin(NamedTuple):
    """A place in the sources: a document name and a line, counted from 1; None where it is not known."""

    docname: str
    line: int | None = None


class Line(NamedTuple):
    """One line of Typst code and what it was made from."""

    code: str
    origin: Origin


@dataclass
class CodeBuffer:
    """Lines of Typst code in code mode, of which parts can be captured and moved."""

    origin: Origin
    lines: list[Line] = field(default_factory=list)

    def put(self, code: str) -> None:
        """Append one statement.

        Raises:
            ValueError: if the code holds a line end, which would break the map from lines to origins.
        """
        if "\n" in code:
            raise ValueError("one statement per line")
        self.lines.append(Line(code, self.origin))

    def extend(self, lines: list[Line]) -> None:
        """Append lines that were captured elsewhere; they keep their own origins."""
        self.lines.extend(lines)

    @contextmanager
    def captured(self) -> Iterator[list[Line]]:
        """Collect what is put inside the block in the list that is handed out, instead of here."""
        outer, self.lines = self.lines, []
        try:
            yield self.lines
        finally:
            self.lines = outer
