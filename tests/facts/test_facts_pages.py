"""Roles and directives in HTML and on paper, numbering per publication, school years, rebuilding."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from facts_data import CONF, data_files
from sphinx.application import Sphinx
from tools.pdftext import text as text_of
from tools.projects import check_warnings, run_sphinx, sphinx_session, write_sources

from facts.model import Kind, Source
from facts.printing import source_list

_EEN = """# Een

Meld vanaf {feit}`clb-melden`, dus {feit}`clb-melden, woorden` of de {feit}`clb-melden, rang, woorden`, niet
bij {feit}`clb-melden, een minder`. {feit}`eerste-halve-dag, hoofdletter, woorden` telt
({feit}`clb-melden, getal`, {feit}`clb-melden, rang`). {feit}`clb-melden, met bron`. Zie
{bron}`omzendbrief, punt 3`. Code {code}`B`, {code}`Z, voluit`. Zo
{bron}`omzendbrief` en zo {bron}`omzendbrief`.

```{toctree}
verder
bronnen
```
"""
_VERDER = """# Verder

## Geld

Zie {bron}`fonds` voor een kleuter van 5 jaar: {feit}`kleuter-290`.

[De {feit}`kleuter-290` {bron}`fonds`](index.md) gelden voor een kleuter.

```{admonition} Te bevestigen door de werkgroep
Hoe lang dit *precies* duurt. {bron}`fonds, punt 2`
```

```{admonition} Iets anders
Dit hoort er niet bij.
```
"""
_TWEE = """# Twee

````text
```{admonition} Te bevestigen door de werkgroep
Zo ziet een kader eruit.
```
````

```{admonition} Te bevestigen door de werkgroep
Zo ziet een kader eruit.
```

Zie {bron}`lokaal, blz. 2`, vanaf {feit}`eerste-halve-dag`.

```{codetabel}
```

```{codetabel} oud
```

```{wat-verandert}
```

```{aankondiging} clb-melden-z
```
"""
_NA = """# Na

```{admonition} Te bevestigen door de werkgroep
Ook buiten de publicaties:

- dit;
- en dat.
```

```{na-te-kijken} feiten
```

```{na-te-kijken} vragen
```

```{na-te-kijken} kaders
```

```{feitentabel}
```
"""
SOURCES = {
    "conf.py": CONF,
    "index.md": "# Proef\n\n```{toctree}\nguidelines/een/index\nguidelines/twee\nregels/na\n```\n",
    "guidelines/een/index.md": _EEN,
    "guidelines/een/verder.md": _VERDER,
    "guidelines/een/bronnen.md": "# Bronnen\n\n```{bronnenlijst}\n```\n",
    "guidelines/twee.md": _TWEE,
    "regels/na.md": _NA,
}


def project(**changed: str) -> dict[str, str]:
    return {**SOURCES, **data_files(), **changed}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml").select_one("article") or BeautifulSoup(html, "lxml")


def words(html: str) -> str:
    return " ".join(soup(html).get_text().split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    folder = tmp_path_factory.mktemp("feiten")
    write_sources(project(), folder / "src")
    built = run_sphinx("html", folder / "src", folder / "out")
    check_warnings(built.warnings, ())
    return {
        path.relative_to(built.outdir).as_posix(): path.read_text("utf-8")
        for path in built.outdir.rglob("*.html")
    }


def test_forms_of_a_fact(site: Mapping[str, str]) -> None:
    text = words(site["guidelines/een/index.html"])
    assert "Meld vanaf 5 halve dagen, dus vijf halve dagen of de vijfde, niet bij 4 halve dagen." in text
    assert "Eén halve dag telt (5, 5e). 5 halve dagen [1] [2, punt 3]. Zie [2, punt 3]." in text


def test_citation_stays_on_the_line_of_its_words(site: Mapping[str, str]) -> None:
    text = soup(site["guidelines/een/index.html"]).get_text()
    assert "5 halve dagen\u00a0[1] [2, punt 3]" in text
    assert "Zie\u00a0[2, punt 3]" in text
    assert "Zo\u00a0[2] en zo\u00a0[2]." in text
    beside = soup(site["guidelines/een/index.html"]).select("a.bron-naast")
    assert [link.get_text() for link in beside] == ["[2, punt 3]"]


def test_citation_in_a_cell_keeps_its_full_stop(tmp_path: Path) -> None:
    table = "# Een\n\n| A | B |\n|---|---|\n| Zo {bron}`omzendbrief`. En | {bron}`omzendbrief` |\n"
    more = table + "\nBuiten {bron}`omzendbrief`.\n\n```{toctree}\nverder\nbronnen\n```\n"
    write_sources(project(**{"guidelines/een/index.md": more}), tmp_path / "src")
    page = soup(run_sphinx("html", tmp_path / "src", tmp_path / "out").read("guidelines/een/index.html"))
    assert [joined.get_text() for joined in page.select("span.bron-punt")] == ["[1]."]
    assert [cell.get_text().strip() for cell in page.select("td")] == ["Zo\u00a0[1]. En", "[1]"]


def test_fact_links_to_its_source_and_carries_its_validity(site: Mapping[str, str]) -> None:
    link = soup(site["guidelines/een/index.html"]).find("a", string="vijf halve dagen")
    assert link["href"] == "bronnen.html#bronnenlijst-procedure"
    assert link["title"].startswith(
        "Geldt sinds schooljaar 2016-2017. Geldt tot en met schooljaar 2026-2027. Bron: AGODI"
    )


def test_no_link_stands_in_a_link(site: Mapping[str, str]) -> None:
    # Read as text: a parser of HTML takes such links apart by itself.
    page = site["guidelines/een/verder.html"]
    link = page[page.index("<p><a ") :]
    link = link[: link.index("</p>")]
    assert words(link).startswith("De 290 halve dagen")
    assert link.count("<a ") == link.count("</a>") == 1
    assert 'href="index.html"' in link


def test_fact_is_plain_where_the_settings_say_so(build) -> None:
    page = "# T\n\nMeld vanaf {feit}`clb-melden`, zie {bron}`procedure`.\n"
    conf = CONF[: CONF.index("typst_documents")] + "\nregelgeving_zonder_link = ['kalm/*']\n"
    index = "# I\n\n```{toctree}\nkalm/a\nb\n```\n"
    sources = {**data_files(), "conf.py": conf, "index.md": index, "kalm/a.md": page, "b.md": page}
    built = build("html", sources)
    calm, linked = (soup(built.read(name)) for name in ("kalm/a.html", "b.html"))
    assert "5 halve dagen" in calm.get_text()
    assert not calm.select("a span.feit")
    assert calm.select("a span.bron")
    assert linked.select("a span.feit")


def test_the_register_is_told_in_parts_and_leaves_out_what_nobody_confirmed(build) -> None:
    page = (
        "# T\n\n```{feitentabel} clb-melden+eerste-halve-dag\n:register:\n```\n\n"
        "```{feitentabel}\n:register:\n```\n"
    )
    before, name, after = data_files()["regels/feiten.yaml"].partition("  schooltoeslag-grens:")
    unsure = before + name + after.replace("zekerheid: zeker", "zekerheid: onzeker", 1)
    built = build("html", project(**{"regels/na.md": page, "regels/feiten.yaml": unsure}))
    tables = soup(built.read("regels/na.html")).select("table")
    assert len(tables[0].select("tbody tr")) == 1
    assert "5 halve dagen" in tables[0].get_text()
    assert "Sinds 2016-2017." in tables[0].get_text()
    rest = " ".join(table.get_text() for table in tables[1:])
    assert "290 halve dagen" in rest
    assert "5 halve dagen" not in rest
    assert "30 halve dagen" not in rest


def test_codes_are_explained(site: Mapping[str, str]) -> None:
    page = soup(site["guidelines/een/index.html"])
    assert page.find("abbr", string="B")["title"] == "problematische afwezigheid"
    assert "Z (ziekte)" in words(site["guidelines/een/index.html"])


def test_sources_are_numbered_per_publication_in_reading_order(site: Mapping[str, str]) -> None:
    items = soup(site["guidelines/een/bronnen.html"]).select("ol.bronnenlijst > li")
    assert [item["id"] for item in items] == [
        f"bronnenlijst-{key}" for key in ("procedure", "omzendbrief", "fonds")
    ]
    assert items[0].get_text().startswith("AGODI, Procedures. Mei 2020. https://example.org/procedure")
    assert words(site["guidelines/een/bronnen.html"]).count("Geraadpleegd op") == 0
    assert "Alle bronnen zijn geraadpleegd op 23 november 2026." in words(site["guidelines/een/bronnen.html"])
    assert items[0].find("a")["href"] == "https://example.org/procedure?a=1&b=2"
    assert "[3]" in words(site["guidelines/een/verder.html"])


_TWO_SOURCES = """# Twee

{0}

## Bronnen

```{{bronnenlijst}}
```
"""


@pytest.mark.parametrize(
    ("text", "listed", "linked"),
    [
        ("{feit}`clb-melden` {bron}`omzendbrief`", ["omzendbrief"], "omzendbrief"),
        ("{feit}`clb-melden` {bron}`fonds`", ["procedure", "fonds"], "procedure"),
        ("{feit}`clb-melden` {bron}`omzendbrief; procedure`", ["procedure", "omzendbrief"], "procedure"),
    ],
)
def test_list_holds_no_source_that_no_text_leads_to(build, text: str, listed: list[str], linked: str) -> None:
    # The fact has two sources. A source of a fact that nothing names is in the list only if it is needed.
    built = build("html", project(**{"guidelines/twee.md": _TWO_SOURCES.format(text)}))
    page = soup(built.read("guidelines/twee.html"))
    assert [item["id"] for item in page.select("ol.bronnenlijst > li")] == [
        f"bronnenlijst-{key}" for key in listed
    ]
    assert page.find("a", string="5 halve dagen")["href"] == f"#bronnenlijst-{linked}"


def test_short_list_links_titles_and_prints_no_address(build) -> None:
    page = _TWO_SOURCES.format("{bron}`procedure; omzendbrief`")
    page = page.replace("{bronnenlijst}", "{bronnenlijst}\n:kort:")
    built = build("html", project(**{"guidelines/twee.md": page}))
    texts = soup(built.read("guidelines/twee.html"))
    first, second = texts.select("ol.bronnenlijst > li")
    assert [first.get_text(), second.get_text()] == ["AGODI, procedure (mei 2020)", "Omzendbrief"]
    assert second.find("a")["href"] == "https://example.org/omzendbrief"


def test_short_list_says_the_first_and_the_last_day_above() -> None:
    first = Source("a", "Eerste", "eerste", "Uitgever", "", Kind.OFFICIEEL, date(2026, 11, 23))
    second = replace(first, key="b", short="Tweede", date="2025", remark="Oud", consulted=date(2026, 3, 1))
    days, whole = source_list([first, second], ["", ""], short=True)
    assert days.astext() == "Alle bronnen zijn geraadpleegd tussen 1 maart 2026 en 23 november 2026."
    assert [item.astext() for item in whole.children] == ["Eerste", "Tweede (2025)"]
    (same, _) = source_list([first], [""], short=True)
    assert same.astext() == "Alle bronnen zijn geraadpleegd op 23 november 2026."


def test_day_stands_at_each_source_when_days_differ() -> None:
    first = Source("a", "Eerste", "Eerste", "Uitgever", "", Kind.OFFICIEEL, date(2026, 11, 23))
    second = replace(first, key="b", title="Tweede", consulted=date(2026, 3, 1))
    (whole,) = source_list([first, second], ["", ""])
    assert [item.astext() for item in whole.children] == [
        "Uitgever, Eerste. Geraadpleegd op 23 november 2026. ",
        "Uitgever, Tweede. Geraadpleegd op 1 maart 2026. ",
    ]


def test_day_of_most_sources_stands_once_and_another_at_its_source() -> None:
    first = Source("a", "Eerste", "Eerste", "Uitgever", "", Kind.OFFICIEEL, date(2026, 11, 23))
    second = replace(first, key="b", title="Tweede")
    third = replace(first, key="c", title="Derde", consulted=date(2026, 3, 1))
    day, whole = source_list([first, second, third], ["", "", ""])
    assert (
        day.astext()
        == "Alle bronnen zijn geraadpleegd op 23 november 2026, behalve waar een andere dag staat."
    )
    assert [item.astext() for item in whole.children] == [
        "Uitgever, Eerste. ",
        "Uitgever, Tweede. ",
        "Uitgever, Derde. Geraadpleegd op 1 maart 2026. ",
    ]


def test_month_stands_once_for_sources_of_more_days() -> None:
    first = Source("a", "Eerste", "Eerste", "Uitgever", "", Kind.OFFICIEEL, date(2026, 11, 23))
    second = replace(first, key="b", title="Tweede", consulted=date(2026, 11, 26))
    third = replace(first, key="c", title="Derde", consulted=date(2026, 3, 1))
    when, whole = source_list([first, second, third], ["", "", ""])
    assert (
        when.astext() == "Alle bronnen zijn geraadpleegd in november 2026, behalve waar een andere dag staat."
    )
    assert [item.astext() for item in whole.children] == [
        "Uitgever, Eerste. ",
        "Uitgever, Tweede. ",
        "Uitgever, Derde. Geraadpleegd op 1 maart 2026. ",
    ]


def test_publication_without_list_cites_by_name_and_address(site: Mapping[str, str]) -> None:
    page = soup(site["guidelines/twee.html"])
    link = next(link for link in page.find_all("a") if link.get_text() == "School, blz. 2")
    assert link["href"] == "https://example.org/school"
    assert link["title"] == "Afspraken <b>hier</b>"
    assert "Zie (School, blz. 2), vanaf" in words(site["guidelines/twee.html"])
    assert page.find("a", string="1 halve dag")["href"].startswith("https://example.org/procedure")


def test_tables_and_announcement(site: Mapping[str, str]) -> None:
    text = words(site["guidelines/twee.html"])
    assert "5 halve dagen 7 halve dagen" in text  # what changes next year
    assert (
        "Vanaf schooljaar 2027-2028. Vanaf een aantal halve dagen ziekte schakelt de school het CLB in."
        in text
    )
    rows = soup(site["guidelines/twee.html"]).select("table tbody tr")
    assert any(row.get_text(" ", strip=True).startswith("D ziekte met attest 2018-2019 Z") for row in rows)


def test_page_to_check_names_what_is_unsure_and_links_to_its_places(site: Mapping[str, str]) -> None:
    page = soup(site["regels/na.html"])
    first, second, boxes, whole = page.select("table")
    names = [row.find("code").get_text(strip=True) for row in first.select("tbody tr")]
    assert names == ["clb-melden-z", "briefjes-dagen", "persoonlijk-basis"], "in the order of the registry"
    links = {link.get_text(): link["href"] for link in second.select("a")}
    assert links == {"Een": "../guidelines/een/index.html"}
    assert boxes.select_one("td a")["href"] == "https://example.org/fonds"
    assert "fonds, punt 2" not in words(str(boxes.tbody)), "a reader knows no keys"
    places = [row.select("a")[-1]["href"] for row in boxes.select("tbody tr")]
    assert "Ook buiten de publicaties: dit; en dat." in words(str(boxes.tbody))
    assert places == ["../guidelines/een/verder.html#geld", "#"], "all pages, and no examples"
    (announced,) = (row for row in first.select("tbody tr") if row.find("code").text == "clb-melden-z")
    assert "../guidelines/twee.html" in [link["href"] for link in announced.select("a")]
    assert len(whole.select("tbody tr")) == 8


def test_places_to_look_at_stand_together_for_each_page(tmp_path: Path) -> None:
    use = "{feit}`briefjes-dagen`"
    more = f"# Twee\n\n## Eerste\n\n{use}\n\n## Tweede\n\n{use} en {use}\n"
    sources = project(**{"guidelines/een/verder.md": f"# Verder\n\n{use}\n", "guidelines/twee.md": more})
    write_sources(sources, tmp_path / "src")
    page = soup(run_sphinx("html", tmp_path / "src", tmp_path / "out").read("regels/na.html"))
    (row,) = (row for row in page.table.select("tbody tr") if row.find("code").text == "briefjes-dagen")
    lines = [" ".join(item.get_text().split()) for item in row.select("li")]
    assert lines == ["Verder", "Twee: Eerste, Tweede"]
    assert [link["href"].rpartition("/")[2] for link in row.select("li a")] == [
        "verder.html",
        "twee.html",
        "twee.html#eerste",
        "twee.html#tweede",
    ]


def test_a_question_leads_to_the_row_of_a_fact_that_is_listed(tmp_path: Path) -> None:
    asked = (
        "na-te-kijken: {een: {vraag: 'Klopt het?', bij-wie: AGODI, feiten: [briefjes-dagen, kleuter-290]}}"
    )
    sources = project(**{"regels/na-te-kijken.yaml": asked})
    write_sources(sources, tmp_path / "src")
    page = soup(run_sphinx("html", tmp_path / "src", tmp_path / "out").read("regels/na.html"))
    first, second = page.select("table")[:2]
    to_row, to_place, *_ = second.select("tbody a")
    assert first.select_one(to_row["href"]).get_text(strip=True) == "briefjes-dagen"
    assert to_place["href"].startswith("../guidelines/een/verder.html"), "a sure fact has no row"


def test_a_question_about_a_place_that_is_nowhere_is_a_fault(tmp_path: Path) -> None:
    asked = (
        "na-te-kijken:\n"
        "  een: {vraag: 'Wat?', bij-wie: AGODI, plaatsen: [verder-lezen]}\n"
        "  twee: {vraag: 'Wie?', bij-wie: AGODI, plaatsen: [verder-leze]}\n"
    )
    text = "(verder-lezen)=\n# Verder\n\n{feit}`briefjes-dagen`\n"
    sources = project(**{"regels/na-te-kijken.yaml": asked, "guidelines/een/verder.md": text})
    write_sources(sources, tmp_path / "src")
    said = run_sphinx("html", tmp_path / "src", tmp_path / "out").warnings
    cause = r"na-te-kijken\.yaml:3: .*Er is geen plaats met de naam «verder-leze»\. "
    check_warnings(said, [f"{cause}Tip: Bedoel je «verder-lezen»"])


def test_many_places_are_one_line_of_pages(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(6)]
    more = {
        f"guidelines/een/{name}.md": f"# {name}\n\n## Deel\n\n{{feit}}`briefjes-dagen`\n" for name in names
    }
    start = _EEN.replace("verder\n", "verder\n" + "\n".join(names) + "\n")
    write_sources(project(**more, **{"guidelines/een/index.md": start}), tmp_path / "src")
    page = soup(run_sphinx("html", tmp_path / "src", tmp_path / "out").read("regels/na.html"))
    (row,) = (row for row in page.table.select("tbody tr") if row.find("code").text == "briefjes-dagen")
    assert " ".join(row.select("td")[-1].get_text().split()) == "6 pagina’s: " + ", ".join(names)


def test_paper_numbers_sources_and_explains_codes(tmp_path: Path) -> None:
    write_sources(project(), tmp_path / "src")
    built = run_sphinx("typstpdf", tmp_path / "src", tmp_path / "out")
    check_warnings(built.warnings, ())
    pdfs = {result.name: result.path for result in built.results}
    een, twee = (" ".join(text_of(pdfs[name]).split()) for name in ("een", "twee"))
    assert "Meld vanaf 5 halve dagen, dus vijf halve dagen" in een
    assert "[2, punt 3]" in een
    assert "B (problematische afwezigheid)" in een
    assert " example.org/fonds" in een
    assert "School, blz. 2" in twee
    assert "Aangekondigd" in twee


def _without_facts(html: str) -> str:
    """The article without what a fact prints: its words and its citations."""
    page = soup(html)
    for mark in page.select("a:has(span.feit), a:has(span.bron), span.feit"):
        mark.decompose()
    return " ".join(str(page).split())


def test_school_years_differ_only_where_facts_differ(tmp_path: Path) -> None:
    pages = {}
    for year in ("2025-2026", "2026-2027", "2027-2028"):
        write_sources(project(), tmp_path / year / "src")
        built = run_sphinx("html", tmp_path / year / "src", tmp_path / year / "out", {"schooljaar": year})
        check_warnings(built.warnings, ())
        pages[year] = {
            name: built.read(f"guidelines/een/{name}.html") for name in ("index", "verder", "bronnen")
        }
    early, now, later = pages.values()
    for name in now:
        assert str(soup(early[name])) == str(soup(now[name]))
    assert str(soup(later["verder"])) == str(soup(now["verder"]))
    assert str(soup(later["index"])) != str(soup(now["index"]))
    assert _without_facts(later["index"]) == _without_facts(now["index"])
    text = words(later["index"])
    assert "Meld vanaf 7 halve dagen, dus zeven halve dagen of de zevende, niet bij 6 halve dagen." in text


def test_fact_without_value_names_every_place(build) -> None:
    text = "# T\n\nVanaf {feit}`clb-melden-z`.\n\nOok {feit}`clb-melden-z, getal`.\n"
    sources = {"conf.py": CONF, **data_files(), "index.md": "# I\n\n```{toctree}\na\n```\n", "a.md": text}
    sources["conf.py"] = CONF[: CONF.index("typst_documents")]
    expected = (r"a\.md:3: .*«clb-melden-z» heeft geen waarde in .*2027-2028", r"a\.md:5: .*«clb-melden-z»")
    build("dummy", sources, warnings=expected)


def test_rebuild_numbers_and_lists_follow(tmp_path: Path) -> None:
    """A page that nobody touched shows the new numbers; a change of the data reads pages again."""
    write_sources(project(), tmp_path / "src")

    def run() -> list[str]:
        with sphinx_session(tmp_path / "src"):
            app = Sphinx(
                tmp_path / "src", tmp_path / "src", tmp_path / "out", tmp_path / "dt", "html", status=None
            )
            read: list[str] = []
            app.connect("source-read", lambda _app, docname, _content: read.append(docname))
            app.build()
        return read

    assert len(run()) == 6
    assert run() == []
    start = tmp_path / "src/guidelines/een/index.md"
    start.write_text(_EEN.replace("# Een\n", "# Een\n\nEerst {bron}`fonds`.\n"), "utf-8")
    assert run() == ["guidelines/een/index"]
    later = words((tmp_path / "out/guidelines/een/verder.html").read_text("utf-8"))
    assert "Zie [1] voor" in later
    items = soup((tmp_path / "out/guidelines/een/bronnen.html").read_text("utf-8")).select(
        "ol.bronnenlijst > li"
    )
    assert items[0]["id"] == "bronnenlijst-fonds"
    facts = tmp_path / "src/regels/feiten.yaml"
    facts.write_text(facts.read_text("utf-8").replace("getal: 5,", "getal: 8,"), "utf-8")
    assert "guidelines/een/index" in run()
    assert "Meld vanaf 8 halve dagen" in words(
        (tmp_path / "out/guidelines/een/index.html").read_text("utf-8")
    )
    assert run() == []


def test_parallel_reading_gives_the_same_pages(tmp_path: Path, site: Mapping[str, str]) -> None:
    write_sources(project(), tmp_path / "src")
    with sphinx_session(tmp_path / "src"):
        app = Sphinx(
            tmp_path / "src",
            tmp_path / "src",
            tmp_path / "out",
            tmp_path / "dt",
            "html",
            status=None,
            parallel=2,
        )
        app.build()
    for name in ("guidelines/een/index.html", "guidelines/een/bronnen.html", "regels/na.html"):
        assert soup((tmp_path / "out" / name).read_text("utf-8")) == soup(site[name])


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_other_builders_print_everything(builder: str, tmp_path: Path) -> None:
    write_sources(project(), tmp_path / "src")
    built = run_sphinx(builder, tmp_path / "src", tmp_path / "out")
    check_warnings([w for w in built.warnings if "feiten" in w or "unknown node" in w], ())
    assert any(
        "vijf halve dagen" in p.read_text("utf-8", "ignore")
        for p in (tmp_path / "out").rglob("*.*")
        if p.is_file()
    )


def test_missing_folder_gives_one_message(build) -> None:
    conf = CONF[: CONF.index("typst_documents")].replace('"regels"', '"nergens"')
    text = "# I\n\nVanaf {feit}`x` {bron}`y` {code}`Z`.\n\n```{feitentabel} z\n```\n"
    build("dummy", {"conf.py": conf, "index.md": text}, warnings=(r"^conf\.py:1: .*De map «nergens»",))
