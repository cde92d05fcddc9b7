"""Fills in the lists that depend on all pages, once all pages are known."""

from collections.abc import Sequence
from typing import cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from facts.domain import FactsDomain, OpenBox, Use, list_id
from facts.marks import DOMAIN, cite, fact_list
from facts.printing import left_open, questions, source_list, to_check
from facts.store import registry_of


class FillLists(SphinxPostTransform):
    """Replaces each `fact_list` by a list or table; before Sphinx resolves references, for they hold some."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Replace every list of the document."""
        for place in list(self.document.findall(fact_list)):
            place.replace_self(self._filled(place))

    @property
    def _domain(self) -> FactsDomain:
        return cast(FactsDomain, self.env.get_domain(DOMAIN))

    def _filled(self, place: fact_list) -> list[nodes.Node]:
        registry = registry_of(self.env)
        match place["kind"], place.get("part", ""):
            case "alle-bronnen", _:
                return [*source_list(registry.sources.values(), [""] * len(registry.sources))]
            case "bronnenlijst", _:
                return self._sources(place["docname"])
            case _, "kaders":
                boxes = ((self._said(box), self._places([box])) for box in self._domain.boxes())
                return [left_open(boxes)]
            case _, "feiten":
                uses = {name: self._places(found) for name, found in self._domain.uses().items()}
                return [to_check(registry, uses)]
        return [
            questions(registry.gaps, {gap.key: self._touched(gap.facts, gap.labels) for gap in registry.gaps})
        ]

    def _sources(self, docname: str) -> list[nodes.Node]:
        domain, registry = self._domain, registry_of(self.env)
        startdoc = domain.publication_of(docname)
        keys = list(domain.numbers(startdoc))
        if not keys:
            return [nodes.paragraph("", "Deze publicatie gebruikt nog geen bronnen uit de registratie.")]
        # Only the first list of a publication holds the link targets: an id stands once.
        first = domain.list_page(startdoc) == docname and not self._has_targets()
        ids = [list_id(key) if first else "" for key in keys]
        return [*source_list([registry.sources[key] for key in keys], ids)]

    def _has_targets(self) -> bool:
        lists = [
            node for node in self.document.findall(nodes.enumerated_list) if "bronnenlijst" in node["classes"]
        ]
        return any(item["ids"] for node in lists for item in node.findall(nodes.list_item))

    def _touched(self, facts: Sequence[str], labels: Sequence[str]) -> list[nodes.Node]:
        found = [use for fact in facts for use in self._domain.uses().get(fact, ())]
        parts = self._places(found)
        domain = self.env.domains.standard_domain
        for label in labels:
            if label in domain.anonlabels:
                docname, node_id = domain.anonlabels[label]
                *_, title = domain.labels.get(label, (label,))
                parts += [nodes.Text(", ")] if parts else []
                parts.append(self._link(docname, node_id, title))
        return parts

    def _said(self, box: OpenBox) -> list[nodes.Node]:
        """Return the text of a box; its sources are cited anew, for this page may number them otherwise."""
        return [
            nodes.Text(part) if isinstance(part, str) else cite(part, self.env.docname) for part in box.parts
        ]

    def _places(self, uses: Sequence[Use | OpenBox]) -> list[nodes.Node]:
        parts: list[nodes.Node] = []
        for docname, section, title in sorted({(use.docname, use.section, use.title) for use in uses}):
            parts += [nodes.Text(", ")] if parts else []
            parts.append(self._link(docname, section, title))
        return parts

    def _link(self, docname: str, node_id: str, words: str) -> nodes.reference:
        builder, here = self.env._app.builder, self.env.docname
        return make_refnode(builder, here, docname, node_id, nodes.inline("", words))
