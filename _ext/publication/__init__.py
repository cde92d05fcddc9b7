"""The command `leerrecht`: builds everything from one reading, verifies it and swaps it in as a whole.

Sphinx is imported only when it is needed: the check whether anything changed must not wait for it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the settings `schooljaar` and `uitgever`, and what the handbook shows of web servers."""
    from publication.settings import setup_settings
    from publication.webserver import setup_webserver

    setup_settings(app)
    setup_webserver(app)
    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
