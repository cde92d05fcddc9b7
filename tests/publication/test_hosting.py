"""`leerrecht klaarzetten`: this school year, earlier ones and proposals beside each other."""

import json
from pathlib import Path

import pytest
from lxml import html

import publication.folders
from publication.build import ExitCode, UsageError
from publication.console import Console
from publication.fingerprint import file_hash
from publication.folders import Folders
from publication.hosting import put_online, take_away

PARTS = {"SITE", "EMBED", "PDF", "DATA", "EDITIONS", "DOCX"}
PAGE = (
    "<!DOCTYPE html><html><head><title>{0}</title></head>\n"
    "<body class='x'><main><p>{0}</p></main></body></html>"
)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "project")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "server"


def publish(folders: Folders, year: str, *pages: str) -> None:
    """Make a publication as `leerrecht bouw` leaves it."""
    names = [f"{part}/{page}.html" for part in ("site", "embed") for page in ("index", *pages)]
    for old in sorted(folders.publication.rglob("*"), reverse=True):
        old.unlink() if old.is_file() else old.rmdir()
    for name in names:
        path = folders.publication / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(year), encoding="utf-8")
    files = [
        {"path": name, "bytes": 1, "sha256": file_hash(folders.publication / name)} for name in sorted(names)
    ]
    facts = {
        "form": 1,
        "schooljaar": year,
        "version": "1",
        "publisher": "",
        "date": "",
        "address": "",
        "inputs": "",
    }
    folders.manifest.write_text(json.dumps({**facts, "files": files}), encoding="utf-8")


def shown(target: Path, name: str) -> tuple[str, str | None, str | None]:
    """Return the year of a page, its notice and where that leads."""
    page = html.fromstring((target / name).read_text("utf-8"))
    notice = page.find(".//aside[@class='lr-melding']")
    if notice is None:
        return page.findtext(".//main/p"), None, None
    return page.findtext(".//main/p"), notice.text_content(), notice.find(".//a").get("href")


def test_publication_of_now_has_no_notice(folders, target):
    publish(folders, "2026-2027", "leidraad/index")
    assert put_online(folders, target, "", Console()) is ExitCode.OK
    assert shown(target, "site/leidraad/index.html") == ("2026-2027", None, None)
    assert 'url=site/index.html"' in (target / "index.html").read_text("utf-8")
    assert (target / ".nojekyll").is_file()


def test_new_year_moves_the_old_one_aside_with_a_notice(folders, target):
    publish(folders, "2025-2026", "leidraad/index", "oud")
    put_online(folders, target, "", Console())
    publish(folders, "2026-2027", "leidraad/index")
    put_online(folders, target, "", Console())
    assert shown(target, "site/leidraad/index.html") == ("2026-2027", None, None)
    assert not (target / "site" / "oud.html").exists()
    words = "Dit is de versie van schooljaar 2025-2026. Ga naar de versie van nu."
    there = "../../../site/leidraad/index.html"
    assert shown(target, "2025-2026/site/leidraad/index.html") == ("2025-2026", words, there)
    # A page that is gone leads to the start; a page in a frame stays in its frame.
    assert shown(target, "2025-2026/site/oud.html") == ("2025-2026", words, "../../site/index.html")
    assert shown(target, "2025-2026/embed/index.html") == ("2025-2026", words, "../../embed/index.html")
    page = html.fromstring((target / "2025-2026/site/leidraad/index.html").read_text("utf-8"))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    styles = page.xpath("//link[@rel='stylesheet']/@href")
    assert (target / "2025-2026/site/leidraad" / styles[0]).resolve() == target / "2025-2026" / "melding.css"


def test_notice_stands_once_however_often(folders, target):
    publish(folders, "2025-2026")
    put_online(folders, target, "", Console())
    publish(folders, "2026-2027")
    for _ in range(3):
        put_online(folders, target, "", Console())
    text = (target / "2025-2026" / "site" / "index.html").read_text("utf-8")
    assert text.count('<aside class="lr-melding"') == 1
    assert text.count("melding.css") == 1


def test_earlier_year_never_takes_the_place_of_now(folders, target):
    publish(folders, "2026-2027")
    put_online(folders, target, "", Console())
    publish(folders, "2025-2026")
    put_online(folders, target, "", Console())
    assert shown(target, "site/index.html")[0] == "2026-2027"
    assert shown(target, "2025-2026/site/index.html")[0] == "2025-2026"
    assert shown(target, "2025-2026/site/index.html")[1]


def test_proposal_stands_apart_until_it_is_taken_away(folders, target):
    publish(folders, "2026-2027")
    put_online(folders, target, "", Console())
    put_online(folders, target, "12", Console())
    words = "Dit is een voorstel. Het geldt nog niet. Ga naar de versie die geldt."
    assert shown(target, "voorstel/12/site/index.html") == ("2026-2027", words, "../../../site/index.html")
    assert shown(target, "site/index.html")[1] is None
    take_away(target, "12", Console())
    assert not (target / "voorstel" / "12").exists()
    assert shown(target, "site/index.html")[0] == "2026-2027"


def test_every_part_of_the_publication_goes_along_and_moves_aside(folders, target):
    parts = sorted(value for name, value in vars(publication.folders).items() if name in PARTS)
    for year in ("2025-2026", "2026-2027"):
        publish(folders, year)
        for part in parts:
            (folders.publication / part).mkdir(exist_ok=True)
            (folders.publication / part / "iets.bin").write_text(year, encoding="utf-8")
        put_online(folders, target, "", Console())
    assert parts == ["data", "docx", "edities", "embed", "pdf", "site"]
    for folder, year in ((target, "2026-2027"), (target / "2025-2026", "2025-2026")):
        assert [(folder / part / "iets.bin").read_text("utf-8") for part in parts] == [year] * len(parts)


def test_edition_of_an_earlier_year_leads_to_that_of_now_or_to_the_site(folders, target):
    for year, names in (("2025-2026", ("een", "twee")), ("2026-2027", ("een",))):
        publish(folders, year)
        for name in names:
            page = folders.publication / "edities" / name / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(PAGE.format(year), encoding="utf-8")
        put_online(folders, target, "", Console())
    assert shown(target, "edities/een/index.html")[1] is None
    assert shown(target, "2025-2026/edities/een/index.html")[2] == "../../../edities/een/index.html"
    assert shown(target, "2025-2026/edities/twee/index.html")[2] == "../../../site/index.html"


def test_last_proposal_leaves_no_empty_folder(folders, target):
    publish(folders, "2026-2027")
    for name in ("12", "13"):
        put_online(folders, target, name, Console())
    take_away(target, "12", Console())
    assert (target / "voorstel" / "13").is_dir()
    take_away(target, "13", Console())
    assert not (target / "voorstel").exists()


def test_taking_away_needs_the_name_of_a_proposal(target):
    with pytest.raises(UsageError, match="--weg --voorstel NAAM"):
        take_away(target, "", Console())


def test_what_else_is_in_the_folder_stays(folders, target):
    target.mkdir()
    (target / "CNAME").write_text("leerrecht.example", encoding="utf-8")
    (target / ".git").mkdir()
    publish(folders, "2026-2027")
    put_online(folders, target, "", Console())
    assert (target / "CNAME").is_file()
    assert (target / ".git").is_dir()


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "", "Voorstel", "x" * 50, "-x", "<b>"])
def test_name_that_could_lead_elsewhere_is_refused(folders, target, name):
    publish(folders, "2026-2027")
    with pytest.raises(UsageError, match="Tip:"):
        take_away(target, name, Console())
    if name:
        with pytest.raises(UsageError, match="Tip:"):
            put_online(folders, target, name, Console())


def test_publication_that_is_not_whole_is_refused(folders, target):
    with pytest.raises(UsageError, match="nog geen publicatie"):
        put_online(folders, target, "", Console())
    publish(folders, "2026-2027")
    (folders.publication / "site" / "index.html").write_text("anders", encoding="utf-8")
    with pytest.raises(UsageError, match=r"site/index\.html is veranderd"):
        put_online(folders, target, "", Console())
    assert not target.exists()


def test_folder_of_the_project_is_refused(folders):
    publish(folders, "2026-2027")
    for wrong in (folders.root, folders.publication, folders.publication / "x"):
        with pytest.raises(UsageError, match="hoort bij het project"):
            put_online(folders, wrong, "", Console())
