"""The visitor that writes a letter as a document of named styles, lists, tables and content controls.

Every node has a form or is reported, and the words of one without are kept: nothing is lost in silence.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from docutils import nodes
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

from letters.docx.controls import Controls
from letters.docx.lists import Lists
from letters.model import Field
from letters.reporting import warn
from markup import safe_url, xml_text
from markup.documents import upward

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_PART_STYLES = {
    "afzender": "Afzender",
    "bestemmeling": "Bestemmeling",
    "plaats-en-datum": "Plaats en datum",
    "kort-gezegd": "Kader",
    "ondertekening": "Ondertekening",
}
_DEEPEST_HEADING = 3
_BELOW_TABLE = Pt(10)
_WHOLE_ROWS = 8  # a longer table may go on over the page, below its head
_TEXT_WIDTH = Cm(16)  # between the margins of `package`


@dataclass(frozen=True)
class _Ink:
    """How the words at hand look."""

    bold: bool = False
    italic: bool = False
    below: bool = False
    above: bool = False
    filled_in: bool = False


@dataclass
class _List:
    number: int
    level: int
    fresh: bool = field(default=False)  # whether the next paragraph is the first of its item


class DocxTranslator(SphinxTranslator):
    """Writes into a document of python-docx.

    Attributes:
        controls: the fields so far.
    """

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.controls = Controls()
        self._docname = str(document.get("docname", ""))
        self._level = 0
        self._style = "Normal"
        self._ink = _Ink()
        self._open_lists: list[_List] = []
        self._unknown: set[str] = set()
        self._paragraph: Paragraph | None = None
        self._after_table = False
        self._parent: _Element | None = None  # a hyperlink, where runs go instead of the paragraph
        self._container: Document | _Cell
        self._document: Document
        self._lists: Lists

    def write_to(self, document: Document) -> None:
        """Write the whole doctree."""
        self._document = self._container = document
        self._lists = Lists(document)
        self.document.walkabout(self)

    # -- paragraphs and runs -----------------------------------------------------------------------

    def _begin(self, style: str) -> Paragraph:
        self._paragraph = self._container.add_paragraph(style=style)
        if self._after_table and not style.startswith("Heading"):
            self._paragraph.paragraph_format.space_before = _BELOW_TABLE
        self._after_table = False
        return self._paragraph

    def _current(self) -> Paragraph:
        """Return the paragraph that is being written; words outside any get one of their own."""
        return self._paragraph or self._begin(self._style)

    def _end(self) -> None:
        self._paragraph = None

    def _run(self) -> Run:
        """Append a run in the ink at hand."""
        run = self._current().add_run()
        if self._parent is not None:
            self._parent.append(run._r)
        self._dip(run)
        return run

    def _dip(self, run: Run) -> None:
        ink = self._ink
        run.bold, run.italic = ink.bold or None, ink.italic or None
        run.font.subscript, run.font.superscript = ink.below or None, ink.above or None

    @contextmanager
    def _styled(self, style: str) -> Iterator[None]:
        kept, self._style = self._style, style
        yield
        self._style = kept

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Append words, with white space folded as in running text."""
        words = xml_text(_SPACE.sub(" ", node.astext()))
        if self._paragraph is None and not words.strip():
            return
        self._run().text = words

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        pass

    def put_control(self, letter_field: Field) -> None:
        """Append a content control."""
        run = self._run()
        run.style = self._document.styles["Placeholder Text"]
        place = run._r.getparent()
        assert place is not None  # noqa: S101  narrows the type
        place.append(self.controls.make(letter_field, run._r))  # takes the run along

    # -- the skeleton ------------------------------------------------------------------------------

    def _pass(self, node: nodes.Element) -> None:
        """Let the children speak."""

    visit_document = depart_document = _pass
    visit_compound = depart_compound = visit_container = depart_container = _pass
    visit_literal = depart_literal = visit_inline = depart_inline = visit_generated = depart_generated = _pass
    visit_target = depart_target = _pass
    visit_tgroup = depart_tgroup = visit_tbody = depart_tbody = _pass
    visit_definition_list = depart_definition_list = visit_definition_list_item = _pass
    depart_definition_list_item = depart_abbreviation = _pass

    def _skip(self, node: nodes.Element) -> None:
        """Leave out what no reader sees."""
        raise nodes.SkipNode

    visit_comment = visit_substitution_definition = visit_index = visit_toctree = visit_meta = _skip
    visit_colspec = _skip

    def visit_section(self, node: nodes.Element) -> None:
        self._level += 1

    def depart_section(self, node: nodes.Element) -> None:
        self._level -= 1

    def visit_title(self, node: nodes.Element) -> None:
        if isinstance(node.parent, nodes.section):
            self._begin(f"Heading {min(max(self._level, 1), _DEEPEST_HEADING)}")
        else:
            self._begin(self._style)
            self._ink = replace(self._ink, bold=True)

    def depart_title(self, node: nodes.Element) -> None:
        self._ink = replace(self._ink, bold=False)
        self._end()

    visit_rubric = visit_title
    depart_rubric = depart_title

    def visit_paragraph(self, node: nodes.Element) -> None:
        if not self._open_lists or isinstance(self._container, _Cell):
            self._begin(self._style)
            return
        last = self._open_lists[-1]
        paragraph = self._begin("Opsomming" if last.fresh else "Vervolg van opsomming")
        if last.fresh:
            self._lists.mark(paragraph._p.get_or_add_pPr(), last.number, last.level)
            last.fresh = False

    def depart_paragraph(self, node: nodes.Element) -> None:
        self._end()

    def visit_transition(self, node: nodes.Element) -> None:
        self._begin(self._style)
        self._end()
        raise nodes.SkipNode

    def visit_block_quote(self, node: nodes.Element) -> None:
        """Indent."""
        node["docx_style"], self._style = self._style, "Citaat"

    def depart_block_quote(self, node: nodes.Element) -> None:
        self._style = node["docx_style"]

    visit_definition = visit_block_quote
    depart_definition = depart_block_quote

    def visit_term(self, node: nodes.Element) -> None:
        self._begin(self._style)
        self._ink = replace(self._ink, bold=True)

    def depart_term(self, node: nodes.Element) -> None:
        self._ink = replace(self._ink, bold=False)
        self._end()

    def visit_line_block(self, node: nodes.Element) -> None:
        pass

    def depart_line_block(self, node: nodes.Element) -> None:
        self._end()

    def visit_line(self, node: nodes.Element) -> None:
        self._begin(self._style)

    def depart_line(self, node: nodes.Element) -> None:
        self._end()

    # -- boxes -------------------------------------------------------------------------------------

    def visit_admonition(self, node: nodes.Element) -> None:
        """Set a box apart by a rule in its margin; one without a title of its own gets that of its kind."""
        node["docx_style"], self._style = self._style, "Kader"
        if not isinstance(node, nodes.admonition):
            title = _BOX_TITLES.get(type(node).__name__, "")
            if title:
                paragraph = self._begin(self._style)
                paragraph.add_run(title).bold = True
                self._end()

    def depart_admonition(self, node: nodes.Element) -> None:
        self._style = node["docx_style"]

    visit_note = visit_tip = visit_important = visit_warning = visit_danger = visit_admonition
    depart_note = depart_tip = depart_important = depart_warning = depart_danger = depart_admonition
    visit_attention = visit_caution = visit_hint = visit_error = visit_admonition
    depart_attention = depart_caution = depart_hint = depart_error = depart_admonition

    # -- lists -------------------------------------------------------------------------------------

    def visit_bullet_list(self, node: nodes.Element) -> None:
        self._begin_list(self._lists.begin(numbered=False))

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        self._begin_list(self._lists.begin(numbered=True, start=int(node.get("start", 1))))

    def _begin_list(self, number: int) -> None:
        self._open_lists.append(_List(number, len(self._open_lists)))

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self._open_lists.pop()

    depart_enumerated_list = depart_bullet_list

    def visit_list_item(self, node: nodes.Element) -> None:
        self._open_lists[-1].fresh = True

    def depart_list_item(self, node: nodes.Element) -> None:
        self._end()

    # -- tables ------------------------------------------------------------------------------------

    def visit_table(self, node: nodes.Element) -> None:
        title = node.next_node(nodes.title)
        if title is not None:
            self._begin(self._style)
            with self._bold():
                for child in title.children:
                    child.walkabout(self)
            self._end()
        heads = _rows(node, nodes.thead)
        rows = [*heads, *_rows(node, nodes.tbody)]
        width = max((len(_cells(row)) for row in rows), default=0)
        table = self._document.add_table(rows=0, cols=width)
        _ruled(table._tbl)
        columns = list(node.findall(nodes.colspec))
        stubs = sum("stub" in column.attributes for column in columns)
        shares = _shares(columns)
        for row in rows:
            line = table.add_row()
            if row in heads:
                line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for place, cell in enumerate(_cells(row)):
                if {"morecols", "morerows"} & set(cell.attributes):
                    self._report("een samengevoegd vak", cell)
                line.cells[place].width = shares[place]
                self._write_cell(line.cells[place], cell, bold=row in heads or place < stubs)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = share
        if len(rows) <= _WHOLE_ROWS:
            _kept_whole(table)
        self._after_table = True
        raise nodes.SkipNode

    def _write_cell(self, target: _Cell, source: nodes.Element, *, bold: bool) -> None:
        kept, lists, self._container, self._open_lists = self._container, self._open_lists, target, []
        first = target.paragraphs[0]
        with self._styled("Tabeltekst"), self._bold(on=bold):
            for child in source.children:
                child.walkabout(self)
        if len(target.paragraphs) > 1:  # python-docx starts each cell with an empty one
            first._p.getparent().remove(first._p)
        self._end()
        self._container, self._open_lists = kept, lists

    @contextmanager
    def _bold(self, *, on: bool = True) -> Iterator[None]:
        kept = self._ink
        self._ink = replace(self._ink, bold=on)
        yield
        self._ink = kept

    # -- inside a line -----------------------------------------------------------------------------

    def visit_strong(self, node: nodes.Element) -> None:
        node["docx_ink"], self._ink = self._ink, replace(self._ink, bold=True)

    def visit_emphasis(self, node: nodes.Element) -> None:
        node["docx_ink"], self._ink = self._ink, replace(self._ink, italic=True)

    def visit_subscript(self, node: nodes.Element) -> None:
        node["docx_ink"], self._ink = self._ink, replace(self._ink, below=True)

    def visit_superscript(self, node: nodes.Element) -> None:
        node["docx_ink"], self._ink = self._ink, replace(self._ink, above=True)

    def _depart_ink(self, node: nodes.Element) -> None:
        """Go back."""
        self._ink = node["docx_ink"]

    depart_strong = depart_emphasis = depart_subscript = depart_superscript = _depart_ink

    def visit_abbreviation(self, node: nodes.Element) -> None:
        self.visit_Text(nodes.Text(node.astext()))
        if explanation := node.get("explanation"):
            self.visit_Text(nodes.Text(f" ({explanation})"))
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.Element) -> None:
        """Open a link to the web; a link inside the site is plain words while the site has no address."""
        uri = safe_url(node.get("refuri", ""))
        if not uri or ":" not in uri:
            return
        link = OxmlElement("w:hyperlink")
        part = self._document.part
        link.set(qn("r:id"), part.relate_to(xml_text(uri), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self._current()._p.append(link)
        self._parent = link

    def depart_reference(self, node: nodes.Element) -> None:
        if self._parent is None:
            return
        self._parent = None
        uri = node.get("refuri", "")
        if node.astext().strip() not in uri:
            self.visit_Text(nodes.Text(f" ({uri})"))

    visit_number_reference = visit_reference
    depart_number_reference = depart_reference

    def visit_raw(self, node: nodes.Element) -> None:
        """Break a line where MyST says so; other raw text is for other outputs."""
        if "html" in node.get("format", "").split():
            if node.astext().strip() in {"<br />", "<br>"}:
                self._run().add_break(WD_BREAK.LINE)
            else:
                self._report("HTML", node)
        raise nodes.SkipNode

    # -- what has no form --------------------------------------------------------------------------

    def unknown_visit(self, node: nodes.Node) -> None:
        """Report a node without a form once per kind; its words are kept."""
        self._report(f"het onderdeel «{type(node).__name__}»", node)

    def unknown_departure(self, node: nodes.Node) -> None:
        """Leave it."""

    def visit_image(self, node: nodes.Element) -> None:
        """Report a picture; its alternative text stands for it."""
        self._report("een afbeelding", node)
        self.visit_Text(nodes.Text(str(node.get("alt", ""))))
        raise nodes.SkipNode

    def _report(self, what: str, node: nodes.Node) -> None:
        if what in self._unknown:
            return
        self._unknown.add(what)
        cause = f"Het Word-bestand van een brief kent {what} niet; alleen de woorden zijn overgenomen."
        line = next((n.line for n in upward(node) if n.line), None)
        warn(cause, "Gebruik gewone tekst, een lijst, een tabel of een blok van een brief.", "onderdeel",
             (self._docname, line))  # fmt: skip


_BOX_TITLES = {
    "note": "Weetje",
    "tip": "Tip",
    "hint": "Tip",
    "important": "Belangrijk",
    "warning": "Opgelet",
    "attention": "Opgelet",
    "caution": "Opgelet",
    "danger": "Gevaar",
    "error": "Gevaar",
}


def visit_part(writer: DocxTranslator, node: nodes.Element) -> None:
    """Set the style of a block of a letter."""
    node["docx_style"], writer._style = writer._style, _PART_STYLES[node["soort"]]


def depart_part(writer: DocxTranslator, node: nodes.Element) -> None:
    """Go back."""
    writer._style = node["docx_style"]


def _rows(table: nodes.Element, part: type[nodes.Element]) -> list[nodes.Element]:
    return [row for group in table.findall(part) for row in group.children if isinstance(row, nodes.row)]


def _cells(row: nodes.Element) -> list[nodes.Element]:
    return [cell for cell in row.children if isinstance(cell, nodes.entry)]


def _shares(columns: list[nodes.colspec]) -> list[Length]:
    """Return the width of each column."""
    parts = [int(column.get("colwidth", 1)) for column in columns]
    return [Length(_TEXT_WIDTH * part // max(1, sum(parts))) for part in parts]


def _kept_whole(table: Table) -> None:
    """Keep every row with the next, so that a short table to fill in starts on the next page, not halfway."""
    for row in table.rows[:-1]:
        for paragraph in (paragraph for cell in row.cells for paragraph in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = True


def _ruled(table: CT_Tbl) -> None:
    """Give a table thin lines, the full width, and no style of the template."""
    properties = table.tblPr
    for style in properties.findall(qn("w:tblStyle")):
        properties.remove(style)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": "4", "space": "0", "color": "6B7787"}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    # CT_TblPr wants borders after the width and before layout and look.
    width = properties.find(qn("w:tblW"))
    (width.addnext if width is not None else properties.append)(borders)
