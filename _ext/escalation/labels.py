"""One look for the label of a strength: in a card, and as a badge in the running text.

Editors write {bdg-dark}`PLICHT`. What makes it a label is the word, whatever colour they gave the badge.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from escalation.emit.wording import STRENGTH_WORDS
from escalation.model import Strength
from escalation.printing import Writer
from markup import typst_value

#: Class of a label that stands above the words of its cell.
ABOVE = "lr-sterkte--boven"
_STRENGTHS = {words.casefold(): strength for strength, words in STRENGTH_WORDS.items()}


class sterkte_label(nodes.inline):  # noqa: N801 (docutils: class name = tag name)
    """A badge in the text that says how binding something is.

    Attributes:
        strength: which one.
    """


class NameLabels(SphinxPostTransform):
    """Makes badges that hold the word of a strength its label; a badge in a link stays what it is."""

    default_priority = 400
    formats = ("html", "typst")

    def run(self, **_kwargs: object) -> None:
        """Treat the whole document, or the joined documents of a publication."""
        for badge in list(self.document.findall(nodes.inline)):
            strength = _STRENGTHS.get(badge.astext().casefold())
            if strength is not None and "sd-badge" in badge["classes"]:
                # Not `replace_self`, which would keep the colours of the badge.
                badge.parent.replace(badge, _label(badge, strength))


def _label(badge: nodes.inline, strength: Strength) -> sterkte_label:
    kept = [name for name in badge["classes"] if not name.startswith("sd-")]
    classes = ["lr-sterkte", f"lr-sterkte--{strength}", *([ABOVE] if _starts_cell(badge) else []), *kept]
    label = sterkte_label("", "", *badge.children, classes=classes, ids=badge["ids"])
    label["strength"] = strength
    label.source, label.line = badge.source, badge.line
    return label


def _starts_cell(badge: nodes.inline) -> bool:
    """Tell whether a badge is the first of several things in the cell of a table."""
    words = badge.parent
    cell = words.parent
    return (
        isinstance(words, nodes.Element)
        and isinstance(cell, nodes.entry)
        and (cell[0], words[0]) == (words, badge)
        and len(words) > 1
    )


def visit_html(writer: nodes.NodeVisitor, node: sterkte_label) -> None:
    """Open a span, as for any inline."""
    writer.visit_inline(node)


def depart_html(writer: nodes.NodeVisitor, node: sterkte_label) -> None:
    """Close it."""
    writer.depart_inline(node)


def visit_typst(writer: Writer, node: sterkte_label) -> None:
    """Open the label of the PDF."""
    for node_id in node["ids"]:
        writer.anchor(node_id)
    writer.open(f"chart-label({typst_value(node['strength'])}, ")


def depart_typst(writer: Writer, _node: sterkte_label) -> None:
    """Close it."""
    writer.close()


def setup_labels(app: Sphinx) -> None:
    """Register the node and what makes it."""
    app.add_node(sterkte_label, html=(visit_html, depart_html), typst=(visit_typst, depart_typst))
    app.add_post_transform(NameLabels)
