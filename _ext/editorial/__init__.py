"""What the editor is told: Dutch messages, source checks, and a guard on what pages may read.

- `diagnosis`: the frozen form of a message, and how it is printed.
- `source`, `rules`: the source checks, without Sphinx.
- `translate`, `messages.toml`, `words.toml`: from technical messages to Dutch ones.
- `collect`: the handler that catches everything.
- `checks`, `guards`: what is hooked into Sphinx.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the source checks and the guards."""
    from editorial.checks import setup_checks
    from editorial.guards import setup_guards

    setup_checks(app)
    setup_guards(app)
    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
