"""A heading with one line does not stand alone at the foot of a page, without what it announces."""

from pathlib import Path

import pypdfium2
import pytest
from tools import pdftext
from tools.projects import check_warnings, run_sphinx, write_sources

_SECTIONS = range(100, 240)
_LONG = "Deze alinea is lang genoeg om op zichzelf te staan. " * 5


def _report(text: str, folder: Path) -> Path:
    document = {"startdoc": "index", "name": "proef", "title": "Proef", "template": "rapport"}
    sources = {
        "conf.py": f'extensions = ["myst_parser", "typst_pdf"]\nlanguage = "nl"\nproject = author = "P"\n'
        f'version = release = "1"\ntypst_documents = [{document!r}]\n',
        "index.md": f"# Proef\n\n{text}",
    }
    write_sources(sources, folder / "src")
    check_warnings(run_sphinx("typstpdf", folder / "src", folder / "out").warnings, ())
    return folder / "out" / "proef.pdf"


@pytest.mark.parametrize("block", ["- Begin{n} van de lijst.", "```text\nBegin{n} van het blok.\n```"])
def test_a_heading_and_its_only_line_stay_with_what_they_announce(block: str, tmp_path: Path) -> None:
    sections = (
        f"## Kop{number}\n\nEén regel.\n\n{block.format(n=number)}\n\n"
        + "Vulling.\n\n" * (number * number % 7)
        for number in _SECTIONS
    )
    pages = pdftext.pages(_report("".join(sections), tmp_path))

    def page_of(words: str) -> int:
        return next(page for page, text in enumerate(pages) if words in text)

    heads = {number: page_of(f"Kop{number} Eén regel.") for number in _SECTIONS}
    assert len(set(heads.values())) > 3, "too few pages to say anything"
    assert {number: page_of(f"Begin{number} van") for number in _SECTIONS} == heads


def test_a_list_is_as_near_to_its_announcement_as_to_any_paragraph(tmp_path: Path) -> None:
    path = _report(f"{_LONG}einde.\n\n- punt een\n\nKort:\n\n- punt twee\n", tmp_path)
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[len(pdf) - 1].get_textpage()

        def top(words: str) -> float:
            index, _ = page.search(words).get_next()
            return float(page.get_charbox(index, loose=True)[3])

        plain = top("einde.") - top("punt een")
        announced = top("Kort:") - top("punt twee")
    assert announced == pytest.approx(plain, abs=0.5)
