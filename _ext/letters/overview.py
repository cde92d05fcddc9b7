"""The directive `brievenlijst`: every letter with its purpose, its reader and its files."""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from letters.collection import letters
from letters.model import Letter
from markup import safe_url

_HEADS = ("Brief", "Wanneer", "Voor wie", "Om te gebruiken")
_WIDTHS = (26, 34, 14, 26)


class brievenlijst(nodes.container):  # noqa: N801 - docutils names nodes like this
    """Holds the table, once all letters are known; other sites can show it alone (`embed_delen`)."""


class LetterOverview(SphinxDirective):
    """`brievenlijst`: takes no argument and no content."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the table."""
        place = brievenlijst(classes=["lr-brievenlijst"])
        self.set_source_info(place)
        return [place]


class FillOverview(SphinxPostTransform):
    """Fills the place with a table; before references are resolved."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Fill in every overview of the page."""
        for place in list(self.document.findall(brievenlijst)):
            place += self._table() if letters(self.env) else nodes.paragraph("", "Er zijn nog geen brieven.")

    def _table(self) -> nodes.table:
        table = nodes.table()
        group = nodes.tgroup(cols=len(_HEADS))
        group += nodes.colspec(colwidth=_WIDTHS[0], stub=1)
        group += [nodes.colspec(colwidth=width) for width in _WIDTHS[1:]]
        group += nodes.thead("", _row([nodes.Text(head)] for head in _HEADS))
        group += nodes.tbody("", *(self._line(letter) for letter in letters(self.env)))
        table += group
        return table

    def _line(self, letter: Letter) -> nodes.row:
        builder = self.env._app.builder
        page = make_refnode(
            builder, self.env.current_document.docname, letter.docname, "", nodes.inline("", letter.title)
        )
        return _row([[page], [nodes.Text(letter.when)], [nodes.Text(letter.reader)], self._files(letter)])

    def _files(self, letter: Letter) -> list[nodes.Node]:
        """Return links to the files; only the page itself where none were made."""
        settings: Mapping[str, Any] = getattr(self.config, "house_style_downloads", {}) or {}
        root = "../" * self.env._app.builder.get_target_uri(self.env.current_document.docname).count("/")
        found: list[nodes.Node] = []
        for entry in settings.get(letter.docname, ()):
            href = safe_url(str(entry["href"]))
            if href is None:
                continue
            found += [nodes.Text(" · ")] if found else []
            name = str(entry.get("short") or entry["label"])
            said = f"{name}: {letter.title}"
            found.append(nodes.reference("", name, refuri=root + href, internal=True, reftitle=said))
        return found or [nodes.Text("de pagina")]


def _row(cells: Any) -> nodes.row:  # noqa: ANN401 - lists of nodes, from a generator or a list
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


def setup_overview(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(brievenlijst)
    app.add_directive("brievenlijst", LetterOverview)
    app.add_post_transform(FillOverview)
