"""Admonitions, topics, sidebars and notes of change: text in a frame with a title."""

from docutils import nodes
from sphinx.locale import _, admonitionlabels

from typst_pdf.writer import TypstWriter

#: Boxes with less text than this stay on one page.
KEPT_WHOLE = {"rapport": 1500, "brochure": 700}

_SIDE_CLASSES = {"margin"}


class BoxVisitors(TypstWriter):
    """Framed text."""

    def kept(self, node: nodes.Element) -> str:
        """Return Typst's truth value: a short box is not torn over two pages."""
        return self.value(len(node.astext()) < KEPT_WHOLE.get(self.assembly.publication.template, 1500))

    def open_box(self, kind: str, node: nodes.Element, title: list[nodes.Node] | str) -> None:
        """Open a framed box; its kind chooses colour and icon."""
        self.put(f"admonition({self.value(kind)}, kept: {self.kept(node)},")
        if isinstance(title, str):
            self.put(f"title: {self.value(title)},")
        else:
            self.put("title: {")
            self.code.extend(self.render(title))
            self.put("},")
        self.open()
        self.anchors(node)

    def _visit_kind(self, node: nodes.Element) -> None:
        kind = type(node).__name__
        self.open_box(kind, node, str(admonitionlabels.get(kind, kind.capitalize())))

    def _depart_box(self, node: nodes.Element) -> None:
        self.close()

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = _visit_kind
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = _visit_kind
    depart_attention = depart_caution = depart_danger = depart_error = depart_hint = _depart_box
    depart_important = depart_note = depart_tip = depart_warning = depart_seealso = _depart_box

    def visit_admonition(self, node: nodes.Element) -> None:
        title, rest = _split_title(node)
        kind = next((c for c in node["classes"] if not c.startswith("admonition-")), "admonition")
        self.open_box(kind, node, title)
        self.code.extend(self.render(rest))
        self.close()
        raise nodes.SkipNode

    visit_todo_node = visit_admonition

    def visit_topic(self, node: nodes.Element) -> None:
        title, rest = _split_title(node)
        kind = "contents" if "contents" in node["classes"] else "topic"
        self.open_box(kind, node, title)
        self.code.extend(self.render(rest))
        self.close()
        raise nodes.SkipNode

    def visit_sidebar(self, node: nodes.Element) -> None:
        title, rest = _split_title(node)
        self.open_box("margin" if _SIDE_CLASSES & set(node["classes"]) else "sidebar", node, title)
        self.code.extend(self.render(rest))
        self.close()
        raise nodes.SkipNode

    def visit_versionmodified(self, node: nodes.Element) -> None:
        self.open(f"version-note({self.value(node.get('type', ''))}, ")
        self.anchors(node)

    def depart_versionmodified(self, node: nodes.Element) -> None:
        self.close()

    def visit_system_message(self, node: nodes.Element) -> None:
        # Sphinx reported it already; on paper it must be seen, so that nobody prints it unread.
        self.open_box("error", node, _("Error") if self.config.language == "en" else "Fout in de bron")
        self.code.extend(self.render(node.children))
        self.close()
        raise nodes.SkipNode

    def visit_container(self, node: nodes.Element) -> None:
        if "literal-block-wrapper" in node["classes"]:
            self._captioned_code(node)
            raise nodes.SkipNode
        self.anchors(node)
        node["typst_small"] = "klein" in node["classes"]
        if node["typst_small"]:
            self.open("small-print(")
        node["typst_columns"] = "kolommen" in node["classes"]
        if node["typst_columns"]:
            self.open("two-columns(")

    def depart_container(self, node: nodes.Element) -> None:
        if node["typst_columns"]:
            self.close()
        if node["typst_small"]:
            self.close()

    def _captioned_code(self, node: nodes.Element) -> None:
        self.anchors(node)
        caption = node.next_node(nodes.caption)
        self.put("captioned-code(caption: {")
        self.caption_number(node, "code-block")
        if caption is not None:
            self.code.extend(self.render(caption.children))
        self.put("},")
        self.block(child for child in node.children if not isinstance(child, nodes.caption))
        self.put(")")

    def visit_SideNoteNode(self, node: nodes.Element) -> None:  # noqa: N802
        self.put("[#footnote({")
        self.in_footnote = True

    def depart_SideNoteNode(self, node: nodes.Element) -> None:  # noqa: N802
        self.in_footnote = False
        self.put("})]")


def _split_title(node: nodes.Element) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return the inline content of a node's title, and its other children."""
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    rest = [child for child in node.children if not isinstance(child, nodes.title)]
    return (list(titles[0].children) if titles else []), rest
