"""A list of questions that asks to be short: each answer begins beside its question."""

from pathlib import Path

import pypdfium2
from tools.projects import check_warnings, run_sphinx, write_sources

_LIST = "\nVraag {0}?\n: Antwoord {0}.\n\nVerder {0}?\n: Zeker {0}.\n\n"


def test_an_answer_begins_beside_its_question_where_the_list_asks_for_it(tmp_path: Path) -> None:
    document = {"startdoc": "index", "name": "proef", "title": "Proef", "template": "rapport"}
    sources = {
        "conf.py": f'extensions = ["myst_parser", "typst_pdf"]\nlanguage = "nl"\nproject = author = "P"\n'
        f'version = release = "1"\nmyst_enable_extensions = ["attrs_block", "deflist"]\n'
        f"typst_documents = [{document!r}]\n",
        "index.md": f"# Proef\n\nEerst.\n{_LIST.format('een')}Dan.\n\n{{.beknopt}}{_LIST.format('twee')}",
    }
    write_sources(sources, tmp_path / "src")
    check_warnings(run_sphinx("typstpdf", tmp_path / "src", tmp_path / "out").warnings, ())
    with pypdfium2.PdfDocument(tmp_path / "out" / "proef.pdf") as pdf:
        page = pdf[len(pdf) - 1].get_textpage()

        def place(words: str) -> tuple[float, float]:
            index, _ = page.search(words).get_next()
            left, bottom, _, _ = page.get_charbox(index, loose=True)
            return float(left), float(bottom)

        question, answer = place("Vraag een?"), place("Antwoord een.")
        assert answer[1] < question[1] - 5
        question, answer = place("Vraag twee?"), place("Antwoord twee.")
        assert abs(answer[1] - question[1]) < 1
        assert answer[0] > question[0]
