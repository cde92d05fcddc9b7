"""What the command prints: plain lines, one per phase."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from editorial.diagnosis import Diagnosis, summary
from editorial.language import REMARKS


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

    def messages(
        self, diagnoses: Iterable[Diagnosis], files: int, *, technical: bool, language_by: str = ""
    ) -> None:
        """Print all messages and their summary.

        Args:
            diagnoses: the messages.
            files: how many files were read.
            technical: print the original messages too.
            language_by: the command that prints the remarks on language, of which only the number is printed
                here; empty to print them here too.
        """
        diagnoses = tuple(diagnoses)
        shown = [found for found in diagnoses if not language_by or found.rule not in REMARKS]
        if shown:
            self.line()
        for diagnosis in shown:
            self.line(diagnosis.as_text(technical=technical))
        if shown:
            self.line()
        self.line(summary(diagnoses, files))
        hidden = len(diagnoses) - len(shown)
        if hidden:
            self.line(f"Daarvan {hidden} over de taal: bekijk ze met {language_by}.")
