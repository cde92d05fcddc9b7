"""Posters: one page that fits, its text alternative on the back, a code that leads to the page."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno
from paper_projects import ADDRESS, FONTS, OWN_TEMPLATES, SECONDARY, compile_code, make_chart, sources
from random_charts import common, random_chart
from tools import pdftext, tagtree
from tools.projects import Build, Built

from escalation.domain import domain_of
from escalation.emit.abbreviations import abbreviations_in
from escalation.emit.fitting import SMALLEST
from escalation.emit.poster import _MARGIN, PAPERS, posters, qr_runs
from escalation.model import Chart

URL = f"{ADDRESS}/plan.html#stappenplan-secundair"


@pytest.fixture
def results(built_once: Callable[[str], Built]) -> dict[str, object]:
    return {one.name: one for one in built_once("typstpdf").results if one.template == "poster"}


def test_each_chart_has_two(results: dict[str, object]) -> None:
    assert sorted(results) == ["stappenplannen/secundair-a3", "stappenplannen/secundair-a4"]
    for name, result in results.items():
        assert result.accessible
        assert result.startdoc == "plan"
        assert result.title == "Als een leerling wegblijft"
        paper = name[-2:]
        assert result.label in {
            f"Poster «Als een leerling wegblijft» ({paper.upper()}, {way})" for way in ("staand", "liggend")
        }


@pytest.mark.parametrize("paper", PAPERS)
def test_drawing_on_the_front_words_on_the_back(
    paper: str, results: dict[str, object], built_once: Callable[[str], Built]
) -> None:
    chart = domain_of(built_once("typstpdf").app.env).charts()["secundair"]
    file = Path(results[f"stappenplannen/secundair-{paper}"].path)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 2
        _, _, width, height = map(float, pdf.pages[0].MediaBox)
        assert sorted((width, height)) == pytest.approx(sorted(PAPERS[paper]), abs=0.5)
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["De stappen in woorden"]
    front, back = (pdftext.squeeze(text).replace("\u200b", "") for text in pdftext.pages(file))
    for words in (
        "Als een leerling wegblijft",
        "Schooljaar 2026-2027",
        "Proef",
        "Uit: Leidraad proef",
        "CLB: centrum voor leerlingenbegeleiding.",
        URL.removeprefix("https://").partition("#")[0],
    ):
        assert pdftext.squeeze(words) in front
    tags = list(tagtree.read(file).walk())
    cards = [pdftext.squeeze(tag.all_text()) for tag in tags if tag.tag == "Link"]
    for step in chart.steps:
        assert sum(card.startswith(pdftext.squeeze(f"{step.number}{step.title}")) for card in cards) == 1
        assert pdftext.squeeze(step.title) in back
    assert [tag.tag for tag in tags].count("Title") == 1
    assert [tag.tag for tag in tags].count("Table") == 1
    alternatives = [note for tag in tags if tag.tag == "Figure" for note in tag.notes if "Alt=" in note]
    assert len(alternatives) == 2
    assert URL in alternatives[0]


@pytest.mark.parametrize("paper", PAPERS)
def test_drawn_code_is_the_code_of_the_address(paper: str, results: dict[str, object]) -> None:
    """Look at the page: each module of the code is as dark as it should be, with a light border around it."""
    matrix = [list(row) for row in segno.make(URL, error="m", boost_error=False, micro=False).matrix]
    scale = 6.0
    document = pypdfium2.PdfDocument(results[f"stappenplannen/secundair-{paper}"].path)
    page = document[0]
    picture = page.render(scale=scale).to_pil().convert("L")
    page.close()
    document.close()
    unit = PAPERS[paper][0] / PAPERS["a4"][0]
    side = 66 * unit * scale
    left, top = picture.width - _MARGIN * unit * scale - side, _MARGIN * unit * scale
    module = side / (len(matrix) + 4)
    seen = [
        [
            int(picture.getpixel((round(left + (x + 2.5) * module), round(top + (y + 2.5) * module))) < 128)
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert seen == matrix
    border = [(0.7, 0.7), (0.7, len(matrix) / 2), (len(matrix) + 3.3, len(matrix) + 3.3)]
    assert all(
        picture.getpixel((round(left + x * module), round(top + y * module))) == 255 for x, y in border
    )


@pytest.mark.parametrize("address", ["https://a.be", URL, "https://voorbeeld.be/" + "x" * 200])
def test_runs_are_the_matrix(address: str) -> None:
    matrix = segno.make(address, error="m", boost_error=False, micro=False).matrix
    rows = qr_runs(address)
    drawn = [[0] * len(matrix) for _ in matrix]
    for y, runs in enumerate(rows):
        for start, length in runs:
            for x in range(start, start + length):
                drawn[y][x] += 1
    assert drawn == [list(row) for row in matrix]


def test_without_an_address_the_publication_is_named(build: Build) -> None:
    built = build("typstpdf", sources(SECONDARY), confoverrides={"html_baseurl": ""})
    for result in built.results:
        if result.template == "poster":
            assert "Uit: Leidraad proef" in pdftext.pages(Path(result.path))[0]
            figures = [tag for tag in tagtree.read(Path(result.path)).walk() if tag.tag == "Figure"]
            assert len(figures) == 1


def test_small_chart_is_set_large() -> None:
    a4, a3 = posters(make_chart(), FONTS)
    assert a4.fit.size > 12
    assert a3.fit.size == pytest.approx(a4.fit.size * 2**0.5, abs=0.4)
    assert len(a4.fit.sheets) == len(a3.fit.sheets) == 1


@pytest.mark.parametrize("chart", [common(), *(random_chart(seed) for seed in (3, 14, 15))])
def test_every_poster_fits_with_text_that_can_be_read(chart: Chart, tmp_path: Path) -> None:
    chart = replace(
        chart, title="Problematische afwezigheid in het buitengewoon secundair onderwijs van A tot Z"
    )
    for poster in posters(chart, FONTS, address=URL):
        assert poster.fit.size >= SMALLEST
        for sheet in poster.fit.sheets:
            assert sheet.width <= poster.fit.room.width + 0.5
            runs = [run for box in sheet.boxes for run in box.runs]
            assert min(run.size for run in runs if run.role != "number") >= SMALLEST
        template = OWN_TEMPLATES / "poster.typ"
        file = compile_code(tmp_path / poster.paper, poster.code, template, poster.options, chart.title)
        pages = pdftext.pages(file)
        (back,) = [number for number, text in enumerate(pages) if "De stappen in woorden" in text]
        assert back == len(poster.fit.sheets)


def test_realistic_chart_is_one_poster_on_a4() -> None:
    a4, a3 = posters(common(), FONTS)
    assert len(a4.fit.sheets) == len(a3.fit.sheets) == 1
    assert a3.fit.size > 11


def test_title_of_any_kind_stays_text(build: Build) -> None:
    titles = ['"); panic("x"', "]] #let x = 1 [[", "<b>x</b> \\u{41}"]
    for title, name in product(titles, ["a4"]):
        page = SECONDARY.replace("Als een leerling wegblijft", title)
        built = build("typstpdf", sources(page))
        (poster,) = [one for one in built.results if one.name.endswith(name)]
        assert pdftext.squeeze(title) in pdftext.squeeze(pdftext.pages(Path(poster.path))[0])


def test_state_and_date_stand_on_every_page(build: Build) -> None:
    """A sheet that got loose says what it is worth; its back says it too."""
    project = sources(SECONDARY)
    project["conf.py"] += 'typst_documents[0]["options"] = {"status": "Ontwerp"}\n'
    for result in build("typstpdf", project).results:
        if result.template == "poster":
            pages = pdftext.pages(Path(result.path))
            assert len(pages) == 2
            for page in pages:
                assert "Ontwerp" in page
                assert re.search(r"\d \w+ 20\d\d", page)
                assert URL.removeprefix("https://").partition("#")[0] in page.replace("\u200b", "")


def test_abbreviations_are_explained_where_they_are_said() -> None:
    known = {"AGODI": "Agentschap", "B": "code", "CLB": "centrum", "SI": "interventies"}
    chart = make_chart(lambda field, text: {"title": "De school meldt B aan het CLB"}.get(field, text))
    assert abbreviations_in(chart, known) == [("B", "code"), ("CLB", "centrum")]
    other = make_chart(
        lambda field, text: {"title": "SIO en Brussel", "ending": "SI denkt mee"}.get(field, text)
    )
    assert abbreviations_in(other, known) == [("SI", "interventies")]
