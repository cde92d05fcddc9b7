"""Paragraphs, quotes, lines of verse and code."""

from docutils import nodes

from typst_pdf.visitors.media import holds_only_pictures
from typst_pdf.writer import TypstWriter

# Parents in which a lone paragraph is written without a paragraph of its own.
_TIGHT_PARENTS = (
    nodes.list_item,
    nodes.entry,
    nodes.definition,
    nodes.field_body,
    nodes.description,
    nodes.caption,
)


#: A paragraph with more characters than this says enough to stand at the foot of a page.
_LONGEST_LEAD_IN = 180
#: A paragraph of at most one line: under a heading at the foot of a page, it would stand there alone.
_LONGEST_LINE = 90


def _lead_in(node: nodes.Element) -> str:
    """Return the call for a paragraph that only announces what stands under it, and stays with it."""
    length = len(node.astext())
    following = node.next_node(descend=False, siblings=True)
    if length > _LONGEST_LEAD_IN or following is None:
        return ""
    match following:
        case nodes.bullet_list() | nodes.enumerated_list() | nodes.definition_list():
            announces = node.astext().rstrip().endswith(":")
        case _:
            announces = isinstance(following, nodes.table)
    if not announces and not _is_first_line(node):
        return ""
    listed = isinstance(following, nodes.bullet_list | nodes.enumerated_list)
    return "lead-in(list: true, " if listed else "lead-in("


def _is_first_line(node: nodes.Element) -> bool:
    """Tell whether a paragraph is all there is between a heading and the next block, and one line."""
    section = node.parent
    if not isinstance(section, nodes.section) or len(node.astext()) > _LONGEST_LINE:
        return False
    place = section.index(node)
    return place > 0 and isinstance(section[place - 1], nodes.title)


class BlockVisitors(TypstWriter):
    """Blocks of text."""

    def visit_paragraph(self, node: nodes.Element) -> None:
        bare = self._is_lone(node) or holds_only_pictures(node)
        node["typst_calls"] = 0 if bare else 1
        if not bare:
            self.open(_lead_in(node) or "par(")
        if "bronregel" in node["classes"]:
            node["typst_calls"] += 1
            self.open("small-print(")
        self.anchors(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        for _ in range(node["typst_calls"]):
            self.close()

    @staticmethod
    def _is_lone(node: nodes.Element) -> bool:
        parent = node.parent
        if isinstance(parent, nodes.list_item):
            # a nested list may follow; two paragraphs need paragraphs
            return sum(isinstance(child, nodes.paragraph) for child in parent.children) == 1
        if isinstance(parent, _TIGHT_PARENTS):
            return len([c for c in parent.children if not isinstance(c, nodes.Invisible)]) == 1
        return False

    visit_compact_paragraph = visit_paragraph
    depart_compact_paragraph = depart_paragraph

    def visit_centered(self, node: nodes.Element) -> None:
        self.open("align(center, ")
        self.anchors(node)

    def depart_centered(self, node: nodes.Element) -> None:
        self.close()

    # -- quotes ------------------------------------------------------------------------------------

    def visit_block_quote(self, node: nodes.Element) -> None:
        only_lists = all(isinstance(c, (nodes.bullet_list, nodes.enumerated_list)) for c in node.children)
        kind = next((c for c in node["classes"] if c in {"epigraph", "pull-quote", "highlights"}), "")
        attribution = node.next_node(nodes.attribution)
        if only_lists and not kind:
            self.open("pad(left: 1em, ")  # an indented list, not a quotation
        else:
            self.put(f"quotation(kind: {self.value(kind)}, attribution: ")
            if attribution is None:
                self.put("none,")
            else:
                self.block(attribution.children)
            self.open()
        self.anchors(node)

    def depart_block_quote(self, node: nodes.Element) -> None:
        self.close()

    def visit_attribution(self, node: nodes.Element) -> None:
        raise nodes.SkipNode  # placed by the quotation

    # -- lines -------------------------------------------------------------------------------------

    def visit_line_block(self, node: nodes.Element) -> None:
        nested = isinstance(node.parent, nodes.line_block)
        self.open("pad(left: 1.5em, " if nested else "line-block(")
        self.anchors(node)

    def depart_line_block(self, node: nodes.Element) -> None:
        self.close()

    def visit_line(self, node: nodes.Element) -> None:
        self.open("verse-line(")
        self.anchors(node)

    def depart_line(self, node: nodes.Element) -> None:
        self.close()

    # -- code --------------------------------------------------------------------------------------

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.anchors(node)
        plain = node.rawsource == node.astext() or all(isinstance(c, nodes.Text) for c in node.children)
        if plain:
            language = node.get("language", "") if isinstance(node.get("language"), str) else ""
            arguments = [self.value(node.astext())]
            if language and language not in {"default", "none", "text"}:
                arguments.append(f"lang: {self.value(language)}")
            if node.get("linenos"):
                first = (node.get("highlight_args") or {}).get("linenostart", 1)
                arguments.append(f"first-line: {first}")
            marked = (node.get("highlight_args") or {}).get("hl_lines")
            if marked:
                arguments.append(f"marked: {self.value(list(marked))}")
            self.put(f"code-block({', '.join(arguments)})")
        else:
            self.open("parsed-literal(")
            self._literal_children(node)
            self.close()
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def _literal_children(self, node: nodes.Element) -> None:
        """Write text with its own line ends and spaces, with links and emphasis inside."""
        for child in node.children:
            if isinstance(child, nodes.Text):
                for index, part in enumerate(child.astext().split("\n")):
                    if index:
                        self.put("linebreak()")
                    if part:
                        self.put(self.value(part.replace(" ", "\u00a0")))
            else:
                child.walkabout(self)

    def visit_productionlist(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.open("parsed-literal(")

    def depart_productionlist(self, node: nodes.Element) -> None:
        self.close()

    def visit_production(self, node: nodes.Element) -> None:
        self.anchors(node)
        name = node.get("tokenname", "")
        self.put(f"strong({self.value(name + ' ' if name else '')})")
        self.put(self.value("::=\u00a0" if name else "\u00a0" * 4))

    def depart_production(self, node: nodes.Element) -> None:
        self.put("linebreak()")
