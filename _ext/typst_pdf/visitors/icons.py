"""Icons as drawings: Octicons and Material from sphinx-design, Font Awesome from the theme's own font."""

import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from markup import html_attr

_FONTS = {"solid": "fa-solid-900.woff2", "brands": "fa-brands-400.woff2", "regular": "fa-regular-400.woff2"}
_THEME_STATIC = files("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static"
_ICON_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+,?)+)\{--fa:"\\([0-9a-f]+)"')
_ATTRIBUTES = re.compile(r'\s(?:class|style|aria-[a-z]+|role|version)="[^"]*"')


def standalone_svg(markup: str) -> str:
    """Return an inline `<svg>` of sphinx-design as a file of its own, sized by its view box."""
    svg = _ATTRIBUTES.sub("", markup)
    svg = re.sub(r'\s(?:width|height)="[^"]*"', "", svg, count=2)
    if "xmlns=" not in svg:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return svg


@lru_cache(maxsize=256)
def fontawesome_svg(name: str, style: str) -> str | None:
    """Draw a Font Awesome icon from the font that the site's theme ships; None if there is no such icon."""
    font = _font(style)
    codepoint = _codepoints().get(name)
    glyph_name = font.getBestCmap().get(codepoint) if font and codepoint else None
    if font is None or glyph_name is None:
        return None
    glyphs = font.getGlyphSet()
    glyph = glyphs[glyph_name]
    path, bounds = SVGPathPen(glyphs), BoundsPen(glyphs)
    glyph.draw(path)
    glyph.draw(bounds)
    left, bottom, right, top = bounds.bounds or (0, 0, glyph.width, font["head"].unitsPerEm)
    box = f"{left} {-top} {right - left} {top - bottom}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{html_attr(box)}">'
        f'<path transform="scale(1 -1)" d="{html_attr(path.getCommands())}"/></svg>'
    )


@lru_cache(maxsize=1)
def _codepoints() -> dict[str, int]:
    """Return the character of each icon name, as the theme's style sheet gives it to browsers."""
    sheet = _THEME_STATIC / "styles" / "pydata-sphinx-theme.css"
    css = sheet.read_text(encoding="utf-8") if sheet.is_file() else ""
    found: dict[str, int] = {}
    for selectors, code in _ICON_RULE.findall(css):
        found.update({selector.strip()[4:]: int(code, 16) for selector in selectors.split(",")})
    return found


@lru_cache(maxsize=3)
def _font(style: str) -> TTFont | None:
    path = _THEME_STATIC / "vendor" / "fontawesome" / "webfonts" / _FONTS.get(style, _FONTS["solid"])
    return TTFont(BytesIO(path.read_bytes())) if path.is_file() else None
