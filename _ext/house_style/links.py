"""Refuses addresses that could run code and styles that could hide things, wherever they come from."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from markup import safe_url

logger = logging.getLogger(__name__)


class SafeLinks(SphinxPostTransform):
    """Turn a link with a dangerous address into its text; MyST lets them through in buttons and cards."""

    default_priority = 900

    def run(self, **_kwargs: object) -> None:
        """Check every link of the page."""
        for link in list(self.document.findall(nodes.reference)):
            address = link.get("refuri", "")
            if safe_url(address) is not None:
                continue
            logger.warning(
                "De link naar «%s» is geweigerd. Tip: Alleen http, https, mailto en tel zijn toegelaten.",
                address,
                location=link,
                type="house_style",
                subtype="link",
            )
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
            logger.warning(
                "De instelling «style» werkt niet. Tip: Gebruik «class» met een klasse van de huisstijl.",
                location=node,
                type="house_style",
                subtype="style",
            )


def setup_links(app: Sphinx) -> None:
    """Register the transforms for every builder."""
    app.add_post_transform(SafeLinks)
    app.add_post_transform(NoStyles)
