"""Dutch boxes, lines to write on, tables, tasks, downloads and links."""

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from house_style.admonitions import KINDS
from house_style.downloads import Download, dutch_size
from house_style.strict import without_style


def page(build, text, **more):
    return BeautifulSoup(
        build("html", {"index.md": f"# Proef\n\n{text}\n"}, **more).read("index.html"), "html.parser"
    )


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, (_, title) in KINDS.items()])
def test_box_has_its_dutch_title_and_class(build, kind, title):
    box = page(build, f":::{{{kind}}}\nDe tekst.\n:::").select_one("article .admonition")
    assert box.select_one(".admonition-title").get_text() == title
    assert f"lr-{kind}" in box["class"]
    assert "De tekst." in box.get_text()


def test_box_with_a_title_of_its_own(build):
    soup = page(build, ":::{opgelet} Let op de *termijn*\nTekst\n:::\n\n:::{voorbeeld} Yara\nTekst\n:::")
    titles = [title.get_text() for title in soup.select(".admonition-title")]
    assert titles == ["Let op de termijn", "Voorbeeld: Yara"]


def test_one_line_box_is_text(build):
    box = page(build, ":::{tip} Bel eerst.\n:::").select_one(".admonition")
    assert box.select_one(".admonition-title").get_text() == "Tip"
    assert "Bel eerst." in box.get_text()


def test_empty_box_is_an_error_on_its_line(build):
    build(
        "html",
        {"index.md": "# Proef\n\n:::{opgelet}\n:::\n"},
        warnings=[r'index\.md:3: ERROR: Content block expected for the "opgelet" directive'],
    )


@pytest.mark.parametrize("builder", ["text", "dummy", "gettext", "singlehtml", "dirhtml"])
def test_other_builders_work(build, builder):
    text = (
        "# Proef\n\n:::{onthoud}\nBel.\n:::\n\n:::{schrijflijnen} 2\n:label: Naam\n:::\n\n- [ ] Taak\n\n"
        "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n"
    )
    build(
        builder,
        {"index.md": text},
        confoverrides={"house_style_downloads": {"index": [{"href": "x.pdf", "label": "X"}]}},
    )


def test_code_that_is_short_stays_whole(build):
    text = "`leerrecht bouw --editie alle` `stappenplan` `naam: waarde` `kort een-veel-te-lang-woord-is-dit`"
    found = page(build, text)
    assert [code.get_text() for code in found.select("code.lr-whole")] == ["stappenplan", "naam: waarde"]
    assert [code.get_text() for code in found.select("code.lr-short")] == ["leerrecht bouw --editie alle"]
    assert [word.get_text() for word in found.select("code span.lr-whole")] == ["kort"]


def test_code_in_a_cell_must_be_shorter_to_stay_whole(build):
    code = "`leerrecht controle -x`"
    found = page(build, f"{code}\n\n| a |\n|---|\n| {code} |").select("code")
    assert ["lr-whole" in code["class"] for code in found] == [True, False]
    assert ["lr-short" in code["class"] for code in found] == [False, True]


def test_a_path_breaks_behind_its_slashes(build):
    code = page(build, "`leerrecht bouw --adres https://www.voorbeeld.be/gids/`").select_one("code")
    assert code.get_text() == "leerrecht bouw --adres https://www.voorbeeld.be/gids/"
    assert "--adres" in [word.get_text() for word in code.select("span.lr-whole")]
    behind = ["".join(wbr.find_all_previous(string=True, limit=1)) for wbr in code.select("wbr")]
    assert behind == ["www.voorbeeld.be/", "gids/"]


def test_dates_and_school_years_stay_whole(build):
    kept = ["2026-2027", "1 mei", "26 november 2026", "blz. 17", "UTF-8"]
    text = (
        "In {}, op {} en op *{}* ({}) in {}. Niet: 1 meisje, v2026-2027, a/2026-11, `2026-2027 en veel meer`."
    )
    found = page(build, text.format(*kept)).select("span.lr-whole")
    assert [part.get_text() for part in found if part.parent.name != "code"] == kept


def test_a_line_to_fill_in_keeps_what_closes_it(build):
    text = "Op {invulveld}`datum`, in {invulveld}`regel`. Vak {invulveld}`vak`, en {invulveld}`kort` uur."
    joined = page(build, text).select("span.lr-whole")
    assert [part.get_text() for part in joined] == [",", "."]
    assert all(part.select_one(".lr-blank") for part in joined)


def test_lines_to_write_on(build):
    area = page(build, ':::{schrijflijnen} 4\n:label: Mijn "doel" <b>\n:::').select_one(".lr-write")
    assert len(area.select(".lr-write__line")) == 4
    assert area["role"] == "group"
    assert area["aria-label"] == 'Mijn "doel" <b>'
    assert area.select_one(".lr-write__label").get_text() == 'Mijn "doel" <b>'
    assert area.select_one("[aria-hidden]").get_text() == ""


def test_lines_to_write_on_as_text(build):
    built = build("text", {"index.md": "# Proef\n\n:::{schrijflijnen} 2\n:label: Naam\n:::\n"})
    assert "Naam\n" + "_" * 60 + "\n" + "_" * 60 in built.read("index.txt")


def test_lines_to_write_on_as_typst():
    from house_style.schrijflijnen import schrijflijnen, visit_typst

    class Writer:
        def __init__(self):
            self.code = []

        def put(self, code):
            self.code.append(code)

        def field(self, kind, label):
            return f"<{kind} {label}>"

    writer = Writer()
    with pytest.raises(nodes.SkipNode):
        visit_typst(writer, schrijflijnen(lines=16, label='Wat "wil" ik?', name="Wat"))
    assert writer.code == [
        r'write-lines(<lines Wat>, 15, "Wat \"wil\" ik?")',
        'write-lines(<line Wat (vervolg)>, 1, "")',
    ]


@pytest.mark.parametrize("wrong", ["0", "61", "drie", "-1", "1.5", "²"])
def test_wrong_number_of_lines(build, wrong):
    text = f"# Proef\n\n:::{{schrijflijnen}} {wrong}\n:::\n"
    build("html", {"index.md": text}, warnings=[r"index\.md:3: WARNING: Na «schrijflijnen» hoort een getal"])


WIDE = "| Stap | Wie | Wanneer |\n|------|-----|---------|\n| Bel | School | Nu |\n| Meld | CLB | Morgen |\n"


def test_wide_table_becomes_cards(build):
    table = page(build, WIDE).select_one("table")
    assert "lr-cards" in table["class"]
    assert [cell["data-label"] for cell in table.select("tbody td")] == ["Stap", "Wie", "Wanneer"] * 2
    assert not table.select("thead [data-label]")


def test_label_of_a_card_is_escaped(build):
    table = page(build, WIDE.replace("Wie ", "\\<b\\>\"x' ")).select_one("table")
    assert table.select("tbody td")[1]["data-label"].startswith("<b>")
    assert not table.select("b")


@pytest.mark.parametrize(
    "table",
    [
        "| Code |\n|---|\n| B |\n",
        ":::{list-table}\n* - a\n  - b\n  - c\n* - 1\n  - 2\n  - 3\n:::",
        "```{eval-rst}\n+---+---+---+\n| a | b | c |\n+===+===+===+\n| 1 | 2     |\n+---+---+---+\n```",
    ],
)
def test_other_tables_scroll(build, table):
    found = page(build, table).select_one("article table")
    assert "lr-scrolls" in found["class"]
    assert not found.select("[data-label]")


def test_head_without_words_is_an_ordinary_cell(build):
    table = page(
        build,
        ":::{list-table}\n:header-rows: 1\n:stub-columns: 1\n* -\n  - Wie\n* - Tel\n  - x\n* -\n  - y\n:::",
    )
    assert [cell.get_text(strip=True) for cell in table.select("article th")] == ["Wie", "Tel"]
    assert len(table.select("article tr")) == len(table.select("article tr > :first-child")) == 3


def test_link_to_a_label_of_another_page_keeps_its_class(build):
    bare = "{.geen-bladzijde}"
    links = f"[Een](#plaats){bare} [twee](b.md#plaats){bare} [drie](#plaats) [hier](#zelf){{.x}}"
    sources = {"index.md": f"(zelf)=\n# A\n\n{links}\n\n```{{toctree}}\nb\n```\n", "b.md": "(plaats)=\n# B\n"}
    found = BeautifulSoup(build("html", sources).read("index.html"), "html.parser").select("article p a")
    classes = [sorted({"geen-bladzijde", "x", "xref", "myst"} & set(link["class"])) for link in found]
    assert classes == [["geen-bladzijde"], ["geen-bladzijde"], [], ["x"]]


def test_task_has_a_label_around_box_and_text(build):
    labels = page(build, "- [ ] Bel **nu**\n- [x] Klaar").select("li > label, li p > label")
    assert [label.get_text(strip=True) for label in labels] == ["Belnu", "Klaar"]
    boxes = [label.select_one("input[type=checkbox]") for label in labels]
    assert [box.has_attr("checked") for box in boxes] == [False, True]
    assert not any(box.has_attr("disabled") for box in boxes)


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (849_600, "850 kB"), (1_234_567, "1,2 MB"), (25_000_000, "25,0 MB")]
)
def test_sizes_in_dutch(size, words):
    assert dutch_size(size) == words


def test_addresses_of_downloads_from_any_depth():
    file = Download("../pdf/a.pdf", "PDF")
    assert file.href_from("index.html") == "../pdf/a.pdf"
    assert file.href_from("guidelines/leidraad/index.html") == "../../../pdf/a.pdf"
    assert Download("https://voorbeeld.be/a.pdf", "PDF").href_from("a/b.html") == "https://voorbeeld.be/a.pdf"
    assert file.facts() == ""
    assert Download("a", "b", 200_000, 8).facts() == "8 blz., 200 kB"


def test_no_box_without_downloads(build):
    assert not page(build, "Tekst").select(".lr-downloads")


@pytest.mark.parametrize("entry", [{"label": "x"}, {"href": "javascript:alert(1)", "label": "x"}])
def test_wrong_download_is_reported_and_left_out(build, entry):
    soup = page(
        build,
        "Tekst",
        confoverrides={"house_style_downloads": {"index": [entry]}},
        warnings=["house_style_downloads: een bestand"],
    )
    assert not soup.select(".lr-downloads")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"],
)
def test_dangerous_address_is_refused(build, address):
    soup = page(
        build, f"```{{button-link}} {address}\nKnop\n```", warnings=["De link naar «.*» is geweigerd"]
    )
    assert "Knop" in soup.select_one("article").get_text()
    assert not soup.select(f'a[href^="{address[:4]}"]')


def test_formula_is_text_and_asks_nothing_of_others(build):
    soup = page(build, "Zo: $a < b$\n\n$$\nx = y\n$$")
    assert [part.get_text(strip=True) for part in soup.select("article .math")] == ["a < b", "x = y"]
    assert not soup.select('script[src*="//"]')


@pytest.mark.parametrize(
    ("tag", "strict"),
    [
        ('<col style="width: 46.4%" />', '<col class="lr-w46" />'),
        ('<img alt="x" class="a" style="width: 5em;" />', '<img alt="x" class="a" width="80" />'),
        ('<table class="table" id="t" style="width: 70%">', '<table class="lr-w70 table" id="t">'),
        ('<img alt="style=&quot;width: 1%&quot;" />', '<img alt="style=&quot;width: 1%&quot;" />'),
    ],
)
def test_size_needs_no_style(tag, strict):
    assert without_style(tag) == strict


def test_page_holds_no_style_and_no_script(build):
    text = (
        ":::{list-table}\n:widths: 30 70\n:header-rows: 1\n* - a\n  - b\n* - c\n  - d\n:::\n\n"
        "```{figure} x.svg\n:alt: x\n:width: 60%\n:figwidth: 50%\nx\n```\n\n![x](x.svg){width=3cm}\n"
    )
    sources = {
        "index.md": f"# Proef\n\n{text}",
        "x.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    }
    built = build("html", sources)
    for name in ("index.html", "search.html"):
        soup = BeautifulSoup(built.read(name), "html.parser")
        assert not soup.select("[style], style"), name
        assert [part.get("src") for part in soup.select("script") if not part.get("src")] == [], name
        assert not [key for part in soup.find_all(True) for key in part.attrs if key.startswith("on")], name
    soup = BeautifulSoup(built.read("index.html"), "html.parser")
    assert [part["class"] for part in soup.select("col")] == [["lr-w30"], ["lr-w70"]]
    assert "lr-w60" in soup.select_one("figure img")["class"]
    assert soup.select("article img")[1]["width"] == "113"


HTML = (
    "Een <b>vet</b> woord.\n\n<script>x()</script>\n\n<!-- voor ons -->\n\n<div onclick='x()'>Tekst</div>\n"
)


def test_html_is_refused_but_its_words_stay(build):
    soup = page(
        build, HTML, warnings=[r"index\.md:3: WARNING: HTML «<b>»", "HTML «<script>»", "HTML «<div onclick"]
    )
    article = soup.select_one("article")
    assert "Een vet woord." in article.get_text()
    assert "Tekst" in article.get_text()
    assert not article.select("b, script, div[onclick]")
    assert "voor ons" not in str(soup)


def test_html_is_left_alone_on_a_page_of_the_list(build):
    soup = page(build, "Een <b>vet</b> woord.", confoverrides={"paginas_met_html": ["index"]})
    assert soup.select_one("article b").get_text() == "vet"


def test_page_cannot_send_a_reader_away(build):
    front = '---\nmyst:\n  html_meta:\n    "http-equiv=refresh": "0;url=https://x.be"\n---\n\n# Proef\n'
    built = build("html", {"index.md": front}, warnings=["<meta> «refresh» is geweigerd"])
    assert "x.be" not in built.read("index.html")


def test_style_of_a_block_is_refused(build):
    soup = page(
        build,
        ":::{div}\n:style: position:fixed;background:url(https://x.be)\nTekst\n:::",
        warnings=["De instelling «style» werkt niet"],
    )
    assert "Tekst" in soup.select_one("article").get_text()
    assert "x.be" not in str(soup)


def test_contents_fold_by_chapter_and_name_it(build):
    sources = {
        "index.md": "# Start\n\n```{toctree}\n:maxdepth: 2\n\na\nb\n```\n",
        "a.md": "# Regels & `<codes>`\n\n## Eerst\n\n## Dan\n",
        "b.md": "# Alleen dit\n",
    }
    soup = BeautifulSoup(build("html", sources).read("index.html"), "html.parser")
    chapters = soup.select("article li.toctree-l1")
    (fold,) = soup.select("article details.lr-onderdelen")
    assert [chapter.a.get_text() for chapter in chapters] == ["Regels & <codes>", "Alleen dit"]
    assert fold.parent is chapters[0]
    assert fold.summary.get_text() == "Onderdelen van Regels & <codes>"
    assert [link.get_text() for link in fold.select("a")] == ["Eerst", "Dan"]
