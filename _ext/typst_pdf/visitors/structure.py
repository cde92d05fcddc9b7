"""Documents, sections and headings, and what frames them."""

from docutils import nodes
from sphinx import addnodes

from typst_pdf.code import Origin
from typst_pdf.words import template_words
from typst_pdf.writer import TypstWriter

_UNSAID = (nodes.title, nodes.Invisible, addnodes.start_of_file, addnodes.toctree)


class StructureVisitors(TypstWriter):
    """The skeleton of a publication: heading levels count from its chapters."""

    def visit_document(self, node: nodes.document) -> None:
        self.anchor("")

    def visit_start_of_file(self, node: nodes.Element) -> None:
        self._documents.append((self.docname, self.level))
        self.docname = node["docname"]
        self.level = len(self._documents) - 1  # one level per table of contents passed, wherever it stood
        self.code.origin = Origin(self.docname, 1)
        self._turn_page()

    def depart_start_of_file(self, node: nodes.Element) -> None:
        self._turn_page()
        self.docname, self.level = self._documents.pop()

    def _turn_page(self) -> None:
        """Keep a document apart from its neighbours when its front matter says `bladzijde: eigen`."""
        if self.builder.env.metadata.get(self.docname, {}).get("bladzijde") == "eigen":
            self.put("pagebreak(weak: true)")

    def visit_section(self, node: nodes.Element) -> None:
        self.level += 1

    def depart_section(self, node: nodes.Element) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.Element) -> None:
        match node.parent:
            case nodes.section():
                self._heading(node, node.parent)
            case nodes.table():
                pass  # placed by the table itself
            case _:
                self.put("box-title({")
                self.code.extend(self.render(node.children))
                self.put("})")
        raise nodes.SkipNode

    def _heading(self, node: nodes.Element, section: nodes.Element) -> None:
        if self.level < 1 and not self._covered:
            self._covered = True
            self._foreword(section)  # the title itself is on the cover
            return
        numbers = (self.assembly.section_numbers.get((self.docname, node_id)) for node_id in section["ids"])
        number = next(filter(None, numbers), "")
        numbering = f"numbering: (..) => {self.value(number)}, " if number else ""
        labels = self.wanted_ids(section) + self.wanted_ids(node)
        first_of_document = section.parent is not None and isinstance(section.parent, addnodes.start_of_file)
        if first_of_document:
            labels.insert(0, "")
        labels = [node_id for node_id in labels if self.assembly.claim(self.docname, node_id)]
        self.bookmarks += 1
        # The start document is one chapter, under the heading that `_foreword` puts.
        level = max(1, self.level if self._documents else self.level + 1)
        self.put(f"[#heading(level: {level}, {numbering}{{")
        self.in_heading = True
        self.code.extend(self.render(node.children))
        self.in_heading = False
        self.put("})" + (f"#{self.label(self.docname, labels[0])}]" if labels else "]"))
        for node_id in labels[1:]:
            self.put(f"[#metadata(none)#{self.label(self.docname, node_id)}]")

    def _foreword(self, section: nodes.Element) -> None:
        """Head what the start document says itself, if it says anything besides its table of contents."""
        said = (child for child in section.children if not isinstance(child, _UNSAID))
        if any(
            not isinstance(child, nodes.compound) or not child.next_node(addnodes.start_of_file)
            for child in said
        ):
            title = (
                self.assembly.publication.options.get("foreword")
                or template_words(self.config.language)["foreword"]
            )
            self.bookmarks += 1
            self.put(f"heading(level: 1, {self.value(title)})")

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.open("subtitle(")

    def depart_subtitle(self, node: nodes.Element) -> None:
        self.close()

    def visit_rubric(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.open("rubric(")

    def depart_rubric(self, node: nodes.Element) -> None:
        self.close()

    def visit_transition(self, node: nodes.Element) -> None:
        if "footnotes" not in node["classes"]:  # MyST's rule above footnotes that are now at the page foot
            self.put("transition()")
        raise nodes.SkipNode

    # -- no form on paper ------------------------------------------------------------------------

    def _skip(self, node: nodes.Element) -> None:
        raise nodes.SkipNode

    visit_comment = visit_substitution_definition = visit_pending = visit_meta = _skip
    visit_toctree = visit_highlightlang = visit_tabular_col_spec = visit_decoration = _skip

    def visit_index(self, node: nodes.Element) -> None:
        for entry in node["entries"]:
            if (self.docname, entry[2]) in self.assembly.wanted:
                self.anchor(entry[2])
        raise nodes.SkipNode
