"""Formulas without a request to another site."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from house_style.settings import is_set
from markup import html_text

RENDERER = "formuletekst"


def inline_formula(writer: HTML5Translator, node: nodes.Element) -> None:
    """Show the formula as it is written; MathJax, Sphinx's choice, is fetched from another site."""
    writer.body.append(f'<code class="math notranslate nohighlight">{html_text(node.astext())}</code>')
    raise nodes.SkipNode


def block_formula(writer: HTML5Translator, node: nodes.Element) -> None:
    """Show the formula on lines of its own."""
    name = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    writer.body.append(f'<pre class="math notranslate nohighlight"{name}>{html_text(node.astext())}</pre>')
    raise nodes.SkipNode


def choose_renderer(_app: Sphinx, config: Config) -> None:
    """Use our renderer unless conf.py names one or tells where MathJax is."""
    if not is_set(config, "html_math_renderer") and not is_set(config, "mathjax_path"):
        config["html_math_renderer"] = RENDERER


def setup_formulas(app: Sphinx) -> None:
    """Register the renderer."""
    app.add_html_math_renderer(RENDERER, (inline_formula, None), (block_formula, None))
    app.connect("config-inited", choose_renderer)
