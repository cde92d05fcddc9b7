"""Lists of every kind."""

from docutils import nodes
from sphinx import addnodes

from typst_pdf.fields import FieldKind
from typst_pdf.visitors.rawhtml import task_state
from typst_pdf.writer import TypstWriter

_NUMBERING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


class ListVisitors(TypstWriter):
    """Bullets, numbers, definitions, fields, options and task lists."""

    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        boxes = [box for item in node.children if (box := _task_box(item)) is not None]
        if boxes and len(boxes) == len(node.children):
            done = [bool(task_state(_taken_out(box))) for box in boxes]
            marks = ", ".join(map(self._mark, done, node.children))
            self.put(f"task-list(({marks},), tight: {self._tight(node)},")
        else:
            self.put(f"list(tight: {self._tight(node)},")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.put(")")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        pattern = f"{_pattern(node.get('prefix', ''))}{_NUMBERING.get(node.get('enumtype'), '1')}"
        pattern += _pattern(node.get("suffix", "."))
        call = "steps" if node.get("design_component") == "steps" else "enum"
        arguments = f"tight: {self._tight(node)}, start: {int(node.get('start', 1))}"
        if "bronnenlijst" in node["classes"]:
            self.put("text(size: 0.86em, ")
        self.put(f"{call}({arguments}, numbering: {self.value(pattern)},")

    def depart_enumerated_list(self, node: nodes.Element) -> None:
        self.put("))" if "bronnenlijst" in node["classes"] else ")")

    def visit_list_item(self, node: nodes.Element) -> None:
        self.put("{")
        self.anchors(node)

    def depart_list_item(self, node: nodes.Element) -> None:
        self.put("},")

    @staticmethod
    def _tight(node: nodes.Element) -> str:
        """Return Typst's truth value: items of at most one paragraph stand close together."""
        paragraphs = (sum(isinstance(c, nodes.paragraph) for c in item.children) for item in node.children)
        return "true" if max(paragraphs, default=0) < 2 else "false"

    def _mark(self, done: bool, item: nodes.Node) -> str:
        """Return `true` for a task that is done, else the address of its box."""
        return "true" if done else self.field(FieldKind.TICK, own_text(item))

    # -- definitions ---------------------------------------------------------------------------------

    def visit_definition_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.open("definitions(")

    def depart_definition_list(self, node: nodes.Element) -> None:
        self.close()

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        # Classifiers stand behind the term; Sphinx allows several terms for one definition.
        # In a list of words, and where a list asks for it, a word and its meaning share a line.
        one = all(len(child.children) == 1 for child in node.children if isinstance(child, nodes.definition))
        short = one and not {"glossary", "beknopt"}.isdisjoint(node.parent["classes"])
        self.put("meaning(" if short else "definition(")
        self.put("{")
        heads = [child for child in node.children if not isinstance(child, nodes.definition)]
        for index, head in enumerate(heads):
            if isinstance(head, nodes.term) and index:
                self.put("linebreak()")
            head.walkabout(self)
        self.put("},")
        self.block(child for child in node.children if isinstance(child, nodes.definition))
        self.put(")")
        raise nodes.SkipNode

    def visit_term(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.open("strong(")

    def depart_term(self, node: nodes.Element) -> None:
        self.close()

    def visit_classifier(self, node: nodes.Element) -> None:
        self.put('" : "')
        self.open("emph(")

    def depart_classifier(self, node: nodes.Element) -> None:
        self.close()

    def visit_definition(self, node: nodes.Element) -> None:
        self.anchors(node)

    # -- fields and options ----------------------------------------------------------------------------

    def visit_field_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.open("fields(")

    def depart_field_list(self, node: nodes.Element) -> None:
        self.close()

    visit_docinfo = visit_option_list = visit_field_list
    depart_docinfo = depart_option_list = depart_field_list

    def visit_field(self, node: nodes.Element) -> None:
        self._pair(node, (nodes.field_name, nodes.option_group))
        raise nodes.SkipNode

    visit_option_list_item = visit_field

    def _pair(self, node: nodes.Element, name_types: tuple[type[nodes.Element], ...]) -> None:
        self.put("field(")
        self.block(child for child in node.children if isinstance(child, name_types))
        self.block(child for child in node.children if not isinstance(child, name_types))
        self.put(")")

    def _docinfo_field(self, node: nodes.Element) -> None:
        self.put(f"field({self.value(type(node).__name__.capitalize())},")
        self.block(node.children)
        self.put(")")
        raise nodes.SkipNode

    visit_author = visit_authors = visit_organization = visit_contact = visit_version = _docinfo_field
    visit_revision = visit_status = visit_date = visit_copyright = visit_address = _docinfo_field

    def visit_option(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.text(", ")
        self.put(f"code({self.value(node.astext())})")
        raise nodes.SkipNode

    # -- lists in columns --------------------------------------------------------------------------------

    def visit_hlist(self, node: nodes.Element) -> None:
        self.anchors(node)
        columns = sum(isinstance(child, addnodes.hlistcol) for child in node.children)
        self.put(f"grid(columns: (1fr,) * {max(columns, 1)}, column-gutter: 1.5em,")

    def depart_hlist(self, node: nodes.Element) -> None:
        self.put(")")

    def visit_hlistcol(self, node: nodes.Element) -> None:
        self.put("{")

    def depart_hlistcol(self, node: nodes.Element) -> None:
        self.put("},")


def _task_box(item: nodes.Node) -> nodes.raw | None:
    """Return the box of a MyST task-list item."""
    if not isinstance(item, nodes.list_item) or "task-list-item" not in item["classes"]:
        return None
    raw = item.next_node(nodes.raw)
    return raw if raw is not None and task_state(raw.astext()) is not None else None


def _taken_out(box: nodes.raw) -> str:
    """Take a box out of the text that follows it and return its source."""
    parent = box.parent
    place = parent.index(box)
    following = parent[place + 1] if len(parent) > place + 1 else None
    if isinstance(following, nodes.Text):
        parent.replace(following, nodes.Text(following.lstrip()))
    parent.remove(box)
    return str(box.astext())


def own_text(item: nodes.Node) -> str:
    """Return the text of a list item up to the list inside it."""
    lists = (nodes.bullet_list, nodes.enumerated_list)
    return " ".join(part.astext() for part in item.children if not isinstance(part, lists))


def _pattern(affix: str) -> str:
    """Return a list affix with the characters that Typst would count with left out."""
    return "".join(character for character in affix if character in "().:[]{}-")
