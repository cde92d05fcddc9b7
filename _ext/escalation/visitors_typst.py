"""What the PDF prints of charts: the drawing with its table, and the cards in the text."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from docutils import nodes

from escalation.domain import domain_of
from escalation.emit import typst
from escalation.emit.fitting import Fit, Room, fit
from escalation.emit.typst_table import table
from escalation.emit.wording import call, outcome_word, strength_word
from escalation.layout import Fonts
from escalation.model import Chart, Step
from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan
from house_style.tokens import FONTS_PDF
from markup import typst_string, typst_value
from typst_pdf.builder import TypstPdfBuilder
from typst_pdf.writer import TypstWriter

MODULE = Path(__file__).parent / "templates" / typst.TEMPLATE

# Width and height of the text on a page of each template, in points, without room for a caption; and what is
# left of it below a heading and a short description.
_ROOMS = {
    "rapport": (Room(453.5, 565.0), Room(453.5, 646.0)),
    "brochure": (Room(340.0, 370.0), Room(340.0, 468.0)),
}
_LARGEST = 10.0
#: Type that is large enough not to start a page of its own for more of it.
_COMFORTABLE = 8.25
_SCALES = {"rapport": 0.85, "brochure": 0.82}
#: A card with more text than this may be torn over two pages.
_KEPT_WHOLE = 1500

#: Classes of what `escalation.cards` says at the head of a card, which has a form of its own on paper.
_SAID = {"lr-stap__titel", "lr-feiten"}
#: Classes of its foot.
_SMALL = {"lr-bron", "lr-stap__wegen"}

Visitor = Callable[[TypstWriter, nodes.Element], None]


def quoting(builder: TypstPdfBuilder) -> Callable[[str], str]:
    """Return what makes a Typst string of a text; a character that no font has would stop the compiler."""

    def quote(text: str) -> str:
        for character in sorted(builder.glyphs.missing(text)):
            text = text.replace(character, f"[U+{ord(character):04X}]")
        return typst_string(text)

    return quote


def visit_stappenplan(writer: TypstWriter, node: nodes.Element) -> None:
    """Print the description, the drawing and the table of a chart."""
    for node_id in node["ids"]:
        writer.anchor(node_id)
    writer.code.extend(writer.render(c for c in node.children if not isinstance(c, stap_tekst)))
    chart = domain_of(writer.builder.env).chart(node["chart"])
    if chart is not None and chart.steps:
        _print(writer, chart)
    raise nodes.SkipNode


def _print(writer: TypstWriter, chart: Chart) -> None:
    template = writer.assembly.publication.template
    chosen = _fit(chart, *_ROOMS[template])
    paper = _paper(writer, chart, chosen.size)
    for line in typst.drawing(chosen.sheets, paper):
        writer.put(line)
    writer.stubs[writer.tables] = 1
    writer.tables += 1
    for line in table(paper, scale=_SCALES[template], narrow=template == "brochure"):
        writer.put(line)


def _fit(chart: Chart, below_text: Room, page: Room) -> Fit:
    fonts = Fonts.from_folder(FONTS_PDF)
    beside = fit(chart, fonts, [below_text], largest=_LARGEST, smallest=_COMFORTABLE)
    return beside if len(beside.sheets) == 1 else fit(chart, fonts, [page], largest=_LARGEST)


def _paper(writer: TypstWriter, chart: Chart, size: float) -> typst.Paper:
    domain = domain_of(writer.builder.env)

    def row(step: Step) -> str:
        return writer.label(writer.docname, f"rij-{chart.name}-{step.name}")

    def target(step: Step) -> str:
        # A step may stand in another publication; its row in the table is always here.
        place = domain.target(chart.name, step.name)
        return writer.label(*place) if writer.assembly.reachable(*place) else row(step)

    def sheet(index: int) -> str:
        return writer.label(writer.docname, f"vel-{chart.name}-{index}")

    return typst.Paper(chart, size, target, row, sheet, quoting(writer.builder))


def visit_stap_kaart(writer: TypstWriter, node: nodes.Element) -> None:
    """Frame a card in the line that its strength has in the drawing."""
    step: Step | None = node.get("step")
    chart = domain_of(writer.builder.env).chart(node.get("chart", ""))
    if step is None or chart is None:
        writer.open("block(")  # a faulty step: its title and text stand among the children
        return
    quote = quoting(writer.builder)
    kept = typst_value(len(node.astext()) < _KEPT_WHOLE)
    facts = "".join(f"{fact}, " for fact in _facts(chart, step, quote))
    writer.open(
        f"chart-step({typst_value(step.kind)}, {typst_value(step.strength)}, {quote(call(step))}, "
        f"{quote(step.title)}, facts: ({facts}), kept: {kept}, "
    )
    for node_id in node["ids"]:
        writer.anchor(node_id)  # the drawing leads here, whether a reference does or not
    _without_addresses(child for child in node.findall(nodes.paragraph) if "lr-bron" in child["classes"])
    for child in [child for child in node.children if isinstance(child, nodes.Element)]:
        if _SAID & set(child["classes"]):
            node.remove(child)
        elif _SMALL & set(child["classes"]):
            node.replace(child, nodes.container("", child, classes=["klein"]))


def _facts(chart: Chart, step: Step, quote: Callable[[str], str]) -> Iterator[str]:
    if step.strength:
        yield f"chart-pill({typst_value(step.strength)}, {quote(strength_word(step))})"
    for name, words in (
        ("Einde:", outcome_word(step).lower()),
        ("Wie:", chart.who(step)),
        ("Termijn:", step.deadline),
    ):
        if words:
            yield f"chart-fact({quote(name)}, {quote(words)})"


def visit_drempel_regel(writer: TypstWriter, node: nodes.Element) -> None:
    """Set off where a threshold starts; nothing if it could not be understood."""
    if not node.children:
        raise nodes.SkipNode
    _without_addresses([node])
    writer.open("chart-threshold(")


def _without_addresses(lines: Iterable[nodes.Element]) -> None:
    """Keep the addresses of sources out of the footnotes: they would fill every page, over and over."""
    for line in lines:
        for reference in line.findall(nodes.reference):
            reference["classes"].append("geen-adres")


def _close(writer: TypstWriter, _node: nodes.Element) -> None:
    writer.close()


def _skip(_writer: TypstWriter, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def _nothing(_writer: TypstWriter, _node: nodes.Element) -> None:
    pass


TYPST: dict[type[nodes.Element], tuple[Visitor, Visitor]] = {
    stappenplan: (visit_stappenplan, _nothing),
    stap_kaart: (visit_stap_kaart, _close),
    drempel_regel: (visit_drempel_regel, _close),
    stap_tekst: (_skip, _nothing),
}
