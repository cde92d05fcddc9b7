"""The contents of a publication on its first page: on a phone its chapters, and what is in them on request.

A list of two levels is a fine overview at a desk and on paper; on a phone it is seven screens long. So the
second level stands in `<details>`, which only narrow windows fold (`phone.css`): no script is needed, and a
browser that cannot unfold it by a style keeps the fold.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from markup import html_text

_WRAPPER = "toctree-wrapper"
_CHAPTER = "toctree-l1"


class chapter_parts(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The list of the parts of one chapter, to fold; attribute `chapter` is the title of the chapter."""


def visit_compound(writer: HTML5Translator, node: nodes.compound) -> None:
    """Open as docutils does; contents are known only now, when the page is written."""
    if _WRAPPER in node["classes"]:
        for chapter in node.findall(nodes.list_item):
            if _CHAPTER in chapter["classes"]:
                _fold(chapter)
    HTML5Translator.visit_compound(writer, node)


def depart_compound(writer: HTML5Translator, node: nodes.compound) -> None:
    """Close as docutils does."""
    HTML5Translator.depart_compound(writer, node)


def _fold(chapter: nodes.list_item) -> None:
    title = next((link.astext() for link in chapter.findall(nodes.reference)), "")
    for parts in [child for child in chapter.children if isinstance(child, nodes.bullet_list)]:
        chapter.replace(parts, chapter_parts("", parts, chapter=title))


def visit_parts(writer: HTML5Translator, node: chapter_parts) -> None:
    """Open the fold; its button names the chapter for who does not see that it stands beside it."""
    label = f'<span class="visually-hidden">Onderdelen van {html_text(node["chapter"])}</span>'
    writer.body.append(f'<details class="lr-onderdelen"><summary>{label}</summary>\n')


def depart_parts(writer: HTML5Translator, _node: chapter_parts) -> None:
    """Close the fold."""
    writer.body.append("</details>\n")


def setup_contents(app: Sphinx) -> None:
    """Register the fold, and the visitor that makes it."""
    app.add_node(chapter_parts, html=(visit_parts, depart_parts))
    app.add_node(nodes.compound, override=True, html=(visit_compound, depart_compound))
