"""Any text in any text field comes out of the PDF as itself: nothing of it is code, nothing of it is lost."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools import hostile, pdftext
from tools.projects import CONF, Build

#: Puts each text of texts.json in each kind of field, past every markup language.
FIELDS = """
import json
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class Fields(SphinxDirective):
    def run(self):
        texts = json.loads((self.env.srcdir / "texts.json").read_text("utf-8"))
        return [block for number, text in enumerate(texts) for block in fields(number, text)]


def fields(number, text):
    inline = [nodes.strong, nodes.emphasis, nodes.literal, nodes.superscript]
    paragraph = nodes.paragraph("", "", nodes.Text(mark(number, "a", text)))
    paragraph += [kind("", mark(number, str(place), text)) for place, kind in enumerate(inline)]
    paragraph += nodes.reference("", mark(number, "b", text), refuri="https://example.org/")
    yield paragraph
    table = nodes.table("", nodes.title("", mark(number, "c", text)))
    group = nodes.tgroup("", nodes.colspec(colwidth=1), nodes.colspec(colwidth=1), cols=2)
    cells = [nodes.entry("", nodes.paragraph("", mark(number, name, text))) for name in "de"]
    group += nodes.tbody("", nodes.row("", *cells))
    table += group
    yield table
    body = nodes.paragraph("", mark(number, "g", text))
    yield nodes.admonition("", nodes.title("", mark(number, "f", text)), body)
    term = nodes.term("", mark(number, "h", text))
    meaning = nodes.definition("", nodes.paragraph("", mark(number, "i", text)))
    yield nodes.definition_list("", nodes.definition_list_item("", term, meaning))
    yield nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", mark(number, "j", text))))
    yield nodes.literal_block(mark(number, "k", text), mark(number, "k", text))
    yield nodes.rubric("", mark(number, "l", text))
    yield nodes.block_quote("", nodes.paragraph("", mark(number, "m", text)))


def mark(number, field, text):
    return f"Q{number}{field}<{text}>Q"


def setup(app):
    app.add_directive("fields", Fields)
"""
PLACES = ["a", "0", "1", "2", "3", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"]

# Letters that the fonts of the tests have. White space is folded, and the reader of text undoes hyphens.
PRINTABLE = st.characters(
    min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="-\u00ad\x7f", exclude_categories=["Cc"]
)
UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def lost(build: Build, texts: list[str]) -> list[str]:
    """Build a PDF with every text in every field and return the fields that do not hold their text."""
    sources = {
        "conf.py": f"{CONF}\nsmartquotes = False\n{FIELDS}",
        "index.md": "# Velden\n\n```{fields}\n```\n",
        "texts.json": json.dumps(texts),
    }
    built = build("typstpdf", sources)
    (result,) = built.results
    assert result.accessible
    found = pdftext.squeeze(pdftext.text(Path(result.path)))
    expected = [f"Q{n}{place}<{text}>Q" for n, text in enumerate(texts) for place in PLACES]
    return [one for one in expected if not holds(found, pdftext.squeeze(one))]


def holds(found: str, words: str) -> bool:
    """Tell whether the words stand there, perhaps with the foot and head of a page in between once."""
    if words in found:
        return True
    window = found[found.find(words[:6]) :][: len(words) + 300]
    return any(window.startswith(words[:cut]) and words[cut:] in window[cut:] for cut in range(6, len(words)))


def test_hostile_texts_stay_texts(build: Build) -> None:
    texts = [text for text in hostile.strings() if text.isascii() and text.isprintable()]
    assert len(texts) > 200
    assert lost(build, texts) == []


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=UNHURRIED)
@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=30), min_size=5, max_size=20))
def test_any_text_comes_out_as_itself(build: Build, texts: list[str]) -> None:
    assert lost(build, texts) == []


@pytest.mark.parametrize("title", ['"); panic("x', '#read("/etc/passwd")', "]] #let x = 1 [[", "\\u{41}"])
def test_titles_of_a_publication_are_texts(build: Build, title: str) -> None:
    document = {"startdoc": "index", "name": "proef", "title": title, "subtitle": title}
    overrides = {"typst_documents": [{**document, "keywords": [title]}]}
    built = build("typstpdf", {"index.md": "# Proef\n\nTekst.\n"}, confoverrides=overrides)
    (result,) = built.results
    assert pdftext.squeeze(title) in pdftext.squeeze(pdftext.text(Path(result.path)))
