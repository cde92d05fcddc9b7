"""No text of an editor becomes more than text in the drawing, the list or the plain text."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from tools import hostile
from web_sample import href, make_chart, plain_sheet

from escalation.emit.html import drawings, fault_box, step_list
from escalation.emit.svg import Drawing, drawing
from escalation.emit.text import steps_in_words
from escalation.model import Chart, Finding, Place, View

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
HARMLESS = re.compile(r"#|/|\?|\./|\.\./|(https?|mailto|tel):|[^:]*$", re.IGNORECASE)


def whole(chart: Chart) -> str:
    """Everything of a chart that reaches a page."""
    faults = [Finding("K101", Place(chart.title, 3), chart.title, chart.description, step=chart.title)]
    return "".join(
        [
            "<div>",
            fault_box(faults, chart.title),
            drawings(chart, {View.LADDER: plain_sheet(chart)}, href),
            step_list(chart, href),
            "</div>",
        ]
    )


def skeleton(root: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    return [(element.tag, tuple(sorted(element.attrib))) for element in root.iter(etree.Element)]


def words(text: str) -> str:
    """What a parser gives back of a text: no forbidden characters, white space as one space."""
    return " ".join(FORBIDDEN.sub("\ufffd", text).split())


def texts(root: etree._Element, where: str) -> set[str]:
    return {words("".join(element.itertext())) for element in root.iterfind(where)}


PLAIN = skeleton(etree.fromstring(whole(make_chart())))


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"s{at}") for at, text in enumerate(hostile.strings()) if text]
)
def test_hostile_text_stays_text(text):
    chart = make_chart(lambda _: text)
    # XML is the strictest reader: markup that is not well-formed fails here.
    root = etree.fromstring(whole(chart))
    assert skeleton(root) == PLAIN
    assert [node for node in root.iter() if not isinstance(node.tag, str)] == []
    said = words(text)
    assert said in texts(root, ".//svg/title")
    assert said in texts(root, ".//svg/a//text")
    assert said in texts(root, ".//ol/li/p/a")
    assert any(said in label for label in (words(a.get("aria-label")) for a in root.iterfind(".//svg/a")))
    assert any(said in source for source in texts(root, ".//p[@class='lr-bron']"))
    # The HTML parser is the one that pages meet.
    soup = BeautifulSoup(whole(chart), "html.parser")
    assert [tag.name for tag in soup.find_all(True)] == [tag.lower() for tag, _ in PLAIN]


@pytest.mark.parametrize("url", hostile.strings("url"))
def test_hostile_addresses_lead_nowhere(url):
    chart = make_chart(url=url)
    about = Drawing(chart, View.LADDER, lambda _step: url)
    page = f"<div>{drawing(plain_sheet(chart), about)}{step_list(chart, lambda _step: url)}</div>"
    for link in etree.fromstring(page).iterfind(".//a"):
        address = link.get("href")
        bare = "" if address is None else re.sub("[\x00-\x20\x7f-\xa0]", "", address)
        assert HARMLESS.match(bare), (url, address)
        assert set(link.attrib) <= {"href", "class", "aria-label", "role"}


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "file", "JaVaScRiPt"])
def test_running_schemes_are_refused(scheme):
    url = f"{scheme}:alert(1)"
    chart = make_chart(url=url)
    about = Drawing(chart, View.LADDER, lambda _step: url)
    page = drawing(plain_sheet(chart), about) + step_list(chart, lambda _step: url)
    assert scheme not in page
    assert "De school belt naar huis" in page


def test_hostile_text_keeps_one_line_per_fact_in_plain_text():
    chart = make_chart()
    lines = steps_in_words(chart).count("\n")
    for text in hostile.strings():
        broken = make_chart(lambda _, text=text: f"a{text}b")
        assert steps_in_words(broken).count("\n") == lines, ascii(text)


def test_names_of_charts_and_steps_are_escaped_in_ids_and_links():
    chart = make_chart()
    evil = '"><script>alert(1)</script>'
    steps = tuple(replace(step, name=step.name + evil) for step in chart.steps)
    edges = tuple(replace(edge, source=edge.source + evil, target=edge.target + evil) for edge in chart.edges)
    root = etree.fromstring(whole(replace(chart, name=evil, steps=steps, edges=edges)))
    assert skeleton(root) == PLAIN
