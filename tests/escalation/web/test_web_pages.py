"""Charts in pages that Sphinx built from what an editor writes."""

import re

import pytest
from bs4 import BeautifulSoup
from tools.projects import CONF

SETTINGS = CONF.replace('"typst_pdf"]', '"typst_pdf", "escalation"]')

CHART = """# Stappen

:::{stappenplan} proef
:titel: Als een leerling wegblijft
:weergave: WEERGAVE

Wat school en CLB doen, van de eerste halve dag af.
:::

:::{drempel} eerste-halve-dag
:::

:::{stap} De school belt naar huis
:naam: bellen
:wie: school
:sterkte: afspraak
:termijn: dezelfde dag

Bel **rustig** en luister.
:::

:::{vraag} Is de afwezigheid gewettigd?
:naam: gewettigd
:wie: school

- ja: [](#opgelost)
- nee: [](#melden)
:::

:::{einde} De school past de code aan
:naam: opgelost
:uitkomst: opgelost
:::

:::{drempel} clb-melden
:::
"""
NEXT = """# Verder

:::{stap} De school meldt de afwezigheid aan het CLB
:naam: melden
:wie: school, clb
:sterkte: plicht
:termijn: meteen
:bron: agodi-procedure
:stappenplan: proef
:daarna: opnieuw bellen: bellen

Doe dat schriftelijk.
:::
"""
REGISTRY = {
    "codes": "codes: {}\noude-codes: {}\n",
    "na-te-kijken": "na-te-kijken: {}\n",
    "betrokkenen": """
betrokkenen:
  school: {naam: school, wie: De school.}
  clb: {naam: CLB, wie: Het centrum.}
""",
    "bronnen": """
bronnen:
  agodi-procedure:
    titel: Procedure bij afwezigheden
    kort: procedure van AGODI
    uitgever: AGODI
    adres: https://example.org/procedure
    soort: officieel
    geraadpleegd: 2026-11-23
""",
    "feiten": "\nfeiten:\n"
    + "".join(
        f"""
  {name}:
    zegt: "Vanaf {{}} volgt de school op."
    eenheid: halve dag/halve dagen
    grens: vanaf
    waarden:
      - {{getal: {value}, bron: agodi-procedure}}
    zekerheid: zeker
    nagekeken: 2026-11-23
    nakijken-door: werkgroep
"""
        for name, value in (("eerste-halve-dag", 1), ("clb-melden", 5))
    ),
}
PLAIN = "# Zonder\n\nGewone tekst.\n"


@pytest.fixture
def pages(build):
    """Build a site whose chart goes on on a second page."""

    def run(builder="html", view="ladder", chart=CHART, settings="", **options):
        sources = {
            "conf.py": SETTINGS + settings,
            "index.md": "# Proef\n\n```{toctree}\nstappen\nverder\nzonder\n```\n",
            "stappen.md": chart.replace("WEERGAVE", view),
            "verder.md": NEXT,
            "zonder.md": PLAIN,
            **{f"guidelines/regelgeving/{name}.yaml": text for name, text in REGISTRY.items()},
        }
        return build(builder, sources, **options)

    return run


def soup(built, name):
    return BeautifulSoup(built.read(f"{name}.html"), "html.parser")


def test_cards_of_the_drawing_lead_to_their_text_on_whatever_page(pages):
    built = pages()
    page = soup(built, "stappen")
    links = [card["href"] for card in page.select("svg a")]
    assert links == [
        "#stap-proef-bellen",
        "#stap-proef-gewettigd",
        "#stap-proef-opgelost",
        "verder.html#stap-proef-melden",
    ]
    assert links == [link["href"] for link in page.select(".lr-stapregel__titel a")]
    for link in links:
        name, _, node_id = link.rpartition("#")
        target = soup(built, name.removesuffix(".html")) if name else page
        assert target.find(id=node_id)["class"][0] == "lr-stap"


def test_figure_holds_title_description_drawing_and_list_in_that_order(pages):
    page = soup(pages(), "stappen")
    figure = page.find("figure", id="stappenplan-proef")
    text = figure.get_text(" ", strip=True)
    order = ["Als een leerling wegblijft", "Wat school en CLB doen", "De school belt", "Alle stappen"]
    assert sorted(order, key=text.index) == order
    assert page.find(id=figure["aria-labelledby"]).get_text() == "Als een leerling wegblijft"


def test_every_id_of_a_page_stands_there_once(pages):
    for name in ("stappen", "verder"):
        ids = [tag["id"] for tag in soup(pages(view="banen"), name).find_all(id=True)]
        assert len(ids) == len(set(ids))


def test_card_in_the_text_has_badge_facts_body_and_ways(pages):
    built = pages()
    card = soup(built, "verder").find(id="stap-proef-melden")
    assert {"lr-stap", "lr-stap--stap", "lr-stap--plicht"} <= set(card["class"])
    badge = card.select_one(".lr-nummer")
    assert re.sub(r"\s+", " ", badge.get_text()).startswith("Stap 4")
    assert badge.select_one(".lr-verborgen").get_text().strip() == "Stap"
    assert card.select_one(".lr-sterkte--plicht").get_text() == "Plicht"
    assert "Doe dat schriftelijk." in card.get_text()
    assert card.select_one(".lr-stap__wegen a")["href"] == "stappen.html#stap-proef-gewettigd"
    question = soup(built, "stappen").find(id="stap-proef-gewettigd")
    assert "lr-stap--vraag" in question["class"]


@pytest.mark.parametrize(("view", "views"), [("ladder", ["ladder"]), ("banen", ["banen", "ladder"])])
def test_lanes_only_where_the_author_chose_them(pages, view, views):
    drawn = soup(pages(view=view), "stappen").find_all("svg", class_="lr-tekening")
    assert [svg["class"][1].removeprefix("lr-tekening--") for svg in drawn] == views


def test_style_sheet_comes_last_and_only_where_a_chart_or_step_is(pages):
    built = pages()
    for name, wanted in (("stappen", True), ("verder", True), ("zonder", False), ("index", False)):
        sheets = [link["href"] for link in soup(built, name).find_all("link", rel="stylesheet")]
        assert any("stappenplan.css" in sheet for sheet in sheets) is wanted
        if wanted:
            names = [re.search(r"[\w-]+(?=\.css)", sheet)[0] for sheet in sheets]
            assert names.index("leerrecht") < names.index("stappenplan")
    assert (built.outdir / "_static" / "stappenplan.css").is_file()


def test_editors_see_faults_in_the_page_readers_do_not(pages):
    broken = CHART.replace("[](#opgelost)", "[](#opgelots)")
    faults = ["opgelots"]
    for shown in (True, False):
        page = soup(
            pages(chart=broken, settings=f"stappenplan_toon_fouten = {shown}\n", warnings=faults), "stappen"
        )
        boxes = page.select(".lr-fouten")
        assert bool(boxes) is shown
        if shown:
            figure = page.find("figure", id="stappenplan-proef")
            assert "opgelots" in figure.select_one(".lr-fouten").get_text()
            assert "opgelots" in page.find(id="stap-proef-gewettigd").select_one(".lr-fouten").get_text()
        # What can be understood is drawn all the same.
        assert len(page.select("svg a")) >= 3


def test_plain_text_has_every_step_and_what_follows_it(pages):
    built = pages("text")
    words = built.read("stappen.txt")
    assert "Stappenplan: Als een leerling wegblijft" in words
    assert "Wat school en CLB doen" in words
    listed = words[: words.index("Bel **rustig**")]
    assert "4. De school meldt de afwezigheid aan het CLB" in listed
    assert "Ja: ga naar stap 3." in listed
    assert "Opnieuw bellen: ga terug naar stap 1." in listed
    assert "Vanaf 5 halve dagen" in listed


def test_one_page_site_links_within_itself(pages):
    built = pages("singlehtml")
    page = soup(built, "index")
    for card in page.select("svg a"):
        assert page.find(id=card["href"].removeprefix("#"))
