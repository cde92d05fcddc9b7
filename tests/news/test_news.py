"""News: page, Atom feed, newsletter text, and what an editor hears about mistakes."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from lxml import etree, html
from tools import hostile
from tools.projects import PROJECT, Build

from news.atom import atom, tag_uri
from news.model import Entry, Feed, Head, dutch_day, slug
from news.newsletter import newsletter

_CASES = yaml.safe_load((Path(__file__).parent / "cases" / "berichten.yaml").read_text("utf-8"))
_ATOM = {"a": "http://www.w3.org/2005/Atom"}
CONF = """
project = "Proef"
author = "Proefnet"
language = "nl"
extensions = ["myst_parser", "news"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
nieuws_domein = "voorbeeld.be"
"""
PAGE = """# Nieuw in de gids

:::{nieuws} Tweede bericht
:datum: 2026-12-01
:gewijzigd: 2026-12-03
:schooljaar: 2026-2027
:voor: ouders
:bladzijden: map/gids, een-plaats
Er is **meer**.

- een
- twee
:::

:::{nieuws} Eerste bericht
:datum: 2026-11-25
:schooljaar: 2026-2027
:voor: scholen
Er is een begin.
:::
"""
GUIDE = "(een-plaats)=\n# De gids\n\nTekst.\n"


def sources(page: str = PAGE, **more: str) -> dict[str, str]:
    index = "# Start\n\n```{laatste-nieuws} 2\n```\n\n```{toctree}\nmap/nieuw\nmap/gids\n```\n"
    return {"conf.py": CONF, "index.md": index, "map/nieuw.md": page, "map/gids.md": GUIDE, **more}


def read_feed(content: bytes) -> etree._Element:
    return etree.fromstring(content)


def check_atom(feed: etree._Element, *, addresses: bool) -> None:
    """Hold a feed against the rules of RFC 4287 that a program can check."""
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = feed.findall("a:entry", _ATOM)
    assert entries
    for element in (feed, *entries):  # 4.1.1 and 4.1.2: exactly one of each
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", _ATOM)) == 1, name
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9/._~-]+", element.findtext("a:id", None, _ATOM))
        for name in ("updated", "published"):  # 3.3: RFC 3339 with a zone
            for moment in element.iterfind(f"a:{name}", _ATOM):
                assert datetime.fromisoformat(moment.text).tzinfo is not None
    assert feed.findtext("a:author/a:name", None, _ATOM)  # 4.1.1: of the feed, so of each entry
    ids = [element.text for element in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == len(ids)
    links = [(link.get("rel"), link.get("type")) for link in feed.iterfind("a:link", _ATOM)]
    assert len(set(links)) == len(links)  # 4.1.1: no two alternates of one type
    assert (("self", "application/atom+xml") in links) is addresses
    for entry in entries:  # 4.1.2: content, or else an alternate
        assert entry.find("a:content", _ATOM).get("type") == "text"
        assert (entry.find("a:link", _ATOM) is not None) is addresses
    newest = max(entry.findtext("a:updated", None, _ATOM) for entry in entries)
    assert feed.findtext("a:updated", None, _ATOM) == newest


def test_feed_is_valid_and_needs_no_address(build: Build) -> None:
    built = build("html", sources())
    feed = read_feed((built.outdir / "map" / "nieuw.xml").read_bytes())
    check_atom(feed, addresses=False)
    assert feed.findtext("a:title", None, _ATOM) == "Nieuw in de gids"
    assert [e.findtext("a:title", None, _ATOM) for e in feed.findall("a:entry", _ATOM)] == [
        "Tweede bericht", "Eerste bericht"
    ]  # fmt: skip
    first = feed.find("a:entry", _ATOM)
    assert first.findtext("a:id", None, _ATOM) == (
        "tag:voorbeeld.be,2026:nieuws/nieuw/nieuws-2026-12-01-tweede-bericht"
    )
    assert first.findtext("a:updated", None, _ATOM) == "2026-12-03T00:00:00Z"
    said = first.findtext("a:content", None, _ATOM)
    assert said.startswith("1 december 2026 · schooljaar 2026-2027 · voor ouders.")
    assert "Er is meer.\n\n- een\n- twee\n\nLees: De gids, De gids" in said


def test_feed_has_addresses_where_the_site_has_one_and_keeps_its_ids(build: Build) -> None:
    near = build("html", sources())
    far = build("html", sources(), confoverrides={"html_baseurl": "https://voorbeeld.be/gidsen"})
    feed = read_feed((far.outdir / "map" / "nieuw.xml").read_bytes())
    check_atom(feed, addresses=True)
    hrefs = [link.get("href") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    base = "https://voorbeeld.be/gidsen/map/nieuw"
    assert hrefs[:2] == [f"{base}.xml", f"{base}.html"]
    assert hrefs[2] == f"{base}.html#nieuws-2026-12-01-tweede-bericht"
    ids = "{http://www.w3.org/2005/Atom}id"
    before = read_feed((near.outdir / "map" / "nieuw.xml").read_bytes())
    assert [e.text for e in feed.iter(ids)] == [e.text for e in before.iter(ids)]
    assert f"Lees meer: {base}.html#nieuws-2026-11-25-eerste-bericht" in far.read("map/nieuw.txt")
    guide = "https://voorbeeld.be/gidsen/map/gids.html"
    told = f"Lees:\n- De gids: {guide}\n- De gids: {guide}#een-plaats"
    assert told in far.read("map/nieuw.txt")
    assert told in feed.find("a:entry", _ATOM).findtext("a:content", None, _ATOM)


def test_page_shows_entries_and_how_to_follow_them(build: Build) -> None:
    built = build("html", sources())
    page = html.fromstring(built.read("map/nieuw.html"))
    assert [h.text_content().strip("¶") for h in page.iter("h2")][:2] == ["Tweede bericht", "Eerste bericht"]
    anchors = {element.get("id") for element in page.iter() if element.get("id")}
    assert {"nieuws-2026-12-01-tweede-bericht", "nieuws-2026-11-25-eerste-bericht"} <= anchors
    targets = {link.get("href") for link in page.iter("a", "link")}
    assert {"nieuw.xml", "nieuw.txt", "gids.html"} <= targets
    details = next(page.iter("details")).text_content()
    assert " ".join(built.read("map/nieuw.txt").split()) in " ".join(details.split())
    assert [link.get("type") for link in page.iter("link") if link.get("rel") == "alternate"] == [
        "application/atom+xml"
    ]
    assert "alternate" not in built.read("map/gids.html")


def test_newest_entries_stand_on_another_page(build: Build) -> None:
    start = html.fromstring(build("html", sources()).read("index.html"))
    items = [(item.text_content(), item.find(".//a").get("href")) for item in start.xpath("//main//li|//li")]
    assert ("Tweede bericht (Nieuw in de gids, 1 december 2026)",
            "map/nieuw.html#nieuws-2026-12-01-tweede-bericht") in items  # fmt: skip


def test_title_may_stress_words(build: Build) -> None:
    built = build("html", sources(PAGE.replace("Tweede bericht", "Tweede *bericht* over `B`")))
    page = html.fromstring(built.read("map/nieuw.html"))
    title = next(page.iter("h2"))
    assert title.text_content().strip("¶") == "Tweede bericht over B"
    assert [each.tag for each in title.iter("em", "code")] == ["em", "code"]
    assert page.xpath("//*[@id='nieuws-2026-12-01-tweede-bericht-over-b']")
    start = html.fromstring(built.read("index.html"))
    assert "Tweede bericht over B (" in start.text_content()
    feed = read_feed((built.outdir / "map" / "nieuw.xml").read_bytes())
    assert feed.findtext("a:entry/a:title", None, _ATOM) == "Tweede bericht over B"
    assert "\nTweede bericht over B\n" in built.read("map/nieuw.txt")


def test_no_news_is_said(build: Build) -> None:
    assert "Er is nog geen nieuws." in build("html", sources("# Nieuw\n\nNiets.\n")).read("index.html")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["naam"])
def test_mistake_gives_its_message_and_keeps_the_words(case: Mapping, build: Build) -> None:
    options = "".join(f":{key}: {value}\n" for key, value in case["opties"].items())
    text = case.get("tekst", "Bewaarde woorden.")
    page = f"# Nieuw\n\n:::{{nieuws}} {case.get('titel', 'Titel')}\n{options}\n{text}\n:::\n"
    built = build("html", sources(page), warnings=[f"map/nieuw.md:3{m}" if m[0] == "." else m for m in
                                                   case["meldingen"]])  # fmt: skip
    assert len(set(built.warnings)) == len(case["meldingen"])
    assert text in built.read("map/nieuw.html")


def test_wrong_order_is_a_remark_and_a_double_a_fault(build: Build) -> None:
    second, first = PAGE.split(":::{nieuws} Eerste bericht")
    swapped = f"# Nieuw\n\n:::{{nieuws}} Eerste bericht{first}\n{second.split(chr(10), 2)[2]}"
    build("html", sources(swapped), warnings=[r"nieuw\.md:\d+: .*nieuwer dan het bericht erboven.*opmerking"])
    double = PAGE.replace("2026-11-25", "2026-12-01").replace("Eerste", "Tweede")
    said = [r"nieuw\.md:3: .*twee berichten", r"nieuw\.md:1\d: .*twee berichten"]
    build("html", sources(double), warnings=said)


def test_no_domain_name_no_feed(build: Build) -> None:
    for domain in ("", "https://voorbeeld.be", "voor beeld.be", 'x"y.be'):
        built = build(
            "html", sources(), confoverrides={"nieuws_domein": domain}, warnings=["geen domeinnaam"]
        )
        assert not (built.outdir / "map" / "nieuw.xml").exists()


def feed_with(text: str) -> Feed:
    head = Head(text, date(2026, 11, 25), date(2026, 11, 25), "2026-2027", text)
    return Feed("x", text, text, "voorbeeld.be", "nl", (Entry(head, (text,), text),), text, text)


def test_hostile_texts_stay_text_in_the_feed() -> None:
    clean = sorted(str(element.tag) for element in read_feed(atom(feed_with("x"))).iter())
    for text in filter(None, hostile.strings()):
        feed = read_feed(atom(feed_with(text)))
        assert sorted(str(element.tag) for element in feed.iter()) == clean
        assert re.fullmatch(r"nieuws-2026-11-25-[a-z0-9-]+", feed_with(text).entries[0].head.name)


def test_same_bytes_and_small_things() -> None:
    assert atom(feed_with("a")) == atom(feed_with("a"))
    assert tag_uri("a.be", "b") == "tag:a.be,2026:b"
    assert dutch_day(date(2026, 3, 1)) == "1 maart 2026"
    assert (slug("Eén, twee!"), slug("…")) == ("een-twee", "bericht")
    assert newsletter(feed_with("a")).endswith("a\n")


def test_news_of_this_project_is_dated_and_for_somebody() -> None:
    pages = [p for p in (PROJECT / "guidelines" / "wat-is-nieuw").glob("*.md") if p.stem != "index"]
    assert {page.stem for page in pages} == {"leidraad", "afsprakenkader", "brochure"}
    for page in pages:
        assert page.read_text("utf-8").count(":::{nieuws}") >= 1
