"""Words in our pictures: an image cannot use the font of the page, so each word is given its width."""

from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Weight

ROOT = Path(__file__).parents[2]
_SVG = "{http://www.w3.org/2000/svg}"
_PICTURES = sorted(chain(*((ROOT / room).rglob("*.svg") for room in ("guidelines", "brochures"))))
_FONTS = Fonts.from_folder(ROOT / "_ext" / "house_style" / "fonts" / "pdf")


@pytest.mark.parametrize("picture", _PICTURES, ids=lambda path: path.stem)
def test_words_keep_their_width_in_any_font(picture: Path) -> None:
    for text in etree.parse(picture).iter(f"{_SVG}text"):
        words = "".join(map(str, text.itertext()))
        if len(words) == 1:
            continue
        weight = Weight.BOLD if _inherited(text, "font-weight") == "700" else Weight.REGULAR
        width = _FONTS.width(words, float(_inherited(text, "font-size")), weight)
        assert text.get("lengthAdjust") == "spacingAndGlyphs", words
        assert float(text.get("textLength", "0")) == pytest.approx(width, rel=0.04), words


def test_a_picture_with_words_too_small_for_a_phone_is_left_out_there() -> None:
    """The words of a picture are at least 9 px in a column of 320 px, or it is not shown there."""
    pages = {
        page: page.read_text(encoding="utf-8")
        for room in ("guidelines", "brochures")
        for page in (ROOT / room).rglob("*.md")
    }
    small = [
        picture
        for picture in _PICTURES
        if (
            sizes := [
                float(_inherited(text, "font-size")) for text in etree.parse(picture).iter(f"{_SVG}text")
            ]
        )
        and min(sizes) * 320 / float(str(etree.parse(picture).getroot().get("width"))) < 9
    ]
    uses = [
        text.partition(f"{picture.parent.name}/{picture.name}")[2].partition("```")[0]
        for picture in small
        for page, text in pages.items()
        if picture.is_relative_to(page.parent) and f"{picture.parent.name}/{picture.name}" in text
    ]
    assert small
    assert [use for use in uses if ":figclass: niet-op-telefoon\n" not in use] == []
    assert len(uses) >= len(small)


def _inherited(element: etree._Element, name: str) -> str:
    return next(
        (str(one.get(name)) for one in (element, *element.iterancestors()) if one.get(name) is not None), ""
    )
