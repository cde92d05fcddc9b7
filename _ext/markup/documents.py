"""Which documents make a publication: a question that many rooms ask of the tables of contents."""

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
