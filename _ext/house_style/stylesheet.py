"""Turns the design tokens into CSS and joins it with the hand-written style sheets."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from house_style.strict import WIDTH_CLASS
from house_style.tokens import HERE, Tokens, icons, load_tokens

PARTS = ("base", "navigation", "boxes", "tables", "components", "phone", "print")

# What the theme and sphinx-design call a colour, and what it is with us.
PST_COLORS = {
    "primary": "primary",
    "primary-highlight": "primary_dark",
    "primary-text": "on_primary",
    "primary-bg": "primary_soft",
    "secondary": "teal",
    "secondary-highlight": "teal_dark",
    "secondary-bg": "teal_soft",
    "accent": "teal",
    "accent-bg": "teal_soft",
    "success": "green",
    "success-bg": "green_soft",
    "info": "primary",
    "info-bg": "primary_soft",
    "warning": "orange",
    "warning-bg": "orange_soft",
    "attention": "orange",
    "attention-bg": "orange_soft",
    "danger": "red",
    "danger-bg": "red_soft",
    "text-base": "ink",
    "text-muted": "ink_soft",
    "heading": "primary",
    "border": "line",
    "border-muted": "line",
    "background": "paper",
    "on-background": "paper",
    "surface": "surface",
    "on-surface": "ink",
    "link": "link",
    "link-hover": "teal",
    "link-higher-contrast": "primary_dark",
    "inline-code": "ink",
    "inline-code-links": "link",
    "target": "yellow_soft",
    "table": "ink",
    "table-heading-bg": "primary_soft",
    "table-row-hover-bg": "surface",
    "table-inner-border": "line",
    "table-outer-border": "line",
    "table-row-zebra-low-bg": "paper",
    "table-row-zebra-high-bg": "paper",
    "blockquote-notch": "teal",
}
SD_COLORS = {
    "primary": ("primary", "primary_dark", "on_primary"),
    "secondary": ("teal", "teal_dark", "on_primary"),
    "success": ("green", "green", "on_primary"),
    "info": ("primary", "primary_dark", "on_primary"),
    "warning": ("orange_dark", "orange", "on_primary"),
    "danger": ("red", "red", "on_primary"),
    "light": ("surface", "line", "ink"),
    "muted": ("ink_soft", "ink_soft", "paper"),
    "dark": ("ink", "ink", "paper"),
}

# The kinds of box, and the classes by which docutils, Sphinx and our aliases mark them.
BOX_CLASSES = {
    "voorbeeld": ("admonition", "lr-voorbeeld"),
    "weetje": ("note", "lr-weetje"),
    "tip": ("tip", "hint", "lr-tip"),
    "belangrijk": ("important", "lr-belangrijk"),
    "opgelet": ("warning", "caution", "attention", "lr-opgelet"),
    "gevaar": ("danger", "error", "lr-gevaar"),
    "onthoud": ("lr-onthoud",),
    "zie-ook": ("seealso", "lr-zie-ook"),
}

# The theme's icons that a page can show, drawn from our own files instead of a 115 kB font.
THEME_ICONS = {
    "fa-bars": "menu",
    "fa-list": "list",
    "fa-magnifying-glass": "search",
    "fa-sun": "sun",
    "fa-moon": "moon",
    "fa-circle-half-stroke": "contrast",
    "fa-chevron-down": "chevron-down",
    "fa-angle-left": "chevron-left",
    "fa-angle-right": "chevron-right",
    "fa-arrow-up": "up",
}

FONT_RANGES = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,"
    "U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
}

#: What is coloured in a picture that is part of the page.
PAINTS = ("fill", "stroke")

# The font of charts: the same files as that of the text, and another rule for a font that comes late.
DRAWING_FONT = "Source Sans 3 drawing"

# The faces that take the place of a font, by the weights they stand for.
_STAND_IN_FACES = {
    "100 500": ("Arial", "Liberation Sans", "Helvetica"),
    # Without a face of their own, bold letters would be ordinary ones drawn twice.
    "600 900": ("Arial Bold", "Liberation Sans Bold", "Helvetica Bold"),
}
# Width, ascent and descent in percent of those faces', for Dutch running text.
STAND_INS = {
    ("Source Sans 3", "100 500"): (93.7, 109.3, 42.7),
    ("Source Sans 3", "600 900"): (92.1, 111.2, 43.4),
    ("Atkinson Hyperlegible Next", "100 500"): (99.6, 98.8, 31.7),
    ("Atkinson Hyperlegible Next", "600 900"): (99.7, 98.7, 31.7),
}


def stylesheet() -> str:
    """Return the whole style sheet of the site; the same bytes for the same sources."""
    tokens = load_tokens()
    parts = [
        _fonts(),
        _variables(tokens),
        _boxes(tokens),
        _theme_icons(),
        _widths(),
        _paints(tokens),
        *((HERE / "styles" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS),
    ]
    return _without_comments("\n".join(parts))


def frame_stylesheet() -> str:
    """Return the styles of the article alone, for pages that the theme does not frame.

    Light or dark is what the reader's system asks for. The font is the system's own: a page shown inside
    another site must be light. Whoever uses this leaves out the rules it has no element for.
    """
    tokens = load_tokens()
    fixed = _screen_variables(tokens) | {
        f"font-{role}": "system-ui, sans-serif" for role in ("text", "brochure")
    }
    parts = [
        f":root{{{_declare(fixed)}{_declare(tokens.light)}{_theme_colors()}}}",
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_declare(tokens.dark)}}}}}",
        _boxes(tokens),
        _widths(),
        _paints(tokens),
        *((HERE / "styles" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS),
    ]
    return _without_comments("\n".join(parts))


def write_stylesheet(static: Path) -> None:
    """Write the style sheet into the static folder of the output, if it is not there already."""
    target = static / "styles" / "house-style.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    css = stylesheet().encode()
    if not target.is_file() or target.read_bytes() != css:
        target.write_bytes(css)


def _without_comments(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", css).strip() + "\n"


def _fonts() -> str:
    """Font faces, and stand-ins of the same width.

    A font that comes late waits for the next page (`optional`): on a phone without Arial the stand-ins do not
    help, and the text of the whole page moved when the font arrived (measured by `make proef`). A chart was
    laid out in the font itself and moves nothing: its words wait for it (`block`), under a name of their own.

    The percentages are the font's own average width and vertical metrics divided by those of Arial
    (`size-adjust`, `ascent-override`: CSS Fonts 5).
    """
    faces = []
    both = ("normal", "italic")
    for family, file, weights, styles, display in (
        ("Source Sans 3", "source-sans-3", "200 900", both, "optional"),
        (DRAWING_FONT, "source-sans-3", "200 900", ("normal",), "block"),
        ("Atkinson Hyperlegible Next", "atkinson-hyperlegible-next", "200 800", both, "optional"),
    ):
        for style in styles:
            for subset, unicode_range in FONT_RANGES.items():
                faces.append(
                    f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weights};font-display:{display};'
                    f'src:url("../fonts/{file}-{subset}-wght-{style}.woff2") format("woff2");'
                    f"unicode-range:{unicode_range}}}"
                )
    for (family, weights), (size, ascent, descent) in STAND_INS.items():
        local = ",".join(f'local("{face}")' for face in _STAND_IN_FACES[weights])
        faces.append(
            f'@font-face{{font-family:"{family} stand-in";font-weight:{weights};src:{local};'
            f"size-adjust:{size}%;ascent-override:{ascent}%;descent-override:{descent}%;line-gap-override:0%}}"
        )
    return "\n".join(faces)


def _variables(tokens: Tokens) -> str:
    families = {
        role: f'"{tokens.font[role]}", "{tokens.font[role]} stand-in", system-ui, sans-serif'
        for role in ("text", "brochure")
    }
    families["drawing"] = f'"{DRAWING_FONT}", {families["text"]}'
    fixed = _screen_variables(tokens) | {f"font-{role}": value for role, value in families.items()}
    light, dark = tokens.light, tokens.dark
    return "\n".join(
        [
            f":root{{{_declare(fixed)}}}",
            f"html,html[data-theme=light]{{{_declare(light)}}}",
            f"html[data-theme=dark]{{{_declare(dark)}}}",
            f"html,html[data-theme=light],html[data-theme=dark]{{{_theme_colors()}}}",
            f"@media print{{html,html[data-theme=light],html[data-theme=dark]{{{_declare(light)}}}}}",
        ]
    )


def _screen_variables(tokens: Tokens) -> dict[str, str]:
    sizes = {
        f"screen-{name}": f"{value}rem" if isinstance(value, float) and name != "line_height" else str(value)
        for name, value in tokens.screen.items()
    }
    return sizes | {f"icon-{name}": _data_url(svg) for name, svg in icons().items()}


def _declare(variables: Mapping[str, str]) -> str:
    return "".join(f"--lr-{name.replace('_', '-')}:{value};" for name, value in variables.items())


def _theme_colors() -> str:
    lines = [f"--pst-color-{theirs}:{_var(ours)};" for theirs, ours in PST_COLORS.items()]
    for name, (plain, strong, text) in SD_COLORS.items():
        lines.append(f"--sd-color-{name}:{_var(plain)};--sd-color-{name}-highlight:{_var(strong)};")
        lines.append(f"--sd-color-{name}-text:{_var(text)};--pst-color-{name}-text:{_var(text)};")
    return "".join(lines)


def _var(name: str) -> str:
    return f"var(--lr-{name.replace('_', '-')})"


def _boxes(tokens: Tokens) -> str:
    rules = []
    for kind, classes in BOX_CLASSES.items():
        box = tokens.boxes[kind]
        where = ",".join(f".{name}" for name in classes)
        rules.append(
            f".admonition:is({where}){{--lr-box-line:{_var(box.line)};--lr-box-title:{_var(box.title)};"
            f"--lr-box-soft:{_var(box.soft)};--lr-box-icon:var(--lr-icon-{box.icon})}}"
        )
    return "\n".join([*rules, _print_icons(tokens)])


def _print_icons(tokens: Tokens) -> str:
    """Icons as coloured pictures on paper, where a mask leaves a faint frame."""
    drawings = icons()
    rules = [_picture(".lr-downloads__link::before", drawings["download"], tokens.light["ink"])]
    for kind, classes in BOX_CLASSES.items():
        box = tokens.boxes[kind]
        which = ",".join(f".{name}" for name in classes)
        where = f".bd-article .admonition:is({which})>.admonition-title::before"
        rules.append(_picture(where, drawings[box.icon], tokens.light[box.line]))
    return f"@media print{{{''.join(rules)}}}"


def _picture(selector: str, svg: str, color: str) -> str:
    return (
        f"{selector}{{background:{_data_url(svg, color)} center/contain no-repeat !important;"
        "-webkit-mask:none !important;mask:none !important}"
    )


def _theme_icons() -> str:
    return "\n".join(
        f".fa-solid.{theirs}{{--lr-icon:var(--lr-icon-{ours})}}" for theirs, ours in THEME_ICONS.items()
    )


def _widths() -> str:
    """Rules for the widths that `strict` writes as classes."""
    return "\n".join(f".{WIDTH_CLASS}{percent}{{width:{percent}%}}" for percent in range(1, 101))


def paint_class(paint: str, color: str) -> str:
    """Return the class that gives a shape of a picture a colour; `none` is one too."""
    return f"lr-{paint}-{color.replace('_', '-')}"


def _paints(tokens: Tokens) -> str:
    colors = {name: _var(name) for name in tokens.light} | {"none": "none"}
    return "\n".join(
        f".{paint_class(paint, name)}{{{paint}:{value}}}"
        for paint in PAINTS
        for name, value in colors.items()
    )


def _data_url(svg: str, color: str = "#000") -> str:
    # A mask uses only the shape, so its colour does not matter.
    quoted = quote(svg.replace("currentColor", color).replace('"', "'"), safe=" =/:;,()'")
    return f'url("data:image/svg+xml,{quoted}")'
