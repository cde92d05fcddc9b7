"""Words in our pictures: an image cannot use the font of the page, so each word is given its width."""

from itertools import chain
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from lxml import etree

from escalation.layout.fonts import Fonts
from escalation.layout.geometry import Weight
from house_style.pictures import in_page

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


PLAIN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10" fill="#1D2733">
<title>Naam</title><rect width="20" height="10" fill="#ffffff" stroke="none"/>
<g stroke="#2c6e2f"><text x="1" y="9">A &lt; B</text></g></svg>"""


def test_picture_in_our_colours_is_part_of_the_page(build) -> None:
    small = "```{image} x.svg\n:alt: Klein\n:width: 50%\n:align: center\n```\n"
    text = f'# A\n\n![Een "trap"](x.svg)\n\n{small}'
    built = build("html", {"index.md": text, "x.svg": PLAIN})
    page = BeautifulSoup(built.read("index.html"), "html.parser")
    first, second = page.select("article svg")
    assert first["aria-label"] == 'Een "trap"'
    assert first["role"] == "img"
    assert (first["width"], first["height"]) == ("20", "10")
    assert {"lr-picture", "lr-fill-ink"} <= set(first["class"])
    assert first.select_one("rect")["class"] == ["lr-fill-paper", "lr-stroke-none"]
    assert first.select_one("g")["class"] == ["lr-stroke-green"]
    assert first.get_text() == "A < B"
    assert not first.has_attr("style")
    assert not first.select("[fill], [stroke]")
    assert {"lr-w50", "align-center"} <= set(second["class"])
    assert not second.has_attr("width")
    assert not list(built.outdir.glob("_images/*"))


@pytest.mark.parametrize(
    "other",
    [
        PLAIN.replace("#ffffff", "#fffffe"),
        PLAIN.replace('viewBox="0 0 20 10"', ""),
        PLAIN.replace("#ffffff", "url(#x)"),
        PLAIN.replace("<rect", "<script>alert(1)</script><rect"),
        PLAIN.replace("<rect", "<foreignObject><b>x</b></foreignObject><rect"),
        PLAIN.replace("<rect", '<a href="javascript:alert(1)"><text>x</text></a><rect'),
        PLAIN.replace("<rect", '<rect onload="alert(1)"'),
        PLAIN.replace("<rect", '<rect style="fill:red"'),
        PLAIN.replace("<rect", '<rect transform="url(x)&quot;"'),
        PLAIN.replace("<rect", '<image href="https://voorbeeld.be/x.png"/><rect'),
        PLAIN.replace("</svg>", ""),
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + PLAIN.replace("A &lt; B", "&x;"),
    ],
)
def test_any_other_picture_stays_a_file(other: str) -> None:
    assert in_page(PLAIN.encode(), nodes.image(alt="x"))
    assert in_page(other.encode(), nodes.image(alt="x")) == ""


@pytest.mark.parametrize("name", ["van-lege-stoel-tot-terugkeer", "wegen"])
def test_the_drawings_of_the_publications_have_the_colours_of_the_page(name: str) -> None:
    (picture,) = (path for path in _PICTURES if path.stem == name)
    assert in_page(picture.read_bytes(), nodes.image(alt="x"))


def _inherited(element: etree._Element, name: str) -> str:
    return next(
        (str(one.get(name)) for one in (element, *element.iterancestors()) if one.get(name) is not None), ""
    )
