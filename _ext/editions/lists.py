"""What the editions do not know yet and what they can fill in, on the page for the working group."""

from collections.abc import Sequence
from typing import cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from editions.domain import DOMAIN, EditionsDomain
from editions.model import CONTACT, Edition
from editions.store import editions_of, start_of
from facts.printing import table
from markup.documents import documents_below


class edition_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like this
    """Stands where the table and the list of blocks come."""


class FillGaps(SphinxPostTransform):
    """Replaces each `edition_list` once all named blocks are known."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Replace every list of the document."""
        for place in list(self.document.findall(edition_list)):
            place.replace_self([self._table(), *self._names()])

    @property
    def _domain(self) -> EditionsDomain:
        return cast(EditionsDomain, self.env.get_domain(DOMAIN))

    @property
    def _pages(self) -> list[str]:
        return documents_below(self.env, start_of(self.env))

    def _names(self) -> list[nodes.Node]:
        """Return the names of all blocks, by page."""
        items = []
        for page in self._pages:
            names = self._domain.blocks_on([page])
            if names:
                builder, here = self.env._app.builder, self.env.docname
                title = nodes.inline("", self.env.titles[page].astext())
                line: list[nodes.Node] = [make_refnode(builder, here, page, "", title), nodes.Text(": ")]
                for number, name in enumerate(names):
                    line += [nodes.Text(", ")] if number else []
                    line.append(nodes.literal("", name))
                items.append(nodes.list_item("", nodes.paragraph("", "", *line)))
        if not items:
            return []
        lead = nodes.paragraph("", "Deze blokken kan een editie vervangen of aanvullen:")
        return [lead, nodes.bullet_list("", *items, classes=["simple"])]

    def _table(self) -> nodes.Element:
        blocks = self._domain.blocks_on(self._pages)
        rows = [
            (f"{edition.name} ({edition.key})", _contact(edition), _blocks(edition, blocks))
            for edition, _ in editions_of(self.env).values()
            if edition and not edition.example
        ]
        if not rows:
            return nodes.paragraph("", "Er zijn nog geen edities.")
        return table(("Editie", "Niet bekend", "Zonder eigen afspraak"), rows, (28, 36, 36))


def _contact(edition: Edition) -> str:
    return ", ".join(CONTACT[key].lower() for key in edition.unknown) or "niets"


def _blocks(edition: Edition, names: Sequence[str]) -> str:
    return ", ".join(name for name in names if name not in edition.texts) or "niets"
