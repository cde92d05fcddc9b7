"""Pages that a search shows after all others: those for editors, whose examples hold every word of the texts.

The names of those pages stand in the search page itself; `scripts/search.js` reads them there.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.matching import Matcher


def name_last(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give the template of the search page the documents to show last."""
    if pagename == "search":
        last = Matcher(app.config.zoeken_achteraan)
        context["lr_found_last"] = sorted(filter(last, app.env.found_docs))


def setup_ranking(app: Sphinx) -> None:
    """Register the setting: patterns of documents, as in `exclude_patterns`."""
    app.add_config_value("zoeken_achteraan", [], "html", frozenset({list, tuple}))
    app.connect("html-page-context", name_last)
