"""Refuses addresses that could run code, wherever they come from."""

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
                "De link naar «%s» is geweigerd: alleen http, https, mailto en tel zijn toegelaten.",
                address,
                location=link,
                type="house_style",
                subtype="link",
            )
            link.replace_self(nodes.inline("", "", *link.children))


def setup_links(app: Sphinx) -> None:
    """Register the transform for every builder."""
    app.add_post_transform(SafeLinks)
