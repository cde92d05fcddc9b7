"""Takes links out of links: a quotation inside the words of a link prints as plain words."""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class UnnestLinks(SphinxPostTransform):
    """Leaves the words of a reference that stands in another one.

    A number, source or term in the words of a link has a link of its own. A reader of HTML or PDF can follow
    only one of the two, and a screen reader reads them twice: the one that the editor wrote stays.
    """

    default_priority = 20  # after every link is resolved (10), also those of MyST (9)

    def run(self, **_kwargs: object) -> None:
        """Put the words in the place of each inner link."""
        for inner in list(self.document.findall(nodes.reference)):
            if _stands_in_a_link(inner):
                inner.replace_self(inner.children)


def _stands_in_a_link(node: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.reference):
        parent = parent.parent
    return parent is not None
