"""Which characters the fonts of a publication can draw, asked of the compiler itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import typst

from markup import typst_string, typst_value
from typst_pdf.compiling import STANDARDS


@dataclass
class Glyphs:
    """Answers are kept, so each character is asked for once in a build.

    Attributes:
        fonts: what the compiler may use.
        families: the fallback chain of the templates.
    """

    fonts: typst.Fonts
    families: Sequence[str]
    _drawable: set[str] = field(default_factory=lambda: set(map(chr, range(0x20, 0x7F))) | set("\n\t\r\f\v"))
    _missing: set[str] = field(default_factory=set)

    def missing(self, text: str) -> frozenset[str]:
        """Return the characters that would be printed as an empty box, or that the standards refuse."""
        unasked = sorted(set(text) - self._drawable - self._missing)
        self._ask(unasked)
        return frozenset(self._missing.intersection(text))

    def _ask(self, characters: list[str]) -> None:
        if not characters:
            return
        if self._drawn(characters):
            self._drawable.update(characters)
        elif len(characters) == 1:
            self._missing.update(characters)
        else:
            middle = len(characters) // 2
            self._ask(characters[:middle])
            self._ask(characters[middle:])

    def _drawn(self, characters: list[str]) -> bool:
        text = typst_string("".join(characters))
        source = (
            '#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))\n'
            f"#set text(font: {typst_value(list(self.families))})\n"
            f"#for letter in {text}.codepoints() {{ par(letter) }}"
        )
        try:
            typst.compile(source.encode(), font_paths=self.fonts, pdf_standards=[*STANDARDS])
        except typst.TypstError:
            return False
        return True
