"""The aid on charts that are written with the real directives."""

import json
import re

import lxml.html
import pytest
from tools.projects import CONF, PROJECT

RULES = PROJECT / "guidelines" / "regelgeving"
# The registry complains of sources that so small a project does not use.
CONF_PY = CONF.replace('"typst_pdf"', '"typst_pdf", "escalation"').replace(
    'strikethrough"]', 'strikethrough", "feiten"]'
)
CHART = """\
# Plan

:::{stappenplan} secundair
:titel: Afwezig in het secundair

Kort gezegd.
:::

:::{drempel} 1
:bron: afspraak
:::

:::{stap} De school praat met de leerling
:naam: gesprek
:wie: school
:sterkte: aanbevolen

Luister eerst.
:::

:::{drempel} 5
:bron: afspraak
:::

:::{stap} De school meldt aan het CLB
:naam: melden
:wie: school
:sterkte: afspraak
:termijn: meteen

Bel het CLB.
:::

:::{einde} Het CLB neemt over
:naam: over
:uitkomst: overgedragen
:::
"""
AID = """\
# Hulp

:::{beslishulp} secundair
:clb-stap: melden
:::
"""


@pytest.fixture
def real(build):
    def make(builder, aid=AID, warnings=()):
        index = "# Start\n\n```{toctree}\nhulp\nplan\n```\n"
        rules = {
            f"guidelines/regelgeving/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted(RULES.glob("*.yaml"))
        }
        sources = {"conf.py": CONF_PY, "index.md": index, "hulp.md": aid, "plan.md": CHART, **rules}
        return build(builder, sources, warnings=warnings)

    return make


def test_steps_and_links_to_the_cards(real):
    built = real("html")
    page = lxml.html.document_fromstring(built.read("hulp.html"))
    data = json.loads(page.xpath("//lr-beslishulp//script")[0].text)
    chart = data["charts"]["secundair"]
    assert [threshold["value"] for threshold in chart["thresholds"]] == [1, 5]
    assert [step["name"] for step in chart["steps"]] == ["gesprek", "melden", "over"]
    assert data["shown"]["secundair"]["melden"]["facts"].endswith("Afspraak. Meteen.")
    cards = lxml.html.document_fromstring(built.read("plan.html"))
    for address in (chart["page"], *(step["page"] for step in chart["steps"])):
        name, _, node_id = address.partition("#")
        assert name == "plan.html"
        assert len(cards.xpath("//*[@id=$id]", id=node_id)) == 1
    links = page.xpath("//table//li//a/@href")
    assert links == [step["page"] for step in chart["steps"]]


def test_pdf(real):
    built = real("typstpdf")
    assert all(result.accessible for result in built.results)
    assert re.search(r"chart-aid\(.*1 tot 4 halve dagen", built.read("proef.typ"), re.DOTALL)


def test_text(real):
    text = real("text").read("hulp.txt")
    for words in ("1 tot 4 halve", "5 halve", "Stap 1: De school praat met de"):
        assert words in text


def test_unknown_chart(real):
    real(
        "html",
        AID.replace("secundair", "secundiar"),
        [r"hulp\.md:3: WARNING: De beslishulp vraagt .*«secundiar».* Tip: Bedoel je «secundair»\?"],
    )
