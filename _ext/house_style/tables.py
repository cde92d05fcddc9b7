"""Tables that stay readable on a phone: rows become cards, each value with the head of its column."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from house_style.pictures import drawing
from markup import html_attr

CARDS = "lr-cards"
SCROLLS = "lr-scrolls"
FEWEST_COLUMNS = 2
_NAMING_ROLE = re.compile(r' role="(?:column|row)header"')


class PhoneTables(SphinxPostTransform):
    """Mark tables that can become cards, and give each cell the head of its column."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Mark every table; one with merged cells, one column or no head row scrolls sideways instead."""
        for table in list(self.document.findall(nodes.table)):
            heads = column_heads(table)
            if len(heads) < FEWEST_COLUMNS:
                table["classes"].append(SCROLLS)
                continue
            table["classes"].append(CARDS)
            for row in _rows(table, nodes.tbody):
                for head, cell in zip(heads, _cells(row), strict=True):
                    cell["lr_label"] = head


def column_heads(table: nodes.table) -> list[str]:
    """Return the head of each column; nothing when the table has no single head row or merges cells."""
    head_rows = _rows(table, nodes.thead)
    body_rows = _rows(table, nodes.tbody)
    if len(head_rows) != 1 or not body_rows:
        return []
    heads = [cell.astext().strip().replace("\n", " ") for cell in _cells(head_rows[0])]
    for row in [*head_rows, *body_rows]:
        cells = _cells(row)
        if len(cells) != len(heads) or not all(_is_plain(cell) for cell in cells):
            return []
    return heads if any(heads) else []


def _rows(table: nodes.table, part: type[nodes.Element]) -> list[nodes.row]:
    group = next((child for child in table if isinstance(child, nodes.tgroup)), None)
    if group is None:
        return []
    return [row for child in group if isinstance(child, part) for row in child if isinstance(row, nodes.row)]


def _cells(row: nodes.Element) -> list[nodes.entry]:
    return [cell for cell in row if isinstance(cell, nodes.entry)]


def _is_plain(cell: nodes.entry) -> bool:
    merges = "morecols" in cell or "morerows" in cell
    return not merges and next(cell.findall(nodes.table), None) is None


def visit_entry(writer: HTML5Translator, node: nodes.entry) -> None:
    """Emit the cell as the writer does, with the head of its column for the style sheet."""
    HTML5Translator.visit_entry(writer, node)
    tag = writer.body[-1]
    if tag.startswith("<th") and not _has_content(node):
        # A head without words, such as a row to fill in by hand, names nothing.
        tag = _NAMING_ROLE.sub(' role="cell"', f"<td{tag[3:]}")
        writer.context[-1] = "</td>\n"
    label = node.get("lr_label")
    if label:
        # The tag is `<td ...>` or `<th ...>`: three characters before its attributes.
        tag = f'{tag[:3]} data-label="{html_attr(label)}"{tag[3:]}'
    writer.body[-1] = tag


def _has_content(cell: nodes.entry) -> bool:
    return bool(cell.astext().strip()) or any(cell.findall(_is_picture))


def _is_picture(node: nodes.Node) -> bool:
    return isinstance(node, nodes.image | drawing)


def depart_entry(writer: HTML5Translator, node: nodes.entry) -> None:
    """Close the cell."""
    HTML5Translator.depart_entry(writer, node)


def setup_tables(app: Sphinx) -> None:
    """Register the transform and the writer of cells."""
    app.add_post_transform(PhoneTables)
    app.add_node(nodes.entry, override=True, html=(visit_entry, depart_entry))
