"""Texts that try to be more than text, through every field of a whole publication and into every output.

A publication with the texts of `tests/samples/hostile.json` is made as an editor makes it, and a small one
with harmless words. `FIELDS` and `SETTINGS` say where each field comes out: there stands the text, whole.
What a page, feed or file holds besides texts is what the harmless one holds. `test_hostile_charts.py` follows
charts and decision aids, `test_hostile_forms.py` what takes no free text; single functions have tests in
`tests/escalation`, `embed`, `letters` and `news`.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import hostile_project
import pikepdf
import pytest
from bs4 import BeautifulSoup
from hostile_made import HARMLESS, Made, groups, parsed, printable, shapes, singles, squeezed, told
from lxml import etree, html
from tools import hostile, pdftext
from tools.projects import CONF, Build, check_warnings, run_sphinx, write_sources

from editions.reading import read_edition
from facts.loader import FILES, load
from facts.model import Problem, Registry
from facts.school_year import SchoolYear
from network.reading import read_network

GUIDE = "guidelines/gids"
REGISTER = "site/guidelines/regelgeving/index.html"


# -- what comes out where ------------------------------------------------------------------------------

Say = Callable[[str], str]


@dataclass(frozen=True)
class Field:
    """Where the text of a field must come out.

    Attributes:
        name: the field, as an editor knows it.
        files: outputs that show it, as patterns from the root of the publication.
        place: XPath of the elements or attributes that hold it.
        say: what stands there of a text; the text itself if not given.
        of: which texts can stand in it; all of them if not given.
    """

    name: str
    files: tuple[str, ...]
    place: str
    say: Say = str
    of: Callable[[str], bool] = bool


def both(page: str) -> tuple[str, ...]:
    """Return the page of the site, and the one for other sites."""
    return f"site/{page}.html", f"embed/{page}.html"


def cell(head: str) -> str:
    return f'//*[self::td or self::th][@data-label="{head}"]'


def says(text: str) -> str:
    return text.replace("{}", "{ }")


def point(text: str) -> str:
    return text.replace(";", ",")


_REGISTER = both("guidelines/regelgeving/index")
_FACTS = both(f"{GUIDE}/feiten")
_PAGES = both(f"{GUIDE}/p*")
_TERMS = both(f"{GUIDE}/begrippen")
_LETTERS = both("guidelines/brieven/b*")
_LETTER_LIST = both("guidelines/brieven/index")
_NEWS = both("nieuws")
FIELDS = [
    Field("feit: zegt", _REGISTER, cell("Regel"), lambda t: f"{says(t)} 5 x {t} {says(t)}"),
    Field("feit: eenheid", (*_REGISTER, *_FACTS), "//span[@class='feit']", lambda t: f"5 x {t}"),
    Field("feit: opmerking", _REGISTER, cell("Regel"), lambda t: f"{says(t)} {t}"),
    Field(
        "feit: opmerking, na te kijken", _REGISTER, cell("Waarom nakijken?"), lambda t: f"jnlijk. {t} Na te"
    ),
    Field("feit: nakijken-door", _REGISTER, cell("Waarom nakijken?"), lambda t: f"Na te kijken door: {t}."),
    Field("bron: titel", _REGISTER, "//ol//em"),
    Field("bron: titel, bij een verwijzing", (*_REGISTER, *_FACTS), "//a[span[@class='bron']]/@title"),
    Field("bron: kort", _REGISTER, "//span[@class='bron']", lambda t: f"{t}, {point(t)}"),
    Field(
        "bron: kort, bij een feit",
        (*_REGISTER, *_FACTS),
        "//a[span[@class='feit']]/@title",
        lambda t: f"Bron: {t}.",
    ),
    Field("bron: punt", _FACTS, "//span[@class='bron']", lambda t: f", {point(t).replace('`', chr(39))}]"),
    Field("bron: uitgever", (*_REGISTER, *both(f"{GUIDE}/bronnen")), "//ol/li", lambda t: f"{t}, {t}."),
    Field("bron: datum en opmerking", _REGISTER, "//ol/li", lambda t: 2 * f" X {t.rstrip('.')}."),
    Field("code: betekent", _FACTS, "//abbr/@title | //span[@class='code-voluit']"),
    Field("code: wanneer", _REGISTER, cell("Wanneer?")),
    Field("code: bewijs", _REGISTER, cell("Bewijs of voorwaarde")),
    Field("code: waar", _REGISTER, cell("Waar?")),
    Field("oude code: betekent", _REGISTER, cell("Betekende toen")),
    Field("oude code: nu", _REGISTER, cell("Vandaag")),
    Field("open vraag: vraag", _REGISTER, cell("Vraag")),
    Field("open vraag: bij-wie", _REGISTER, cell("Bij wie?")),
    Field("open kader", _REGISTER, cell("Wat staat er open?"), lambda t: f"x {t}"),
    Field("netwerk: naam", _REGISTER, cell("Overleg")),
    Field("netwerk: wat", _REGISTER, cell("Wat"), lambda t: f"{t} ("),
    Field("netwerk: regio", _REGISTER, cell("Regio")),
    Field("netwerk: naam van een aanbod", _REGISTER, f"{cell('Aanbod')}//a"),
    Field("titel van een pagina", _PAGES, "//h1"),
    Field("titel van het venster", _PAGES, "//title"),
    Field("titel in menu's", both("index"), "//a"),
    Field(
        "titel voor wie deelt (og)",
        ("site/guidelines/gids/p*.html",),
        "//meta[@property='og:title']/@content",
    ),
    Field("titel bij oEmbed", _PAGES, "//link[@type='application/json+oembed']/@title"),
    Field(
        "front matter: description", ("site/guidelines/gids/p*.html",), "//meta[@name='description']/@content"
    ),
    Field("front matter: keywords", ("site/guidelines/gids/p*.html",), "//meta[@name='keywords']/@content"),
    Field(
        "description voor wie deelt (og)",
        ("site/guidelines/gids/p*.html",),
        "//meta[@property='og:description']/@content",
    ),
    Field("tussentitel", _PAGES, "//h2", lambda t: f"x {t}"),
    Field("tekst", _PAGES, "//section/p", lambda t: f"Tekst {t} en {t}."),
    Field("titel van een kader", _PAGES, "//p[@class='admonition-title']", lambda t: f"x {t}"),
    Field("titel van een uitklapblok", _PAGES, "//summary", lambda t: f"x {t}"),
    Field("titel van een tabblad", _PAGES, "//label", lambda t: f"x {t}"),
    Field("titel van een kaart", _PAGES, "//div[contains(@class, 'sd-card-title')]", lambda t: f"x {t}"),
    Field("tekst bij een beeld (alt)", _PAGES, "//img/@alt", lambda t: f"x {t}"),
    Field("bijschrift van een figuur", _PAGES, "//figcaption", lambda t: f"x {t}"),
    Field("bijschrift van een tabel", _PAGES, "//caption", lambda t: f"x {t}"),
    Field("hoofd van een tabel", _PAGES, "//td/@data-label", lambda t: f"x {t}"),
    Field(
        "schrijflijnen: label",
        _PAGES,
        "//div[contains(@class, 'schrijflijnen')]//text() | //@aria-label",
        lambda t: f"x {t}",
    ),
    Field("taak", _PAGES, "//li", lambda t: f"x {t}"),
    Field("voetnoot", _PAGES, "//aside", lambda t: f"x {t}"),
    Field("begrip", _TERMS, "//dt", lambda t: f" {t}"),
    Field("uitleg van een begrip", _TERMS, "//dd", lambda t: f"x {t}"),
    Field(
        "uitleg bij een woord",
        _TERMS,
        "//a/@title",
        lambda t: f"x {t}",
        lambda t: not set(t) & set("`<>") and len(t) < 200,
    ),
    Field("brief: wanneer", _LETTER_LIST, cell("Wanneer")),
    Field("brief: lezer", _LETTER_LIST, cell("Voor wie")),
    Field("brief: deel", _LETTERS, "//div[contains(@class, 'lr-brief__deel')]"),
    Field(
        "brief: veld",
        _LETTERS,
        "//span[contains(@class, 'lr-veld')]",
        lambda t: f"[x {t.replace('`', chr(39))}"[:60],
    ),
    Field("nieuws: titel", _NEWS, "//h2", lambda t: f" {t}"),
    Field("nieuws: voor", _NEWS, "//p[@class='lr-nieuws__feiten']", lambda t: f"voor x {t}"),
    Field("nieuws: tekst", _NEWS, "//div[@class='lr-nieuws']/p", lambda t: f"Tekst {t}"),
    Field(
        "nieuws: tekst voor een nieuwsbrief",
        ("site/nieuws.html",),
        "//details",
        lambda t: f"voor x {t} Tekst {t}",
    ),
    Field("zoekwoord", ("site/guidelines/gids/feiten.html",), "//meta[@name='keywords']/@content"),
    Field("verhuisde plaats", ("site/oud.html",), "//@*"),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_text_comes_out_as_text(made: Made, field: Field) -> None:
    texts = [text for text in groups() if field.of(text)]
    for pattern in field.files:
        said = told(made.hostile, pattern, field.place)
        lost = [text for text in texts if squeezed(field.say(text)) not in said]
        assert lost == [], pattern


# -- what else a page may hold -------------------------------------------------------------------------

#: Elements that do something. A text makes none of them, so there are as many as with harmless words.
RUNS = ("script", "style", "iframe", "object", "embed", "base", "form", "link", "meta", "template")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset")


def test_pages_hold_nothing_but_what_the_harmless_ones_hold(made: Made) -> None:
    names = [name for name, _ in made.pages()]
    assert len(names) > 60
    assert names == [name for name, _ in Made(made.harmless, made.hostile).pages()]
    allowed = {
        folder: set().union(*(shapes(parsed(path)) for path in (made.harmless / folder).rglob("*.html")))
        for folder in ("site", "embed", "edities")
    }
    for name, path in made.pages():
        page, harmless = parsed(path), parsed(made.harmless / name)
        assert shapes(page) - allowed[name.partition("/")[0]] == set(), name
        assert Counter(e.tag for e in page.iter(*RUNS)) == Counter(e.tag for e in harmless.iter(*RUNS)), name
        for element in page.iter(etree.Element):
            for attribute in _ADDRESSES:
                address = element.get(attribute, "")
                assert urlsplit(address.strip()).scheme.lower() in {"", "http", "https"}, (name, address)


def test_another_parser_sees_the_same_elements(made: Made) -> None:
    for name in ("guidelines/regelgeving/index", f"{GUIDE}/p0", "nieuws"):
        for file in both(name):
            text = (made.hostile / file).read_text("utf-8")
            seen = Counter(tag.name for tag in BeautifulSoup(text, "html.parser").find_all(RUNS))
            page = parsed(made.hostile / file)
            assert seen == Counter(str(element.tag) for element in page.iter(*RUNS)), file


# -- settings and editions: one text for many pages ----------------------------------------------------


def setting(number: int) -> str:
    """Return the text of a setting, as `hostile_project` writes it."""
    return squeezed(hostile_project.joined(hostile_project.shares(groups(), 6)[number][:20]))


#: For each setting its place in `hostile_project`, and where it comes out.
SETTINGS = {
    "author, op de site": (1, "site/index.html", "//*[@class='lr-brand__publisher']"),
    "author, in het colofon": (1, "site/index.html", "//*[@class='lr-colophon']"),
    "author, onder de pagina": (1, f"site/{GUIDE}/feiten.html", "//*[@class='lr-page-end__source']"),
    "author, in het kader": (1, "embed/index.html", "//footer"),
    "html_title": (2, "site/index.html", "//meta[@property='og:site_name']/@content"),
    "html_title, in het venster": (2, "site/index.html", "//title"),
    "html_title, boven de site": (2, "site/404.html", "//*[@class='lr-brand__name']"),
    "release": (3, "site/index.html", "//*[@class='lr-colophon']"),
    "release, in het kader": (3, "embed/index.html", "//footer"),
    "status": (4, "site/index.html", "//*[@class='lr-colophon__status']"),
    "titel van een publicatie": (5, f"site/{GUIDE}/feiten.html", "//*[@class='lr-downloads__title']"),
    "titel van een publicatie, bij het omslag": (
        5,
        f"site/{GUIDE}/feiten.html",
        "//meta[@property='og:image:alt']/@content",
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_setting_comes_out_as_text(made: Made, name: str) -> None:
    number, file, place = SETTINGS[name]
    assert setting(number) in told(made.hostile, file, place)


def test_edition_is_named_as_written_on_all_its_pages(made: Made) -> None:
    mine = hostile_project.joined(hostile_project.shares(groups(), 30)[0])
    name, folder = squeezed(mine[: hostile_project.LONGEST]), "edities/e0"
    assert f"Editie van {name}" in told(
        made.hostile, f"{folder}/index.html", "//p[@class='admonition-title']"
    )
    assert f"AFSPRAAK van {name}" in told(
        made.hostile, f"{folder}/index.html", "//p[@class='admonition-title']"
    )
    assert f"Tekst {squeezed(mine)}" in told(made.hostile, f"{folder}/index.html", "//p")
    assert told(made.hostile, f"{folder}/index.html", cell("Gegevens")).count(name) == 5
    for page in ("index", "feiten", "search"):
        assert f"Afsprakenkader · {name}" in told(made.hostile, f"{folder}/{page}.html", "//header")
    assert f"{name} (e0)" in told(made.hostile, REGISTER, cell("Editie"))
    with pikepdf.open(made.hostile / folder / "gids-e0.pdf") as pdf:
        assert squeezed(str(pdf.docinfo["/Title"])) == f"{setting(5)} · {name}"


# -- files for programs --------------------------------------------------------------------------------


def form_of(data: object) -> object:
    """Return JSON without its values: kinds, and the keys of what programs look up by key."""
    match data:
        case dict():
            return {key: form_of(value) for key, value in data.items()}
        case list():
            return sorted({json.dumps(form_of(each), sort_keys=True) for each in data})
    return type(data).__name__


def test_json_has_its_form_and_the_texts(made: Made) -> None:
    titles = [squeezed(hostile_project.joined(mine)) for mine in hostile_project.shares(groups(), 10)]
    for number, title in enumerate(titles):
        name = f"embed/{GUIDE}/p{number}.oembed.json"
        raw = (made.hostile / name).read_text("utf-8")
        answer, harmless = json.loads(raw), json.loads((made.harmless / name).read_text("utf-8"))
        assert not set(raw) & set("<>")
        assert form_of(answer) == form_of(harmless)
        assert (answer["title"], answer["provider_name"]) == (title, setting(0))
        assert shapes(html.fragment_fromstring(answer["html"], create_parent="div")) == shapes(
            html.fragment_fromstring(harmless["html"], create_parent="div")
        )
    manifest, harmless = (
        json.loads((root / "manifest.json").read_text("utf-8")) for root in (made.hostile, made.harmless)
    )
    assert form_of(manifest) == form_of(harmless)
    assert [entry["path"] for entry in manifest["files"]] == [entry["path"] for entry in harmless["files"]]
    named = {entry["path"]: squeezed(entry.get("title", "")) for entry in manifest["files"]}
    assert [named[f"site/{GUIDE}/p{number}.html"] for number in range(10)] == titles
    assert named["pdf/gids.pdf"] == setting(5)


@pytest.mark.parametrize("folder", ["site", "edities/e0"])
def test_search_index_is_data_and_keeps_the_titles(made: Made, folder: str) -> None:
    text = (made.hostile / folder / "searchindex.js").read_text("utf-8").strip()
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found = {squeezed(title) for title in index["alltitles"]}
    assert {squeezed(f"x {text}") for text in groups()} - found == set()
    assert set(index["titles"]) <= set(index["alltitles"])
    harmless = (made.harmless / folder / "searchindex.js").read_text("utf-8").strip()
    same = json.loads(harmless.removeprefix("Search.setIndex(").removesuffix(")"))
    assert index.keys() == same.keys()
    assert index["docnames"] == same["docnames"]


def test_feed_sitemap_and_newsletter_keep_the_texts(made: Made) -> None:
    feeds = [etree.parse(root / "site" / "nieuws.xml").getroot() for root in (made.hostile, made.harmless)]
    assert shapes(feeds[0]) == shapes(feeds[1])
    entries = feeds[0].findall("{*}entry")
    letter = squeezed((made.hostile / "site" / "nieuws.txt").read_text("utf-8"))
    assert len(entries) == len(groups())
    for number, (entry, text) in enumerate(zip(entries, groups(), strict=True)):
        assert entry.findtext("{*}title") == squeezed(f"x{number} {text}")
        said = squeezed(f"voor x {text}. Tekst {text}")
        assert squeezed(entry.findtext("{*}content")).endswith(said)
        assert squeezed(f"x{number} {text} 25 november") in letter
        assert squeezed(f"voor x {text} Tekst {text} Lees meer:") in letter
    maps = [
        [each.text for each in etree.parse(root / "site" / "sitemap.xml").iterfind(".//{*}loc")]
        for root in (made.hostile, made.harmless)
    ]
    assert maps[0] == maps[1]


def test_letters_for_word_keep_the_texts(made: Made) -> None:
    for number, mine in enumerate(hostile_project.shares(groups(), 6)):
        files = [root / "docx" / f"brief-b{number}.docx" for root in (made.hostile, made.harmless)]
        parts = [{name: etree.fromstring(data) for name, data in xml_parts(file)} for file in files]
        assert parts[0].keys() == parts[1].keys()
        for name, part in parts[0].items():
            assert {e.tag for e in part.iter(etree.Element)} <= {
                e.tag for e in parts[1][name].iter(etree.Element)
            }
        said = squeezed("".join(parts[0]["word/document.xml"].itertext()))
        assert [text for text in mine if squeezed(text) not in said] == []
        assert squeezed(hostile_project.joined(mine))[:255] in " ".join(
            parts[0]["docProps/core.xml"].itertext()
        )


def xml_parts(file: Path) -> Iterator[tuple[str, bytes]]:
    with ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, archive.read(name)


# -- paper ---------------------------------------------------------------------------------------------


def actions(file: Path) -> set[str]:
    """Return what links and fields of a PDF do, with the address of what leads out."""
    with pikepdf.open(file) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        return {
            f"{action.get('/S')} {action.get('/URI', '')}"
            for each in found
            for key in ("/A", "/OpenAction")
            if isinstance(action := each.get(key), pikepdf.Dictionary)
        }


def test_paper_says_the_texts_and_does_nothing_new(made: Made) -> None:
    said = pdftext.squeeze(pdftext.text(made.hostile / "pdf" / "gids.pdf"))
    plain = [pdftext.squeeze(text) for text in groups() if text.replace("·", "").isascii()]
    assert len(plain) > 30
    # In each of the blocks of its page, as a fact, as a source and as a term; a page may end within a text.
    assert [text for text in plain if said.count(text) < 30] == []
    for file in sorted((made.hostile / "pdf").glob("*.pdf")):
        kinds = {action.partition(" ")[0] for action in actions(file)}
        assert kinds <= {"/URI", "/GoTo"}, file.name
        addresses = [action.partition(" ")[2] for action in actions(file) if action.startswith("/URI")]
        assert all(address.startswith("https://voorbeeld.be/") for address in addresses), addresses


# -- what is refused -----------------------------------------------------------------------------------


def test_texts_without_letters_in_the_fonts_are_refused_one_by_one(build: Build) -> None:
    texts = [text for text in singles() if not printable(text)]
    assert len(texts) >= 7
    page = "# Proef\n\n" + "\n\n".join(f"Tekst {number} {text}" for number, text in enumerate(texts))
    built = build("typstpdf", {"index.md": page}, warnings=[r"^index\.md:\d+: .*zit niet in het lettertype"])
    assert all(result.accessible for result in built.results)
    found = {int(warning.split(":")[1]) for warning in built.warnings}
    assert found == {3 + 2 * number for number in range(len(texts))}


DANGEROUS = [url for url in hostile.one_line(hostile.strings("url")) if not url.startswith("https:")]
#: Each file with addresses, and how one is written in it; `{}` stands for the address as a YAML text.
ADDRESSED = {
    "guidelines/regelgeving/bronnen.yaml": "adres",
    "guidelines/regelgeving/betrokkenen.yaml": "website",
    "netwerk.yaml": "adres",
    f"{GUIDE}/edities/e0.yaml": "website",
}


@pytest.mark.parametrize("file", ADDRESSED)
def test_addresses_that_do_more_than_lead_are_refused(tmp_path: Path, file: str) -> None:
    """Every address takes the place of the one that is right; the message names it on its line."""
    sources = hostile_project.project(HARMLESS)
    key = ADDRESSED[file]
    right = re.search(rf'"{key}": "https://voorbeeld\.be[^"]*"', sources[file])
    said = []
    for url in DANGEROUS:
        wrong = sources[file].replace(right[0], f'"{key}": {json.dumps(url, ensure_ascii=False)}', 1)
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wrong, encoding="utf-8")
        said.append([problem for problem in problems_of(tmp_path, file) if "geen webadres" in problem.cause])
    assert [len(problems) for problems in said] == [1] * len(DANGEROUS)
    assert [problem.cause for [problem] in said] == [f"«{url}» is geen webadres." for url in DANGEROUS]
    assert all(problem.fatal and problem.origin.path.endswith(Path(file).name) for [problem] in said)


def problems_of(root: Path, file: str) -> Sequence[Problem]:
    """Read one data file as a build does, and return what is wrong with it."""
    if file == "netwerk.yaml":
        registry = Registry(SchoolYear(2026), date(2026, 11, 25), unreadable=frozenset(FILES))
        return read_network(root, file, registry)[1]
    if "edities" in file:
        return read_edition(root, root / file)[1]
    return load(root / "guidelines/regelgeving", school_year=SchoolYear(2026), built_on=date(2026, 11, 25))[1]


def test_dangerous_links_in_local_texts_and_news_lose_their_address(tmp_path: Path) -> None:
    urls = [url for url in DANGEROUS if not set(url) & set("<>\\`|")]
    links = " ".join(f"[x{number}](<{url}>)" for number, url in enumerate(urls))
    news = f":::{{nieuws}} Bericht\n:datum: 2026-11-25\n:schooljaar: 2026-2027\n:voor: ouders\n{links}\n:::\n"
    sources = with_editions(
        {
            "index.md": f"# Proef\n\n{hostile_project.EDITION}\n```{{toctree}}\nnieuws\n```\n",
            "nieuws.md": f"# Nieuws\n\n{news}",
            "edities/e0.yaml": hostile_project.edition("CLB", links),
        }
    )
    write_sources(sources, tmp_path / "src")
    built = run_sphinx("html", tmp_path / "src", tmp_path / "out", {"editie": "e0"})
    # What MyST knows no scheme of, it takes for the name of a page.
    check_warnings(built.warnings, ["De link naar «.*» is geweigerd", "target not found: "])
    for name in ("nieuws.html", "index.html"):
        page = html.document_fromstring(built.read(name))
        for link in page.iterfind(".//article//a"):
            assert urlsplit(link.get("href", "").strip()).scheme in {"", "http", "https"}, link.get("href")
        # Markdown leaves what it refuses as it was written; else there is a message.
        left = squeezed(page.find(".//article").text_content())
        said = [one for one in built.warnings if one.startswith(name.replace("html", "md:"))]
        for number, url in enumerate(urls):
            refused = any(re.search(rf"[«']{re.escape(url)}[»']", one) for one in said)
            assert refused or f"[x{number}](<{url}>)" in left, url
            assert f"x{number}" in left


# -- editions: one text in each field, and as many editions as texts -----------------------------------


@pytest.mark.parametrize("builder", ["html", "typstpdf"])
def test_every_text_in_every_field_of_an_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    """Each directive of the page sees the next edition; nobody could wait for a build of each."""
    texts: Sequence[str] = [text[: hostile_project.LONGEST] for text in groups()]
    pages = {
        f"e{n}.yaml": hostile_project.edition(text, hostile.literally(text)) for n, text in enumerate(texts)
    }
    block = hostile_project.EDITION
    page = "# Proef\n\n" + "\n".join(
        block.replace("} blok", f"}} blok{n}").replace("} meer", f"}} meer{n}") for n in range(len(texts))
    )
    sources = with_editions({"index.md": page})
    sources |= {
        f"edities/{name}": text.replace("  blok:", f"  blok{name[1:-5]}:").replace(
            "  meer:", f"  meer{name[1:-5]}:"
        )
        for name, text in pages.items()
    }
    write_sources(sources, tmp_path / "src")
    read = [
        read_edition(tmp_path / "src", tmp_path / "src" / "edities" / f"e{n}.yaml") for n in range(len(texts))
    ]
    assert [problems for _, problems in read] == [()] * len(texts)
    turns = (edition for edition, _ in read for _ in range(4))
    monkeypatch.setattr("editions.directives.current", lambda _env: next(turns))
    built = run_sphinx(builder, tmp_path / "src", tmp_path / "out")
    assert built.warnings == ()
    assert next(turns, None) is None
    if builder == "html":
        article = html.document_fromstring(built.read("index.html")).find(".//article")
        said = squeezed(article.text_content())
        tables = article.findall(".//table")
        for kind in ("invultabel", ""):
            mine = [each for each in tables if ("invultabel" in each.get("class", "")) is bool(kind)]
            assert len(mine) == len(texts)
            assert len({tuple(sorted(shapes(each))) for each in mine}) == 1
        assert len({tuple(sorted(shapes(each))) for each in article.find_class("editie")}) == 1
        local = article.find_class("lokaal")
        for mine in (local[::2], local[1::2]):  # what takes the place of a block, and what comes after it
            assert len(mine) == len(texts)
            assert len({tuple(sorted(shapes(each))) for each in mine}) == 1
    else:
        (result,) = built.results
        assert result.accessible
        said = pdftext.squeeze(pdftext.text(Path(result.path)))
        texts = [text for text in texts if text.replace("·", "").isascii()]
    form = squeezed if builder == "html" else pdftext.squeeze
    forms = (
        "Editie van {}",
        "Streek: {}",
        "Adres {}",
        "nummer {}",
        "op school {}",
        "AFSPRAAK van {}",
        "Tekst {}",
        # In a list, as the title of a box, in it; paper mixes the lines of cells that stand side by side.
        "{0} x {0} x {0} y {0} x {0} b y {0} b" if builder == "html" else "y {}",
    )
    assert [one for text in texts for one in forms if form(one.format(text)) not in said] == []
    # What a text is added to stays.
    assert said.count(form("Voor iedereen.")) == len(read)


def with_editions(sources: dict[str, str]) -> dict[str, str]:
    """Return a small project with editions and news, and with a registry of nothing."""
    conf = (
        f"{CONF}\nextensions += ['facts', 'editions', 'news']\nsmartquotes = False\n"
        "nieuws_domein = 'voorbeeld.be'\n"
        "edities = {'startdoc': 'index', 'map': 'edities'}\nmyst_ref_domains = ['std']\n"
    )
    tops = {**{name: [name] for name in FILES}, "codes": ["codes", "oude-codes"]}
    empty = {
        f"guidelines/regelgeving/{FILES[name]}": "".join(f"{key}: {{}}\n" for key in keys)
        for name, keys in tops.items()
    }
    return {"conf.py": conf, **empty, **sources}
