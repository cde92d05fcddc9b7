"""Design tokens: the one description of colours, sizes and fonts for the site and the PDF."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS_PDF = HERE / "fonts" / "pdf"
FONTS_WEB = HERE / "fonts" / "web"
ICONS = HERE / "icons"


@dataclass(frozen=True)
class Box:
    """How one kind of admonition looks.

    Args:
        line: name of the colour of edge and icon.
        title: name of the colour of the title's words.
        soft: name of the colour of its ground.
        icon: name of a file in `icons/`, without the ending.
    """

    line: str
    title: str
    soft: str
    icon: str


@dataclass(frozen=True)
class Tokens:
    """All design tokens, as written in `tokens.toml`.

    Args:
        light: colour name to `#rrggbb`, on white paper and in light mode.
        dark: the same names in dark mode.
        boxes: admonition kind (Dutch name) to its look.
        font: role (`text`, `brochure`, `mono`) to font family.
        size: print sizes in points.
        space: print distances in points.
        radius: print corner radii in points.
        screen: sizes of the site, in rem of 16 px or as CSS lengths.
    """

    light: Mapping[str, str]
    dark: Mapping[str, str]
    boxes: Mapping[str, Box]
    font: Mapping[str, str]
    size: Mapping[str, float]
    space: Mapping[str, float]
    radius: Mapping[str, float]
    screen: Mapping[str, float | str]

    def for_print(self) -> dict[str, Any]:
        """Return what the PDF builder gets: plain values only.

        Keys: `color` (name to hex), `admonition` (kind to `line`, `title` and `soft` as hex and `icon` as a
        name), `font` (role to family), `size`, `space` and `radius` (points), `icon` (name to SVG source,
        drawn with `currentColor` on a 24 by 24 field).
        """
        return {
            "color": dict(self.light),
            "admonition": {
                kind: {
                    "line": self.light[box.line],
                    "title": self.light[box.title],
                    "soft": self.light[box.soft],
                    "icon": box.icon,
                }
                for kind, box in self.boxes.items()
            },
            "font": dict(self.font),
            "size": dict(self.size),
            "space": dict(self.space),
            "radius": dict(self.radius),
            "icon": icons(),
        }


@cache
def load_tokens() -> Tokens:
    """Read `tokens.toml`.

    Raises:
        KeyError: when a section is missing.
        TypeError: when a box has an unknown key.
    """
    data = tomllib.loads((HERE / "tokens.toml").read_text(encoding="utf-8"))
    return Tokens(
        light=data["color"]["light"],
        dark=data["color"]["dark"],
        boxes={kind: Box(**look) for kind, look in data["admonition"].items()},
        font=data["font"],
        size=data["size"],
        space=data["space"],
        radius=data["radius"],
        screen=data["screen"],
    )


def icons() -> dict[str, str]:
    """Return the SVG source of every icon, by name."""
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(ICONS.glob("*.svg"))}
