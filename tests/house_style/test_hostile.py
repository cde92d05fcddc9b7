"""Texts that try to be more than text, in every field of a page that an editor can fill in.

The same project is built twice: with harmless words, and with the texts of `tests/samples/hostile.json`. The
second may hold no element, attribute or script that the first does not hold.
"""

import json
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from tools import hostile

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def literally(text):
    """Write a text so that Markdown reads it as itself."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def one_line(texts):
    """Leave out what no line of an editor can hold: controls, and texts of white space alone."""
    clean = [" ".join("".join(c for c in text if c.isprintable() or c == " ").split()) for text in texts]
    return [text for text in dict.fromkeys(clean) if text]


def page(texts):
    front = {"myst": {"html_meta": {"description": texts[0], "keywords": texts[1]}}, "og:title": texts[2]}
    parts = [f"---\n{json.dumps(front)}\n---\n\n# {literally(texts[0])}\n\n{literally(texts[3])}\n"]
    for number, text in enumerate(texts):
        said = literally(text)
        parts.append(
            f"## x {said}\n\nTekst {said} en *{said}* en {{abbr}}`x (y)`.\n\n"
            f":::{{opgelet}} x {said}\nx {said}\n:::\n\n"
            f":::{{dropdown}} x {said}\nx\n:::\n\n"
            f"::::{{tab-set}}\n:::{{tab-item}} x {said}\nx {said}\n:::\n::::\n\n"
            f":::{{card}} x {said}\nx\n:::\n\n"
            f"```{{figure}} x.svg\n:alt: {said}\n\nx {said}\n```\n\n"
            f"```{{list-table}} x {said}\n:header-rows: 1\n"
            f"* - x {said}\n  - b\n  - c\n* - x {said}\n  - b\n  - c\n```\n\n"
            f":::{{schrijflijnen}} 2\n:label: x {text}\n:::\n\n"
            f":::{{publicatie}} ander\n:voor: x {said}\nx {said}\n:::\n\n"
            f"- [ ] x {said}\n\n"
            f"x[^{number}]\n\n[^{number}]: x {said}\n\n"
        )
    return "\n".join(parts)


def glossary(texts):
    terms = "\n\n".join(f"b{n} {literally(text)}\n  x {literally(text)}" for n, text in enumerate(texts))
    uses = "\n".join(
        f"- {{term}}`x <b{n} {text}>`" for n, text in enumerate(texts) if "`" not in text and "<" not in text
    )
    return f"# Ander\n\n:::{{glossary}}\n{terms}\n:::\n\n{uses}\n"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def built_with(build, texts, warnings=()):
    """Build the project with some texts; each also stands in every setting that reaches a page."""
    first, second, third = texts[0], texts[1], texts[2]
    sources = {
        "index.md": page(texts) + "\n```{toctree}\n:caption: " + literally(first) + "\nander\n```\n",
        "ander.md": glossary(texts[:60]),
        "x.svg": SVG,
        "woorden.yaml": json.dumps({text: ["x"] for text in texts[:60]}),
        "verhuisd.yaml": json.dumps({"oud#" + second: "ander#" + third, "oud": "ander"}),
    }
    overrides = {
        "project": first,
        "author": second,
        "release": third,
        "html_title": first,
        "publicatiestatus": second,
        "typst_documents": [{"startdoc": "index", "title": third, "options": {"status": first}}],
        "house_style_downloads": {"index": [{"href": "x.pdf", "label": second}]},
        "html_baseurl": "https://voorbeeld.be/gids/",
        "zoekwoorden": "woorden.yaml",
        "verhuisde_paginas": "verhuisd.yaml",
    }
    return build("html", sources, confoverrides=overrides, warnings=warnings)


def pages_of(built):
    return {
        path.relative_to(built.outdir).as_posix(): BeautifulSoup(path.read_bytes(), "lxml")
        for path in sorted(built.outdir.rglob("*.html"))
        if "_static" not in path.parts
    }


def kinds(soup):
    return {(tag.name, name) for tag in soup.find_all(True) for name in [None, *tag.attrs]}


#: What Markdown itself makes of a text that stands alone on a line; none of it does anything.
MARKDOWN = {
    (tag, name)
    for tag in (
        "blockquote",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "ul",
    )
    for name in (None, "class", "id")
}
RUNS = ("script", "style", "iframe", "object", "embed", "base", "form", "link")


def counts(soup):
    return Counter(tag.name for tag in soup.find_all(RUNS))


@pytest.fixture(scope="module")
def texts():
    chosen = one_line(hostile.strings())
    assert len(chosen) >= 500
    return chosen


@pytest.mark.parametrize("part", range(2))
def test_page_gets_no_element_attribute_or_script(build, texts, part):
    mine = texts[part::2]
    harmless = pages_of(built_with(build, ["een", "twee", "drie", "vier"]))
    attacked = built_with(build, mine, warnings=[".*"])
    found = pages_of(attacked)
    assert set(found) == set(harmless)
    allowed = MARKDOWN.union(*(kinds(soup) for soup in harmless.values()))
    for name, soup in found.items():
        assert kinds(soup) - allowed == set(), name
        # A text may keep a block from being one, but it may not make more of them.
        assert counts(soup) - counts(harmless[name]) == Counter(), name
        for part_of_page in soup.select("[href], [src], [action]"):
            address = part_of_page.get("href") or part_of_page.get("src") or part_of_page.get("action")
            assert urlsplit(address).scheme in {"", "http", "https", "mailto", "tel"}, address
    shown = found["index.html"].select_one("article").get_text()
    assert shown.count("Tekst") >= len(mine)
    assert attacked.read("sitemap.xml").count("<url>") == 2


def test_addresses_are_refused_in_every_kind_of_link(build):
    urls = [url for url in one_line(hostile.strings("url")) if not set(url) & set("<>\\`")]
    links = "".join(
        f"[x](<{url}>)\n\n```{{button-link}} {url}\nx\n```\n\n:::{{card}} x\n:link: {url}\n\nx\n:::\n\n"
        f"```{{image}} x.svg\n:alt: x\n:target: {url}\n```\n\n"
        for url in urls
    )
    built = build("html", {"index.md": f"# A\n\nTekst.\n\n{links}", "x.svg": SVG}, warnings=[".*"])
    page = BeautifulSoup(built.read("index.html"), "lxml")
    for link in page.select("article a[href]"):
        address = link["href"]
        assert urlsplit(address.strip()).scheme.lower() in {"", "http", "https", "mailto", "tel"}, address
    assert any("is geweigerd" in warning for warning in built.warnings)
