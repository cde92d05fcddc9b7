"""What serves readers from outside: shared links, search engines, missing pages and pages that moved."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from house_style.moved import ListError, Move, faults, read_moves
from house_style.sitemap import NAMESPACE
from house_style.social import shortened

ADDRESS = "https://voorbeeld.be/a/gids/"
TREE = "# Start\n\nEerste zin. Tweede.\n\n```{toctree}\nmap/b\n```\n"
SOURCES = {"index.md": TREE, "map/b.md": '# Tweede "pagina" & meer\n\nNog een zin.\n'}


def soup(built, name):
    return BeautifulSoup(built.read(name), "html.parser")


def tags(page):
    return {meta["property"]: meta["content"] for meta in page.select("meta[property]")}


def test_shared_link_shows_title_and_first_words(build):
    built = build("html", SOURCES, confoverrides={"html_baseurl": ADDRESS})
    page = soup(built, "map/b.html")
    found = tags(page)
    assert found["og:title"] == "Tweede “pagina” & meer"
    assert found["og:description"] == "Nog een zin."
    assert found["og:url"] == f"{ADDRESS}map/b.html"
    assert page.select_one('meta[name="description"]')["content"] == "Nog een zin."
    assert page.select_one('link[rel="canonical"]')["href"] == f"{ADDRESS}map/b.html"


def test_shared_link_shows_the_cover(build, tmp_path):
    picture = tmp_path / "omslag.png"
    picture.write_bytes(b"x")
    overrides = {
        "html_baseurl": ADDRESS,
        "typst_documents": [{"startdoc": "index", "title": "Gids"}],
        "house_style_covers": {"index": {"path": str(picture), "width": 36, "height": 50}},
    }
    built = build("html", SOURCES, confoverrides=overrides)
    found = tags(soup(built, "map/b.html"))
    assert found["og:image"] == f"{ADDRESS}_static/omslagen/omslag.png"
    assert found["og:image:alt"] == "Omslag van Gids"
    assert (built.outdir / "_static/omslagen/omslag.png").is_file()


def test_without_an_address_nothing_claims_one(build):
    built = build("html", SOURCES)
    assert not {"og:url", "og:image"} & set(tags(soup(built, "index.html")))
    assert not (built.outdir / "sitemap.xml").exists()


def test_own_description_wins(build):
    front = '---\nmyst:\n  html_meta:\n    description: "Zelf <b>geschreven</b>"\n---\n'
    page = soup(build("html", {"index.md": f"{front}\n# A\n\nTekst.\n"}), "index.html")
    assert tags(page)["og:description"] == "Zelf <b>geschreven</b>"
    assert len(page.select('meta[name="description"]')) == 1


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Kort.", "Kort."),
        ("Een. Twee drie vier.", "Een."),
        ("Woorden zonder einde hier", "Woorden…"),
        ("Een lange, zin", "Een lange…"),
    ],
)
def test_description_ends_with_a_sentence_or_a_word(text, short):
    assert shortened(text, 12) == short


def test_sitemap_lists_pages_in_a_fixed_order(build):
    built = build("html", SOURCES, confoverrides={"html_baseurl": ADDRESS})
    tree = etree.parse(str(built.outdir / "sitemap.xml"))
    places = [place.text for place in tree.iter(f"{{{NAMESPACE}}}loc")]
    assert places == [f"{ADDRESS}index.html", f"{ADDRESS}map/b.html"]


@pytest.mark.parametrize(
    ("address", "root"), [(ADDRESS, "/a/gids/"), ("", "/"), ("https://voorbeeld.be", "/")]
)
def test_missing_page_works_at_any_depth(build, address, root):
    built = build("html", SOURCES, confoverrides={"html_baseurl": address})
    page = soup(built, "404.html")
    assert "Deze pagina is er niet" in page.h1.get_text()
    assert page.select_one("main a[href$='index.html']")
    assert page.select_one("form[action$='search.html'] input[name=q]")
    # Where its files are not found it is read bare: the answer first, and nothing without words.
    assert page.select_one("h1, h2, h3, nav, button").name == "h1"
    assert not page.select("img, svg, [hidden], .visually-hidden")
    assert all(part.get_text(strip=True) for part in page.select("a, button, label, p, li"))
    for part in page.select("[href], [src], [action]"):
        where = part.get("href") or part.get("src") or part.get("action")
        if where.startswith(("#", "https://creativecommons.org/")):
            continue
        assert where.startswith(root), part
        name = re.sub(r"[?#].*", "", where.removeprefix(root)) or "index.html"
        assert (built.outdir / name).is_file(), part
    assert not page.select('link[rel="canonical"], meta[property]')


def test_missing_page_leads_to_the_pages_that_conf_names(build):
    built = build("html", SOURCES, confoverrides={"verdwaald_ook": ["map/b"]})
    link = soup(built, "404.html").select_one("main a[href$='map/b.html']")
    assert link.get_text() == "Tweede “pagina” & meer"


def test_missing_page_to_nowhere_is_reported(build):
    warning = "moet naar «map/weg» leiden, maar die pagina is er niet"
    build("html", SOURCES, confoverrides={"verdwaald_ook": ["map/weg"]}, warnings=[warning])


def test_there_is_no_register(build):
    built = build("html", SOURCES)
    assert not (built.outdir / "genindex.html").exists()
    assert not soup(built, "index.html").select('link[rel="index"]')


# -- pages that moved -------------------------------------------------------------------------------------

MOVED = 'oud/naam: map/b\n"oud/naam#deel": map/b#nieuw-deel\nvroeger: map/b#tweede-pagina-meer\n'


def test_old_address_leads_to_the_new_page(build):
    overrides = {"verhuisde_paginas": "verhuisd.yaml"}
    built = build("html", {**SOURCES, "verhuisd.yaml": MOVED}, confoverrides=overrides)
    page = soup(built, "oud/naam.html")
    assert page.html["lang"] == "nl"
    whole = page.select_one("a[data-lr-moved]")
    assert whole["href"] == "../map/b.html"
    assert "data-lr-keeps-place" in whole.attrs
    assert page.select_one("li#deel a")["href"] == "../map/b.html#nieuw-deel"
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert (built.outdir / "oud" / page.select_one("script")["src"]).is_file()
    other = soup(built, "vroeger.html")
    assert other.select_one("a[data-lr-moved]")["href"] == "map/b.html#tweede-pagina-meer"
    assert "data-lr-keeps-place" not in other.select_one("a[data-lr-moved]").attrs


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("index: map/b\n", 1, "bestaat nog"),
        ("# uitleg\noud: weg\n", 2, "De pagina «weg» bestaat niet"),
        ("oud: map/b\nouder: oud\n", 2, "is zelf verhuisd"),
        ("oud: map/b\noud: index\n", 2, "staat er twee keer"),
        ("../oud: map/b\n", 1, "is geen adres"),
        ("oud:\n", 1, "hoort één nieuw adres"),
        ("- oud\n", 1, "De lijst is niet te lezen"),
        ("oud: [\n", 2, "De lijst is niet te lezen"),
    ],
)
def test_fault_in_the_list_is_reported_on_its_line(build, text, line, words):
    overrides = {"verhuisde_paginas": "verhuisd.yaml"}
    pattern = rf"verhuisd\.yaml:{line}: WARNING: .*{words}.* Tip: "
    built = build("html", {**SOURCES, "verhuisd.yaml": text}, confoverrides=overrides, warnings=[pattern])
    assert not (built.outdir / "oud.html").exists() or "twee keer" in words or "zelf" in words


def test_list_outside_the_project_is_not_read(build):
    overrides = {"verhuisde_paginas": "../buiten.yaml"}
    build("html", SOURCES, confoverrides=overrides, warnings=["De lijst kan niet gelezen worden"])


def test_list_is_read_as_written():
    assert read_moves("# niets\n") == []
    assert read_moves("/a/b.html: c.md#d\n") == [Move("a/b", "", "c", "d", 1)]
    with pytest.raises(ListError):
        read_moves("x: {a: b}")
    assert list(faults([Move("a", "", "b", "", 1), Move("a", "x", "b", "y", 2)], {"b"})) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scripts", "asked", "reached"),
    [
        (True, "verhuisd.html#wie-doet-wat", "leidraad/afspraken.html#wie-doet-wat"),
        (True, "verhuisd.html#formule", "leidraad/afspraken.html#een-formule"),
        (True, "verhuisd.html", "leidraad/afspraken.html"),
        (False, "vroeger.html", "leidraad/blokken.html"),
    ],
)
def test_browser_follows_the_link(browser, address, scripts, asked, reached):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}{asked}")
    page.wait_for_url(f"{address}{reached}")
    context.close()


def test_list_of_this_project_can_be_read():
    project = Path(__file__).resolve().parents[2]
    moves = read_moves((project / "docs" / "verhuisd.yaml").read_text(encoding="utf-8"))
    assert moves
    for move in moves:
        assert (project / f"{move.new}.md").is_file()
