"""The drawing and the table in a PDF: complete, clickable, accessible, and the same at every run."""

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from paper_projects import FONTS, SECONDARY, code_of, compile_code, make_chart, paper_of, sources
from random_charts import random_chart
from tools import hostile, pdftext, tagtree, verapdf
from tools.projects import Build, Built

from escalation.domain import domain_of
from escalation.emit.typst_table import Form, table
from escalation.layout import Style, lay_out
from escalation.layout.geometry import Sheet
from escalation.model import Chart

SIZE = 9.0
WIDTH, HEIGHT = 453.5, 646.0


def sheets_of(chart: Chart, height: float | None = None) -> tuple[Sheet, ...]:
    return lay_out(chart, Style.print(size=SIZE), FONTS, width=WIDTH, height=height)


def report(built: Built) -> Path:
    (result,) = [one for one in built.results if one.template == "rapport"]
    assert result.accessible
    return Path(result.path)


@pytest.fixture
def secondary(built_once: Callable[[str], Built]) -> tuple[Chart, Path]:
    built = built_once("typstpdf")
    return domain_of(built.app.env).charts()["secundair"], report(built)


@pytest.mark.verapdf
def test_every_pdf_is_accessible(built_once: Callable[[str], Built]) -> None:
    files = [Path(result.path) for result in built_once("typstpdf").results]
    assert len(files) == 3
    failures = [f"{one.file.name}: {failure}" for one in verapdf.verify(files) for failure in one.failures]
    assert failures == []


def test_every_word_of_the_chart_is_printed(secondary: tuple[Chart, Path]) -> None:
    chart, file = secondary
    found = pdftext.squeeze(pdftext.text(file)).casefold()
    for step in chart.steps:
        words = pdftext.squeeze(step.title).casefold()
        assert words in found, step.title  # in the card: in the drawing a title may be torn by other words
        assert pdftext.squeeze(step.deadline).casefold() in found
    for edge in chart.edges:
        assert found.count(pdftext.squeeze(edge.label).casefold()) >= 2, edge.label
    for threshold in chart.thresholds:
        assert pdftext.squeeze(threshold.label).casefold() in found


def test_description_says_what_follows_what(secondary: tuple[Chart, Path]) -> None:
    chart, file = secondary
    (figure,) = [one for one in tagtree.read(file).walk() if one.tag == "Figure"]
    (said,) = [note for note in figure.notes if note.startswith("Alt=")]
    for edge in chart.edges:
        source, target = chart.by_name[edge.source].number, chart.by_name[edge.target].number
        back = "terug naar " if chart.is_back(edge) else ""
        label = f"bij «{edge.label}» " if edge.label else ""
        part = next(p for p in re.split(r"[:;.] ", said) if re.match(rf"(na|na vraag) {source} volgt", p))
        assert f"{label}{back}{target}" in part


def test_cards_lead_to_the_text_of_their_step(secondary: tuple[Chart, Path]) -> None:
    chart, file = secondary
    links = [one for one in tagtree.read(file).walk() if one.tag == "Link"]
    texts = [re.sub(r"\s+", "", link.all_text()) for link in links]
    for step in chart.steps:
        # The number stands in front only in the card of the drawing.
        wanted = re.sub(r"\s+", "", f"{step.number}{step.title}")
        assert sum(pdftext.squeeze(t).startswith(pdftext.squeeze(wanted)) for t in texts) == 1, step.title
    pages = pages_of_links(file)
    titles = {step.number: step.title for step in chart.steps}
    texts_of_pages = [pdftext.squeeze(text) for text in pdftext.pages(file)]
    first_page = min(page for page, _ in pages)
    targets = [target for page, target in pages if page == first_page][: len(titles)]
    assert len(targets) == len(titles)
    for title, target in zip(titles.values(), targets, strict=True):
        assert pdftext.squeeze(title) in texts_of_pages[target]


def pages_of_links(file: Path) -> list[tuple[int, int]]:
    """Return page and target page of each link within the file that has the size of a card."""
    found = []
    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for number, page in enumerate(pdf.pages):
            for note in page.get("/Annots", []):
                left, bottom, right, top = map(float, note.Rect)
                if "/Dest" in note and right - left > 60 and top - bottom > 18:
                    found.append((number, numbers[note.Dest[0].objgen]))
    return found


def test_sources_of_cards_fill_no_footnotes(secondary: tuple[Chart, Path]) -> None:
    _, file = secondary
    assert "example.org/" not in pdftext.text(file).replace("\u200b", "")
    with pikepdf.open(file) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        addresses = [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
    assert addresses.count("https://example.org/procedure") == 2  # of threshold and card; none in the table


def test_cards_make_a_table_needless(secondary: tuple[Chart, Path]) -> None:
    """The cards say every step in words; the drawing names them and no table repeats them."""
    _, file = secondary
    tags = list(tagtree.read(file).walk())
    assert [one.tag for one in tags].count("Table") == 0
    (said,) = [note for one in tags if one.tag == "Figure" for note in one.notes if note.startswith("Alt=")]
    assert "De kaarten van de stappen in de tekst zeggen hetzelfde in woorden." in said


@pytest.mark.parametrize("template", ["rapport", "brochure"])
def test_table_has_headers_and_every_step(build: Build, template: str) -> None:
    """A step without a card in the publication is told in the table, and nowhere else."""
    shown, apart, rest = SECONDARY.partition(":::{einde} Overgedragen")
    project = sources(shown) | {
        "elders.md": f"---\norphan: true\n---\n\n# Elders\n\n{apart}{rest}".replace(
            ":naam: dossier", ":stappenplan: secundair\n:naam: dossier"
        )
    }
    if template != "rapport":
        project["conf.py"] += f'typst_documents[0]["template"] = "{template}"\n'
    built = build("typstpdf", project)
    chart = domain_of(built.app.env).charts()["secundair"]
    assert [step.place.docname for step in chart.steps][-2:] == ["plan", "elders"]
    (result,) = [one for one in built.results if one.template == template]
    tags = list(tagtree.read(Path(result.path)).walk())
    (found,) = [one for one in tags if one.tag == "Table"]
    heads = [cell for cell in found.walk() if cell.tag == "TH"]
    columns = [cell.all_text().strip() for cell in heads if "Scope=Column" in cell.notes]
    wanted = {
        "rapport": ["Nr.", "Wie", "Stap", "Hoe vast, en wanneer?", "Daarna", "Blz."],
        "brochure": ["Nr.", "Stap", "Daarna", "Blz."],
    }
    assert columns[: len(wanted[template])] == wanted[template]
    rows = [cell.all_text().strip() for cell in heads if "Scope=Row" in cell.notes]
    assert rows == [str(step.number) for step in chart.steps]
    (said,) = [note for one in tags if one.tag == "Figure" for note in one.notes if note.startswith("Alt=")]
    assert "De tabel bij de figuur zegt hetzelfde in woorden." in said


def test_long_chart_goes_on_on_the_next_page(tmp_path: Path) -> None:
    chart = random_chart(7, 45)
    sheets = sheets_of(chart, HEIGHT)
    file = compile_code(tmp_path, code_of(chart, sheets, SIZE))
    pages = pdftext.pages(file)
    assert len(sheets) > 1
    home = {box.step.name: number for number, sheet in enumerate(sheets) for box in sheet.boxes}
    captions = [
        next(page for page, text in enumerate(pages, 1) if f"({number + 1} van {len(sheets)})" in text)
        for number in range(len(sheets))
    ]
    marks = 0
    for number, sheet in enumerate(sheets):
        for one in sheet.continuations:
            words = "vervolg op" if one.leaves else "vervolg van"
            line = f"stap {one.other.number}: {words} blz. {captions[home[one.other.name]]}"
            assert line in pages[captions[number] - 1]
            marks += 1
    assert marks


@pytest.mark.verapdf
def test_long_chart_is_accessible(tmp_path: Path) -> None:
    charts = [random_chart(seed, 40) for seed in range(3)]
    files = [
        compile_code(tmp_path / str(number), code_of(chart, sheets_of(chart, HEIGHT), SIZE))
        for number, chart in enumerate(charts)
    ]
    assert files
    assert [failure for one in verapdf.verify(files) for failure in one.failures] == []


@pytest.mark.parametrize("form", Form)
def test_table_of_random_charts_keeps_every_path(form: Form) -> None:
    """The links of the table are the edges of the model, so that both have the same ways."""
    for chart in map(random_chart, range(1000)):
        code = "\n".join(table(paper_of(chart, SIZE), form, scale=1))
        rows = re.split(r'row-header\("(\d+)"\)', code)[1:]
        for number, cells in zip(rows[::2], rows[1::2], strict=True):
            step = chart.steps[int(number) - 1]
            goals = re.findall(r'link\(label\("rij-[^"]+?"\), "(?:terug naar )?stap\s(\d+)"\)', cells)
            wanted = [str(chart.by_name[edge.target].number) for edge in chart.exits[step.name]]
            assert goals == wanted
        assert len(rows) == 2 * len(chart.steps)


def marked(texts: list[str]) -> list[Chart]:
    """Make one chart for each text, with the text in every field between marks that tell where it belongs."""
    return [
        make_chart(lambda field, _own, n=n, text=text: f"Q{n}{field}<{text}>Q", name=f"proef{n}")
        for n, text in enumerate(texts)
    ]


FIELDS = [
    "chart",
    "title",
    "question",
    "end",
    "actor",
    "deadline",
    "source",
    "point",
    "unit",
    "after",
    "yes",
    "no",
    "ending",
]


def test_hostile_texts_come_out_as_themselves(tmp_path: Path) -> None:
    texts = [text for text in hostile.strings() if text.isascii() and text.isprintable()]
    assert len(texts) > 200
    code = [line for chart in marked(texts) for line in code_of(chart, sheets_of(chart), SIZE)]
    file = compile_code(tmp_path, code)
    found = pdftext.squeeze(pdftext.text(file)).casefold()
    drawn = pdftext.squeeze("".join(one.all_text() for one in tagtree.read(file).walk() if one.tag == "Link"))
    in_cards = [
        f"Q{n}{field}<{text}>Q"
        for n, text in enumerate(texts)
        for field in ("title", "question", "end", "actor", "deadline")
    ]
    assert [words for words in in_cards if pdftext.squeeze(words) not in drawn] == []
    lost = [
        f"Q{n}{field}<{text}>Q"
        for n, text in enumerate(texts)
        for field in FIELDS
        if pdftext.squeeze(f"Q{n}{field}<{text}>Q").casefold() not in found
    ]
    assert lost == []


def test_any_hostile_text_compiles_in_a_page(build: Build) -> None:
    """Characters that no font has do not stop the compiler either."""
    from escalation.printing import quoting

    built = build("typstpdf", {"index.md": "# Proef\n\nTekst.\n"})
    quote = quoting(built.app.builder)
    charts = marked(list(hostile.strings("unicode")))
    code = [line for chart in charts for line in code_of(chart, sheets_of(chart), SIZE, quote)]
    assert compile_code(built.outdir / "velden", code).stat().st_size > 10_000


def test_same_bytes_twice(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    first, second = (build("typstpdf", sources(SECONDARY)).results for _ in range(2))
    assert [one.name for one in first] == [one.name for one in second]
    assert [Path(a.path).read_bytes() for a in first] == [Path(b.path).read_bytes() for b in second]
