"""The style sheet of letters, on pages that hold one."""

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from letters.fields import brief_veld
from letters.parts import brief_deel

STYLES = "letters.css"
_STATIC = Path(__file__).parent / "static"


def write_styles(app: Sphinx) -> None:
    """Put the style sheet beside the pages."""
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_STATIC / STYLES, folder / STYLES)


def link_styles(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the style sheet where it is needed, and on no other page."""
    if doctree is not None and any(
        next(doctree.findall(kind), None) is not None for kind in (brief_veld, brief_deel)
    ):
        app.add_css_file(STYLES, priority=950)


def setup_styles(app: Sphinx) -> None:
    """Connect both; the house style, which this one builds on, comes at 900."""
    app.connect("builder-inited", write_styles)
    app.connect("html-page-context", link_styles)
