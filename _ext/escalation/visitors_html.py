"""The nodes of charts in HTML and in plain text, and the style sheet of pages that hold them."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.text import TextTranslator

from escalation.domain import domain_of
from escalation.emit.fitting import Room, fit_parts
from escalation.emit.html import drawings, fault_box, step_list
from escalation.emit.text import steps_in_words
from escalation.layout import Fonts, Style, lanes_fit, lay_out
from escalation.layout.geometry import Sheet
from escalation.model import Chart, Finding, Step, View
from escalation.nodes import drempel_regel, stap_altijd, stap_kaart, stap_tekst, stappenplan
from escalation.printing import fonts_of
from markup import html_attr, html_text

Visitors = tuple[Callable[[Any, Any], None], Callable[[Any, Any], None]]

STATIC = Path(__file__).parent / "static"
STYLES = "stappenplan.css"

# In px. A ladder fills the column of running text, lanes what `static/stappenplan.css` adds to it.
_LADDER_WIDTH = 672.0
_LANES_WIDTH = 772.0
# The width of the text on A4, and the part of its height that a title and some lines leave; in points.
_PAPER = Room(504.5, 440.0)
_LARGEST_ON_PAPER = 9.0
#: More lanes than this are too narrow to read (BPMN practice).
_MOST_LANES = 5


# -- HTML ----------------------------------------------------------------------------------------


def visit_figure(writer: HTML5Translator, node: stappenplan) -> None:
    """Open the figure: title and faults; the short description follows as ordinary text."""
    chart = domain_of(writer.builder.env).chart(node["chart"])
    view = View.BANEN if chart and _has_lanes(chart, fonts_of(writer.config)) else View.LADDER
    key = f"kop-{node['chart']}"
    title = chart.title if chart else node["chart"]
    opening = {"CLASS": f"lr-stappenplan lr-stappenplan--{view}", "aria-labelledby": key}
    writer.body.append(writer.starttag(node, "figure", "\n", False, **opening))
    writer.body.append(f'<p class="lr-stappenplan__kop" id="{html_attr(key)}">{html_text(title)}</p>\n')
    found = domain_of(writer.builder.env).findings_of(node["chart"])
    writer.body.append(_faults(writer, found, "Dit klopt nog niet in het stappenplan"))


def depart_figure(writer: HTML5Translator, node: stappenplan) -> None:
    """Close the figure with its drawings and its list."""
    chart = domain_of(writer.builder.env).chart(node["chart"])
    if chart and chart.steps:

        def href(step: Step) -> str:
            return _address(writer, chart, step)

        fonts = fonts_of(writer.config)
        sheets = _sheets(chart, fonts)
        writer.body.append(drawings(chart, sheets, href, _on_paper(chart, sheets[View.LADDER], fonts)))
        # The cards of a whole chart on its own page say all of the list, just below it: open, it is the same
        # text twice, and on a phone a page twice as long.
        folded = all(href(step).startswith("#") for step in chart.steps)
        writer.body.append(step_list(chart, href, folded=folded))
    writer.body.append("</figure>\n")


def visit_always(writer: HTML5Translator, node: stap_altijd) -> None:
    """Open the box of what holds at every moment; an aid of many charts says for which it is."""
    attributes = {"CLASS": "lr-altijd", "role": "note"}
    if node.get("charts"):
        attributes["data-charts"] = " ".join(node["charts"])
    writer.body.append(writer.starttag(node, "div", "\n", False, **attributes))


def depart_always(writer: HTML5Translator, _node: stap_altijd) -> None:
    """Close it."""
    writer.body.append("</div>\n")


def visit_card(writer: HTML5Translator, node: stap_kaart) -> None:
    """Open the card of a step; its words were filled in by `cards`."""
    step: Step | None = node.get("step")
    if step:
        _make_badge(node, step)
        _space_facts(node)
    writer.body.append(writer.starttag(node, "div", CLASS=f"lr-stap lr-stap--{node['kind']}"))
    writer.body.append(_faults(writer, node.get("findings", ()), "Dit klopt nog niet"))


def depart_card(writer: HTML5Translator, _node: stap_kaart) -> None:
    """Close the card."""
    writer.body.append("</div>\n")


def visit_threshold(writer: HTML5Translator, node: drempel_regel) -> None:
    """Open the line of a threshold; its words were filled in by `cards`."""
    writer.body.append(writer.starttag(node, "div", CLASS="lr-drempel"))


def depart_threshold(writer: HTML5Translator, _node: drempel_regel) -> None:
    """Close the line."""
    writer.body.append("</div>\n")


# -- plain text ----------------------------------------------------------------------------------


def visit_figure_text(writer: TextTranslator, node: stappenplan) -> None:
    """Write the title; the short description follows as ordinary text."""
    chart = domain_of(writer.builder.env).chart(node["chart"])
    _write(writer, f"Stappenplan: {chart.title if chart else node['chart']}")


def depart_figure_text(writer: TextTranslator, node: stappenplan) -> None:
    """Write all steps."""
    chart = domain_of(writer.builder.env).chart(node["chart"])
    if chart:
        _write(writer, steps_in_words(chart))


def visit_threshold_text(writer: TextTranslator, _node: drempel_regel) -> None:
    """Open a paragraph for the line of a threshold."""
    writer.new_state(0)


def depart_threshold_text(writer: TextTranslator, _node: drempel_regel) -> None:
    """Close it."""
    writer.end_state()


def _write(writer: TextTranslator, text: str) -> None:
    writer.new_state(0)
    writer.add_text(text)
    writer.end_state(wrap=False)


def skip(_writer: object, _node: nodes.Element) -> None:
    """Leave out what `cards` has put in its place already.

    Raises:
        SkipNode: always.
    """
    raise nodes.SkipNode


def nothing(_writer: object, _node: nodes.Element) -> None:
    """Write nothing of the node itself."""


HTML: Mapping[type[nodes.Element], Visitors] = {
    stappenplan: (visit_figure, depart_figure),
    stap_altijd: (visit_always, depart_always),
    stap_kaart: (visit_card, depart_card),
    drempel_regel: (visit_threshold, depart_threshold),
    stap_tekst: (skip, nothing),
}
TEXT: Mapping[type[nodes.Element], Visitors] = {
    stappenplan: (visit_figure_text, depart_figure_text),
    stap_altijd: (nothing, nothing),
    stap_kaart: (nothing, nothing),
    drempel_regel: (visit_threshold_text, depart_threshold_text),
    stap_tekst: (skip, nothing),
}


# -- parts ---------------------------------------------------------------------------------------


def _has_lanes(chart: Chart, fonts: Fonts) -> bool:
    if chart.view is not View.BANEN or not chart.steps or len(chart.actors) > _MOST_LANES:
        return False
    return lanes_fit(chart, Style.screen(), fonts, _LANES_WIDTH)


def _sheets(chart: Chart, fonts: Fonts) -> dict[View, Sheet]:
    """Lay out the ladder and, where the author chose them, the lanes before it."""
    widths = {View.BANEN: _LANES_WIDTH} if _has_lanes(chart, fonts) else {}
    return {
        view: lay_out(chart, Style.screen(), fonts, width=width, view=view)[0]
        for view, width in {**widths, View.LADDER: _LADDER_WIDTH}.items()
    }


def _on_paper(chart: Chart, ladder: Sheet, fonts: Fonts) -> tuple[Sheet, ...]:
    """Return what a browser prints in the place of a drawing that is too high for the rest of a page."""
    if ladder.height <= _LADDER_WIDTH * _PAPER.height / _PAPER.width:
        return ()
    return fit_parts(chart, fonts, _PAPER, largest=_LARGEST_ON_PAPER)


def _address(writer: HTML5Translator, chart: Chart, step: Step) -> str:
    """Return the address of the card of a step, from the page that is being written."""
    builder = writer.builder
    docname, node_id = domain_of(builder.env).target(chart.name, step.name)
    here = builder.current_docname
    if docname == here or builder.name == "singlehtml":
        return f"#{node_id}"
    return f"{builder.get_relative_uri(here, docname)}#{node_id}"


def _faults(writer: HTML5Translator, found: tuple[Finding, ...], title: str) -> str:
    return fault_box(found, title) if writer.config.stappenplan_toon_fouten else ""


def _make_badge(card: stap_kaart, step: Step) -> None:
    """Show the number alone as a badge; «Stap» and «vraag» or «einde» beside it are only heard."""
    badge = next((part for part in card.findall(nodes.inline) if "lr-nummer" in part["classes"]), None)
    if badge is None:
        return
    before, number, after = badge.astext().partition(str(step.number))
    badge.children = []
    badge += [_heard(before), nodes.Text(number), _heard(after)]


def _space_facts(card: stap_kaart) -> None:
    """Let the style sheet keep the facts apart instead of the dots of plain text."""
    for line in card.children:
        if isinstance(line, nodes.paragraph) and "lr-feiten" in line["classes"]:
            line.children = [nodes.Text(" ") if isinstance(part, nodes.Text) else part for part in line]


def _heard(text: str) -> nodes.inline:
    return nodes.inline(text, text, classes=["lr-verborgen"])


# -- the style sheet -----------------------------------------------------------------------------


def write_styles(app: Sphinx) -> None:
    """Put the style sheet beside the pages."""
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(STATIC / STYLES, folder / STYLES)


def link_styles(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the style sheet on pages that show a chart or a step, and on no other."""
    # An aid brings the look of what holds at every moment itself: the rest would weigh on its page.
    kinds = [kind for kind in HTML if kind is not stap_altijd]
    if doctree is not None and any(next(doctree.findall(kind), None) is not None for kind in kinds):
        app.add_css_file(STYLES, priority=950)


def setup_styles(app: Sphinx) -> None:
    """Connect both; the house style, which this one builds on, comes at 900."""
    app.connect("builder-inited", write_styles)
    app.connect("html-page-context", link_styles)
