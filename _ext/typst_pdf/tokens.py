"""Neutral design tokens, for a project that loads no house style."""

from typing import Any

_COLOURS = {
    "ink": "#1d2733",
    "ink_soft": "#4a5665",
    "paper": "#ffffff",
    "surface": "#f5f7fa",
    "line": "#d5dce5",
    "line_strong": "#6b7787",
    "primary": "#1b4f8a",
    "primary_dark": "#123a68",
    "primary_soft": "#eef4fb",
    "on_primary": "#ffffff",
    "teal": "#0b7a75",
    "teal_soft": "#e8f5f3",
    "orange": "#c2570c",
    "orange_soft": "#fdf1e7",
    "yellow": "#f6c445",
    "yellow_soft": "#fef8e4",
    "red": "#a8201a",
    "red_soft": "#fdeeed",
    "green": "#2c6e2f",
    "green_soft": "#edf6ec",
    "purple": "#5d3a8c",
    "purple_soft": "#f4effa",
    "link": "#1b4f8a",
}
_BOXES = {
    "weetje": "primary",
    "tip": "teal",
    "belangrijk": "purple",
    "opgelet": "orange",
    "gevaar": "red",
    "voorbeeld": "primary",
    "zie-ook": "primary",
}


def default_tokens() -> dict[str, Any]:
    """Return tokens of the shape that the templates expect; `config.typst_tokens` replaces any of them.

    Sizes and distances are in points; `line_height` and `paragraph` are multiples of the text size.
    """
    return {
        "color": _COLOURS,
        "admonition": {
            kind: {"line": _COLOURS[colour], "soft": _COLOURS[f"{colour}_soft"], "icon": ""}
            for kind, colour in _BOXES.items()
        },
        "font": {"text": "Libertinus Serif", "brochure": "Libertinus Serif", "mono": "DejaVu Sans Mono"},
        "size": {
            "text": 10.5,
            "small": 9,
            "caption": 9,
            "lead": 13,
            "h1": 24,
            "h2": 17,
            "h3": 13.5,
            "h4": 11.5,
            "cover": 34,
            "brochure_text": 11,
            "brochure_lead": 14,
            "brochure_h1": 26,
            "brochure_h2": 17,
            "brochure_h3": 13,
        },
        "space": {
            "xs": 3,
            "s": 6,
            "m": 12,
            "l": 18,
            "xl": 30,
            "line_height": 1.45,
            "paragraph": 0.9,
            "write_line": 25,
        },
        "radius": {"s": 3, "m": 6, "l": 12},
        "icon": {},
    }
