"""A Sphinx extension with a node that no builder knows."""

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx


class vreemd(nodes.General, nodes.Element):  # noqa: N801
    """A node without visitors."""


class Vreemd(Directive):
    has_content = True

    def run(self) -> list[nodes.Node]:
        node = vreemd()
        node.source, node.line = self.state.document["source"], self.lineno
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def setup(app: Sphinx) -> None:
    app.add_directive("vreemd", Vreemd)
