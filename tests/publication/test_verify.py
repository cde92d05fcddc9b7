"""Verification finds every fault, and nothing in a publication without faults."""

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from publication_projects import published

from publication.verify import Expected, ExpectedPdf, faults, resolved

PAGES = {"index": "index.html", "gids/index": "gids/index.html", "woorden": "woorden.html"}


@pytest.fixture
def folder(built: Path) -> Path:
    return published(built)


def expected(folder: Path) -> Expected:
    with pikepdf.open(folder / "pdf/gids.pdf") as pdf, pdf.open_outline() as outline:
        bookmarks = sum(1 + len(item.children) for item in outline.root)
        return Expected(PAGES, sorted(PAGES), [ExpectedPdf("gids", len(pdf.pages), bookmarks)])


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return run


def truncate(name: str, size: int) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:size])


def forget_in_search(folder: Path) -> None:
    path = folder / "site/searchindex.js"
    index = json.loads(path.read_text("utf-8").removeprefix("Search.setIndex(").removesuffix(")"))
    number = index["docnames"].index("woorden")
    del index["docnames"][number], index["titles"][number]
    path.write_text(f"Search.setIndex({json.dumps(index)})", encoding="utf-8")


FAULTS = {
    "removed page": (lambda f: (f / "site/woorden.html").unlink(), "De pagina site/woorden.html ontbreekt."),
    "link to removed page": (lambda f: (f / "site/woorden.html").unlink(), "woorden.html nergens heen."),
    "removed search page": (
        lambda f: (f / "site/search.html").unlink(),
        "De pagina site/search.html ontbreekt.",
    ),
    "broken anchor": (
        edit("site/gids/index.html", 'href="#stap"', 'href="#elders"'),
        "#elders naar een plaats die er niet is.",
    ),
    "broken anchor on another page": (
        edit("site/index.html", 'href="gids/index.html"', 'href="gids/index.html#elders"'),
        "naar een plaats die er niet is.",
    ),
    "missing picture": (lambda f: (f / "site/_images/vlak.svg").unlink(), "_images/vlak.svg nergens heen."),
    "missing script": (lambda f: (f / "site/_static/doctools.js").unlink(), "_static/doctools.js"),
    "empty file": (lambda f: (f / "site/_static/doctools.js").write_bytes(b""), "doctools.js is leeg."),
    "empty page": (lambda f: (f / "site/woorden.html").write_bytes(b""), "site/woorden.html is leeg."),
    "missing pdf": (lambda f: (f / "pdf/gids.pdf").unlink(), "De PDF pdf/gids.pdf ontbreekt."),
    "truncated pdf": (truncate("pdf/gids.pdf", 2000), "De PDF pdf/gids.pdf"),
    "no pdf at all": (lambda f: (f / "pdf/gids.pdf").write_text("tekst"), "gids.pdf gaat niet open"),
    "missing search entry": (forget_in_search, "De pagina «woorden» staat niet in de zoekindex."),
    "truncated search index": (
        truncate("site/searchindex.js", 40),
        "De zoekindex site/searchindex.js ontbreekt",
    ),
}


def test_good_publication_has_no_faults(folder: Path) -> None:
    assert list(faults(folder, expected(folder))) == []


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(folder: Path, name: str) -> None:
    wanted = expected(folder)
    spoil, words = FAULTS[name]
    spoil(folder)
    found = list(faults(folder, wanted))
    assert any(words in fault for fault in found), found


@pytest.mark.parametrize(
    ("pages", "bookmarks", "words"), [(99, 0, "bladzijden in plaats van 99"), (0, 99, "van 99")]
)
def test_other_pages_or_bookmarks(folder: Path, pages: int, bookmarks: int, words: str) -> None:
    real = expected(folder).pdfs[0]
    wrong = ExpectedPdf("gids", pages or real.pages, bookmarks or real.bookmarks)
    found = list(faults(folder, Expected(PAGES, sorted(PAGES), [wrong])))
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    ("page", "path", "target"),
    [
        ("site/a/b.html", "c.html", "site/a/c.html"),
        ("site/a/b.html", "../c.html", "site/c.html"),
        ("site/a/b.html", "../../pdf/x.pdf", "pdf/x.pdf"),
        ("site/a/b.html", "/c.html", "site/c.html"),
        ("site/a/b.html", "./", "site/a/index.html"),
        ("site/b.html", "../../../x", "../../../../x"),
    ],
)
def test_resolved(page: str, path: str, target: str) -> None:
    assert resolved(page, path) == target


def test_address_from_the_root_of_a_site_below_a_path() -> None:
    assert resolved("site/a/b.html", "/gids/c.html", "/gids/") == "site/c.html"
    assert resolved("site/a/b.html", "/c.html", "/gids/") == "../c.html"
