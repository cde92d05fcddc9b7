"""Words of code stay whole on a page: `stappenplan`, `--editie`; a path breaks behind a slash.

A browser may break code anywhere, because a path can be longer than a column, and it breaks an option after
its two hyphens. So words of code that are short are marked; the style sheet keeps each of these on one line.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from house_style.wholewords import WHOLE, whole
from markup.documents import upward

SHORT = "lr-short"
#: In letters: such a word fits in a column of a table, and beside it on a phone.
LONGEST = 16
#: In letters, all words together: short enough to read as one thing, in a cell of a table and elsewhere.
_LONGEST_IN_CELL, _LONGEST_WHOLE = 19, 24
_PARTS = re.compile(r"\s+|[^\s/\\]*[/\\]+|[^\s/\\]+")


class break_here(nodes.Inline, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """A place where a line may be broken."""


class WholeCodeWords(SphinxPostTransform):
    """Mark inline code that is short, and short words in other code."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Mark each of them."""
        for code in list(self.document.findall(nodes.literal)):
            text = code.astext()
            in_cell = any(isinstance(above, nodes.entry) for above in upward(code))
            if len(text) <= (_LONGEST_IN_CELL if in_cell else _LONGEST_WHOLE):
                code["classes"].append(WHOLE)
            elif all(len(word) <= LONGEST for word in text.split()):
                code["classes"].append(SHORT)
            elif all(isinstance(child, nodes.Text) for child in code.children):
                code[:] = list(_parts(text))


def _parts(text: str) -> Iterator[nodes.Node]:
    for match in _PARTS.finditer(text):
        part = match[0]
        yield whole(nodes.Text(part)) if part.strip() and len(part) <= LONGEST else nodes.Text(part)
        if part.endswith(("/", "\\")) and not part.endswith("//"):  # not in https://
            yield break_here()


def visit_break(writer: HTML5Translator, _node: break_here) -> None:
    """Emit the place."""
    writer.body.append("<wbr>")
    raise nodes.SkipNode


def setup_codewords(app: Sphinx) -> None:
    """Register the place to break, and the transform."""
    app.add_node(break_here, html=(visit_break, None))
    app.add_post_transform(WholeCodeWords)
