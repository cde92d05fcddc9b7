"""The letters that we publish: page, PDF and DOCX say the same, and a word processor opens them."""

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from letter_project import LETTER, START, sources, words, words_of_docx, words_of_page
from tools import pdftext
from tools.projects import PROJECT, Build

NAMES = sorted(
    path.stem for path in (PROJECT / "guidelines" / "brieven").glob("*.md") if path.stem != "index"
)
_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@dataclass(frozen=True)
class Published:
    """Where the letters of this project stand, by builder, and their titles."""

    docx: Path
    html: Path
    titles: Mapping[str, str]


@pytest.fixture(scope="session")
def published(publication: Path) -> Published:
    files = json.loads((publication / "manifest.json").read_text("utf-8"))["files"]
    named = {entry["path"]: entry.get("title", "") for entry in files}
    titles = {f"brief-{name}": named[f"site/guidelines/brieven/{name}.html"] for name in NAMES}
    return Published(publication / "docx", publication / "site", titles)


def test_there_are_letters() -> None:
    assert len(NAMES) >= 5


def test_nothing_is_said_of_the_letters(published: Published, said_of_publication: str) -> None:
    assert "guidelines/brieven" not in said_of_publication
    assert sorted(path.stem for path in published.docx.glob("*.docx")) == sorted(published.titles)


@pytest.mark.parametrize("name", NAMES)
def test_page_pdf_and_docx_have_the_same_text(
    name: str, published: Published, published_pdfs: Mapping[str, Path]
) -> None:
    title = words(published.titles[f"brief-{name}"])
    page = words_of_page(published.html / "guidelines" / "brieven" / f"{name}.html")
    docx = words_of_docx(published.docx / f"brief-{name}.docx")
    assert len(docx) > 80
    # On paper the title stands below the head of the letter.
    assert page[: len(title)] == title
    place = next(n for n in range(len(docx)) if docx[n : n + len(title)] == title)
    assert docx[:place] + docx[place + len(title) :] == page[len(title) :]
    # A PDF has no reading order by lines: a prompt stands below its line. So the words are counted.
    bodies = [
        page.rpartition("Samen tegen Schooluitval")[0]
        for page in pdftext.pages(published_pdfs[f"brief-{name}"])
    ]
    squeezed = sorted(pdftext.squeeze(" ".join(docx)).replace("/", ""))
    printed = sorted(pdftext.squeeze(" ".join(words(" ".join(bodies)))).replace("/", ""))
    assert printed == squeezed


@pytest.mark.parametrize("name", NAMES)
def test_letter_fits_on_one_sheet(name: str, published_pdfs: Mapping[str, Path]) -> None:
    """A family gets one page; the report to the CLB is a form on both sides of one sheet."""
    pages = 2 if name == "melding-aan-het-clb" else 1
    assert len(pdftext.pages(published_pdfs[f"brief-{name}"])) == pages


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_letter_runs_into_another(name: str, published_pdfs: Mapping[str, Path]) -> None:
    """Every form field has a place of its own, also in a narrow cell of a table."""
    with pikepdf.open(published_pdfs[f"brief-{name}"]) as pdf:
        for page in pdf.pages:
            boxes = [
                tuple(float(side) for side in field.Rect)
                for field in page.get("/Annots", [])
                if "/FT" in field
            ]
            for first, second in itertools.combinations(boxes, 2):
                apart = (
                    first[2] <= second[0]
                    or second[2] <= first[0]
                    or first[3] <= second[1]
                    or second[3] <= first[1]
                )
                assert apart, (first, second)


@pytest.mark.parametrize("name", NAMES)
def test_pdf_can_be_filled_in_field_by_field(
    name: str, published: Published, published_pdfs: Mapping[str, Path]
) -> None:
    """Every field of the letter is a form field with its prompt, in the same order; a choice stays words."""
    controls = [
        control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val"))
        for control in Document(str(published.docx / f"brief-{name}.docx")).element.body.iter(qn("w:sdt"))
        if control.find(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}") is None
    ]
    with pikepdf.open(published_pdfs[f"brief-{name}"]) as pdf:
        prompts = [str(field.TU) for field in pdf.Root.AcroForm.Fields]
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert prompts == controls
    assert len(set(names)) == len(names)


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_every_letter(published: Published, tmp_path: Path) -> None:
    files = [published.docx / f"brief-{name}.docx" for name in NAMES]
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [_OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0
    assert "error" not in (done.stdout + done.stderr).lower().replace("0 errors", "")
    for file in files:
        shown = pdftext.text(tmp_path / f"{file.stem}.pdf")
        assert sorted(pdftext.squeeze(" ".join(words(shown)))) == sorted(
            pdftext.squeeze(" ".join(words_of_docx(file)) + "•" * 0)
        )


@pytest.mark.parametrize("name", NAMES)
def test_letter_holds_no_number_but_those_of_facts(name: str) -> None:
    """No telephone, amount or deadline of our own: what a school fills in is a field."""
    source = (PROJECT / "guidelines" / "brieven" / f"{name}.md").read_text("utf-8")
    told = re.sub(r"\{feit\}`[^`]*`|:(?:widths|header-rows|stub-columns):.*", "", source)
    assert not re.search(r"\d|@", told)


def test_overview_lists_every_letter_with_its_files(build: Build) -> None:
    files = {
        "brieven/welkom": [
            {"href": "../docx/brief-welkom.docx", "label": "Word-bestand", "short": "Word"},
            {"href": "../pdf/brief-welkom.pdf", "label": "PDF"},
            {"href": "javascript:alert(1)", "label": "kwaad"},
        ]
    }
    built = build("html", sources(), confoverrides={"house_style_downloads": files}, warnings=["klopt niet"])
    page = built.read("brieven/index.html")
    assert 'href="../../docx/brief-welkom.docx"' in page
    assert 'href="../../pdf/brief-welkom.pdf"' in page
    assert 'href="welkom.html"' in page
    assert "De leerling komt terug." in page
    assert "javascript:alert" not in page


def test_overview_without_letters_says_so(build: Build) -> None:
    start = START.replace("```{toctree}\nwelkom\n```\n", "")
    texts = {key: text for key, text in sources(LETTER).items() if key != "brieven/welkom.md"}
    assert "Er zijn nog geen brieven." in build("html", {**texts, "brieven/index.md": start}).read(
        "brieven/index.html"
    )
