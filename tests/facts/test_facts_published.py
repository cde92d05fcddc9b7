"""The lists of sources of this project's own publications."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag


@pytest.fixture(scope="module")
def pages(publication: Path) -> dict[Path, Tag]:
    """The readable part of each page of the site."""
    texts = {path.resolve(): path.read_text("utf-8") for path in (publication / "site").rglob("*.html")}
    found = {
        path: BeautifulSoup(text, "lxml").article for path, text in texts.items() if "bronnenlijst" in text
    }
    return {path: article for path, article in found.items() if article}


def test_every_listed_source_is_named_in_the_text(pages: dict[Path, Tag]) -> None:
    # On paper a reader sees only the numbers between brackets: a source without one seems a mistake.
    named = {target for path, article in pages.items() for target in _named(path, article)}
    listed = {
        (path, str(item["id"]))
        for path, article in pages.items()
        for item in article.select(".bronnenlijst li[id]")
    }
    assert len({path for path, _ in listed}) >= 5
    assert sorted(f"{path.stem}: {key}" for path, key in listed - named) == []


def _named(path: Path, article: Tag) -> Iterator[tuple[Path, str]]:
    for link in article.select("a[href*='#bronnenlijst-']"):
        if link.select_one("span.bron"):
            page, _, key = str(link["href"]).partition("#")
            yield ((path.parent / page).resolve() if page else path), key
