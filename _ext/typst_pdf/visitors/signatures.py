"""Descriptions of functions, classes and options, as the domains of Sphinx make them."""

from docutils import nodes
from sphinx import addnodes

from typst_pdf.writer import TypstWriter


class SignatureVisitors(TypstWriter):
    """`desc` nodes: a signature in code letters, its description indented under it."""

    def visit_desc(self, node: nodes.Element) -> None:
        self.open("description(")
        self.anchors(node)

    def depart_desc(self, node: nodes.Element) -> None:
        self.close()

    def visit_desc_signature(self, node: nodes.Element) -> None:
        # Only the last of a row of signatures clings to what follows: a page full of clinging blocks
        # trips the compiler («tags weren't properly closed», Typst 0.15.1).
        after = node.next_node(descend=False, siblings=True)
        self.open(f"signature(sticky: {self.value(isinstance(after, addnodes.desc_content))}, ")
        self.anchors(node)

    def depart_desc_signature(self, node: nodes.Element) -> None:
        self.close()

    def visit_desc_content(self, node: nodes.Element) -> None:
        self.open("description-body(")
        self.anchors(node)

    def depart_desc_content(self, node: nodes.Element) -> None:
        self.close()

    def visit_desc_signature_line(self, node: nodes.Element) -> None:
        self.anchors(node)
        if node.parent.index(node):
            self.put("linebreak()")

    def visit_desc_name(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.open("strong(")

    def depart_desc_name(self, node: nodes.Element) -> None:
        self.close()

    def visit_desc_returns(self, node: nodes.Element) -> None:
        self.put('" → "')

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        self._brackets(node, "()")
        raise nodes.SkipNode

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        self._brackets(node, "[]")
        raise nodes.SkipNode

    def _brackets(self, node: nodes.Element, pair: str) -> None:
        self.put(self.value(pair[0]))
        for index, child in enumerate(node.children):
            if index and not isinstance(child, addnodes.desc_optional):
                self.put('", "')
            child.walkabout(self)
        self.put(self.value(pair[1]))

    def visit_desc_optional(self, node: nodes.Element) -> None:
        self.put('"["')
        for child in node.children:
            if node.parent.index(node) or node.index(child):
                self.put('", "')
            child.walkabout(self)
        self.put('"]"')
        raise nodes.SkipNode
