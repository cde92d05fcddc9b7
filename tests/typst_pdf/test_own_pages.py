"""Pages that a reader must be able to hand out as one sheet: they may not grow over it unnoticed."""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from tools.projects import PROJECT


@pytest.mark.parametrize("name", ["leidraad-problematische-afwezigheden", "afsprakenkader-afwezigheden"])
def test_a_report_begins_with_contents_colophon_and_foreword(
    published_pdfs: Mapping[str, Path], name: str
) -> None:
    with pypdfium2.PdfDocument(published_pdfs[name]) as pdf:
        texts = [pdf[number].get_textpage().get_text_range() for number in range(1, 4)]
    assert re.search(r"Inhoud.*Colofon", texts[0], re.DOTALL)
    assert texts[1].startswith("Over d")
    assert not re.search(r"^.*Over d", texts[2])


@pytest.mark.parametrize(
    "name",
    [
        "leidraad-problematische-afwezigheden",
        "afsprakenkader-afwezigheden",
        "gespreksleidraad-bij-de-brochure",
        "voor-ouders",
    ],
)
def test_a_loose_sheet_says_of_which_version_and_day_it_is(
    published_pdfs: Mapping[str, Path], name: str
) -> None:
    with pypdfium2.PdfDocument(published_pdfs[name]) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    dated = re.compile(r"Versie [\d.]+ · \d{1,2} [a-z]+ \d{4}")
    assert [number for number, text in enumerate(texts, 1) if not dated.search(text)] == []


def test_pages_of_their_own_fill_one_sheet(published_pdfs):
    sources = (PROJECT / "guidelines" / "leidraad").glob("*.md")
    texts = [path.read_text("utf-8") for path in sources]
    own = {re.search(r"^# (.+)$", text, re.MULTILINE)[1] for text in texts if "\nbladzijde: eigen\n" in text}
    assert own, "no page is marked"
    with pypdfium2.PdfDocument(published_pdfs["leidraad-problematische-afwezigheden"]) as pdf:
        marks = [mark for mark in pdf.get_toc() if mark.level == 0]
        chapters = [(mark.get_title(), mark.get_dest().get_index()) for mark in marks]
    sheets = {
        title.partition(" ")[2]: after - page for (title, page), (_, after) in itertools.pairwise(chapters)
    }
    assert {title: sheets[title] for title in own} == dict.fromkeys(own, 1)


def test_a_sheet_of_its_own_stays_one(published_pdfs: Mapping[str, Path]) -> None:
    """What people hang up or hand out, with where it comes from; a log has a second side to write on."""
    pages, texts = {}, {}
    for name, path in published_pdfs.items():
        if name.startswith("blad-"):
            with pypdfium2.PdfDocument(path) as pdf:
                pages[name], texts[name] = len(pdf), pdf[0].get_textpage().get_text_range()
    assert len(pages) > 4
    assert pages == dict.fromkeys(pages, 1) | {"blad-logboek": 2}
    assert [name for name, text in texts.items() if "Uit: " not in text] == []
    cited = {name for name, text in texts.items() if re.search(r"\[\d+\]", text)}
    assert cited == {name for name, text in texts.items() if "verwijst naar de bronnen daarin" in text}
    assert "blad-codetabel-afwezigheden" in cited
    assert "blad-controlelijsten" not in cited


def test_a_poster_is_one_sheet(publication: Path) -> None:
    """The drawing in front, its steps in words on the back: nobody hangs up a drawing in two parts."""
    pages = {}
    for path in sorted(publication.glob("pdf/stappenplannen/*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            pages[path.name] = len(pdf)
    assert len(pages) > 5
    assert pages == dict.fromkeys(pages, 2)


def test_brochure_fills_the_sheets_of_a_booklet(
    published_pdfs: Mapping[str, Path],
) -> None:
    with pypdfium2.PdfDocument(published_pdfs["ik-maak-werk-van-mijn-toekomst"]) as pdf:
        assert len(pdf) in (20, 24)
        last = pdf[len(pdf) - 1].get_textpage().get_text_range()
        pages = [page.get_textpage().get_text_range() for page in pdf]
    # Its sources stand in two columns of small print: they never push a page out of the booklet.
    (sources,) = (page for page in pages if page.startswith("Bronnen"))
    numbers = [int(number) for number in re.findall(r"^(\d{1,2})\.", sources, re.MULTILINE)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) > 40
    # The back of the booklet is what a young reader sees first again: who helps, not where we read it.
    assert "112" in last
    assert "Colofon" in last


@pytest.mark.parametrize("name", ["gespreksleidraad-bij-de-brochure", "voor-ouders"])
def test_what_goes_with_a_publication_fills_the_two_sides_of_a_sheet(
    published_pdfs: Mapping[str, Path], name: str
) -> None:
    with pypdfium2.PdfDocument(published_pdfs[name]) as pdf:
        assert len(pdf) == 2
