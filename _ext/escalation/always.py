"""Brings what holds at every moment from the page of a chart to the decision aids that ask for that chart."""

from collections.abc import Iterator, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from escalation.nodes import stap_altijd, stappenplan


def lines_for(env: BuildEnvironment, charts: Sequence[tuple[str, str]], docname: str) -> list[stap_altijd]:
    """Return what holds at every moment in some charts, each text once, with its links for another page.

    Args:
        env: has the documents.
        charts: name of each chart, and the document that shows it.
        docname: the document that gets the texts, before references are resolved.
    """
    found: dict[str, stap_altijd] = {}
    names: dict[str, list[str]] = {}
    for name, home in charts:
        for box in _in(env.get_doctree(home), name):
            said = box.astext()
            found.setdefault(said, _moved(box, home, docname))
            names.setdefault(said, []).append(name)
    if names and ([*names.values()] != [[name for name, _ in charts]]):
        for said, box in found.items():
            box["charts"] = tuple(names[said])
    return [*found.values()]


def _in(document: nodes.document, name: str) -> Iterator[stap_altijd]:
    for figure in document.findall(stappenplan):
        if figure["chart"] == name:
            yield from (child for child in figure.children if isinstance(child, stap_altijd))


def _moved(box: stap_altijd, home: str, docname: str) -> stap_altijd:
    """Copy a box to another document; a link within its own page becomes one to that page."""
    copy = box.deepcopy()
    for reference in list(copy.findall(addnodes.pending_xref)):
        reference["refdoc"] = docname
    for link in list(copy.findall(nodes.reference)):
        if "refid" in link:
            words = nodes.inline("", "", *link.children)
            link.replace_self(
                addnodes.pending_xref(
                    "",
                    words,
                    refdomain="stappenplan",
                    reftype="plaats",
                    reftarget=f"{home}#{link['refid']}",
                    refexplicit=True,
                    refdoc=docname,
                )
            )
    return copy
