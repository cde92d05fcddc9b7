"""What the command prints: plain lines, one per phase."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from editorial.diagnosis import Diagnosis, summary


class Console:
    """Prints Dutch lines to a terminal or a file, whatever its encoding."""

    def __init__(self, out: TextIO | None = None) -> None:
        """Print to `out`; to standard output if not given."""
        self._out = out or sys.stdout
        # Older Windows consoles know no « or …; a question mark is better than a crash.
        reconfigure = getattr(self._out, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

    def line(self, text: str = "") -> None:
        """Print a line at once, if anybody still reads: `leerrecht bouw | head` must end in peace."""
        try:
            print(text, file=self._out, flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())

    def messages(self, diagnoses: Iterable[Diagnosis], files: int, *, technical: bool) -> None:
        """Print all messages and their summary."""
        diagnoses = tuple(diagnoses)
        if diagnoses:
            self.line()
        for diagnosis in diagnoses:
            self.line(diagnosis.as_text(technical=technical))
        if diagnoses:
            self.line()
        self.line(summary(diagnoses, files))
