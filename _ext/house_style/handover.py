"""Hands the design tokens and fonts to the PDF builder, if there is one."""

from sphinx.application import Sphinx
from sphinx.config import Config

from house_style.tokens import FONTS_PDF, load_tokens


def give_tokens_to_pdf(_app: Sphinx, config: Config) -> None:
    """Set `typst_tokens` and `typst_font_paths` when the PDF builder registered them."""
    if "typst_tokens" in config.values:
        config["typst_tokens"] = load_tokens().for_print()
    if "typst_font_paths" in config.values:
        config["typst_font_paths"] = [*config["typst_font_paths"], str(FONTS_PDF)]


def setup_handover(app: Sphinx) -> None:
    """Connect early, so that a later handler sees the values."""
    app.connect("config-inited", give_tokens_to_pdf, priority=400)
