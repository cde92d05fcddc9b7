"""Words inside a line: emphasis, code, abbreviations, keys, sub- and superscript."""

from docutils import nodes

from markup import html_words
from typst_pdf import math
from typst_pdf.fields import FieldKind
from typst_pdf.visitors.rawhtml import task_state
from typst_pdf.writer import TypstWriter

# A class on an inline text (from a role or from `[text]{.class}`) and the Typst call it gets.
_INLINE_CLASSES = {
    "kbd": "kbd(",
    "guilabel": "strong(",
    "menuselection": "strong(",
    "strike": "strike(",
    "underline": "underline(",
    "highlight": "highlight(",
    "smallcaps": "smallcaps(",
    "bron": "citation-mark(",
}


class InlineVisitors(TypstWriter):
    """Inline nodes of docutils, Sphinx and MyST."""

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        self.text(node.astext())

    def _wrap(self, node: nodes.Element, call: str) -> None:
        self.anchors(node)
        self.open(call)

    def visit_emphasis(self, node: nodes.Element) -> None:
        self._wrap(node, "emph(")

    def depart_emphasis(self, node: nodes.Element) -> None:
        self.close()

    visit_title_reference = visit_literal_emphasis = visit_manpage = visit_emphasis
    depart_title_reference = depart_literal_emphasis = depart_manpage = depart_emphasis

    def visit_strong(self, node: nodes.Element) -> None:
        self._wrap(node, "strong(")

    def depart_strong(self, node: nodes.Element) -> None:
        self.close()

    visit_literal_strong = visit_strong
    depart_literal_strong = depart_strong

    def visit_subscript(self, node: nodes.Element) -> None:
        self._wrap(node, "sub(")

    def depart_subscript(self, node: nodes.Element) -> None:
        self.close()

    def visit_superscript(self, node: nodes.Element) -> None:
        self._wrap(node, "super(")

    def depart_superscript(self, node: nodes.Element) -> None:
        self.close()

    def visit_literal(self, node: nodes.Element) -> None:
        self.anchors(node)
        call = "kbd(" if "kbd" in node["classes"] else "code("
        self.put(f"{call}{self.value(node.astext())})")
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.Element) -> None:
        self.anchors(node)
        calls = [_INLINE_CLASSES[name] for name in node["classes"] if name in _INLINE_CLASSES]
        if language := node.get("lang"):
            calls.append(f"text(lang: {self.value(str(language)[:2])}, ")
        node["typst_calls"] = len(calls)
        for call in calls:
            self.open(call)

    def depart_inline(self, node: nodes.Element) -> None:
        for _ in range(node["typst_calls"]):
            self.close()

    def visit_abbreviation(self, node: nodes.Element) -> None:
        self.anchors(node)

    def depart_abbreviation(self, node: nodes.Element) -> None:
        explanation = node.get("explanation")
        first = explanation and (node.astext(), explanation) not in self.explained
        if first:
            self.explained.add((node.astext(), explanation))
            self.text(f" ({explanation})")

    visit_acronym = visit_abbreviation
    depart_acronym = depart_abbreviation

    def visit_problematic(self, node: nodes.Element) -> None:
        self._wrap(node, "problematic(")

    def depart_problematic(self, node: nodes.Element) -> None:
        self.close()

    # -- formulas --------------------------------------------------------------------------------

    def visit_math(self, node: nodes.Element) -> None:
        self.anchors(node)
        self._formula(node, node.astext(), block=False)
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        self.anchors(node)
        self._formula(node, node.astext(), block=True)
        raise nodes.SkipNode

    visit_displaymath = visit_math_block

    def _formula(self, node: nodes.Element, tex: str, *, block: bool) -> None:
        code = math.typst_from_tex(tex)
        number = node.get("number")
        extra = f", number: {self.value(f'({number})')}" if number and block else ""
        if code is None:
            self.warn("math", f"De formule «{tex}» is niet te tekenen; ze staat er als code.", node)
            self.put(f"formula-source({self.value(tex)}, block: {self.value(block)}{extra})")
            return
        alternative = node.get("alt") or tex
        self.put(f"formula({self.value(code)}, {self.value(alternative)}, block: {self.value(block)}{extra})")

    # -- what MyST and authors write for one output only --------------------------------------------

    def visit_raw(self, node: nodes.Element) -> None:
        formats = node.get("format", "").split()
        if "typst" in formats:
            self.put(f'eval({self.value(node.astext())}, mode: "markup")')
        elif "html" in formats:
            self._raw_html(node)
        raise nodes.SkipNode

    def _raw_html(self, node: nodes.Element) -> None:
        source = node.astext()
        match source.strip():
            case "<br />" | "<br>":
                self.put("linebreak()")
            case "<s>":
                self.open("strike(")
            case "</s>":
                self.close()
            case _ if (done := task_state(source)) is not None:
                label = node.parent.astext().replace(source, "")
                self.put(f"task-box({'true' if done else self.field(FieldKind.TICK, label)})")
            case _ if words := html_words(source):
                self.warn(
                    "raw_html",
                    "HTML staat alleen op de site; in de PDF staat hier enkel de tekst. "
                    "Tip: Gebruik een gewoon blok in plaats van HTML.",
                    node,
                )
                self.text(words)
