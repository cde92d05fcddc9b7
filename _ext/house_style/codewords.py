"""Words of code in running text stay whole on a page: `stappenplan`, `--editie`.

A browser may break code anywhere, because a path can be longer than a column, and it breaks an option after
its two hyphens. So code of short words alone is marked; the style sheet keeps each of these on one line.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

SHORT = "lr-short"
#: In letters: such a word fits in a column of a table, and beside it on a phone.
LONGEST = 16


class WholeCodeWords(SphinxPostTransform):
    """Mark inline code without a long word."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Mark each of them."""
        for code in self.document.findall(nodes.literal):
            if all(len(word) <= LONGEST for word in code.astext().split()):
                code["classes"].append(SHORT)


def setup_codewords(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(WholeCodeWords)
