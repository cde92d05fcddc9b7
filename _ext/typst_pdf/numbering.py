"""Numbers of tables, figures and examples that start at 1 in each publication.

Sphinx counts over the whole project, so that the first table of a second publication would be «Tabel 21».
The numbers are changed where Sphinx keeps them, so that the site and the PDF show the same ones.
"""

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from markup.documents import documents_below


def number_per_publication(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Renumber in reading order; a document counts for the first publication that it stands in."""
    if not app.config.numfig:
        return []
    done: set[str] = set()
    for entry in app.config.typst_documents:
        startdoc = entry.get("startdoc", "") if isinstance(entry, dict) else ""
        docnames = [docname for docname in documents_below(env, startdoc) if docname not in done]
        done.update(docnames)
        _renumber(env, docnames)
    return []


def _renumber(env: BuildEnvironment, docnames: list[str]) -> None:
    counts: dict[str, int] = {}
    for docname in docnames:
        for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
            for node_id in _in_order(numbers):
                counts[kind] = counts.get(kind, 0) + 1
                numbers[node_id] = (counts[kind],)


def _in_order(numbers: dict[str, tuple[int, ...]]) -> Iterator[str]:
    """Yield the ids in the order in which Sphinx numbered them."""
    yield from sorted(numbers, key=lambda node_id: numbers[node_id])
