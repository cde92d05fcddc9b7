"""What every visitor module builds on: a buffer of Typst code and the helpers that fill it.

Extensions that add their own nodes use the same helpers::

    def visit_chart(self, node):            # app.add_node(chart, typst=(visit_chart, depart_chart))
        self.open("block(width: 100%,")     # opens a call whose last argument is a code block
        self.anchors(node)                  # link targets that somebody refers to

    def depart_chart(self, node):
        self.close()

`put` takes Typst code, `text` takes words. Words never become code: see `markup.typst`.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from markup import typst_string, typst_value
from typst_pdf.code import CodeBuffer, Line, Origin
from typst_pdf.fields import FieldKind, FieldList, address

if TYPE_CHECKING:
    from typst_pdf.builder import TypstPdfBuilder
    from typst_pdf.publication import Assembly

logger = logging.getLogger(__name__)

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class TypstWriter(SphinxTranslator):
    """Buffer, origins, link targets and messages. The visitors stand in `typst_pdf.visitors`."""

    builder: "TypstPdfBuilder"

    def __init__(self, document: nodes.document, builder: "TypstPdfBuilder") -> None:
        super().__init__(document, builder)
        self.assembly: Assembly = builder.assembly
        self.docname: str = document.get("docname", self.assembly.publication.startdoc)
        self.code = CodeBuffer(Origin(self.docname))
        self._covered = False  # whether the title on the cover has been passed
        self.level = -1  # the start document's own title is level 0, chapters are level 1
        self.bookmarks = 0
        self.tables = 0
        self.stubs: dict[int, int] = {}  # row-header columns by number of the table in reading order
        self.fields = FieldList()
        self.missing_glyphs = builder.glyphs.missing(document.astext())
        self.in_heading = False
        self.in_footnote = False
        self.in_repeated_header = False
        self.explained: set[tuple[str, str]] = set()  # abbreviations that were written out once
        self._documents: list[tuple[str, int]] = []
        self._unknown: set[str] = set()

    # -- code ------------------------------------------------------------------------------------

    def put(self, code: str) -> None:
        """Append one Typst statement in code mode."""
        self.code.put(code)

    def text(self, words: str) -> None:
        """Append words as they are, with white space folded as in running text."""
        words = _SPACE.sub(" ", words)
        if words:
            self.code.put(typst_string(self._printable(words)))

    def _printable(self, words: str) -> str:
        """Write out characters that no font has, and say so: one of them would stop the compiler."""
        strange = self.missing_glyphs.intersection(words)
        for character in sorted(strange):
            name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
            words = words.replace(character, f"[{name}]")
            if not unicodedata.category(character).startswith("M"):
                self.warn(
                    "glyph",
                    f"Het teken «{character}» zit niet in het lettertype; in de PDF staat «[{name}]». "
                    "Tip: Schrijf het woord, of gebruik een pictogram.",
                    None,
                )
        return words

    def open(self, call: str = "") -> None:
        """Open a call that takes a code block as its last argument: `open("strong(")`."""
        self.code.put(call + "{")

    def close(self, rest: str = "") -> None:
        """Close what `open` opened; `rest` holds further arguments, each with its comma in front."""
        self.code.put("}" + rest + ")")

    def render(self, children: Iterable[nodes.Node]) -> list[Line]:
        """Translate nodes apart from the rest and return their lines."""
        with self.code.captured() as lines:
            for child in children:
                child.walkabout(self)
        return lines

    def block(self, children: Iterable[nodes.Node]) -> None:
        """Translate nodes inside a code block of their own, as one argument."""
        self.code.put("{")
        self.code.extend(self.render(children))
        self.code.put("},")

    def value(self, value: object) -> str:
        """Return Typst code for a text, number, truth value, list or mapping."""
        if isinstance(value, str):
            return typst_string(self._printable(value) if self.missing_glyphs else value)
        return typst_value(value)

    def field(self, kind: str, label: str) -> str:
        """List a field to fill in; return Typst code for the address of the link that keeps its place.

        Args:
            kind: a value of `FieldKind`.
            label: what a screen reader says.

        Returns:
            A string literal, or `none` in a part that is printed on every page, where no field can stand.
        """
        if self.in_repeated_header:
            return "none"
        return self.value(address(self.fields.add(self.docname, label, FieldKind(kind))))

    def caption_number(self, node: nodes.Element, figtype: str) -> None:
        """Put «Tabel 3: » when the node has a number on the site."""
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(figtype, {})
        found = next((numbers[node_id] for node_id in node["ids"] if node_id in numbers), None)
        template = self.config.numfig_format.get(figtype, "%s")
        if found is None or not self.config.numfig:
            return
        number = ".".join(map(str, found))
        words = template % number if "%s" in template else template.replace("{number}", number)
        self.put(f"caption-number({self.value(words)})")

    # -- places ----------------------------------------------------------------------------------

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit a node and remember where it stands in the sources."""
        line = getattr(node, "line", None)
        if line is not None:
            self.code.origin = Origin(self.docname, line)
        super().dispatch_visit(node)

    def place(self, node: nodes.Node) -> Origin:
        """Return the document and line of a node, taken from the nearest ancestor that knows it."""
        current: Any = node
        while current is not None:
            if getattr(current, "line", None) is not None:
                return Origin(self.docname, current.line)
            current = current.parent
        return Origin(self.docname, self.code.origin.line)

    def label(self, docname: str, node_id: str = "") -> str:
        """Return the code of the label for an id of a document; an empty id is the document itself."""
        return f"label({typst_string(f'{docname}#{node_id}')})"

    def wanted_ids(self, node: nodes.Element) -> list[str]:
        """Return the ids of a node that something in this publication refers to."""
        return [i for i in node["ids"] if (self.docname, i) in self.assembly.wanted]

    def anchors(self, node: nodes.Element) -> None:
        """Put an invisible link target for each id of the node that is referred to."""
        for node_id in self.wanted_ids(node):
            self.anchor(node_id)

    def anchor(self, node_id: str) -> None:
        """Put an invisible link target."""
        if self.assembly.claim(self.docname, node_id):
            self.put(f"[#metadata(none)#{self.label(self.docname, node_id)}]")

    # -- messages --------------------------------------------------------------------------------

    def warn(self, subtype: str, message: str, node: nodes.Node | None) -> None:
        """Report something, in Dutch, on the line of a node or else where the translator stands."""
        place = self.place(node) if node is not None else self.code.origin
        logger.warning(message, type="typst", subtype=subtype, location=(place.docname, place.line))

    def unknown_visit(self, node: nodes.Node) -> None:
        """Report a node without visitor once per kind; its content is kept."""
        name = type(node).__name__
        if name not in self._unknown:
            self._unknown.add(name)
            self.warn(
                "unknown_node",
                f"De PDF kent het onderdeel «{name}» niet; alleen de inhoud ervan is overgenomen. "
                "Tip: Gebruik een ander blok, of vraag de beheerder om een PDF-vorm ervoor.",
                node,
            )

    def unknown_departure(self, node: nodes.Node) -> None:
        """Leave a node: most have nothing to close."""
