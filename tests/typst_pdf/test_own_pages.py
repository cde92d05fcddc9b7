"""Pages that a reader must be able to hand out as one sheet: they may not grow over it unnoticed."""

import itertools
import re

import pypdfium2
from tools.projects import PROJECT


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
