"""Dutch names for the boxes that editors use most."""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

#: Dutch name to the node behind it and its title. The node decides how every other builder shows the box.
KINDS: dict[str, tuple[type[nodes.Element], str]] = {
    "weetje": (nodes.note, "Weetje"),
    "tip": (nodes.tip, "Tip"),
    "belangrijk": (nodes.important, "Belangrijk"),
    "opgelet": (nodes.warning, "Opgelet"),
    "gevaar": (nodes.danger, "Gevaar"),
    "zie-ook": (addnodes.seealso, "Zie ook"),
    "voorbeeld": (nodes.admonition, "Voorbeeld"),
    "onthoud": (nodes.admonition, "Onthoud"),
}


class DutchAdmonition(SphinxDirective):
    """A box with a Dutch name: `:::{opgelet}`.

    Text behind the name is the title of the box when lines follow (`:::{voorbeeld} Yara komt te laat`), and
    the text of the box when none do. Every box carries the class `lr-<name>`, by which a builder knows its
    kind; one with a title of its own or without an English twin is a plain `admonition`.
    """

    kind: ClassVar[str]
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"class": directives.class_option, "name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        node_class, title = KINDS[self.kind]
        own_title = self.arguments[0].strip() if self.arguments else ""
        box: nodes.Element
        if own_title and self.content:
            box = nodes.admonition()
            box += self._title(title if self.kind in {"voorbeeld", "onthoud"} else "", own_title)
        elif node_class is nodes.admonition:
            box = nodes.admonition()
            box += nodes.title(title, title)
        else:
            box = node_class()
        box["classes"] += [f"lr-{self.kind}", *self.options.get("class", [])]
        self.set_source_info(box)
        self.add_name(box)
        if own_title and not self.content:
            text, messages = self.parse_inline(own_title)
            box += nodes.paragraph(own_title, "", *text)
            box += messages
        else:
            self.assert_has_content()
            box += self.parse_content_to_nodes()
        return [box]

    def _title(self, prefix: str, own: str) -> nodes.title:
        text, messages = self.parse_inline(own)
        lead = [nodes.Text(f"{prefix}: ")] if prefix else []
        title = nodes.title(own, "", *lead, *text)
        self.set_source_info(title)
        title += messages
        return title


def _alias(kind: str) -> type[Directive]:
    return type(f"Admonition_{kind}", (DutchAdmonition,), {"kind": kind, "__doc__": DutchAdmonition.__doc__})


def setup_admonitions(app: Sphinx) -> None:
    """Register the Dutch boxes; `tip` replaces the one of docutils so that all boxes take a title alike."""
    for kind in KINDS:
        app.add_directive(kind, _alias(kind), override=kind == "tip")
