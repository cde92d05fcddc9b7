"""Fills in the lists that depend on all pages, once all pages are known."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from facts.domain import FactsDomain, OpenBox, Use, list_id
from facts.marks import DOMAIN, cite, fact_list
from facts.model import Gap
from facts.printing import curl, left_open, questions, reasons, row_id, source_list, to_check
from facts.store import registry_of

#: A place list of more pages than this is a line of pages, without their sections.
_PAGES_APART = 5


class Spot(NamedTuple):
    """A place to look at: a page, the id of a section in it (empty for the page itself), and its title."""

    docname: str
    section: str
    title: str


def _spots(uses: Iterable[Use | OpenBox]) -> list[Spot]:
    return [Spot(use.docname, use.section, use.title) for use in uses]


class FillLists(SphinxPostTransform):
    """Replaces each `fact_list` by a list or table; before Sphinx resolves references, for they hold some."""

    default_priority = 5
    _facts_here = False

    def run(self, **_kwargs: object) -> None:
        """Replace every list of the document."""
        places = list(self.document.findall(fact_list))
        self._facts_here = any(place.get("part") == "feiten" for place in places)
        for place in places:
            filled = self._filled(place)
            if self.config.smartquotes:
                for part in filled:
                    if isinstance(part, nodes.table):
                        curl(part)
            place.replace_self(filled)

    @property
    def _domain(self) -> FactsDomain:
        return cast(FactsDomain, self.env.get_domain(DOMAIN))

    def _filled(self, place: fact_list) -> list[nodes.Node]:
        registry = registry_of(self.env)
        match place["kind"], place.get("part", ""):
            case "alle-bronnen", _:
                ids = [""] * len(registry.sources)
                return [*source_list(registry.sources.values(), ids, short=place["short"])]
            case "bronnenlijst", _:
                return self._sources(place["docname"], short=place["short"])
            case _, "kaders":
                boxes = ((self._said(box), self._places(_spots([box]))) for box in self._domain.boxes())
                return [left_open(boxes)]
            case _, "feiten":
                uses = {fact: self._places(spots) for fact, spots in self._uses().items()}
                return [to_check(registry, uses)]
        used = self._uses()
        return [questions(registry.gaps, {gap.key: self._touched(gap, used) for gap in registry.gaps})]

    def _sources(self, docname: str, *, short: bool) -> list[nodes.Node]:
        domain, registry = self._domain, registry_of(self.env)
        startdoc = domain.publication_of(docname)
        keys = list(domain.numbers(startdoc))
        if not keys:
            return [nodes.paragraph("", "Deze publicatie gebruikt nog geen bronnen uit de registratie.")]
        # Only the first list of a publication holds the link targets: an id stands once.
        first = domain.list_page(startdoc) == docname and not self._has_targets()
        ids = [list_id(key) if first else "" for key in keys]
        return [*source_list([registry.sources[key] for key in keys], ids, short=short)]

    def _has_targets(self) -> bool:
        lists = [
            node for node in self.document.findall(nodes.enumerated_list) if "bronnenlijst" in node["classes"]
        ]
        return any(item["ids"] for node in lists for item in node.findall(nodes.list_item))

    def _uses(self) -> dict[str, list[Spot]]:
        """Return the places in the publications that use each fact."""
        return {
            fact: _spots(use for use in uses if self._domain.is_published(use.docname))
            for fact, uses in self._domain.uses().items()
        }

    def _touched(self, gap: Gap, used: Mapping[str, Sequence[Spot]]) -> list[nodes.Node]:
        """Return the places of a question; for a fact that this page lists, a link to its row there."""
        listed = [fact for fact in gap.facts if self._is_listed(fact)]
        spots = [spot for fact in gap.facts if fact not in listed for spot in used.get(fact, ())]
        domain = self.env.domains.standard_domain
        for label in gap.labels:
            if label in domain.anonlabels:  # else `check_whole` reports it
                docname, node_id = domain.anonlabels[label]
                *_, title = domain.labels.get(label, (label,))
                spots.append(Spot(docname, node_id, title))
        rows = [[_row_link(fact)] for fact in listed]
        return _set([*rows, *self._lines(spots)])

    def _is_listed(self, name: str) -> bool:
        registry = registry_of(self.env)
        return self._facts_here and name in registry.facts and bool(reasons(registry.facts[name], registry))

    def _said(self, box: OpenBox) -> list[nodes.Node]:
        """Return the text of a box; its sources are cited anew, for this page may number them otherwise."""
        return [
            nodes.Text(part) if isinstance(part, str) else cite(part, self.env.docname) for part in box.parts
        ]

    def _places(self, spots: Iterable[Spot]) -> list[nodes.Node]:
        return _set(self._lines(spots))

    def _lines(self, spots: Iterable[Spot]) -> list[list[nodes.Node]]:
        """Return links to places: a line for each page, or one line of pages where there are many."""
        pages: dict[str, dict[str, Spot]] = {}
        for spot in spots:
            # A section that is found by its label as well is named once.
            pages.setdefault(spot.docname, {}).setdefault(spot.title, spot)
        if len(pages) <= _PAGES_APART:
            return [self._on_page(page, list(found.values())) for page, found in sorted(pages.items())]
        line: list[nodes.Node] = [nodes.Text(f"{len(pages)} pagina's: ")]
        for number, page in enumerate(sorted(pages)):
            line += [nodes.Text(", ")] if number else []
            line.append(self._link(page, "", self.env.titles[page].astext()))
        return [line]

    def _on_page(self, docname: str, spots: Sequence[Spot]) -> list[nodes.Node]:
        page = self.env.titles[docname].astext()
        within = [spot for spot in spots if spot.title != page]
        parts: list[nodes.Node] = [self._link(docname, "", page)]
        first = " " if page.endswith(("?", "!")) else ": "
        for number, spot in enumerate(within):
            parts += [nodes.Text(", " if number else first), self._link(docname, spot.section, spot.title)]
        return parts

    def _link(self, docname: str, node_id: str, words: str) -> nodes.reference:
        builder, here = self.env._app.builder, self.env.docname
        return make_refnode(builder, here, docname, node_id, nodes.inline("", words))


def _row_link(fact: str) -> nodes.reference:
    return nodes.reference("", "", nodes.literal("", fact), internal=True, refid=row_id(fact))


def _set(lines: Sequence[Sequence[nodes.Node]]) -> list[nodes.Node]:
    """Return a line as it is, and a list of more lines."""
    if len(lines) < 2:
        return [node for line in lines for node in line]
    items = (nodes.list_item("", nodes.paragraph("", "", *line)) for line in lines)
    return [nodes.bullet_list("", *items, classes=["simple"])]
