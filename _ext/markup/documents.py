"""What many rooms ask of documents and nodes: what belongs to a publication, what stands around a node."""

import re
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


def join_stop(node: nodes.Element, stops: re.Pattern[str], name: str) -> None:
    """Put a node and the full stop behind it in an inline of their own, so that no line breaks between them.

    Args:
        node: stands in a sentence.
        stops: what counts as a full stop.
        name: class of the inline.
    """
    parent = node.parent
    place = parent.index(node)
    (after,) = parent[place + 1 : place + 2] or (None,)
    if isinstance(after, nodes.Text) and (stop := stops.match(after)):
        joined = nodes.inline("", "", node, nodes.Text(stop[0]), classes=[name])
        parent[place : place + 2] = [joined, nodes.Text(after[stop.end() :])]


def upward(node: nodes.Node) -> Iterator[nodes.Element]:
    """Return the element itself and all it stands in, from the inside out; a text is no element."""
    current = node if isinstance(node, nodes.Element) else node.parent
    while current is not None:
        yield current
        current = current.parent
