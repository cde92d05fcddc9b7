"""The domain `feiten`: which page uses which source and fact, and the numbers of the sources.

Sources are numbered per publication in the order in which a reader meets them. A publication is a start
document of `typst_documents`, or else a document that the root document lists, with everything below it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from facts.marks import DOMAIN, GENERATED, SHOWS_FACT, SHOWS_SOURCES, fact_list
from facts.model import Citation, Source
from facts.store import registry_of
from markup.documents import documents_below, upward

_Counted = TypeVar("_Counted")
#: Title (in lower case) of the box that says what nobody confirmed yet.
OPEN_TITLE = "te bevestigen door de werkgroep"

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, order=True)
class Use:
    """A place that uses a fact.

    Attributes:
        title: title of the section it stands in.
        section: id of that section; empty for the page itself.
    """

    fact: str
    docname: str
    line: int
    section: str
    title: str


@dataclass(frozen=True, order=True)
class OpenBox:
    """A box «Te bevestigen door de werkgroep»: what it says, and where.

    Attributes:
        section: id of the section it stands in; empty for the page itself.
        title: title of that section.
        parts: its text in pieces; a piece that cites a source holds the key and the point.
    """

    docname: str
    line: int
    section: str
    title: str
    parts: tuple[str | Citation, ...]


@dataclass(frozen=True)
class Page:
    """What one page has to do with the registry.

    Attributes:
        quotations: for each source or fact that it quotes, the keys of the sources behind it, in reading
            order and each once.
        cited: keys of the sources that it names; a reader of paper sees no others.
        uses: its facts.
        lists: kinds of the lists on it that depend on all pages.
        addresses: every web address it links to.
        boxes: what it leaves to the working group.
    """

    quotations: tuple[tuple[str, ...], ...]
    cited: frozenset[str]
    uses: tuple[Use, ...]
    lists: tuple[str, ...]
    addresses: frozenset[str]
    boxes: tuple[OpenBox, ...] = ()


class FactsDomain(Domain):
    """Keeps what each page uses, and resolves the quotations of `facts.marks`."""

    name = DOMAIN
    label = "feiten"
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "numbers": {}}
    data_version = 4
    #: What was counted since the reading ended; None while pages can still change.
    _counted: "dict[tuple[str, str], Any] | None" = None

    @property
    def pages(self) -> dict[str, Page]:
        """What each page uses, by document name."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._counted = None
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self._counted = None
        self.pages.update({name: page for name, page in otherdata["pages"].items() if name in docnames})

    def process_doc(self, _env: "BuildEnvironment", docname: str, document: nodes.document) -> None:
        """Note what a page uses."""
        self._counted = None
        self.pages[docname] = page_of(docname, document)

    # -- numbers -----------------------------------------------------------------------------------

    def publication_of(self, docname: str) -> str:
        """Return the start document of the publication that a page belongs to."""
        return self._homes().get(docname, docname)

    def numbers(self, startdoc: str) -> dict[str, int]:
        """Return the number of each source in the list of a publication, from 1."""
        return self._once("numbers", startdoc, self._number)

    def list_page(self, startdoc: str) -> str:
        """Return the page with the list of sources of a publication; empty if there is none."""
        return self._once("list", startdoc, self._find_list)

    def _homes(self) -> dict[str, str]:
        """Return the start document of each page's publication."""
        return self._once("homes", "", lambda _: _publications(self.env))

    def _once(self, what: str, startdoc: str, count: Callable[[str], _Counted]) -> _Counted:
        """Count something, once only if the reading is over: every citation on every page asks for it."""
        if self._counted is None:
            return count(startdoc)
        if (what, startdoc) not in self._counted:
            self._counted[what, startdoc] = count(startdoc)
        found: _Counted = self._counted[what, startdoc]
        return found

    def _number(self, startdoc: str) -> dict[str, int]:
        """Number what a quotation leads to: one source, if possible one that the publication names.

        A fact may have more sources than the text names; in the list a reader would look for the place that
        uses them. A fact of which the text names none still brings its first one.
        """
        known = registry_of(self.env).sources
        homes = self._homes()
        pages = [
            self.pages[docname]
            for docname in documents_below(self.env, startdoc)
            if docname in self.pages and homes.get(docname) == startdoc
        ]
        cited = frozenset[str]().union(*(page.cited for page in pages))
        keys: dict[str, int] = {}
        for quotation in chain.from_iterable(page.quotations for page in pages):
            behind = [key for key in quotation if key in known]
            for key in [key for key in behind if key in cited][:1] or behind[:1]:
                keys.setdefault(key, len(keys) + 1)
        return keys

    def _find_list(self, startdoc: str) -> str:
        homes = self._homes()
        for docname in documents_below(self.env, startdoc):
            page = self.pages.get(docname)
            if page and "bronnenlijst" in page.lists and homes.get(docname) == startdoc:
                return docname
        return ""

    def renumbered(self) -> set[str]:
        """Return the pages that must be written again because numbers or lists changed elsewhere.

        Asked for when all pages were read.
        """
        self._counted = {}
        homes = self._homes()
        now = {home: (self.list_page(home), self.numbers(home)) for home in sorted(set(homes.values()))}
        before: dict[str, object] = self.data["numbers"]
        stale = {name for name, page in self.pages.items() if "na-te-kijken" in page.lists}
        for name, page in self.pages.items():
            home = homes.get(name, name)
            if (page.quotations or page.lists) and now.get(home) != before.get(home):
                stale.add(name)
        self.data["numbers"] = now
        return stale

    def cited(self) -> frozenset[str]:
        """Return the keys of the sources that pages use: by name, or by a link to their address."""
        addresses = frozenset[str]().union(*(page.addresses for page in self.pages.values()))
        by_address = {s.key for s in registry_of(self.env).sources.values() if s.url in addresses}
        quoted = chain.from_iterable(page.quotations for page in self.pages.values())
        return frozenset(by_address.union(*quoted))

    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """Return the places that use each fact, in order of page and line."""
        found: dict[str, list[Use]] = {}
        for use in sorted(use for page in self.pages.values() for use in page.uses):
            found.setdefault(use.fact, []).append(use)
        return {fact: tuple(uses) for fact, uses in found.items()}

    def boxes(self) -> tuple[OpenBox, ...]:
        """Return what all pages leave to the working group, publications first, by page and line."""
        names = sorted(self.pages, key=lambda name: (not self.is_published(name), name))
        return tuple(box for name in names for box in self.pages[name].boxes)

    def is_published(self, docname: str) -> bool:
        """Tell whether a page is for readers; the examples of the handbook are not."""
        return any(fnmatch(docname, pattern) for pattern in self.env.config.regelgeving_teksten)

    # -- links -------------------------------------------------------------------------------------

    def resolve_xref(
        self,
        _env: "BuildEnvironment",
        fromdocname: str,
        builder: "Builder",
        typ: str,
        target: str,
        node: "pending_xref",
        contnode: "Element",
    ) -> "nodes.reference | None":
        """Turn a quotation into a link; what cannot be linked keeps its words."""
        # Sphinx puts whatever node comes back in the place of the quotation; its annotation is narrower.
        return cast("nodes.reference", self._resolved(fromdocname, builder, typ, target, node, contnode))

    def _resolved(
        self,
        fromdocname: str,
        builder: "Builder",
        typ: str,
        target: str,
        node: "pending_xref",
        contnode: "Element",
    ) -> nodes.Element:
        startdoc = self.publication_of(node.get("refdoc", fromdocname))
        if typ == "bron":
            return self._citation(builder, fromdocname, startdoc, target, node)
        if any(isinstance(parent, nodes.title) for parent in upward(node)):
            return contnode  # a heading is a link target, not a link
        if any(fnmatch(fromdocname, pattern) for pattern in self.env.config.regelgeving_zonder_link):
            return contnode
        for key in node["feiten_bronnen"]:
            link = self._to_list(builder, fromdocname, startdoc, key, contnode, node["reftitle"])
            if link is not None:
                return link
        return self._outward(builder, node, contnode)

    def resolve_any_xref(self, *_arguments: object) -> list[tuple[str, "nodes.reference"]]:
        """Find nothing: facts and sources have roles of their own."""
        return []

    def _citation(
        self, builder: "Builder", fromdocname: str, startdoc: str, key: str, node: "Element"
    ) -> nodes.Element:
        source = registry_of(self.env).sources.get(key)
        if source is None:
            return nodes.inline("", key)
        point = f", {node['feiten_punt']}" if node["feiten_punt"] else ""
        number = self.numbers(startdoc).get(key)
        words = nodes.inline("", f"[{number}{point}]", classes=["bron"])
        link = self._to_list(builder, fromdocname, startdoc, key, words, source.title)
        if link is not None:
            return link
        words = nodes.inline("", f"{source.short}{point}", classes=["bron"])
        return nodes.inline("", "(", _web(source, words), nodes.Text(")"), classes=["bronvermelding"])

    def _to_list(
        self, builder: "Builder", fromdocname: str, startdoc: str, key: str, words: "Element", title: str
    ) -> "nodes.reference | None":
        page = self.list_page(startdoc)
        if not page or key not in self.numbers(startdoc):
            return None
        link = make_refnode(builder, fromdocname, page, list_id(key), words, title)
        link["classes"].append("geen-bladzijde")
        return link

    def _outward(self, builder: "Builder", node: "Element", words: "Element") -> nodes.Element:
        """Link a fact to the address of its source; on paper that would be a footnote at every number."""
        sources = registry_of(self.env).sources
        source = next((sources[key] for key in node["feiten_bronnen"] if key in sources), None)
        if source is None or builder.format != "html":
            return words
        return _web(source, words, node["reftitle"])


def list_id(key: str) -> str:
    """Return the id of a source in the list of sources."""
    return f"bronnenlijst-{key}"


def _web(source: Source, words: "Element", title: str = "") -> nodes.Element:
    if not source.url:
        return words
    return nodes.reference("", "", words, refuri=source.url, internal=False, reftitle=title or source.title)


def page_of(docname: str, document: nodes.document) -> Page:
    """Read from a page what it has to do with the registry."""
    quotations: dict[tuple[str, ...], None] = {}
    cited: set[str] = set()
    uses: list[Use] = []
    lists: list[str] = []
    addresses: set[str] = set()
    for node in document.findall(nodes.Element):
        named: tuple[str, ...] = tuple(node.get(SHOWS_SOURCES, ()))
        if node.get(SHOWS_FACT):
            uses.append(_use(node, node[SHOWS_FACT], docname))
        if isinstance(node, fact_list):
            lists.append(node["kind"])
        elif node.get("refdomain") == DOMAIN:
            if node["reftype"] == "bron":
                named = (node["reftarget"],)
            else:
                quotations.setdefault(tuple(node["feiten_bronnen"]))
            if node["reftype"] == "feit" and not any(n.get(GENERATED) for n in upward(node)):
                uses.append(_use(node, node["reftarget"], docname))
        elif node.get("refuri"):
            addresses.add(node["refuri"])
        cited.update(named)
        quotations.update(dict.fromkeys((key,) for key in named))
    boxes = tuple(
        OpenBox(docname, *_place(box, docname), parts)
        for box in document.findall(nodes.Element)
        if isinstance(box, nodes.Admonition) and (parts := _left_open(box)) and not _is_example(box, document)
    )
    return Page(tuple(quotations), frozenset(cited), tuple(uses), tuple(lists), frozenset(addresses), boxes)


def _use(node: nodes.Element, fact: str, docname: str) -> Use:
    return Use(fact, docname, *_place(node, docname))


def _place(node: nodes.Element, docname: str) -> tuple[int, str, str]:
    """Return the line of a node, and id and title of the section it stands in."""
    line = next((n.line for n in upward(node) if n.line), 0) or 0
    section = next((n for n in upward(node) if isinstance(n, nodes.section)), None)
    title = section.next_node(nodes.title) if section else None
    top = section is None or isinstance(section.parent, nodes.document)
    section_id = "" if top or section is None or not section["ids"] else str(section["ids"][0])
    return line, section_id, title.astext() if title else docname


def _left_open(box: nodes.Element) -> tuple[str | Citation, ...]:
    """Return what a box leaves to the working group; nothing for any other box."""
    title, *rest = box.children or [nodes.Text("")]
    if not isinstance(title, nodes.title) or title.astext().strip().lower() != OPEN_TITLE:
        return ()
    parts: list[str | Citation] = []
    for node in rest:
        parts += [" "] if parts else []
        parts += _pieces(node)
    return tuple(parts)


def _is_example(box: nodes.Element, document: nodes.document) -> bool:
    """Tell whether the page shows the source of a box too: it explains how to write one."""
    words = box.children[1].astext().strip()
    return bool(words) and any(words in code.astext() for code in document.findall(nodes.literal_block))


def _pieces(node: nodes.Node) -> Iterable[str | Citation]:
    """Yield the words below a node on one line, and the citations between them."""
    if isinstance(node, nodes.Text):
        yield re.sub(r"\s+", " ", node.astext())
    elif isinstance(node, nodes.Element) and (node.get("refdomain"), node.get("reftype")) == (DOMAIN, "bron"):
        yield Citation(node["reftarget"], node["feiten_punt"])
    else:
        for child in node.children:
            yield from _pieces(child)
            if isinstance(child, nodes.paragraph | nodes.list_item) and child is not node.children[-1]:
                yield " "


def _publications(env: "BuildEnvironment") -> dict[str, str]:
    """Return the start document of each page's publication."""
    root = env.config.root_doc
    entries = getattr(env.config, "typst_documents", ())
    listed = [entry.get("startdoc") for entry in entries if isinstance(entry, dict)]
    starts = [start for start in listed if start in env.all_docs and start != root]
    starts += [root] if root in listed else env.toctree_includes.get(root, ())
    homes: dict[str, str] = {}
    for start in starts:
        for docname in documents_below(env, start):
            homes.setdefault(docname, start)
    return homes
