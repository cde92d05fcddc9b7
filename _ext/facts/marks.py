"""The nodes by which the registry is quoted in a page.

A quotation is a `pending_xref` of the domain `feiten`, so that any package can make one and every builder
prints it: the domain turns it into a link once it is known which sources the publication uses.
"""

from docutils import nodes
from sphinx import addnodes

from facts.model import Citation, Fact, Registry, Value

DOMAIN = "feiten"
#: Attributes by which a node of another package tells that it shows sources (keys), and a fact (name).
SHOWS_SOURCES, SHOWS_FACT = "feiten_bronnen_getoond", "feiten_feit_getoond"
#: Attribute of nodes that the registry itself made: checks over texts pass them by.
GENERATED = "feiten_gemaakt"


class fact_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like this
    """Stands where a list comes that depends on all pages; `kind` says which."""


def cite(citation: Citation, docname: str) -> addnodes.pending_xref:
    """Return the citation of a source: «[3, punt 2]» where the publication lists its sources."""
    mark = addnodes.pending_xref(
        "",
        nodes.inline("", citation.key, classes=["bron"]),
        refdomain=DOMAIN,
        reftype="bron",
        reftarget=citation.key,
        refdoc=docname,
        refexplicit=False,
        refwarn=False,
    )
    mark["feiten_punt"] = citation.point
    return mark


def cite_all(citations: tuple[Citation, ...], docname: str) -> list[nodes.Node]:
    """Return several citations with a space between them."""
    parts: list[nodes.Node] = []
    for citation in citations:
        parts += [nodes.Text(" ")] if parts else []
        parts.append(cite(citation, docname))
    return parts


def quote(
    fact: Fact, value: Value | None, words: str, registry: Registry, docname: str
) -> addnodes.pending_xref:
    """Return the words of a fact, linked to its source and with its validity."""
    mark = addnodes.pending_xref(
        "",
        nodes.inline("", words, classes=["feit"]),
        refdomain=DOMAIN,
        reftype="feit",
        reftarget=fact.name,
        refdoc=docname,
        refexplicit=True,
        refwarn=False,
    )
    mark["feiten_bronnen"] = [citation.key for citation in value.sources] if value else []
    mark["reftitle"] = validity(fact, value, registry) if value else ""
    return mark


def validity(fact: Fact, value: Value, registry: Registry) -> str:
    """Return since when a value holds and who says so, as one Dutch text."""
    parts = []
    if value.first_year:
        parts.append(f"Geldt sinds schooljaar {value.first_year}.")
    if value.last_year:
        parts.append(f"Geldt tot en met schooljaar {value.last_year}.")
    names = [registry.sources[c.key].short for c in value.sources if c.key in registry.sources]
    if names:
        parts.append(f"Bron: {'; '.join(names)}.")
    if fact.confidence != "zeker":
        parts.append(f"Zekerheid: {fact.confidence}.")
    return " ".join(parts)
