"""Links: inside the publication with its page, to a sister publication by title, to the web by address."""

import re

from docutils import nodes

from markup import safe_url
from typst_pdf.publication import split_uri
from typst_pdf.writer import TypstWriter

# Classes that Sphinx and sphinx-design give a reference whose page number would only be noise.
_NO_PAGE = {"std-term", "sd-btn", "sd-stretched-link", "geen-bladzijde"}
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
#: The first word of a title is a noun, such as «Leidraad», only when it is longer.
_SHORT_WORD = 5
_BARE = re.compile(r"^(?:https?://|mailto:|tel:)?(?:www\.)?|/$", re.IGNORECASE)


def same_address(words: str, uri: str) -> bool:
    """Tell whether the words of a link already show its address."""
    return _BARE.sub("", words.strip()).casefold() == _BARE.sub("", uri.strip()).casefold()


def short_title(title: str) -> str:
    """Return the noun that a title begins with, by which people call it; the title if it begins otherwise."""
    first = title.split()[0]
    return first if len(first) > _SHORT_WORD else title


def names_title(words: str, title: str) -> bool:
    """Tell whether words name a publication: by its title, or by the noun that the title begins with."""
    short = short_title(title).casefold()
    return title.casefold() in words.casefold() or short in words.casefold().split()


class ReferenceVisitors(TypstWriter):
    """References, footnotes and citations."""

    def visit_reference(self, node: nodes.Element) -> None:
        self.anchors(node)
        node["typst_rest"] = self._open_reference(node)

    def depart_reference(self, node: nodes.Element) -> None:
        rest = node["typst_rest"]
        if rest is not None:
            self.close(rest)

    def _open_reference(self, node: nodes.Element) -> str | None:
        """Open the call for a reference; return the arguments that close it, None if it became plain text."""
        call = (
            "button("
            if "sd-btn" in node["classes"]
            else "badge-link("
            if "sd-badge" in node["classes"]
            else "fact-link("
            if "feit" in _classes(node)
            else "xref("
        )
        target = self._internal_target(node)
        if target is not None:
            docname, node_id = target
            if self.assembly.reachable(docname, node_id):
                self.open(f"{call}target: {self.label(docname, node_id)}, ")
                return self._page_arguments(node, docname, node_id)
            return self._open_other(node, docname, node_id, call)
        uri = safe_url(node.get("refuri", ""))
        if not uri:
            self.warn(
                "address",
                f"Het adres «{node.get('refuri', '')}» is geen veilig webadres; de link is weggelaten.",
                node,
            )
            return None
        if ":" not in uri:
            return None  # a file of the site, which paper does not have
        if _SCHEME.match(node.astext()) and same_address(node.astext(), uri):
            self.put(f"plain-address({self.value(uri)})")
            raise nodes.SkipNode
        self.open(f"{call}address: {self.value(uri)}, ")
        shown = (
            self.in_heading
            or same_address(node.astext(), uri)
            or bool({"sd-stretched-link", "geen-adres"} & set(node["classes"]))
        )
        return f", show-address: {self.value(not shown)}, note: {self.value(self._may_note())}"

    def _internal_target(self, node: nodes.Element) -> tuple[str, str] | None:
        if refid := node.get("refid"):
            return self.docname, refid
        return split_uri(node.get("refuri", ""))

    def _page_arguments(self, node: nodes.Element, docname: str, node_id: str) -> str:
        if _classes(node) & _NO_PAGE or self.in_repeated_header or self.in_heading:
            return ", page: false"
        number = self.assembly.section_numbers.get((docname, node_id), "")
        words = node.astext()
        if not number or number in words:
            return ""
        return f", number: {self.value(number)}"

    def _open_other(self, node: nodes.Element, docname: str, node_id: str, call: str) -> str | None:
        """Open a reference to a document of another publication, or of the site alone."""
        if docname not in self.builder.env.all_docs:
            return None
        home = self.assembly.homes.get(docname)
        if home and ("sheet_of", home.title) in self.assembly.publication.options.items():
            return self._open_own(node, (docname, node_id), home.title, call)
        address = self.builder.online_address(docname, node_id)
        if address:
            self.open(f"{call}address: {self.value(address)}, ")
        else:
            self.open(f"{call}")
        # A table whose head names the publication would say it again in every row.
        bare = "geen-bladzijde" in _classes(node)
        title = home.title if home and not bare and not names_title(node.astext(), home.title) else ""
        whole = home is not None and docname == home.startdoc and self.builder.opens(docname, node_id)
        shown = not bare and self.assembly.first_mention(self.docname, docname)
        return (
            f", publication: {self.value(title)}, whole: {self.value(whole)}, "
            f"show-address: {self.value(shown)}, note: {self.value(self._may_note())}"
        )

    def _open_own(self, node: nodes.Element, target: tuple[str, str], title: str, call: str) -> str:
        """Open a reference from a loose sheet to its publication, which has numbers to find a place by."""
        address = self.builder.online_address(*target)
        self.open(f"{call}address: {self.value(address)}, " if address else call)
        number = self.builder.section_numbers.get(target, "")
        unsaid = [part for part in (short_title(title), number) if part and part not in node.astext()]
        words = "" if _classes(node) & _NO_PAGE else " ".join(unsaid)
        return f", publication: {self.value(words)}, whole: true, show-address: false"

    def _may_note(self) -> bool:
        return not (self.in_footnote or self.in_repeated_header or self.in_heading)

    def visit_number_reference(self, node: nodes.Element) -> None:
        self.visit_reference(node)

    def depart_number_reference(self, node: nodes.Element) -> None:
        self.depart_reference(node)

    def visit_download_reference(self, node: nodes.Element) -> None:
        if "refuri" in node:
            self.visit_reference(node)
            return
        address = self.builder.online_file(node)
        node["typst_rest"] = None
        if address:
            self.open(f"xref(address: {self.value(address)}, ")
            node["typst_rest"] = f", show-address: true, note: {self.value(self._may_note())}"

    def depart_download_reference(self, node: nodes.Element) -> None:
        self.depart_reference(node)

    # -- footnotes ---------------------------------------------------------------------------------

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        key = (self.docname, node.get("refid", ""))
        footnote = self.assembly.footnotes.get(key)
        if footnote is None:
            self.put(f"super({self.value(node.astext())})")
            raise nodes.SkipNode
        label = f"label({self.value(f'{key[0]}#{key[1]}')})"
        if self.in_footnote or self.in_repeated_header:
            self.put(f"xref(target: {label}, page: false, super({self.value(node.astext())}))")
        elif self.assembly.claim(*key):
            self.put("not-repeated([#footnote({" if self.in_heading else "[#footnote({")
            outer, self.in_footnote = self.in_footnote, True
            body = [child for child in footnote.children if not isinstance(child, nodes.label)]
            self.code.extend(self.render(_bare(body)))
            self.in_footnote = outer
            self.put(f"}})#{label}]" + (")" if self.in_heading else ""))
        else:
            self.put(f"footnote({label})")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.Element) -> None:
        keys = [(self.docname, node_id) for node_id in node["ids"]]
        if any(key in self.assembly.wanted for key in keys) and not self._only_in_headers(keys):
            raise nodes.SkipNode  # it stands at the foot of the page that refers to it
        self.visit_citation(node)

    def _only_in_headers(self, keys: list[tuple[str, str]]) -> bool:
        return not any(self.assembly.claimed(*key) for key in keys)

    def depart_footnote(self, node: nodes.Element) -> None:
        self.depart_citation(node)

    def visit_citation(self, node: nodes.Element) -> None:
        label = node.next_node(nodes.label)
        self.open(f"reference-entry({self.value(label.astext() if label else '')}, ")
        self.anchors(node)

    def depart_citation(self, node: nodes.Element) -> None:
        self.close()

    def visit_label(self, node: nodes.Element) -> None:
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.Element) -> None:
        self.text("[")

    def depart_citation_reference(self, node: nodes.Element) -> None:
        self.text("]")


def _classes(node: nodes.Element) -> set[str]:
    """Return the classes of a reference and of its words: who writes them can set either."""
    inner = node.children[0] if node.children else None
    return {*node["classes"], *(inner.get("classes", ()) if isinstance(inner, nodes.Element) else ())}


def _bare(children: list[nodes.Node]) -> list[nodes.Node]:
    """Return the words of a single paragraph instead of the paragraph itself."""
    if len(children) == 1 and isinstance(children[0], nodes.paragraph):
        return list(children[0].children)
    return children
