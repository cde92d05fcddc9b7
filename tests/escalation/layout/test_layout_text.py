"""Measuring and breaking text."""

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from escalation.layout.cards import measuring
from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Weight
from escalation.layout.wrapping import SOFT, wrap
from house_style.tokens import FONTS_PDF


def ten(text: str) -> float:
    """Measure as if every character were 10 wide."""
    return 10.0 * len(text)


def test_width_is_that_of_the_glyphs_with_kerning_and_ligatures(fonts):
    # Against the tables of the font file, read by another library.
    face = fonts.faces[Weight.REGULAR]
    with TTFont(FONTS_PDF / "SourceSans3-Regular.otf") as font:
        names, metrics, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm

    def glyphs(*found: str) -> float:
        return sum(metrics[name][0] for name in found) / em

    assert face.width("n") == glyphs(names[ord("n")])
    assert face.width("nn") == 2 * glyphs(names[ord("n")])
    assert face.width("AV") < glyphs("A", "V") - 0.01
    assert face.width("To") < glyphs("T", "o") - 0.01
    assert face.width("Leeftijd") < glyphs(*"Leeftijd") - 0.01
    assert face.width("") == 0
    assert fonts.width("AV", 20) == pytest.approx(20 * face.width("AV"))


def test_heavier_is_wider(fonts):
    words = "De school belt de ouders"
    widths = [fonts.width(words, 15, weight) for weight in (Weight.REGULAR, Weight.SEMIBOLD, Weight.BOLD)]
    assert widths == sorted(set(widths))


def test_missing_glyphs_are_measured_and_told(fonts):
    face = fonts.faces[Weight.REGULAR]
    assert face.has("naïef «ja» – één")
    assert not face.has("中")
    assert face.width("中") > 0.3


def test_a_folder_is_read_once():
    with pytest.raises(OSError, match="SourceSans3-Regular"):
        Fonts.from_folder("/nergens")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, ()),
        ("   ", 100, ()),
        ("ja", 100, ("ja",)),
        ("aa bb cc", 50, ("aa bb", "cc")),
        ("aa\nbb", 100, ("aa bb",)),
        # Even lines, no more of them than needed.
        ("een twee drie vier", 110, ("een twee", "drie vier")),
        # A word that fits is never broken.
        ("de verantwoordelijkheid ook", 200, ("de", "verantwoordelijkheid", "ook")),
        # One that does not is broken by the Dutch patterns.
        ("verantwoordelijkheid", 120, ("verantwoor-", "delijkheid")),
        # Where the author has put a soft hyphen, there and nowhere else.
        (f"begeleidings{SOFT}dossier", 140, ("begeleidings-", "dossier")),
        (f"be{SOFT}geleidingsdossier", 300, ("begeleidingsdossier",)),
        ("leerling/ouders", 100, ("leerling/", "ouders")),
        ("PLM-officier", 90, ("PLM-", "officier")),
        # Spaces that do not break keep their words together.
        ("vanaf 5\u00a0jaar nu", 80, ("vanaf", "5\u00a0jaar", "nu")),
    ],
)
def test_breaks(text, width, lines):
    assert wrap(text, width, ten) == lines


@given(
    st.text(alphabet="abcdefghij éë-/" + SOFT + "\u00a0", max_size=80),
    st.floats(30, 400),
    st.sampled_from(Weight),
)
def test_lines_fit_and_lose_nothing(text, width, weight):
    fonts = Fonts.from_folder(FONTS_PDF)
    measure = measuring(fonts, 15, weight)
    lines = wrap(text, width, measure)
    assert all(measure(line) <= width + 1.5 for line in lines)
    assert not any(SOFT in line for line in lines)
    plain = "".join(text.replace(SOFT, "").split()).replace("-", "")
    assert "".join("".join(lines).split()).replace("-", "") == plain
