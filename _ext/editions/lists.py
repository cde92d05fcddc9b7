"""What the editions do not know yet, as a table on the page for the working group."""

from collections.abc import Sequence
from typing import cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from editions.domain import DOMAIN, EditionsDomain
from editions.model import CONTACT, Edition
from editions.store import editions_of, start_of
from facts.printing import table
from markup.documents import documents_below


class edition_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like this
    """Stands where the table comes."""


class FillGaps(SphinxPostTransform):
    """Replaces each `edition_list` once all named blocks are known."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Replace every list of the document."""
        for place in list(self.document.findall(edition_list)):
            place.replace_self(self._table())

    def _table(self) -> nodes.Element:
        domain = cast(EditionsDomain, self.env.get_domain(DOMAIN))
        blocks = domain.blocks_on(documents_below(self.env, start_of(self.env)))
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
