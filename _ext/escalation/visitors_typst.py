"""What the PDF prints of charts: the drawing, and the cards in the text.

A table of all steps follows the drawing only where a step of the chart has no card in the same document.
Where all have one, the table would tell every step a third time: its cards say who, how binding, by when,
from which source and what follows, in the same order under the same thresholds, and the drawing leads there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from docutils import nodes

from escalation.domain import domain_of
from escalation.emit import typst
from escalation.emit.fitting import Fit, Room, fit, fit_whole
from escalation.emit.typst_table import Form, table
from escalation.emit.wording import call, outcome_word, strength_word
from escalation.layout import PAGE_A4, PAGE_A5, TEXT_A4, TEXT_A5, Fonts
from escalation.layout.notice import notice, notice_room, page_room
from escalation.model import Chart, Step
from escalation.nodes import drempel_regel, stap_altijd, stap_kaart, stap_tekst, stappenplan
from escalation.printing import Writer, fonts_of, paper_of, quoting
from markup import typst_value


@dataclass(frozen=True)
class _Form:
    """How a chart is printed in publications of one template.

    Attributes:
        beside: room below a heading and a short description, in points.
        inside: a page, as wide as its text; without room for a caption.
        page: the most that a page has, a little wider than its text.
        table: the columns of the table with it, if there is one.
    """

    beside: Room
    inside: Room
    page: Room
    table: Form


_FORMS = {
    "rapport": _Form(Room(TEXT_A4, 480.0), Room(TEXT_A4, PAGE_A4[1]), Room(*PAGE_A4), Form.REPORT),
    "brochure": _Form(Room(TEXT_A5, 300.0), Room(TEXT_A5, PAGE_A5[1]), Room(*PAGE_A5), Form.BOOKLET),
}
#: Size of the type of the table, to that of running text.
_SCALE = 0.8
_LARGEST = 10.0
#: Type that is large enough not to start a page of its own for more of it.
_COMFORTABLE = 8.5
#: A card with more text than this may be torn over two pages.
_KEPT_WHOLE = 1500

#: Classes of what `escalation.cards` says at the head of a card, which has a form of its own on paper.
_SAID = {"lr-stap__titel", "lr-feiten"}
#: Classes of its foot.
_SMALL = {"lr-bron", "lr-stap__wegen"}

#: What the drawing says itself.
_IN_DRAWING = (stap_tekst, stap_altijd)

Visitor = Callable[[Writer, nodes.Element], None]


def visit_stappenplan(writer: Writer, node: nodes.Element) -> None:
    """Print the description and the drawing of a chart, and the table of its steps where it is needed."""
    for node_id in node["ids"]:
        writer.anchor(node_id)
    writer.code.extend(writer.render(c for c in node.children if not isinstance(c, _IN_DRAWING)))
    chart = domain_of(writer.builder.env).chart(node["chart"])
    if chart is not None and chart.steps:
        _print(writer, chart)
    raise nodes.SkipNode


def _print(writer: Writer, chart: Chart) -> None:
    form = _FORMS[writer.assembly.publication.template]
    fonts = fonts_of(writer.builder.env.config)
    chosen, alone = _fit(chart, form, fonts)
    paper = paper_of(writer, chart, chosen.size)
    bar = notice(chart, chosen.room.width, fonts)
    # The head of a page of its own names the chart; a bar then takes the place of the caption.
    named = not alone or not bar or len(chosen.sheets) > 1
    for line in typst.drawing(chosen.sheets, paper, captions=named, floating=alone, bar=bar):
        writer.put(line)
    if paper.explains_all:
        return
    writer.stubs[writer.tables] = 1
    writer.tables += 1
    for line in table(paper, form.table, scale=_SCALE):
        writer.put(line)


def _fit(chart: Chart, form: _Form, fonts: Fonts) -> tuple[Fit, bool]:
    """Fit a chart under its heading if its type stays comfortable there, else on a page of its own.

    It stands out beside the text only where it would else be torn over two pages.

    Returns:
        The chart, and whether it asks for a page of its own.
    """
    bar = notice_room(chart, form.beside.width, fonts)
    beside = replace(form.beside, height=form.beside.height - bar)
    inside, page = (
        replace(room, height=room.height - page_room(chart, room.width, fonts))
        for room in (form.inside, form.page)
    )
    below = fit_whole(chart, fonts, [beside], largest=_LARGEST, smallest=_COMFORTABLE)
    if below:
        return below, False
    alone = fit_whole(chart, fonts, [inside], largest=_LARGEST) or fit(chart, fonts, [page], largest=_LARGEST)
    return alone, True


def visit_stap_altijd(writer: Writer, _node: nodes.Element) -> None:
    """Set off what holds at every moment; above a drawing, the drawing does."""
    writer.open("chart-notice(")


def visit_stap_kaart(writer: Writer, node: nodes.Element) -> None:
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
    foot = nodes.paragraph()
    for child in [child for child in node.children if isinstance(child, nodes.Element)]:
        classes = set(child["classes"])
        if classes & (_SAID | _SMALL):
            node.remove(child)
        if classes & _SMALL:
            foot += [nodes.Text(" ")] if foot.children else []
            foot += child.children
            foot += [] if child.astext().endswith(".") else [nodes.Text(".")]
    if foot.children:
        node += nodes.container("", foot, classes=["klein"])


def _facts(chart: Chart, step: Step, quote: Callable[[str], str]) -> Iterator[str]:
    if step.strength:
        yield f"chart-pill({typst_value(step.strength)}, {quote(strength_word(step))})"
    for name, words in (
        ("Einde:", outcome_word(step)),
        ("Wie:", chart.who(step)),
        ("Termijn:", step.deadline),
    ):
        if words:
            yield f"chart-fact({quote(name)}, {quote(words)})"


def visit_drempel_regel(writer: Writer, node: nodes.Element) -> None:
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


def _close(writer: Writer, _node: nodes.Element) -> None:
    writer.close()


def _skip(_writer: Writer, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def _nothing(_writer: Writer, _node: nodes.Element) -> None:
    pass


TYPST: dict[type[nodes.Element], tuple[Visitor, Visitor]] = {
    stappenplan: (visit_stappenplan, _nothing),
    stap_altijd: (visit_stap_altijd, _close),
    stap_kaart: (visit_stap_kaart, _close),
    drempel_regel: (visit_drempel_regel, _close),
    stap_tekst: (_skip, _nothing),
}
