"""Pages to show inside another site: the builder `embed`, the script for the host, oEmbed, the codes to copy.

- `builder`: the same documents in a small theme of our own; `translator`: its tables;
- `journey`: contents, previous and next within one publication; `leaving`: links that leave the frame;
- `parts`: one chart, decision aid or list of letters on a page of its own;
- `finishing`: once all is written, `styles` (only the rules that the pages use), `heights` (how high a
  frame must be) and `oembed`;
- `addresses`: where all of it stands; `snippets`, `directive`: what a web master copies.

Scripts are in `static`: `frame.js` runs in a page and only tells, `insluiten.js` runs on the host and only
listens.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from embed.builder import setup_builder
from embed.directive import setup_directive
from embed.oembed import setup_oembed
from embed.settings import setup_settings


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, its settings, the directive and the discovery links."""
    setup_settings(app)
    setup_builder(app)
    setup_directive(app)
    setup_oembed(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
