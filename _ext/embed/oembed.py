"""oEmbed without a server: a discovery link on each page, and its answer as a file.

Source: oEmbed 1.0 (https://oembed.com), sections 2.3.4 and 4. A file cannot look at `maxwidth`; the answer
names the width of an ordinary column, and the frame itself fills the column it gets.
"""

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.matching import Matcher

from embed.addresses import page_address, public_root
from embed.snippets import frame_code, link_code
from markup import html_attr, json_for_script

if TYPE_CHECKING:
    from embed.finishing import Page

_WIDTH = 700
#: How long a consumer may keep the answer, in seconds: a day, for texts change.
_CACHE = 86400


def oembed_json(page: "Page", root: str, config: Config) -> str:
    """Return the answer for a page.

    Args:
        page: the page.
        root: public address of the pages to embed.
        config: names the provider.
    """
    address = page_address(root, page.path)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": str(config.project),
        "provider_url": str(config.html_baseurl or root),
        "cache_age": _CACHE,
        "width": _WIDTH,
        "height": page.height,
        "html": _quoted(link_code(address, page.title)) + frame_code(address, page.title, page.height),
    }
    return f"{json_for_script(answer)}\n"


def _quoted(link: str) -> str:
    """Put a link before the frame, in the form by which WordPress knows a frame that tells its height.

    Source: `wp_filter_oembed_result`, `wp_maybe_enqueue_oembed_host_js` (WordPress 6.1). Its script hides the
    link once the frame has told its height; without that script the link remains and the frame is hidden.
    """
    return f"<blockquote>{link}</blockquote>"


def discovery_link(config: Config, path: str, title: str) -> str:
    """Return the `<link>` that leads a consumer from a page to its answer; empty without a public address."""
    root = public_root(config)
    if not root:
        return ""
    address = page_address(root, f"{path.removesuffix('.html')}.oembed.json")
    return (
        f'<link rel="alternate" type="application/json+oembed" href="{html_attr(address)}"'
        f' title="{html_attr(title)}" />'
    )


def add_discovery(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the link to the pages of the site, whose addresses readers copy, and to those in the frame."""
    builder = app.builder
    if builder.format != "html" or doctree is None:
        return
    if builder.name != "embed" and (
        pagename not in app.env.titles or Matcher(app.config.embed_zonder)(pagename)
    ):
        return
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else str(context.get("title", ""))
    link = discovery_link(app.config, f"{pagename}.html", title)
    if builder.name == "embed":
        context["lr"]["discovery"] = link
    else:
        context["metatags"] = f"{context.get('metatags', '')}{link}"


def setup_oembed(app: Sphinx) -> None:
    """Connect the discovery links."""
    app.connect("html-page-context", add_discovery)
