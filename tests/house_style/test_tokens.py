"""The promises of tokens.toml: contrast, completeness, fonts that work."""

import re

import pytest
import typst

from house_style.tokens import FONTS_PDF, HERE, icons, load_tokens

TOKENS = load_tokens()
MODES = {"light": TOKENS.light, "dark": TOKENS.dark}
GROUNDS = sorted(
    name
    for name in TOKENS.light
    if name in {"paper", "surface"} or (name.endswith("_soft") and name != "ink_soft")
)
AA_TEXT = ("ink_soft", "link", "link_visited", "primary", "primary_dark", "teal", "teal_dark", "orange_dark")


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_formula_against_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_running_text_reaches_aaa(mode, ground):
    assert contrast(MODES[mode]["ink"], MODES[mode][ground]) >= 7
    if ground in {"paper", "surface"}:
        assert contrast(MODES[mode]["link"], MODES[mode][ground]) >= 7


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_other_text_reaches_aa(mode, ground):
    low = {name: contrast(MODES[mode][name], MODES[mode][ground]) for name in AA_TEXT}
    assert min(low.values()) >= 4.5, low


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_and_focus_reach_three(mode, ground):
    for name in ("line_strong", "focus"):
        assert contrast(MODES[mode][name], MODES[mode][ground]) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", TOKENS.boxes)
def test_box_titles_and_edges(mode, kind):
    box, colors = TOKENS.boxes[kind], MODES[mode]
    assert contrast(colors[box.title], colors[box.soft]) >= 4.5
    assert contrast(colors[box.line], colors[box.soft]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_text_on_buttons_and_badges(mode):
    colors = MODES[mode]
    for name in ("primary", "primary_dark", "teal", "teal_dark", "orange_dark", "red", "green"):
        assert contrast(colors["on_primary"], colors[name]) >= 4.5, name


def test_modes_have_the_same_colors_as_hex():
    assert list(TOKENS.light) == list(TOKENS.dark)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for colors in MODES.values() for value in colors.values())


def test_print_gets_plain_values_and_known_icons():
    given = TOKENS.for_print()
    assert set(given) == {"color", "admonition", "font", "size", "space", "radius", "icon"}
    for look in given["admonition"].values():
        assert set(look) == {"line", "title", "soft", "icon"}
        assert look["icon"] in given["icon"]
        assert look["soft"].startswith("#")


def test_icons_are_small_drawings_in_the_color_of_the_text():
    for name, svg in icons().items():
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'), name
        assert 'stroke="currentColor"' in svg, name
        assert len(svg) < 700, name


def test_licences_lie_beside_the_fonts():
    for folder in (FONTS_PDF, HERE / "theme" / "leerrecht" / "static" / "fonts"):
        assert len(list(folder.glob("LICENSE-*"))) == 2


@pytest.mark.parametrize("family", [TOKENS.font["text"], TOKENS.font["brochure"]])
def test_pdf_fonts_have_every_weight_and_slope(family, tmp_path):
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS_PDF)])
    assert family in fonts.families()
    lines = [
        f'#text(weight: {weight}, style: "{style}")[Naïef € “zo” é]'
        for weight in (400, 600, 700)
        for style in ("normal", "italic")
    ]
    source = tmp_path / "proef.typ"
    source.write_text(
        f'#set text(font: "{family}", fallback: false)\n' + "\n\n".join(lines), encoding="utf-8"
    )
    pdf, warnings = typst.Compiler(input=str(source), font_paths=fonts).compile_with_warnings()
    assert warnings == []
    assert pdf is not None
    # Each weight and slope is a face of its own, not one face used six times.
    assert len(set(re.findall(rb"/FontName ?/([A-Z]{6}\+[\w-]+)", pdf))) >= (
        6 if family.startswith("Source") else 1
    )
