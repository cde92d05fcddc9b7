"""What can be done once all pages are written: one style sheet, the heights, and oEmbed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from sphinx.config import Config

from embed.heights import estimate
from embed.oembed import oembed_json
from embed.parts import PREFIX
from markup.styles import Used, checksum, stylesheet

#: Widths of a frame for which a height is given: the column of an ordinary site, and a phone (CSS px).
WIDE, NARROW = 700, 360
STYLES = "embed.css"
_LINKED = re.compile(rf'(href="[^"]*_static/{re.escape(STYLES)})(?:\?v=\w*)?"')
_FRAME_CSS = Path(__file__).parent / "static" / "frame.css"
# Only charts use it. They were laid out in it, so their words wait until it is there.
_FONT_FACE = (
    '@font-face{font-family:"Source Sans 3";font-weight:200 900;font-display:block;'
    'src:url("stappenplan.woff2") format("woff2")}\n'
)


@dataclass(frozen=True)
class Page:
    """One page that can be embedded.

    Attributes:
        path: from the root of the pages to embed.
        docname: the document it comes from.
        title: its title.
        part: whether it is a part of a page, alone.
        height: how high a frame of the width `WIDE` must be to show all of it, estimated (CSS px).
        narrow: the same for the width `NARROW`.
    """

    path: str
    docname: str
    title: str
    part: bool
    height: int
    narrow: int

    def as_setting(self) -> dict[str, Any]:
        """Return it as plain values, as the setting `embed_pages` holds them."""
        return asdict(self)

    @classmethod
    def from_setting(cls, values: Mapping[str, Any]) -> "Page":
        """Read an entry of `embed_pages`."""
        return cls(**values)


def finish_pages(outdir: Path, config: Config, highlighting: str, root: str) -> list[Page]:
    """Write the style sheet, link it, and write oEmbed where the public address is known.

    Args:
        outdir: the folder with the pages.
        config: the settings.
        highlighting: styles of code.
        root: public address of the folder; empty if unknown.

    Returns:
        All pages, sorted by path.
    """
    texts = {path: path.read_text("utf-8") for path in sorted(outdir.rglob("*.html"))}
    css = stylesheet(_sheets(config, highlighting), Used.of(texts.values()), _others(outdir))
    (outdir / "_static").mkdir(parents=True, exist_ok=True)
    (outdir / "_static" / STYLES).write_text(css, encoding="utf-8", newline="\n")
    version = checksum(css)
    pages = []
    for path, text in texts.items():
        linked = _LINKED.sub(rf'\1?v={version}"', text)
        if linked != text:
            path.write_text(linked, encoding="utf-8", newline="\n")
        page = _page(path.relative_to(outdir).as_posix(), text)
        pages.append(page)
        answer = path.with_suffix(".oembed.json")
        if root:
            answer.write_text(oembed_json(page, root, config), encoding="utf-8", newline="\n")
        else:
            answer.unlink(missing_ok=True)
    return sorted(pages, key=lambda page: page.path)


def _sheets(config: Config, highlighting: str) -> Sequence[str]:
    design = ""
    found = find_spec("sphinx_design")
    if "sphinx_design" in config.extensions and found and found.origin:
        design = (Path(found.origin).parent / "static" / "sphinx-design.min.css").read_text("utf-8")
    return [_FONT_FACE, highlighting, design, config.embed_styles, _FRAME_CSS.read_text("utf-8")]


def _others(outdir: Path) -> list[str]:
    return [
        path.read_text("utf-8") for path in sorted((outdir / "_static").glob("*.css")) if path.name != STYLES
    ]


def _page(path: str, text: str) -> Page:
    root = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    return Page(
        path=path,
        docname=str(root.get("data-document", "")),
        title=" ".join(str(root.get("data-titel", "")).split()),
        part=path.rpartition("/")[2].startswith(PREFIX),
        height=estimate(root, WIDE),
        narrow=estimate(root, NARROW),
    )
