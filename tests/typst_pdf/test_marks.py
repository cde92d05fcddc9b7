"""Font features for marks cost time; they are left out only where no letter needs them."""

from pathlib import Path

import pytest
import typst
from tools.projects import Build

from house_style.tokens import FONTS_PDF
from markup import typst_string
from typst_pdf.marks import WITHOUT_MARKS, has_marks


@pytest.mark.parametrize("text", ["", "Leerplicht", "één café, naïef, Zoë", "“€ 5” → ☑ \u2060…"])
def test_texts_without_marks(text: str) -> None:
    assert not has_marks(text)


@pytest.mark.parametrize("text", ["e\u0301", "Ivanović", "Їжак", "Ωμέγα", "✔\ufe0f"])
def test_texts_that_may_need_marks(text: str) -> None:
    assert has_marks(text)


@pytest.mark.parametrize("family", ["Source Sans 3", "Atkinson Hyperlegible Next"])
def test_letters_of_western_europe_look_the_same_without_the_features(family: str) -> None:
    letters = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x100))]
    words = " ".join("".join(letters[start:] + letters[:start]) for start in range(0, len(letters), 7))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS_PDF)])

    def drawn(before: str, text: str) -> bytes:
        styles = f'#set text(font: "{family}")\n' + "".join(
            f"#text(weight: {weight}, style: {typst_string(style)}, {typst_string(text)})\n"
            for weight in (400, 600, 700)
            for style in ("normal", "italic")
        )
        return typst.compile(f"{before}\n{styles}".encode(), font_paths=fonts, timestamp=0)

    assert drawn(WITHOUT_MARKS, words) == drawn("", words)
    if family == "Source Sans 3":
        assert drawn(WITHOUT_MARKS, "q\u0301") != drawn("", "q\u0301"), "the features do nothing"


@pytest.mark.parametrize(("text", "plain"), [("Één zin.", True), ("Ivanović schrijft.", False)])
def test_a_publication_keeps_the_features_its_letters_need(build: Build, text: str, plain: bool) -> None:
    (result,) = build("typstpdf", {"index.md": f"# Proef\n\n{text}\n"}).results
    assert (WITHOUT_MARKS in Path(result.path).with_suffix(".typ").read_text("utf-8")) == plain
