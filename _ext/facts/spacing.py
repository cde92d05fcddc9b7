"""Keeps the number of a source on the line of the words it belongs to, with the full stop behind it."""

import re

from docutils import nodes
from sphinx.transforms import SphinxTransform

from facts.marks import DOMAIN
from markup.documents import join_stop, upward

_NO_BREAK = "\u00a0"
_STOP = re.compile(r"[.,;:!?)]+")
#: Class of a citation right behind another one.
NEXT = "bron-naast"
#: Class of a citation with its full stop: in the cell of a table the citation is a box, and behind a box a
#: line may break whatever follows.
WITH_STOP = "bron-punt"


class KeepCitations(SphinxTransform):
    """Turns the space between words and the citation behind them into one that does not break.

    Between two citations a line may break: a long row of them must fit in the cell of a table.
    """

    default_priority = 860  # after the texts of the page have their last form

    def apply(self, **_kwargs: object) -> None:
        """Change the text before each citation."""
        citations = [node for node in self.document.findall(nodes.Element) if _is_citation(node)]
        for mark in citations:
            place = mark.parent.index(mark) - 1
            earlier, space = [None, None, *mark.parent.children][place + 1 : place + 3]
            if not isinstance(space, nodes.Text) or space == space.rstrip():
                continue
            if _is_citation(earlier) and not space.strip():
                mark["classes"].append(NEXT)
            else:
                # By place: texts that read the same count as equal.
                mark.parent[place] = nodes.Text(space.rstrip() + _NO_BREAK)
        for mark in citations:
            if any(isinstance(above, nodes.entry) for above in upward(mark)):
                join_stop(mark, _STOP, WITH_STOP)


def _is_citation(node: object) -> bool:
    return (
        isinstance(node, nodes.Element) and node.get("refdomain") == DOMAIN and node.get("reftype") == "bron"
    )
