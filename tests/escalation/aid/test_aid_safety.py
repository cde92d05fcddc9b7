"""Hostile texts in every field stay text: in form, data and table, and when the script shows them."""

import json
from collections import Counter
from dataclasses import replace

import lxml.html
import pytest
from aid_charts import ACTORS, HERE, primary
from aid_pages import build_page
from tools import hostile

from escalation.aid.directive import SCRIPT, STATIC
from escalation.aid.words import heading
from escalation.model import Actor, Chart, Edge, Kind, Source, Step, Strength

STRINGS = hostile.strings()
PAGE = """\
# Hulp

:::{beslishulp} doel, basis
:clb-stap: s0
:::
"""


def hostile_chart(texts: tuple[str, ...]) -> Chart:
    """A chart with a step, an actor, a deadline, a source and an answer for each text."""
    plan = primary()
    actors = {**ACTORS, **{f"a{n}": Actor(f"a{n}", text) for n, text in enumerate(texts)}}
    steps = tuple(
        Step(
            f"s{n}",
            n + 1,
            Kind.VRAAG if n % 2 else Kind.STAP,
            text,
            n % 2,
            HERE,
            (f"a{n}",),
            Strength.PLICHT,
            text,
            (Source("", text, text, text),),
        )
        for n, text in enumerate(texts)
    )
    edges = tuple(Edge(step.name, steps[0].name, step.title, HERE) for step in steps)
    return replace(
        plan, name="doel", title=texts[0], description=texts[0], steps=steps, edges=edges, actors=actors
    )


def shape(page) -> Counter[tuple[str, tuple[str, ...]]]:
    """Count the elements of the page by their tag and the names of their attributes."""
    return Counter((str(e.tag), tuple(sorted(map(str, e.attrib)))) for e in page.iter())


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The page with the hostile chart and the same page with harmless texts."""
    built = [
        build_page(tmp_path_factory.mktemp("aid"), [hostile_chart(texts), primary()], PAGE)
        for texts in (STRINGS, tuple("tekst" for _ in STRINGS))
    ]
    assert [each.warnings for each in built] == [(), ()]
    return [each.outdir / "hulp.html" for each in built]


def test_there_are_enough_texts():
    assert len(STRINGS) >= 300


def test_page_has_no_new_element_or_attribute(pages):
    found, harmless = (shape(lxml.html.parse(str(page)).getroot()) for page in pages)
    assert found == harmless


def test_data_is_the_text_as_written(pages):
    page = lxml.html.parse(str(pages[0]), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    data = json.loads(page.xpath("//lr-beslishulp//script[@type='application/json']")[0].text)
    shown = data["shown"]["doel"]
    assert len(shown) == len(STRINGS)
    clean = [text for text in STRINGS if text.isprintable()]
    assert len(clean) > 300
    plan = hostile_chart(STRINGS)
    for step in plan.steps:
        if step.title in clean:
            assert shown[step.name]["title"] == heading(step)


def test_units_of_a_chart(tmp_path):
    for number, text in enumerate(hostile.strings("html")[:20]):
        plan = primary()
        thresholds = tuple(replace(t, unit_one=text, unit_many=text) for t in plan.thresholds)
        built = build_page(
            tmp_path / str(number),
            [replace(plan, thresholds=thresholds)],
            PAGE.replace("doel, ", "").replace("s0", "melden"),
        )
        page = lxml.html.parse(str(built.outdir / "hulp.html")).getroot()
        aid = page.xpath("//lr-beslishulp")[0]
        tags = {str(e.tag) for e in aid.iter()}
        assert not tags & {
            "img",
            "svg",
            "iframe",
            "style",
            "object",
            "math",
            "embed",
            "video",
            "link",
            "meta",
        }
        assert len(aid.xpath(".//script")) == 1
        assert f"Hoeveel {text}?" in aid.xpath("string(.//form/p/label)").replace("\r\n", "\n")


@pytest.mark.browser
def test_nothing_runs_in_the_browser(pages, reader):
    visitor = reader()
    visitor.page.add_init_script("window.alert = () => { window.hacked = true; };")
    page = visitor.open(pages[0])
    before = page.evaluate("document.querySelectorAll('script, iframe, img, object, embed').length")
    page.locator("input[value=doel]").check()
    page.get_by_role("group", name="CLB").get_by_label("Nee").check()
    for typed in ("0", "1", "5", "400"):
        page.get_by_role("textbox", name="Hoeveel").fill(typed)
        page.wait_for_timeout(400)
    links = page.locator("a.lr-aid__link")
    assert links.count() >= len(STRINGS) // 2
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('script, iframe, img, object, embed').length") == before
    kinds = page.evaluate(
        """() => [...new Set([...document.querySelectorAll(".lr-aid__result *")].map((part) =>
            `${part.localName} ${part.getAttributeNames().join(" ")}`))].sort()"""
    )
    assert kinds == [
        "a class href",
        "div class",
        "li class",
        "p class id",
        "span class",
        "ul class role aria-labelledby",
    ]
    addresses = links.evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert {address.split("#")[0] for address in addresses} == {"plannen.html"}
    assert visitor.faults == []


def test_script_uses_no_way_to_make_markup_or_keep_or_send_anything():
    script = (STATIC / SCRIPT).read_text(encoding="utf-8")
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "cookie",
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
        "WebSocket",
        "import(",
        "http:",
        "https:",
    ):
        assert forbidden not in script
