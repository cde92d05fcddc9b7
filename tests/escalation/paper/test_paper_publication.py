"""Posters and data in a whole publication: in their place, listed, linked and verified."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from paper_projects import SECONDARY, sources
from tools.projects import Build, write_sources

from publication.__main__ import main
from publication.verify import Expected, ExpectedPdf, faults

POSTERS = ["pdf/stappenplannen/secundair-a3.pdf", "pdf/stappenplannen/secundair-a4.pdf"]
DATA = ["data/stappenplannen/schema.json", "data/stappenplannen/secundair.json"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("publicatie")
    write_sources(sources(SECONDARY), root / "project")
    out, before = StringIO(), sys.stdout
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root / "project")
        sys.stdout = out
        try:
            code = main(["bouw"])
        finally:
            sys.stdout = before
    assert code == 0, out.getvalue()
    return root / "project" / "_build" / "publicatie"


def test_manifest_names_posters_and_data(published: Path) -> None:
    manifest = json.loads((published / "manifest.json").read_text("utf-8"))
    titles = {entry["path"]: entry.get("title") for entry in manifest["files"]}
    assert {path: titles[path] for path in POSTERS} == dict.fromkeys(POSTERS, "Als een leerling wegblijft")
    assert [titles[path] for path in DATA] == ["Stappenplan", "Als een leerling wegblijft"]
    assert not (published / "site" / "data").exists()


def test_page_of_the_chart_offers_its_posters(published: Path) -> None:
    page = BeautifulSoup((published / "site" / "plan.html").read_text("utf-8"), "html.parser")
    items = {item.a["href"]: item.text for item in page.select("#downloads li")}
    assert sorted(items) == [f"../{path}" for path in POSTERS]
    assert items[f"../{POSTERS[1]}"].startswith("Poster «Als een leerling wegblijft» (A4, ")


@pytest.mark.parametrize("path", POSTERS)
def test_missing_poster_is_noticed(published: Path, path: str) -> None:
    expected = Expected({}, [], [ExpectedPdf(path.removeprefix("pdf/").removesuffix(".pdf"), 2, 1)])
    assert not [fault for fault in faults(published, expected) if "PDF" in fault]
    whole = (published / path).read_bytes()
    try:
        (published / path).unlink()
        assert f"De PDF {path} ontbreekt." in faults(published, expected)
    finally:
        (published / path).write_bytes(whole)


def test_plain_site_has_its_data_inside(build: Build) -> None:
    built = build("html", sources(SECONDARY))
    assert sorted(path.name for path in (built.outdir / "data" / "stappenplannen").iterdir()) == [
        "schema.json",
        "secundair.json",
    ]


def test_site_without_charts_has_no_data(build: Build) -> None:
    built = build("html", sources("# Niets\n\nTekst.\n"))
    assert not (built.outdir / "data").exists()
