"""A short explanation at every word of a glossary: what it means, without leaving the page.

Each link to a term carries the first words of its definition as a title, as facts and codes of absence
already carry theirs. `house-style.js` shows those on hover, focus and tap. Paper loses nothing: the glossary
is printed with the publication.
"""

import posixpath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from house_style.social import shortened

#: Longer, and the explanation hides what it explains.
LONGEST = 240


def definitions(app: Sphinx) -> dict[str, str]:
    """Return the meaning of every term, by its address from the root of the site."""
    places: dict[str, set[str]] = {}
    for (kind, _), (docname, node_id) in app.env.domains.standard_domain.objects.items():
        if kind == "term":
            places.setdefault(docname, set()).add(node_id)
    found: dict[str, str] = {}
    for docname, ids in sorted(places.items()):
        uri = app.builder.get_target_uri(docname)
        for item in app.env.get_doctree(docname).findall(nodes.definition_list_item):
            meaning = _meaning(item)
            for term in item.findall(nodes.term):
                found |= {
                    f"{uri}#{node_id}": meaning for node_id in term["ids"] if node_id in ids and meaning
                }
    return found


def _meaning(item: nodes.definition_list_item) -> str:
    definition = next((child for child in item if isinstance(child, nodes.definition)), None)
    first = next(definition.findall(nodes.paragraph), None) if definition is not None else None
    return shortened(" ".join(first.astext().split()), LONGEST) if first is not None else ""


class _Explaining:
    """The meanings of one build, looked up once."""

    def __init__(self) -> None:
        self._meanings: dict[str, str] | None = None

    def add(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Give each link to a term its explanation."""
        here = app.builder.get_target_uri(docname)
        for link in doctree.findall(nodes.reference):
            if not _names_a_term(link):
                continue
            if self._meanings is None:
                self._meanings = definitions(app)
            meaning = self._meanings.get(_address(link, here))
            if meaning:
                link["reftitle"] = meaning


def _names_a_term(link: nodes.reference) -> bool:
    return any("std-term" in child["classes"] for child in link.children if isinstance(child, nodes.inline))


def _address(link: nodes.reference, here: str) -> str:
    if "refid" in link:
        return f"{here}#{link['refid']}"
    uri: Any = link.get("refuri", "")
    path, _, place = str(uri).partition("#")
    return f"{posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here}#{place}"


def start(app: Sphinx) -> None:
    """Explain in builders that make pages."""
    if app.builder.format == "html":
        app.connect("doctree-resolved", _Explaining().add)


def setup_explanations(app: Sphinx) -> None:
    """Connect once the builder is known."""
    app.connect("builder-inited", start)
