"""Questions that many rooms ask: which documents make a publication, and what a node stands in."""

from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment


def documents_below(env: BuildEnvironment, startdoc: str) -> list[str]:
    """Return the start document and every document its tables of contents lead to, in reading order.

    Documents that were not read are left out.
    """
    found: dict[str, None] = {}
    waiting = [startdoc]
    while waiting:
        docname = waiting.pop()
        if docname not in found and docname in env.all_docs:
            found[docname] = None
            waiting += reversed(env.toctree_includes.get(docname, ()))
    return list(found)


def upward(node: nodes.Node) -> Iterator[nodes.Element]:
    """Return the element itself and all it stands in, from the inside out; a text is no element."""
    current = node if isinstance(node, nodes.Element) else node.parent
    while current is not None:
        yield current
        current = current.parent
