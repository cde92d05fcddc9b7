"""Tables: header rows that repeat, spans, row headers, columns that fit the page."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes

from typst_pdf.writer import TypstWriter

#: Characters of body text that fit on one line of a page, per template; measured on the fonts we ship.
CHARACTERS_PER_LINE = {"rapport": 92, "brochure": 58}
_FALLBACK_LINE = 92
#: A table with more cells' worth of text than this is allowed to continue on the next page.
KEPT_WHOLE = 700
#: A row with more text than this may be torn; shorter ones are not.
ROW_KEPT_WHOLE = 1500
_WORD_BREAK = re.compile(r"[\s\u00ad/\-–]+")
_HYPHENATED = 16  # a longer word is hyphenated rather than given a column of its own width


@dataclass(frozen=True)
class _Column:
    """What a column holds: its longest unbreakable piece and its longest cell, in characters."""

    longest_word: int
    longest_cell: int


class TableVisitors(TypstWriter):
    """Tables of every kind; `tests/samples` shows each."""

    def visit_table(self, node: nodes.Element) -> None:
        group = node.next_node(nodes.tgroup)
        if group is None or group.next_node(nodes.row) is None:
            raise nodes.SkipNode
        self.anchors(node)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        columns = [child for child in group.children if isinstance(child, nodes.colspec)]
        measures = _measure(group, len(columns))
        available = CHARACTERS_PER_LINE.get(self.assembly.publication.template, _FALLBACK_LINE)
        scale, landscape = self._fit(measures, available, node)
        shares = self._shares(node, columns, measures, available)
        widths = "(" + ", ".join(f"{share:g}fr" if share else "auto" for share in shares) + ",)"
        narrow = _has_narrow_column(shares, measures, available / scale)
        if landscape:
            self.open("landscape-page(")
        kept = len(node.astext()) < KEPT_WHOLE
        arguments = (
            f"columns: {widths}, scale: {scale}, kept: {self.value(kept)}, align: {self._alignment(node)}"
        )
        if "invultabel" in node["classes"]:
            arguments += ", to-fill: true"
        arguments += f", hyphenate: {self.value(narrow)}"
        self.put(f"data-table({arguments}, caption: ")
        if title is None:
            self.put("none,")
        else:
            self.put("{")
            self.caption_number(node, "table")
            self.anchors(title)
            self.code.extend(self.render(title.children))
            self.put("},")
        stub = sum(1 for column in columns if column.get("stub"))
        if stub:
            self.stubs[self.tables] = stub
        self.tables += 1
        header, bodies = _parts(group)
        if header is not None:
            self._header(header)
        for body in bodies:
            for row in body.children:
                if isinstance(row, nodes.row):
                    self._row(row, columns)
        self.put(")")
        if landscape:
            self.close()
        raise nodes.SkipNode

    def _header(self, header: nodes.Element) -> None:
        rows = [row for row in header.children if isinstance(row, nodes.row)]
        unrepeatable = any(
            isinstance(n, (nodes.reference, nodes.footnote_reference)) for n in header.findall(nodes.Element)
        )
        for level, row in enumerate(rows, start=1):
            self.put(f"table.header(repeat: {self.value(not unrepeatable)}, level: {level},")
            outer, self.in_repeated_header = self.in_repeated_header, True
            self._row(row, [], header=True)
            self.in_repeated_header = outer
            self.put("),")

    def _row(self, row: nodes.Element, columns: Sequence[nodes.Element], *, header: bool = False) -> None:
        breakable = len(row.astext()) > ROW_KEPT_WHOLE
        entries = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        for position, entry in enumerate(entries):
            arguments = []
            if entry.get("morecols"):
                arguments.append(f"colspan: {int(entry['morecols']) + 1}")
            if entry.get("morerows"):
                arguments.append(f"rowspan: {int(entry['morerows']) + 1}")
            if "invulvak" in entry["classes"]:
                arguments.append("inset: 1.5pt")  # the field is the cell
            if breakable:
                arguments.append("breakable: true")
            if alignment := _entry_alignment(entry):
                arguments.append(f"align: {alignment}")
            stub = position < len(columns) and bool(columns[position].get("stub"))
            look = "column-header(" if header else "row-header(" if stub else ""
            self.put(f"table.cell({', '.join(arguments)}{', ' if arguments else ''}{{")
            if look:
                self.open(look)
            self.anchors(entry)
            self.code.extend(self.render(entry.children))
            if look:
                self.close()
            self.put("}),")

    def _fit(self, measures: list[_Column], available: int, node: nodes.Element) -> tuple[float, bool]:
        """Return a text scale, and whether the table needs a page on its side."""
        needed = sum(min(column.longest_word, _HYPHENATED) + 3 for column in measures)
        if needed <= available:
            return 1.0, False
        nested = not isinstance(node.parent, (nodes.section, nodes.document))
        if needed * 0.85 <= available or (nested and needed * 0.7 <= available):
            return round(max(0.7, available / needed), 3), False
        wide = int(available * 1.5)
        if nested:
            return 0.6, False
        return round(min(1.0, max(0.55, wide / needed)), 3), True

    @staticmethod
    def _shares(
        node: nodes.Element, columns: Sequence[nodes.Element], measures: list[_Column], available: int
    ) -> list[float]:
        """Return each column's share of the width: what the author gave, else by what the columns hold.

        Zeros mean that the columns are as wide as their text, which then fits on one line.
        """
        if "colwidths-given" in node["classes"]:
            return [float(column.get("colwidth", 1)) for column in columns]
        total = sum(column.longest_cell for column in measures)
        if total + 4 * len(measures) < available * 0.8 and "colwidths-grid" not in node["classes"]:
            return [0.0] * len(measures)
        # A column's share grows with its text, but slower: long cells may have more lines.
        return [
            round(max(min(c.longest_word, _HYPHENATED) + 3, 3.2 * math.sqrt(c.longest_cell)), 1)
            for c in measures
        ]

    @staticmethod
    def _alignment(node: nodes.Element) -> str:
        side = node.get("align", "")
        return {"center": "center", "right": "right"}.get(side, "left")


def _parts(group: nodes.Element) -> tuple[nodes.Element | None, list[nodes.tbody]]:
    header = next((child for child in group.children if isinstance(child, nodes.thead)), None)
    return header, [child for child in group.children if isinstance(child, nodes.tbody)]


def _measure(group: nodes.Element, columns: int) -> list[_Column]:
    """Return what each column holds; cells over several columns count for their share."""
    words = [1] * columns
    cells = [1] * columns
    for row in group.findall(nodes.row):
        position = 0
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            span = int(entry.get("morecols", 0)) + 1
            text = entry.astext()
            for column in range(position, min(position + span, columns)):
                longest = max((len(word) for word in _WORD_BREAK.split(text)), default=0)
                words[column] = max(words[column], longest // span)
                cells[column] = max(cells[column], len(text) // span)
            position += span
    return [_Column(word, cell) for word, cell in zip(words, cells, strict=True)]


def _has_narrow_column(shares: list[float], measures: list[_Column], available: float) -> bool:
    """Tell whether some word is wider than its column, so that words must be broken."""
    total = sum(shares)
    if not total:
        return False
    return any(
        column.longest_word + 2 > available * share / total
        for share, column in zip(shares, measures, strict=True)
    )


def _entry_alignment(entry: nodes.Element) -> str:
    for name in entry["classes"]:
        if name in {"text-left", "text-center", "text-right"}:
            return str(name.removeprefix("text-"))
    return ""
