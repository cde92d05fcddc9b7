"""What is read at one glance stays on one line of a page: `2026-2027`, `26 november 2026`, `blz. 17`.

A browser breaks a line after every hyphen and at every space, and it may start one with the comma behind a
field to fill in. The style sheet keeps what is marked here together, but not on the narrowest window.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from house_style.invulvelden import invulveld
from markup.documents import join_stop

WHOLE = "lr-whole"
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
#: School years and dates, codes with a number (UTF-8), and a page with its number. Not in an address.
_WHOLE = re.compile(
    r"(?<![\w./-])(?:"
    r"\d{4}-\d{2,4}(?:-\d{2})?"
    rf"|\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?"
    r"|[A-Z]{2,}-\d+"
    r"|blz\. \d+"
    r")(?![\w-])"
)
_RUNNING = (
    nodes.paragraph,
    nodes.inline,
    nodes.emphasis,
    nodes.strong,
    nodes.reference,
    nodes.title,
    nodes.term,
)
_STOP = re.compile(r"[.,;:!?)»]+")
#: Kinds of fields that are a line in a sentence; the others take the width there is.
_LINES = frozenset({"line", "short", "date"})


class WholeWords(SphinxPostTransform):
    """Put what belongs together in an inline of its own."""

    default_priority = 510  # after the texts of references have their last form
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Look at each text and at each field of the page."""
        for text in list(self.document.findall(nodes.Text)):
            if isinstance(text.parent, _RUNNING) and _WHOLE.search(text):
                _replace(text, list(_pieces(str(text))))
        for field in list(self.document.findall(invulveld)):
            if field["kind"] in _LINES:
                join_stop(field, _STOP, WHOLE)


def _pieces(text: str) -> Iterator[nodes.Node]:
    end = 0
    for match in _WHOLE.finditer(text):
        if match.start() > end:
            yield nodes.Text(text[end : match.start()])
        yield whole(nodes.Text(match[0]))
        end = match.end()
    if end < len(text):
        yield nodes.Text(text[end:])


def whole(*children: nodes.Node) -> nodes.inline:
    """Return an inline that the style sheet keeps on one line."""
    return nodes.inline("", "", *children, classes=[WHOLE])


def _replace(text: nodes.Text, pieces: list[nodes.Node]) -> None:
    parent = text.parent
    # By identity: texts that read the same count as equal.
    place = next(number for number, child in enumerate(parent.children) if child is text)
    parent[place : place + 1] = pieces


def setup_wholewords(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(WholeWords)
