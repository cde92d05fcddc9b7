"""What is new: entries that editors write, as a page, an Atom feed and a text for a newsletter.

- `model`: an entry and a feed; no Sphinx. `atom` and `newsletter` make their files of it.
- `directives`: `nieuws`, an entry on a page, and `laatste-nieuws`, a list of the newest.
- `domain`: which page holds which entries; messages about their order.
- `files`: writes feed and text beside a page, and tells its readers where they are.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register every part."""
    from news.directives import setup_directives
    from news.domain import setup_domain
    from news.files import setup_files

    setup_directives(app)
    setup_domain(app)
    setup_files(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
