"""Widths of text, from the vendored font itself: advance widths and pair kerning.

Browsers and Typst draw with the same font, so what fits here fits there. The font has no ligatures.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from escalation.layout.geometry import Weight

_FILES = {
    Weight.REGULAR: "SourceSans3-Regular.otf",
    Weight.SEMIBOLD: "SourceSans3-Semibold.otf",
    Weight.BOLD: "SourceSans3-Bold.otf",
}


@dataclass(frozen=True)
class Face:
    """One weight of the font, at size 1. What was measured is kept: measuring has no other effect."""

    advances: dict[str, float]
    missing: float
    glyphs: dict[str, str]
    kerning: tuple[Any, ...]
    scale: float
    _pairs: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    _widths: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def width(self, text: str) -> float:
        """Return the width of a text, in ems; a character without glyph counts as the box drawn for it."""
        known = self._widths.get(text)
        if known is not None:
            return known
        advances, pairs = self.advances, self._pairs
        total, before = 0.0, ""
        for character in text:
            total += advances.get(character, self.missing)
            if before:
                pair = before + character
                kern = pairs.get(pair)
                if kern is None:
                    kern = pairs[pair] = self._kern(before, character)
                total += kern
            before = character
        self._widths[text] = total
        return total

    def has(self, text: str) -> bool:
        """Tell whether the font can draw every character of a text."""
        return all(character in self.advances for character in text)

    def _kern(self, left: str, right: str) -> float:
        """Look a pair up as OpenType says: per lookup, the first subtable that covers it decides."""
        one, two = self.glyphs.get(left), self.glyphs.get(right)
        if one is None or two is None:
            return 0.0
        for table in self.kerning:
            if one not in table.coverage:
                continue
            value = table.value(one, two)
            if value is not None:
                return float(value * self.scale)
        return 0.0


@dataclass(frozen=True)
class _Pairs:
    """PairPos format 1: kerning glyph by glyph."""

    coverage: dict[str, dict[str, int]]

    def value(self, left: str, right: str) -> int | None:
        return self.coverage[left].get(right)


@dataclass(frozen=True)
class _Classes:
    """PairPos format 2: kerning by classes of glyphs."""

    coverage: frozenset[str]
    left: dict[str, int]
    right: dict[str, int]
    values: tuple[tuple[int, ...], ...]

    def value(self, left: str, right: str) -> int | None:
        return self.values[self.left.get(left, 0)][self.right.get(right, 0)]


@dataclass(frozen=True)
class Fonts:
    """The three weights that charts are drawn in."""

    faces: dict[Weight, Face]

    @staticmethod
    def are_in(folder: str | Path) -> bool:
        """Tell whether a folder has all three files."""
        return all(Path(folder, name).is_file() for name in _FILES.values())

    @staticmethod
    def from_folder(folder: str | Path) -> "Fonts":
        """Read the fonts of a folder; the same folder is read once.

        Args:
            folder: holds `SourceSans3-Regular.otf`, `-Semibold.otf` and `-Bold.otf`.

        Raises:
            OSError: if a file is not there or cannot be read.
        """
        return _read(str(Path(folder).resolve()))

    def width(self, text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
        """Return the width of a text at a size, in the unit of that size."""
        return self.faces[weight].width(text) * size


@cache
def _read(folder: str) -> Fonts:
    return Fonts({weight: _face(Path(folder) / name) for weight, name in _FILES.items()})


def _face(path: Path) -> Face:
    with TTFont(path) as font:
        scale = 1 / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        glyphs = {chr(code): name for code, name in font.getBestCmap().items()}
        advances = {character: metrics[name][0] * scale for character, name in glyphs.items()}
        return Face(advances, metrics[".notdef"][0] * scale, glyphs, tuple(_kerning(font)), scale)


def _kerning(font: TTFont) -> list[_Pairs | _Classes]:
    table = font["GPOS"].table
    records = (r for r in table.FeatureList.FeatureRecord if r.FeatureTag == "kern")
    indices = sorted({index for record in records for index in record.Feature.LookupListIndex})
    found: list[_Pairs | _Classes] = []
    for index in indices:
        for outer in table.LookupList.Lookup[index].SubTable:
            inner = getattr(outer, "ExtSubTable", outer)
            if inner.LookupType != 2:
                continue
            covered = inner.Coverage.glyphs
            if inner.Format == 1:
                found.append(_Pairs(dict(zip(covered, map(_set, inner.PairSet), strict=True))))
            else:
                values = tuple(
                    tuple(_advance(record.Value1) for record in row.Class2Record)
                    for row in inner.Class1Record
                )
                classes = inner.ClassDef1.classDefs, inner.ClassDef2.classDefs
                found.append(_Classes(frozenset(covered), *classes, values))
    return found


def _set(pairs: Any) -> dict[str, int]:  # noqa: ANN401  fontTools has no types
    return {record.SecondGlyph: _advance(record.Value1) for record in pairs.PairValueRecord}


def _advance(value: Any) -> int:  # noqa: ANN401
    return getattr(value, "XAdvance", 0) or 0
