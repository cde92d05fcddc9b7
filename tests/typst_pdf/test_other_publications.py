"""How a publication refers to another one: by its title, said once, and by an address that leads there."""

import re
from pathlib import Path

import pytest
from tools import pdftext
from tools.projects import Build

SOURCES = {
    "index.md": "# Wegwijzer\n\nWoord.\n\n```{toctree}\n:hidden:\n\neen\ntwee\n```\n",
    "een.md": "# Een\n\nLees [zin](#deel), lees het [Handboek](#handboek) en [zin weer](#deel).\n",
    "twee.md": (
        "# Twee\n\nKijk bij [zin kaal](ander.md#deel){.geen-bladzijde}. "
        "Lees [heel het werk](#handboek) en [zin nog](#deel).\n"
    ),
    "ander.md": (
        "---\norphan: true\n---\n\n"
        "(handboek)=\n# Handboek voor scholen\n\nWoord.\n\n(deel)=\n## Deel\n\nWoord.\n"
    ),
}
DOCUMENTS = [
    {"startdoc": "index", "name": "wegwijzer", "title": "Wegwijzer", "template": "rapport"},
    {"startdoc": "ander", "name": "handboek", "title": "Handboek voor scholen", "template": "rapport"},
]


@pytest.fixture
def words(build: Build) -> str:
    """The text of the first publication, without the marks that let an address break."""
    overrides = {
        "typst_documents": DOCUMENTS,
        "html_baseurl": "https://voorbeeld.be/gids/",
        "myst_enable_extensions": ["attrs_inline"],
    }
    built = build("typstpdf", SOURCES, confoverrides=overrides)
    (path,) = (Path(result.path) for result in built.results if result.name == "wegwijzer")
    return re.sub(r"\s+", " ", " ".join(pdftext.pages(path)))


def test_a_title_is_said_once(words: str) -> None:
    assert "lees het Handboek en" in words
    assert "zin (in Handboek voor scholen)1" in words
    assert "Lees heel het werk (Handboek voor scholen)" in words


def test_bare_link_leaves_title_and_address_to_the_next_one(words: str) -> None:
    assert "Kijk bij zin kaal. Lees" in words
    assert "zin nog (in Handboek voor scholen)." in words


def test_an_address_stands_once_in_a_document(words: str) -> None:
    assert re.findall(r"voorbeeld.be/gids/ander.html(?:#deel)?", words) == [
        "voorbeeld.be/gids/ander.html#deel",
        "voorbeeld.be/gids/ander.html",
    ]
