"""What the theme layer changes on every page, and that it follows the theme it was made for."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from house_style.theme import label_menu

SITE = Path(__file__).parent / "site"

#: The files that our templates and scripts follow. When one changes, compare it with ours (the comment at
#: the top of each template names its example), adapt, and write the new digest in upstream.json.
FOLLOWED = {
    "sphinx_book_theme/theme/sphinx_book_theme": [
        "layout.html",
        "theme.conf",
        "components/sbt-sidebar-nav.html",
        "components/toggle-primary-sidebar.html",
        "components/toggle-secondary-sidebar.html",
        "components/article-header-buttons.html",
        "components/page-toc.html",
    ],
    "pydata_sphinx_theme/theme/pydata_sphinx_theme": [
        "layout.html",
        "search.html",
        "static/webpack-macros.html",
        "static/scripts/fontawesome.js",
        "components/search-button-field.html",
    ],
    "sphinx/themes/basic": ["static/searchtools.js", "layout.html"],
    "sphinx": ["locale/nl/LC_MESSAGES/sphinx.js"],
}


def digests():
    found = {}
    for place, names in FOLLOWED.items():
        package, _, folder = place.partition("/")
        for name in names:
            content = files(package).joinpath(folder, name).read_bytes().replace(b"\r\n", b"\n")
            found[f"{place}/{name}"] = hashlib.sha256(content).hexdigest()[:16]
    return found


def test_upstream_files_are_those_we_follow(datadir_of_upstream):
    assert digests() == datadir_of_upstream


@pytest.fixture
def datadir_of_upstream(request):
    return json.loads((request.path.parent / "upstream.json").read_text(encoding="utf-8"))


def soups(site):
    return {
        str(path.relative_to(site)): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.parts
    }


def test_title_cannot_inject_elements(site):
    for name, soup in soups(site).items():
        # Two places show Sphinx's own rendering of the title; nowhere may it become an element.
        assert not soup.select("img[onerror], [onerror]"), name
    assert "<img src=x" in soups(site)["index.html"].select_one("article h1").get_text()


def test_title_stands_once_on_a_page(site):
    for name, soup in soups(site).items():
        assert len(soup.select("h1")) == 1, name


def test_page_asks_for_no_heavy_script_and_no_other_site(site):
    for name, soup in soups(site).items():
        sources = [
            tag.get("src") or tag.get("href")
            for tag in soup.select("script[src], link[href]:not([rel=author])")
        ]
        assert not [source for source in sources if "fontawesome" in source or "//" in source], name


def test_buttons_and_summaries_have_a_name(site):
    for name, soup in soups(site).items():
        for control in soup.select("button, summary, a[href]"):
            spoken = control.get_text(strip=True) or control.get("aria-label") or control.get("title")
            image = control.select_one("img[alt]")
            assert spoken or (image and image["alt"]), (name, str(control))


def test_menu_button_names_its_part():
    fold = "<details><summary><i></i></summary></details>"
    menu = f'<ul><li class="has-children"><a href="#">Leid<b>raad</b></a>{fold}</li></ul>'
    soup = BeautifulSoup(label_menu(BeautifulSoup(menu, "html.parser")), "html.parser")
    assert soup.summary["aria-label"] == "Pagina's bij Leidraad"


def test_menu_tells_where_the_reader_is(site):
    menu = soups(site)["leidraad/index.html"].select_one("nav.bd-links")
    assert [link["href"] for link in menu.select("a[aria-current=page]")] == ["#"]


def test_colophon_names_publisher_version_licence_and_status(site):
    words = soups(site)["leidraad/index.html"].select_one(".lr-colophon").get_text(" ", strip=True)
    assert "Het netwerk" in words
    assert "Versie 1.0" in words
    assert "CC BY 4.0" in words
    assert "nog niet goedgekeurd" in words


def test_colophon_escapes_what_conf_says(build):
    built = build(
        "html",
        {"index.md": "# Proef\n"},
        confoverrides={"author": "<b>x</b>", "publicatiestatus": "<i>y</i>"},
    )
    soup = BeautifulSoup(built.read("index.html"), "html.parser")
    assert not soup.select(".lr-colophon b, .lr-colophon i, .lr-brand b")
    assert "<b>x</b>" in soup.select_one(".lr-colophon").get_text()


def test_first_page_lists_documents_sheets_and_posters(site):
    box = soups(site)["leidraad/index.html"].select_one("article .lr-downloads#downloads")
    assert [link["href"] for link in box.select(":scope > ul a")] == ["../../pdf/leidraad.pdf"]
    assert "24 blz., 1,2 MB" in box.get_text()
    folded = {part.summary.get_text(): part.ul.get_text().strip() for part in box.select("details")}
    assert folded == {
        "Losse bladen (A4)": "Los blad <A4>",
        "Posters van de stappen (A4 en A3)": "Poster <A4> (1 blz., 60 kB)",
    }


def test_a_page_lists_its_own_sheet_and_posters(site):
    box = soups(site)["leidraad/blokken.html"].select_one("article .lr-downloads")
    assert [link["href"] for link in box.select(":scope > ul a")] == ["../../pdf/blad.pdf", "../../pdf/p.pdf"]
    assert not box.select("details")


def test_card_says_only_what_was_built(site):
    card = soups(site)["index.html"].select_one("section.lr-publication")
    assert card.select_one("h2 a")["href"] == "leidraad/index.html"
    assert card.select_one("h2").get_text() == "Leidraad"
    assert card.select_one(".lr-publication__readers").get_text() == "Voor scholen <b>en</b> “CLB’s”"
    assert "Wat je doet." in card.get_text()
    cover = card.select_one("img")
    assert (cover["alt"], cover["width"], cover["height"]) == ("", "8", "8")
    assert (site / cover["src"]).read_bytes() == (SITE / "omslag.png").read_bytes()
    assert "Versie\xa01.0 · Ontwerp" in card.select_one(".lr-publication__facts").get_text()
    assert card.select_one(".lr-downloads__list a")["href"] == "../pdf/leidraad.pdf"
    more = card.select(".lr-publication__more a")
    assert {link["href"] for link in more} == {"leidraad/index.html#downloads"}
    assert [link.get_text() for link in more] == ["Losse bladen (A4)", "Posters van de stappen (A4 en A3)"]


def test_card_counts_the_letters_that_were_built(build):
    text = "# A\n\n:::{publicatie} b\n:brieven: c\nTekst\n:::\n\n```{toctree}\nb\nc\n```\n"
    sources = {"index.md": text, "b.md": "# B\n", "c.md": "# C\n\n```{toctree}\nd\ne\nf\n```\n"}
    sources |= {f"{name}.md": f"# {name}\n" for name in "def"}
    files = {name: [{"href": f"../pdf/{name}.pdf", "label": "PDF"}] for name in "df"}
    built = build("html", sources, confoverrides={"house_style_downloads": files})
    links = BeautifulSoup(built.read("index.html"), "html.parser").select(".lr-publication__more a")
    assert [(link["href"], link.get_text()) for link in links] == [("c.html", "2 brieven om aan te passen")]
    sources["index.md"] = text.replace("brieven: c", "brieven: weg")
    build("html", sources, warnings=[r"index\.md:3: WARNING: De kaart noemt bij «brieven» de pagina «weg»"])


def test_card_of_what_was_not_built_promises_nothing(build):
    built = build(
        "html",
        {"index.md": "# A\n\n:::{publicatie} b\nTekst\n:::\n\n```{toctree}\nb\n```\n", "b.md": "# B\n"},
    )
    card = BeautifulSoup(built.read("index.html"), "html.parser").select_one(".lr-publication")
    assert not card.select("img, .lr-downloads__list, .lr-publication__more")


def test_card_of_a_page_that_is_not_there_is_reported(build):
    text = "# A\n\n:::{publicatie} weg\nTekst\n:::\n"
    build("html", {"index.md": text}, warnings=[r"index\.md:3: WARNING: unknown document: '/weg'"])


def test_page_ends_with_files_fault_and_source(site):
    end = soups(site)["leidraad/afspraken.html"].select_one(".lr-page-end")
    assert end.select_one(".lr-downloads a")["href"] == "../../pdf/leidraad.pdf"
    assert end.select_one(".lr-page-end__facts a")["href"] == "../index.html#fout-gezien"
    source = end.select_one(".lr-page-end__source").get_text()
    assert source == "Bron: De <b>leidraad</b>, Het netwerk, Versie 1.0, Ontwerp."
    assert not soups(site)["leidraad/index.html"].select(".lr-page-end .lr-downloads")
    assert not soups(site)["index.html"].select(".lr-page-end__source, .lr-page-end__facts a")
    assert not soups(site)["search.html"].select(".lr-page-end")


def test_printed_source_names_the_address(build):
    documents = [{"startdoc": "index", "title": "Gids"}]
    overrides = {"typst_documents": documents, "html_baseurl": "https://voorbeeld.be/gids/"}
    built = build("html", {"index.md": "# A\n"}, confoverrides=overrides)
    soup = BeautifulSoup(built.read("index.html"), "html.parser")
    assert (
        soup.select_one(".lr-page-end__source").get_text().endswith(", https://voorbeeld.be/gids/index.html.")
    )


def test_choice_in_conf_wins(build):
    options = {"search_bar_text": "Zoek maar", "toc_title": "Hier"}
    built = build(
        "html",
        {"index.md": "# Proef\n\n```{toctree}\nb\n```\n", "b.md": "# B\n\n## Een\n\nTekst\n"},
        confoverrides={"html_theme_options": options, "html_copy_source": True},
    )
    page = built.read("b.html")
    assert "Zoek maar" in page
    assert "Hier" in page
    assert list((built.outdir / "_sources").glob("index.md*"))


def test_another_theme_is_left_alone(build):
    built = build("html", {"index.md": "# Proef\n"}, confoverrides={"html_theme": "basic"})
    assert "house-style.css" not in built.read("index.html")


def test_brochure_pages_have_their_own_letter(build):
    documents = [{"startdoc": "b/index", "name": "b", "title": "B", "template": "brochure"}]
    sources = {"index.md": "# A\n\n```{toctree}\nb/index\n```\n", "b/index.md": "# B\n"}
    built = build("html", sources, confoverrides={"typst_documents": documents})
    assert 'class="lr-brochure"' in built.read("b/index.html")
    assert 'class="lr-rapport lr-start"' in built.read("index.html")


def test_before_and_after_stay_within_a_publication(build):
    documents = [
        {"startdoc": "b/index", "name": "b", "title": "B", "template": "brochure"},
        {"startdoc": "c/index", "name": "c", "title": "C"},
    ]
    toc = "\n```{toctree}\n%s\n```\n"
    sources = {
        "index.md": "# Start\n" + toc % "b/index\nc/index",
        "b/index.md": "# B\n\nVoor jou.\n\nLees.\n\n" + toc % "een",
        "b/een.md": "# Een\n",
        "c/index.md": "# C\n\nVoor de school.\n",
    }
    files = {start: [{"href": "pdf/x.pdf", "label": "PDF"}] for start in ("b/index", "c/index")}
    overrides = {"typst_documents": documents, "house_style_downloads": files}
    built = build("html", sources, confoverrides=overrides)

    def page(name):
        return BeautifulSoup(built.read(name), "html.parser")

    links = {
        name: [a["href"] for a in page(name).select(".prev-next-area a")]
        for name in ("b/index.html", "b/een.html", "c/index.html")
    }
    assert links == {"b/index.html": ["een.html"], "b/een.html": ["index.html"], "c/index.html": []}
    # A young reader first reads that a brochure is about him, and where help is.
    assert page("b/index.html").select_one(".lr-downloads").find_previous_sibling("p").text == "Lees."
    assert page("c/index.html").select_one(".lr-downloads").find_previous_sibling().name == "h1"
