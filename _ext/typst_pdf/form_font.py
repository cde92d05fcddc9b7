"""The font in which readers fill in a form: embedded, with every letter of Western European languages.

Viewers write what is typed with a simple font and the encoding WinAnsi; with anything else many of them fall
back on a font of their own. See ISO 32000-1, 9.6.6 (encodings) and 12.7.3.3 (default appearance).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools import agl
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

_CODES = range(32, 256)
_UNUSED = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
#: WinAnsi prints these with the glyph of another character (ISO 32000-1, table D.2, notes 3 and 5).
_SAME_GLYPH = {"\xa0": " ", "\xad": "-"}
#: Names of glyphs in this encoding that fonts often call otherwise (ISO 32000-1, table D.2).
_GLYPH_NAMES = {"¹": "onesuperior", "²": "twosuperior", "³": "threesuperior", "ƒ": "florin"}
_NONSYMBOLIC = 1 << 5
_REGULAR_STEM = 80  # thousandths of the type size; viewers use it only for a font they must imitate
_KEPT_TABLES = frozenset(
    {"CFF ", "GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post"}
)


@dataclass(frozen=True)
class FormFont:
    """A font program cut down to the characters of WinAnsi, and what a PDF must say about it.

    Attributes:
        name: PostScript name.
        program: bare CFF data.
        widths: of the codes 32 to 255, in thousandths of the type size.
        box: the smallest box around all glyphs: left, bottom, right, top.
        ascent: above the base line.
        descent: below it, negative.
        cap_height: of a capital.
    """

    name: str
    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int

    def embed(self, document: pikepdf.Pdf) -> pikepdf.Object:
        """Add the font to a document and return its dictionary."""
        program = document.make_stream(self.program)
        program.Subtype = Name.Type1C
        descriptor = document.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name("/" + self.name),
                Flags=_NONSYMBOLIC,
                FontBBox=Array(self.box),
                ItalicAngle=0,
                Ascent=self.ascent,
                Descent=self.descent,
                CapHeight=self.cap_height,
                StemV=_REGULAR_STEM,
                FontFile3=program,
            )
        )
        return document.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name("/" + self.name),
                Encoding=Name.WinAnsiEncoding,
                FirstChar=_CODES[0],
                LastChar=_CODES[-1],
                Widths=Array(self.widths),
                FontDescriptor=descriptor,
            )
        )


def form_font(family: str, folders: Sequence[str]) -> FormFont | None:
    """Return the upright regular style of a family that stands in one of the folders.

    Only OpenType fonts with PostScript outlines can be embedded this way; None if the family has none.
    """
    for folder in folders:
        for path in sorted(Path(folder).glob("*.otf")):
            if _is_regular(path, family):
                return _cut_down(path)
    return None


@lru_cache(maxsize=64)
def _is_regular(path: Path, family: str) -> bool:
    with TTFont(path, lazy=True) as font:
        names = {font["name"].getDebugName(16), font["name"].getDebugName(1)}
        upright = not font["post"].italicAngle and font["OS/2"].usWeightClass == 400
        return "CFF " in font and family in names and upright


@lru_cache(maxsize=4)
def _cut_down(path: Path) -> FormFont:
    with TTFont(path, lazy=True) as font:
        name = str(font["name"].getDebugName(6))
        for table in set(font.keys()) - _KEPT_TABLES - {"name"}:
            del font[table]
        codes = {code: bytes([code]).decode("cp1252") for code in _CODES if code not in _UNUSED}
        glyphs = {code: font.getBestCmap().get(ord(_SAME_GLYPH.get(c, c))) for code, c in codes.items()}
        metrics, scale = font["hmtx"].metrics, 1000 / font["head"].unitsPerEm
        widths = tuple(round(metrics[glyphs.get(code) or ".notdef"][0] * scale) for code in _CODES)
        options = Options(layout_features=[], name_IDs=[], hinting=False, notdef_outline=True)
        cutter = Subsetter(options)
        cutter.populate(unicodes=[ord(character) for character in codes.values()])
        cutter.subset(font)
        _name_as_the_encoding_does(font, {glyphs[code]: character for code, character in codes.items()})
        head, lines, style = font["head"], font["hhea"], font["OS/2"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        return FormFont(
            name,
            _bare_cff(font),
            widths,
            (round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)),
            round(lines.ascent * scale),
            round(lines.descent * scale),
            round(style.sCapHeight * scale),
        )


def _name_as_the_encoding_does(font: TTFont, characters: dict[str | None, str]) -> None:
    """Give glyphs the names by which WinAnsi asks for them: `twosuperior` where the font says `two.u`."""
    top = font["CFF "].cff[0]
    wanted = {
        glyph: _GLYPH_NAMES.get(character) or agl.UV2AGL.get(ord(character), glyph)
        for glyph, character in characters.items()
        if glyph and character not in _SAME_GLYPH
    }
    strings = top.CharStrings.charStrings
    top.CharStrings.charStrings = {wanted.get(glyph, glyph): index for glyph, index in strings.items()}
    top.charset = [wanted.get(glyph, glyph) for glyph in top.charset]


def _bare_cff(font: TTFont) -> bytes:
    out = BytesIO()
    font["CFF "].cff.compile(out, font, isCFF2=False)
    return out.getvalue()
