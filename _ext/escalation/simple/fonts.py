"""Measuring text with the font it is drawn with, kerning included (HarfBuzz)."""

from functools import cache
from pathlib import Path

import uharfbuzz

from escalation.layout.geometry import Weight

_FILES = {
    Weight.REGULAR: "SourceSans3-Regular.otf",
    Weight.SEMIBOLD: "SourceSans3-Semibold.otf",
    Weight.BOLD: "SourceSans3-Bold.otf",
}


class Fonts:
    """The three weights that charts use."""

    def __init__(self, files: dict[Weight, bytes]) -> None:
        """Take the font files themselves."""
        self._faces = {weight: uharfbuzz.Face(data) for weight, data in files.items()}
        self._fonts = {weight: uharfbuzz.Font(face) for weight, face in self._faces.items()}
        self._units: dict[tuple[Weight, str], float] = {}

    @classmethod
    def from_folder(cls, folder: str | Path) -> "Fonts":
        """Read the fonts from a folder; the same object for the same folder.

        Raises:
            OSError: if a file is missing.
        """
        return _from_folder(str(Path(folder).resolve()))

    def width(self, text: str, size: float, weight: Weight) -> float:
        """Return the width of a text, in the unit of `size`."""
        key = (weight, text)
        if key not in self._units:
            buffer = uharfbuzz.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            uharfbuzz.shape(self._fonts[weight], buffer)
            advances = sum(position.x_advance for position in buffer.glyph_positions)
            self._units[key] = advances / self._faces[weight].upem
        return self._units[key] * size

    def has_glyph(self, character: str) -> bool:
        """Tell whether the font can draw a character."""
        return self._fonts[Weight.REGULAR].get_nominal_glyph(ord(character)) is not None


@cache
def _from_folder(folder: str) -> Fonts:
    return Fonts({weight: (Path(folder) / name).read_bytes() for weight, name in _FILES.items()})
