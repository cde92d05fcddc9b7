"""Pictures in the colours of the house style: part of the page, so that they go dark with it, in its font.

A picture in a file of its own knows neither. What is drawn with anything else than shapes, words and our
colours stays a file: nothing of a picture reaches the page but what is named here.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from lxml import etree
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from house_style.strict import without_style
from house_style.stylesheet import PAINTS, paint_class
from house_style.tokens import load_tokens
from markup import html_attr, html_text

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    {
        "svg", "g", "rect", "circle", "ellipse", "line", "path", "polygon", "polyline", "text",
        "tspan",
    }
)  # fmt: skip
#: Not shown: the picture has its words from the page.
_LEFT_OUT = frozenset({"title", "desc"})
_ATTRIBUTES = frozenset(
    {
        "x", "y", "x1", "y1", "x2", "y2", "width", "height", "rx", "ry", "cx", "cy", "r", "d",
        "points", "transform", "viewBox", "opacity", "fill-opacity", "stroke-opacity",
        "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-size",
        "font-weight", "text-anchor", "textLength", "lengthAdjust",
    }
)  # fmt: skip
_VALUE = re.compile(r"[\w\s.,()+-]*")
_SIZES = ("width", "height")


class drawing(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """A picture that is part of the page; its attribute `svg` is markup that this module made."""


class _OtherwiseError(Exception):
    """The picture is drawn with something that is not ours."""


class DrawInPage(SphinxPostTransform):
    """Replaces pictures that are drawn in the house style by what they are drawn with."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Look at every picture of the page."""
        for image in list(self.document.findall(nodes.image)):
            path = Path(self.env.srcdir, image["uri"])
            if path.suffix == ".svg" and path.is_file() and (svg := in_page(path.read_bytes(), image)):
                image.replace_self(drawing(svg=svg))


def in_page(source: bytes, image: nodes.image) -> str:
    """Return the markup of a picture for the page; empty if it is not drawn in the house style.

    Args:
        source: the file.
        image: how the page shows it: words, size, place.
    """
    try:
        root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
        return _tag(root, _shown(root, image)) + "".join(_inside(root)) + "</svg>"
    except (etree.XMLSyntaxError, _OtherwiseError):
        return ""


def _shown(root: etree._Element, image: nodes.image) -> str:
    """Return the attributes by which the page shows the picture."""
    if root.get("viewBox") is None:  # without it, what is drawn would not grow and shrink
        raise _OtherwiseError
    words = image.get("alt", "")
    named = f' role="img" aria-label="{html_attr(words)}"' if words else ' aria-hidden="true"'
    place = [f"align-{image['align']}"] if "align" in image else []
    classes = html_attr(" ".join(["lr-picture", *_paints(root), *image["classes"], *place]))
    sizes = {name: str(image.get(name, "")) for name in _SIZES}
    if not any(sizes.values()):
        sizes = {name: str(root.get(name, "")) for name in _SIZES}
    style = "; ".join(f"{name}: {size}" for name, size in sizes.items() if size)
    ids = "".join(f' id="{html_attr(each)}"' for each in image["ids"][:1])
    tag = f'<svg class="{classes}"{ids}{named} style="{html_attr(style)}"'
    return without_style(tag).removeprefix("<svg")


def _tag(element: etree._Element, shown: str = "") -> str:
    """Return the start tag of an element; refuse what is not ours."""
    name = _name(element)
    kept = []
    for key, value in element.attrib.items():
        if key in PAINTS or key == "font-family" or (shown and key in _SIZES):
            continue
        if key not in _ATTRIBUTES or not _VALUE.fullmatch(str(value)):
            raise _OtherwiseError
        kept.append(f' {key}="{html_attr(str(value))}"')
    paints = _paints(element)
    classes = f' class="{" ".join(paints)}"' if paints and not shown else ""
    return f"<{name}{shown}{classes}{''.join(kept)}>"


def _inside(element: etree._Element) -> Iterator[str]:
    yield _words(element.text)
    for child in element:
        if isinstance(child, etree._Entity):
            raise _OtherwiseError
        if isinstance(child.tag, str) and child.tag.removeprefix(_SVG) not in _LEFT_OUT:
            yield _tag(child)
            yield from _inside(child)
            yield f"</{_name(child)}>"
        yield _words(child.tail)


def _words(text: str | None) -> str:
    return html_text(text) if text and text.strip() else ""


def _name(element: etree._Element) -> str:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _SHAPES:
        raise _OtherwiseError
    return name


def _paints(element: etree._Element) -> list[str]:
    """Return the classes that stand for the colours of an element."""
    names = _color_names()
    colors = [(key, str(element.get(key)).lower()) for key in PAINTS if element.get(key) is not None]
    if any(color not in names for _, color in colors):
        raise _OtherwiseError
    return [paint_class(key, names[color]) for key, color in colors]


@cache
def _color_names() -> dict[str, str]:
    # Of two names for a colour the first one counts.
    return {color: name for name, color in reversed([*load_tokens().light.items()])} | {"none": "none"}


def visit_drawing(writer: HTML5Translator, node: drawing) -> None:
    """Write the picture."""
    writer.body.append(node["svg"])
    raise nodes.SkipNode


def setup_pictures(app: Sphinx) -> None:
    """Register the node and what makes it."""
    app.add_node(drawing, html=(visit_drawing, None))
    app.add_post_transform(DrawInPage)
