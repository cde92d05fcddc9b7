"""Cases of charts as an editor writes them, read by the real directives in one build."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from tools.charts import read

from escalation.checks.catalogue import messages
from escalation.domain import domain_of
from escalation.model import Finding

CASES = Path(__file__).parent / "cases"
BASE = (CASES / "basis.md").read_text("utf-8")
_REPEATED = (
    ":::{stap} De school wacht nog even\n:naam: wacht-%d\n:wie: school\n:sterkte: mogelijk\n\nWacht.\n:::\n\n"
)


@dataclass(frozen=True)
class Case:
    """A chart, and all that must be reported of it.

    Attributes:
        name: also the name of its document and its chart.
        passes: the code that it comes close to without deserving it; empty for a failing case.
        expected: code and line in the document.
    """

    name: str
    purpose: str
    source: str
    passes: str = ""
    expected: frozenset[tuple[str, int]] = field(default=frozenset())


def cases() -> Iterator[Case]:
    for file in sorted(CASES.glob("*.yaml")):
        for number, row in enumerate(yaml.safe_load(file.read_text("utf-8")), start=1):
            yield _case(f"{file.stem}-{number}", row)


def _case(name: str, row: dict) -> Case:
    assert set(row) <= {"purpose", "passes", "edits", "replace", "repeat", "expect"}, row
    source = row.get("replace") or BASE
    for old, new in row.get("edits", ()):
        assert source.count(old) == 1, f"{name}: {source.count(old)} x {old!r}"
        source = source.replace(old, new)
    repeated = "".join(_REPEATED % number for number in range(row.get("repeat", 0)))
    source = source.replace(":::{stap} De school praat", repeated + ":::{stap} De school praat")
    lines = source.splitlines()
    expected = set()
    for code, begin, *which in row.get("expect", ()):
        found = [number for number, line in enumerate(lines, start=3) if line.startswith(begin)]
        assert found, f"{name}: no line {begin!r}"
        assert which or len(found) == 1, f"{name}: which of the lines {begin!r}?"
        expected.add((code, found[which[0] - 1 if which else 0]))
    named = re.sub(r"(\{stappenplan\}|:stappenplan:) proef$", rf"\1 {name}", source, flags=re.MULTILINE)
    return Case(name, row["purpose"], f"# {name}\n\n{named}", row.get("passes", ""), frozenset(expected))


def findings(pages: dict[str, str], folder: Path) -> dict[str, list[Finding]]:
    """Return what is wrong with the charts on some pages, by page."""
    found: dict[str, list[Finding]] = {name: [] for name in pages}
    for one in domain_of(read(pages, folder, CASES / "regels")).findings():
        found[one.place.docname].append(one)
    return found


def codes() -> set[str]:
    return {message.code for message in messages()}
