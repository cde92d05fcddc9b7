"""Loose sheets: a page that is also a PDF of its own, and says where its numbers lead."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import html
from tools import pdftext
from tools.hostile import one_line, strings
from tools.projects import Build

from house_style.downloads import Download, list_of_files
from publication.downloads import downloads

SHEET = "gids/codes"
SOURCES = {
    "index.md": "# Start\n\n```{toctree}\ngids/index\nlos\n```\n",
    "gids/index.md": "# Gids\n\nWoord.\n\n```{toctree}\n:numbered:\n\neen\ncodes\n```\n",
    "gids/een.md": "# Eerste\n\nWoord.\n\n(diep)=\n## Dieper\n\nWoord.\n",
    "gids/codes.md": (
        "---\nbladzijde: eigen\nlos-blad: Codetabel, voor thuis\n---\n\n# Bijlage: codes\n\n"
        "Lees [dit](#diep), de [Leidraad](#diep) en [elders](../los.md).\n\n"
        "```{table} De codes\n| a | b |\n|---|---|\n| c | d |\n```\n"
    ),
    "los.md": "# Los\n\nWoord.\n",
}
DOCUMENTS = [
    {
        "startdoc": "gids/index",
        "name": "gids",
        "title": "Leidraad voor codes",
        "template": "rapport",
        "options": {"status": "Ontwerp"},
    }
]
Make = Callable[..., Mapping[str, object]]


@pytest.fixture
def make(build: Build) -> Make:
    def make(changes: Mapping[str, str] | None = None, **expected: object) -> Mapping[str, object]:
        overrides = {
            "typst_documents": DOCUMENTS,
            "html_baseurl": "https://voorbeeld.be/gids/",
            "numfig": True,
        }
        built = build("typstpdf", SOURCES | dict(changes or {}), confoverrides=overrides, **expected)
        return {result.name: result for result in built.results}

    return make


def words(path: Path) -> str:
    return re.sub(r"\s+", " ", " ".join(pdftext.pages(path)))


def test_a_page_becomes_a_sheet_that_leads_back(make: Make) -> None:
    made = make()
    assert set(made) == {"gids", "blad-codetabel-voor-thuis"}
    sheet = made["blad-codetabel-voor-thuis"]
    assert (sheet.pages, sheet.title, sheet.accessible) == (1, "Codetabel, voor thuis", True)
    text = words(sheet.path)
    assert text.startswith("Codetabel, voor thuis Lees")
    assert "dit (Leidraad 1.1)" in text
    assert "de Leidraad (1.1)" in text
    assert "voorbeeld.be/gids/gids/een.html" not in text
    assert "voorbeeld.be/gids/los.html" in text  # no publication has numbers for it
    assert "Uit: Leidraad voor codes." in text
    assert "tussen haken" not in text
    assert re.search(r"Ontwerp$", text.strip())
    assert "De codes" in text
    assert "Tabel 1" not in text
    assert "Tabel 1: De codes" in words(made["gids"].path)


def test_the_page_offers_its_sheet(make: Make) -> None:
    (listed,) = downloads(list(make().values()), [])[SHEET]
    assert (listed["label"], listed["kind"]) == ("Los blad «Codetabel, voor thuis» (A4)", "blad")
    assert listed["href"] == "../pdf/blad-codetabel-voor-thuis.pdf"


@pytest.mark.parametrize("title", ["ja", "''", "'?'"])
def test_a_sheet_needs_a_title(make: Make, title: str) -> None:
    made = make(
        {"gids/codes.md": f"---\nlos-blad: {title}\n---\n\n# Codes\n"},
        warnings=[r"gids/codes\.md: ERROR: «los-blad» vraagt een titel\. Tip: Schrijf bijvoorbeeld"],
    )
    assert set(made) == {"gids"}


def test_a_hostile_title_stays_text(make: Make) -> None:
    title = " ".join(f"Blad {' '.join(one_line([*strings('html'), *strings('typst')]))}".split())
    page = f"---\n{json.dumps({'los-blad': title})}\n---\n\n# Codes\n\nWoord.\n"
    made = make({"gids/codes.md": page})
    (sheet,) = (result for result in made.values() if result.template == "blad")
    assert sheet.title == title
    assert re.fullmatch(r"blad-blad-[a-z0-9-]{1,80}", sheet.name)
    (listed,) = downloads([sheet])[SHEET]
    shown = html.fragment_fromstring(list_of_files([Download.from_config(listed)], "gids/codes.html"))
    assert shown.findtext(".//a") == f"Los blad «{title}» (A4)"
    assert {element.tag for element in shown.iter()} == {"ul", "li", "a", "span"}


def test_a_page_outside_any_publication_becomes_no_sheet(make: Make) -> None:
    made = make(
        {"los.md": "---\nlos-blad: Los\n---\n\n# Los\n"},
        warnings=[r"los\.md: ERROR: Deze pagina staat in geen publicatie"],
    )
    assert "blad-los" not in made


def test_two_sheets_have_two_titles(make: Make) -> None:
    made = make(
        {"gids/een.md": "---\nlos-blad: Codetabel voor thuis\n---\n\n# Een\n\n(diep)=\n## Diep\n\nWoord.\n"},
        warnings=[r"gids/een\.md: ERROR: Er is al een los blad «Codetabel voor thuis»"],
    )
    assert set(made) == {"gids", "blad-codetabel-voor-thuis"}
