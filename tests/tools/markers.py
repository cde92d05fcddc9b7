"""Marker words of the samples: letters and three digits, such as `tabel037`."""

import re
from collections import Counter
from pathlib import Path

MARKER = re.compile(r"(?<![A-Za-z0-9-])([A-Za-z]{3,}[0-9]{3})(?![0-9])")
_SOURCES = ("*.md", "*.rst", "bestanden/*")


def in_text(text: str) -> Counter[str]:
    """Count the marker words of a source text."""
    return Counter(MARKER.findall(text))


def in_sources(folder: Path) -> Counter[str]:
    """Count the marker words of all sources of a sample project."""
    found: Counter[str] = Counter()
    for pattern in _SOURCES:
        for file in sorted(folder.rglob(pattern)):
            found += in_text(file.read_text(encoding="utf-8"))
    return found


def group(marker: str) -> str:
    """Return the marker without its number."""
    return marker[:-3].lower()


def components(file: Path) -> dict[str, str]:
    """Read a data file of components: a line with `===` and a name, and the source below it."""
    parts = re.split(r"^=== (.+)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
