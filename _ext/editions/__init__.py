"""Editions of one publication: each CLB its own, from the same source and one small file.

The file `NAAM.yaml` in the folder of `edities` (`conf.py`) tells who the CLB is and what its local agreements
are. The source marks with `lokaal` which named blocks an edition may replace or add to; nothing else can
change, so no edition can touch a duty. With the setting `editie` the sources are read as that edition, and
the builder `editie` makes its pages; without it the sources are read as they stand.
"""

from typing import TYPE_CHECKING

from editions.builder import EditionBuilder
from editions.directives import DIRECTIVES
from editions.domain import EditionsDomain
from editions.lists import FillGaps, edition_list
from editions.sphinx_side import setup_events

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the settings, the domain, the directives and the builder."""
    # Neither setting makes Sphinx read everything again: an edition reads anew only pages with named blocks.
    app.add_config_value("editie", "", "", frozenset({str}), "the edition that is read; empty for none")
    app.add_config_value("edities", {}, "", dict, "folder of the edition files and start document")
    app.add_domain(EditionsDomain)
    app.add_builder(EditionBuilder)
    app.add_node(edition_list)
    app.add_post_transform(FillGaps)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    setup_events(app)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
