"""Links keep their classes; refused are addresses that could run code and styles that could hide things."""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from house_style.reporting import warn
from markup import safe_url


class KeepClasses(SphinxTransform):
    """Keep the classes of a link to a label of another page: MyST drops them with what it puts them on."""

    default_priority = 880  # right after MyST made such a link wait for the other pages

    def apply(self, **_kwargs: object) -> None:
        """Put the classes of the words on the link that waits; it hands them on when it is resolved."""
        for link in self.document.findall(addnodes.pending_xref):
            if link.get("reftype") == "myst" and isinstance(words := link.next_node(), nodes.inline):
                given = [name for name in words["classes"] if name not in {"xref", "myst", *link["classes"]}]
                link["classes"] += given


class SafeLinks(SphinxPostTransform):
    """Turn a link with a dangerous address into its text; MyST lets them through in buttons and cards."""

    default_priority = 900

    def run(self, **_kwargs: object) -> None:
        """Check every link of the page."""
        for link in list(self.document.findall(nodes.reference)):
            address = link.get("refuri", "")
            if safe_url(address) is not None:
                continue
            repair = "Alleen http, https, mailto en tel zijn toegelaten."
            warn(f"De link naar «{address}» is geweigerd.", repair, "link", link)
            link.replace_self(nodes.inline("", "", *link.children))


class NoStyles(SphinxPostTransform):
    """Drop the option `style` of sphinx-design: it can fetch pictures elsewhere and cover what is there."""

    default_priority = 900

    def run(self, **_kwargs: object) -> None:
        """Look at every node of the page."""
        for node in self.document.findall(nodes.Element):
            if "style" not in node:
                continue
            del node["style"]
            repair = "Gebruik «class» met een klasse van de huisstijl."
            warn("De instelling «style» werkt niet.", repair, "style", node)


def setup_links(app: Sphinx) -> None:
    """Register the transforms for every builder."""
    app.add_transform(KeepClasses)
    app.add_post_transform(SafeLinks)
    app.add_post_transform(NoStyles)
