"""The way through one publication: its contents, and what comes before and after a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Parent, previous and next of a document (`BuildEnvironment.collect_relations`).
Relations = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class Journey:
    """Where a document stands in its publication.

    Attributes:
        home: the first document of the publication.
        pages: all its documents in reading order, `home` first; alone if it belongs to none.
        previous: the document before it in the publication, if any.
        next: the document after it.
    """

    home: str
    pages: tuple[str, ...]
    previous: str | None
    next: str | None


def journey(docname: str, relations: Relations, root: str, known: Sequence[str]) -> Journey:
    """Find the place of a document.

    Args:
        docname: the document.
        relations: those of the environment.
        root: the root document; its children are the publications.
        known: the documents that exist here.
    """
    home = _home(docname, relations, root)
    pages = tuple(name for name in _in_order(home, relations, root) if name in known)
    if docname not in pages:
        return Journey(docname, (docname,), None, None)
    place = pages.index(docname)
    before = pages[place - 1] if place else None
    after = pages[place + 1] if place + 1 < len(pages) else None
    return Journey(home, pages, before, after)


def _home(docname: str, relations: Relations, root: str) -> str:
    seen = {docname}
    while True:
        parent = relations.get(docname, (None,))[0]
        if parent is None or parent == root or parent in seen:
            return docname
        seen.add(parent)
        docname = parent


def _in_order(home: str, relations: Relations, root: str) -> list[str]:
    pages: list[str] = []
    name: str | None = home
    while name is not None and name not in pages and (_home(name, relations, root) == home):
        pages.append(name)
        name = relations[name][2] if name in relations else None
    return pages
