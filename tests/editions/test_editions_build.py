"""Editions: only named blocks differ, each is the same alone or with others, and nothing changes without."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from edition_projects import EPOCH, edition_project, words_of_search
from lxml import html
from publication_projects import leerrecht, leerrecht_process, published, tree
from tools.pdftext import pages

Project = Callable[..., Path]
NAMES = ("brug", "haven", "toren")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with all editions, made in a process of its own; nobody may change it."""
    root = edition_project(tmp_path_factory.mktemp("edities") / "samen")
    done = leerrecht_process(root, "bouw", "--editie", "alle", env=EPOCH)
    assert done.returncode == 0, done.stdout
    return root


def edition(root: Path, name: str) -> Path:
    return published(root) / "edities" / name


def article(page: Path) -> bytes:
    """Return the text of a page, without the files to download, which Sphinx alone does not make."""
    whole = html.document_fromstring(page.read_bytes()).find(".//article")
    for box in whole.xpath(".//section[@id='downloads']"):
        box.tail = None
        box.drop_tree()
    return bytes(html.tostring(whole))


def words(page: Path) -> str:
    return " ".join(html.fromstring(article(page)).text_content().split())


def test_named_blocks_and_only_those_differ(built: Path) -> None:
    contact = {name: words(edition(built, name) / "contact.html") for name in NAMES}
    assert "De gewone tekst over politie." in contact["brug"]
    assert "AFSPRAAK van CLB De Brug We bellen eerst het kind." in contact["brug"]
    assert "Nog te kiezen." in contact["brug"]
    assert "Nog te kiezen." not in contact["haven"]
    assert "AFSPRAAK van CLB De Haven Het kanaal van de haven." in contact["haven"]
    assert "AFSPRAAK van" not in contact["toren"]
    duties = {words(edition(built, name) / "plicht.html") for name in NAMES}
    assert len(duties) == 1
    assert "PLICHT De school meldt meteen." in duties.pop()


def test_chapters_keep_their_numbers(built: Path) -> None:
    """Also those that were read anew for the edition."""
    for name in NAMES:
        for page, number in (("contact", "1."), ("plicht", "2.")):
            heading = html.document_fromstring((edition(built, name) / f"{page}.html").read_bytes()).find(
                ".//h1"
            )
            assert heading.text_content().startswith(number), (name, page)
        text = " ".join(" ".join(pages(edition(built, name) / f"gids-{name}.pdf")).split())
        assert "1 Contact" in text, name


def test_what_is_known_is_printed_and_the_rest_left_open(built: Path) -> None:
    page = html.document_fromstring((edition(built, "brug") / "contact.html").read_bytes())
    rows = {
        row.findtext(".//th/p") or row.find(".//th").text_content().strip(): row.find(".//td")
        .text_content()
        .strip()
        for row in page.findall(".//tbody/tr")
    }
    assert rows["CLB"] == "CLB De Brug"
    assert rows["Algemeen mailadres"] == "info@voorbeeld.be"
    assert rows["Algemeen telefoonnummer"] == ""
    gaps = words(published(built) / "site" / "na-te-kijken.html")
    assert re.search(r"CLB De Haven \(haven\)\s*adres, algemeen telefoonnummer, algemeen mailadres", gaps)
    assert "De Brug" not in gaps, "an example leaves the working group nothing to do"
    assert re.search(r"vervangen of aanvullen:\s+Contact: kanaal, politie", gaps), (
        "editors look up names here"
    )


def test_the_pdf_is_that_of_the_edition(built: Path) -> None:
    path = edition(built, "brug") / "gids-brug.pdf"
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Gids · CLB De Brug"
    text = " ".join(pages(path))
    assert "We bellen eerst het kind." in text
    assert "Voorbeeld: dit CLB bestaat niet" in text


def test_a_loose_sheet_is_that_of_the_edition(built: Path) -> None:
    text = " ".join(" ".join(pages(edition(built, "brug") / "blad-contactblad.pdf")).split())
    assert "We bellen eerst het kind." in text
    assert "Uit: Gids · CLB De Brug. Voorbeeld: dit CLB bestaat niet." in text
    text = " ".join(pages(edition(built, "haven") / "blad-contactblad.pdf"))
    assert "Het kanaal van de haven." in text
    assert "bestaat niet" not in text
    page = html.document_fromstring((edition(built, "haven") / "contact.html").read_bytes())
    assert [link.get("href") for link in page.xpath("//*[@id='downloads']//a")] == ["blad-contactblad.pdf"]
    assert (published(built) / "pdf" / "blad-contactblad.pdf").is_file()


def test_an_edition_is_a_site_of_its_own(built: Path) -> None:
    folder = edition(built, "haven")
    pages = sorted(path.name for path in folder.glob("*.html"))
    assert pages == ["contact.html", "index.html", "plicht.html", "search.html"]
    links = [
        str(a.get("href")) for a in html.document_fromstring((folder / "index.html").read_bytes()).iter("a")
    ]
    assert "../../site/woorden.html" in links
    assert "contact.html" in links
    assert words_of_search(folder)["docnames"] == ["contact", "index", "plicht"]


def test_reading_some_pages_anew_equals_reading_all(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "editie", "-D", "editie=brug"]
    done = subprocess.run([*command, str(built), str(tmp_path / "uit")], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    for name in ("contact", "plicht"):
        assert article(tmp_path / "uit" / f"{name}.html") == article(edition(built, "brug") / f"{name}.html")


def test_the_manifest_lists_every_file(built: Path) -> None:
    manifest = json.loads((published(built) / "manifest.json").read_text("utf-8"))
    listed = {entry["path"]: entry for entry in manifest["files"]}
    assert listed["edities/brug/gids-brug.pdf"]["title"] == "Gids · CLB De Brug"
    assert listed["edities/toren/contact.html"]["title"] == "Contact"
    assert set(listed) == set(tree(published(built))) - {"manifest.json"}


def test_three_together_equal_three_alone(built: Path, project: Project) -> None:
    for name in NAMES:
        alone = project(name=f"alleen-{name}")
        assert leerrecht_process(alone, "bouw", "--editie", name, "--werkers", "2").returncode == 0
        assert tree(edition(alone, name)) == tree(edition(built, name))
        assert [path.name for path in (published(alone) / "edities").iterdir()] == [name]


def test_the_rest_is_the_same_with_and_without(built: Path, project: Project) -> None:
    plain = project(name="zonder")
    assert leerrecht_process(plain, "bouw").returncode == 0
    assert not (published(plain) / "edities").exists()
    own = {name: sum_ for name, sum_ in tree(published(built)).items() if not name.startswith("edities/")}
    without = tree(published(plain))
    assert {n: s for n, s in own.items() if n != "manifest.json"} == {
        n: s for n, s in without.items() if n != "manifest.json"
    }


def test_editions_come_and_go_with_what_is_asked(project: Project) -> None:
    root = project()
    assert leerrecht(root, "bouw", "--editie", "haven")[0] == 0
    code, text = leerrecht(root, "bouw", "--editie", "haven")
    assert (code, "Niets gewijzigd" in text) == (0, True)
    assert leerrecht(root, "bouw")[0] == 0
    assert not (published(root) / "edities").exists()


def test_an_unknown_edition_is_refused_before_anything_is_read(project: Project) -> None:
    code, text = leerrecht(project(), "bouw", "--editie", "hoven")
    assert code == 2
    assert text.strip() == "De editie «hoven» bestaat niet. Bedoel je «haven»?"
