"""Hands tokens and fonts to the builder of PDFs and styles to that of pages for other sites."""

from sphinx.application import Sphinx
from sphinx.config import Config

from house_style.stylesheet import frame_stylesheet
from house_style.tokens import FONTS_PDF, HERE, load_tokens

#: The font in which charts were laid out; text uses the font of the reader's system.
CHART_FONT = HERE / "theme" / "leerrecht" / "static" / "fonts" / "source-sans-3-latin-wght-normal.woff2"


def give_tokens_to_pdf(_app: Sphinx, config: Config) -> None:
    """Set `typst_tokens` and `typst_font_paths` when the PDF builder registered them."""
    if "typst_tokens" in config.values:
        config["typst_tokens"] = load_tokens().for_print()
    if "typst_font_paths" in config.values:
        config["typst_font_paths"] = [*config["typst_font_paths"], str(FONTS_PDF)]


def give_styles_to_embed(_app: Sphinx, config: Config) -> None:
    """Set `embed_styles` and `embed_chart_font` when the builder of pages for other sites registered them."""
    if "embed_styles" in config.values:
        config["embed_styles"] = frame_stylesheet()
        config["embed_chart_font"] = str(CHART_FONT)


def setup_handover(app: Sphinx) -> None:
    """Connect early, so that a later handler sees the values."""
    app.connect("config-inited", give_tokens_to_pdf, priority=400)
    app.connect("config-inited", give_styles_to_embed, priority=400)
