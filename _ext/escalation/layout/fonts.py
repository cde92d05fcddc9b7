"""Widths of text in the vendored font, shaped by HarfBuzz with kerning and ligatures.

Browsers and Typst draw with the same font and shape it by the same rules, so what fits here fits there.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]

from escalation.layout.geometry import Weight

_FILES = {
    Weight.REGULAR: "SourceSans3-Regular.otf",
    Weight.SEMIBOLD: "SourceSans3-Semibold.otf",
    Weight.BOLD: "SourceSans3-Bold.otf",
}


@dataclass(frozen=True)
class Face:
    """One weight of the font, at size 1. What was measured is kept: measuring has no other effect."""

    font: hb.Font
    _widths: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def width(self, text: str) -> float:
        """Return the width of a text, in ems; a character without glyph counts as the box drawn for it."""
        known = self._widths.get(text)
        if known is None:
            buffer = hb.Buffer()
            buffer.add_str(text)
            # Said rather than guessed: HarfBuzz guesses the language from the locale of the process.
            buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "nl"
            hb.shape(self.font, buffer)
            units = sum(position.x_advance for position in buffer.glyph_positions or ())
            known = self._widths[text] = units / self.font.face.upem
        return known

    def has(self, text: str) -> bool:
        """Tell whether the font can draw every character of a text."""
        return all(self.font.get_nominal_glyph(ord(character)) for character in text)


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
    return Face(hb.Font(hb.Face(hb.Blob(path.read_bytes()))))
