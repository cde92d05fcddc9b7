"""Documentation that was not written for us: docstrings of installed packages, in English."""

import re
from collections.abc import Callable

from tools import pdftext
from tools.projects import SamplePdfs

#: docutils and Sphinx say these of the docstrings; anything else would be said of the builder.
OF_THE_SOURCES = (r"docstring of ", r"\[docutils\]", r"\[ref\.", r"\[autodoc", r"\[py\.")


def of_the_builder(warnings: tuple[str, ...]) -> list[str]:
    return [text for text in warnings if not any(re.search(pattern, text) for pattern in OF_THE_SOURCES)]


def test_builder_has_nothing_to_say(sample_pdfs: Callable[[str], SamplePdfs]) -> None:
    assert of_the_builder(sample_pdfs("foreign").warnings) == []


def test_no_word_is_lost(sample_pdfs: Callable[[str], SamplePdfs]) -> None:
    sample = sample_pdfs("foreign")
    assert len(sample.pdfs) == 1
    assert sample.lost == {}


def test_it_is_set_in_english(sample_pdfs: Callable[[str], SamplePdfs]) -> None:
    text = pdftext.text(sample_pdfs("foreign").pdfs["foreign"])
    assert "Contents" in text
    assert not re.search(r"\b(Inhoud|blz\.)\b", text)
