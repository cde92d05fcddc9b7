"""The pages to embed, as files: what stands in them, what does not, and where their links lead."""

import gzip
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import html
from tools.projects import PUBLIC_ADDRESS

from embed.journey import journey
from embed.leaving import let_links_leave, resolved
from markup.styles import Used, stylesheet

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\s(?:style|on[a-z]+)=\"", re.IGNORECASE
)


def parsed(pages: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((pages / name).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def every_page(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert found
    return found


def test_only_the_documents_that_may_be_embedded(pages):
    assert [path.relative_to(pages).as_posix() for path in every_page(pages)] == [
        "brochure.html",
        "index.html",
        "leidraad/afspraken.html",
        "leidraad/blokken.html",
        "leidraad/index.html",
    ]
    assert not [
        path.name for path in pages.iterdir() if path.name in {"search.html", "objects.inv", "_sources"}
    ]


def test_page_is_found_only_as_part_of_its_host(pages):
    for path in every_page(pages):
        assert parsed(pages, path).xpath("//meta[@name='robots']/@content") == ["noindex,indexifembedded"]
        assert not parsed(pages, path).xpath("//link[@rel='canonical']")


def test_nothing_inline_on_any_page(real_pages, pages):
    for folder in (pages, real_pages):
        for path in every_page(folder):
            text = path.read_text("utf-8")
            assert not INLINE.search(text), (path, INLINE.search(text))


def test_widths_become_rules(pages):
    css = (pages / "_static" / "embed.css").read_text("utf-8")
    page = parsed(pages, "leidraad/blokken.html")
    assert [column.get("class") for column in page.xpath("//col")][:3] == ["lr-w20", "lr-w30", "lr-w50"]
    assert ".lr-w20{width:20%}" in css
    assert ".lr-w21{" not in css


def test_links_that_leave_take_the_whole_window(pages):
    page = parsed(pages, "leidraad/index.html")
    for address in (
        "https://example.org/pad?a=1&b=2",
        "mailto:iemand%40example.org",
        "../../html/intern/index.html",
        "../../pdf/leidraad.pdf",
        "../../html/leidraad/index.html",
    ):
        links = page.xpath("//a[@href=$address]", address=address)
        assert links, address
        assert {(link.get("target"), link.get("rel")) for link in links} == {("_top", "noopener")}, address
    for address in ("afspraken.html", "#derde-deel"):
        links = page.xpath("//a[@href=$address]", address=address)
        assert links, address
        assert {link.get("target") for link in links} == {None}, address


def test_card_that_leads_outside_takes_the_whole_window(pages):
    page = parsed(pages, "leidraad/blokken.html")
    assert page.xpath("//a[@href='https://example.org/kaart']/@target") == ["_top"]
    assert page.xpath("//a[@href='afspraken.html' and contains(@class, 'sd-stretched-link')]/@target") == []


def test_links_of_markup_in_attributes_are_understood():
    here = {"a.html"}.__contains__
    assert let_links_leave('<a href="a.html">x</a>', "index.html", here) == '<a href="a.html">x</a>'
    left = let_links_leave(
        '<a class="x" href="b.html" target="_blank" rel="license">x</a>', "index.html", here
    )
    assert left == '<a target="_top" rel="license noopener" class="x" href="b.html">x</a>'
    odd = '<a title="&lt;a href=&quot;b.html&quot;&gt;" href="a.html">x</a>'
    assert let_links_leave(odd, "index.html", here) == odd
    assert resolved("map/index.html", "../../buiten.html") is None
    assert resolved("map/index.html", "./../a.html") == "a.html"


def test_way_through_a_publication_ends_with_it(pages):
    page = parsed(pages, "leidraad/blokken.html")
    assert page.xpath("//a[@rel='prev']/@href") == ["afspraken.html"]
    assert page.xpath("//a[@rel='next']/@href") == []
    assert page.xpath("//nav[@aria-label='Inhoud']//a/@href") == ["index.html", "afspraken.html", "#"]
    assert page.xpath("//nav[@aria-label='Inhoud']//a[@aria-current]/@href") == ["#"]
    assert parsed(pages, "brochure.html").xpath("//nav") == []


def test_journey_of_a_page_outside_the_contents():
    relations = {
        "a": ["index", "index", "b"],
        "b": ["a", "a", "c"],
        "c": ["index", "b", None],
        "index": [None] * 3,
    }
    assert journey("b", relations, "index", ["a", "b", "c"]).pages == ("a", "b")
    assert journey("b", relations, "index", ["a", "b", "c"]).next is None
    assert journey("los", relations, "index", ["a", "los"]).pages == ("los",)
    assert journey("b", relations, "index", ["b"]).previous is None


def test_title_is_escaped_everywhere(pages):
    text = (pages / "leidraad" / "index.html").read_text("utf-8")
    assert "<meer>" not in text
    page = parsed(pages, "leidraad/index.html")
    assert page.findtext(".//title") == "Leidraad «proef» & <meer>"
    assert page.get("data-titel") == "Leidraad «proef» & <meer>"


def test_table_of_cards_keeps_its_roles(pages):
    page = parsed(pages, "leidraad/blokken.html")
    table = page.xpath("//table[contains(@class, 'lr-cards')]")[0]
    assert table.get("role") == "table"
    assert [cell.get("role") for cell in table.xpath(".//th")] == ["columnheader"] * 3
    assert {cell.get("role") for cell in table.xpath(".//td")} == {"cell"}
    other = page.xpath("//table[contains(@class, 'lr-scrolls')]")[0]
    assert other.get("role") is None
    assert other.getparent().get("tabindex") == "0"


def test_list_under_a_chart_alone_is_folded(real_pages):
    charts = [page for page in parts(real_pages) if page.xpath("//svg[contains(@class, 'lr-tekening')]")]
    assert charts
    for chart in charts:
        assert [box.get("open") for box in chart.xpath("//details[contains(@class, 'lr-stappen')]")] == [None]
    whole = parsed(real_pages, "guidelines/leidraad/stappenplan-secundair-onderwijs.html")
    assert not whole.xpath("//details[contains(@class, 'lr-stappen')]/@open"), "its cards say the same"


def test_list_of_letters_can_stand_alone(real_pages, publication):
    folder = real_pages / "guidelines" / "brieven"
    letters = {path.name for path in folder.glob("*.html") if not path.name.startswith("los-")} - {
        "index.html"
    }
    name = "guidelines/brieven/los-brievenlijst.html"
    links = parsed(real_pages, name).xpath("//td//a | //tbody//th//a")
    within = {link.get("href") for link in links if link.get("target") is None}
    assert within == letters
    leaving = [link.get("href") for link in links if link.get("target") == "_top"]
    assert len(leaving) == 2 * len(letters)
    assert parsed(real_pages, name).xpath("//nav") == []  # it is no page of a journey
    for address in leaving:
        assert (publication / "embed" / name).parent.joinpath(address).is_file(), address
    page = html.document_fromstring((publication / "site" / "docs" / "insluiten.html").read_bytes())
    assert (
        sum(
            f"{PUBLIC_ADDRESS.rpartition('/')[0]}/embed/{name}" in code.text_content()
            for code in page.iter("pre")
        )
        == 2
    )


def parts(pages):
    names = sorted(path.relative_to(pages).as_posix() for path in pages.rglob("los-*.html"))
    return [parsed(pages, name) for name in names]


def test_oembed_answers_as_the_standard_says(pages):
    answer = json.loads((pages / "leidraad" / "index.oembed.json").read_text("utf-8"))
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert answer["title"] == "Leidraad «proef» & <meer>"
    assert isinstance(answer["width"], int)
    assert isinstance(answer["height"], int)
    quote, frame = html.fragments_fromstring(answer["html"])
    assert quote.xpath("a/@href") == [frame.get("src")]
    assert frame.tag == "iframe"
    assert frame.get("src") == "https://leerrecht.example/embed/leidraad/index.html"
    assert frame.get("title") == answer["title"]
    link = parsed(pages, "leidraad/index.html").xpath("//link[@type='application/json+oembed']/@href")
    assert link == ["https://leerrecht.example/embed/leidraad/index.oembed.json"]


def test_text_pages_weigh_at_most_20_kb(real_pages):
    weights = {
        path.relative_to(real_pages).as_posix(): weight(path)
        for path in every_page(real_pages)
        if not any(name in path.read_text("utf-8") for name in ("stappenplan.css", "beslishulp.js"))
    }
    assert len(weights) > 30
    heaviest = max(weights, key=weights.__getitem__)
    print(f"{len(weights)} pages of text, at most {weights[heaviest]} bytes gzip: {heaviest}")
    assert weights[heaviest] <= 20_000, (heaviest, weights[heaviest])


def test_a_page_with_a_decision_aid_weighs_at_most_22_5_kb(real_pages):
    """Its script, the steps of both charts and what holds at every moment come on top of the text."""
    aids = [path for path in every_page(real_pages) if "beslishulp.js" in path.read_text("utf-8")]
    assert {path.name for path in aids} >= {"los-beslishulp.html", "welke-stap-nu.html"}
    assert max(map(weight, aids)) <= 22_500


def test_scripts_weigh_less_than_1_kb(pages):
    for name in ("_static/frame.js", "insluiten.js"):
        size = len(gzip.compress((pages / name).read_bytes(), 9))
        print(f"{name}: {size} bytes gzip")
        assert 300 < size < 1000, name


def weight(path: Path) -> int:
    """Return the bytes (gzip) of a page with its styles and scripts."""
    page = html.document_fromstring(path.read_bytes())
    names = [*page.xpath("//link[@rel='stylesheet']/@href"), *page.xpath("//script/@src")]
    files = [path, *(path.parent / name.partition("?")[0] for name in names)]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        (".a", True),
        (".b", False),
        (".a .b", False),
        (".a:not(.b)", True),
        (".a:is(.b,.a)", True),
        (".a:is(.b,.c)", False),
        ("p.a>b", True),
        ("table.a", False),
        ("#key", True),
        ("#other", False),
        ("*", True),
        ("html[data-x=y] .a::before", True),
    ],
)
def test_rules_without_an_element_are_left_out(selector, kept):
    used = Used.of(['<p class="a" id="key"><b>x</b></p>'])
    assert (stylesheet([f"{selector}{{color:red}}"], used).strip() != "") is kept


def test_variables_that_nobody_asks_for_are_left_out():
    used = Used.of(['<p class="a">'])
    sheet = ':root{--x:1px;--y:var(--x);--z:url("data:a;b");--w:2px}.a{width:var(--y);content:"}"}'
    assert stylesheet([sheet], used) == ':root{--x:1px;--y:var(--x);}\n.a{width:var(--y);content:"}"}\n'
    assert "--w:2px" in stylesheet([sheet], used, ["p{top:var(--w)}"])


def test_rules_in_media_are_chosen_too():
    used = Used.of(['<p class="a">'])
    assert stylesheet(["@media print{.a{top:0}.b{top:0}}@media screen{.b{top:0}}"], used) == (
        "@media print{.a{top:0}}\n"
    )


def test_list_before_the_codes_leads_to_each(publication):
    page = BeautifulSoup((publication / "site" / "docs" / "insluiten.html").read_text("utf-8"), "html.parser")
    titles = page.select("#de-codes p.rubric")
    links = page.select("#de-codes > ul.simple a")
    assert len(titles) > 10
    assert [link["href"] for link in links] == [f"#{title['id']}" for title in titles]
    assert [link.get_text() for link in links] == [title.get_text() for title in titles]
    assert len({link.get_text() for link in links}) == len(links)
