"""Mistakes in a letter: every case of `cases/meldingen.yaml`, and nodes that a letter has no form for."""

from pathlib import Path

import pytest
import yaml
from docutils import nodes
from letter_project import LETTER, opened, sources, words_of_docx
from tools.projects import Build

_CASES = yaml.safe_load((Path(__file__).parent / "cases" / "meldingen.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["naam"])
def test_message(case: dict, build: Build) -> None:
    built = build("docx", sources(case["brief"]), warnings=case["meldingen"])
    assert len(built.warnings) == len(case["meldingen"])
    assert "Beste" in words_of_docx(built.outdir / "brief-welkom.docx")


def test_node_without_a_form_is_reported_on_its_line_and_kept(build: Build) -> None:
    letter = f"{LETTER}\n```python\nbewaarde_woorden = 1\n```\n"
    said = [r"brieven/welkom\.md:\d+: .*kent het onderdeel «literal_block» niet.*Tip: "]
    built = build("docx", sources(letter), warnings=said)
    assert "bewaarde_woorden" in words_of_docx(built.outdir / "brief-welkom.docx")


def test_picture_is_reported_and_its_words_stay(build: Build) -> None:
    letter = f"{LETTER}\n![Een open deur](deur.png)\n"
    built = build("docx", sources(letter, **{"brieven/deur.png": "x"}), warnings=["kent een afbeelding niet"])
    assert {"open", "deur"} <= set(words_of_docx(built.outdir / "brief-welkom.docx"))


def test_another_extension_can_give_its_node_a_form(build: Build) -> None:
    conf = sources()["conf.py"] + (
        "from docutils import nodes\n"
        "class vlag(nodes.General, nodes.Element): pass\n"
        "def visit(writer, node):\n"
        "    writer.visit_Text(nodes.Text('woorden van vlag'))\n"
        "    raise nodes.SkipNode\n"
        "def add(app, doctree, docname):\n"
        "    doctree[0] += nodes.paragraph('', '', vlag())\n"
        "def setup(app):\n"
        "    app.add_node(vlag, docx=(visit, None))\n"
        "    app.connect('doctree-resolved', add)\n"
    )
    built = build("docx", sources(**{"conf.py": conf}))
    assert opened(built).paragraphs[-1].text == "woorden van vlag"


def test_every_node_of_docutils_has_a_form_or_a_message() -> None:
    """The visitor never raises for a node it does not know: `unknown_visit` is ours, not that of docutils."""
    from letters.docx.writer import DocxTranslator

    assert DocxTranslator.unknown_visit is not nodes.NodeVisitor.unknown_visit
    assert DocxTranslator.unknown_departure is not nodes.NodeVisitor.unknown_departure
