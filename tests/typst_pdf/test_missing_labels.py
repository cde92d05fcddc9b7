"""In the first pass no label is there, and a link keeps its words; one that never comes is still refused."""

from pathlib import Path

import pytest
import typst
from tools import pdftext
from tools.projects import check_warnings, run_sphinx, write_sources

from typst_pdf.compiling import CompileError, compile_pdf

_CONF = """
extensions = ["myst_parser", "typst_pdf"]
language = "nl"
project = author = "P"
version = release = "1"
typst_documents = [{"startdoc": "index", "name": "proef", "title": "Proef"}]
"""


def test_a_link_reaches_its_label_or_is_refused(tmp_path: Path) -> None:
    index = "# Proef\n\nZie [daar](#doel).\n\n(doel)=\n## Doel\n\nTekst.\n"
    write_sources({"conf.py": _CONF, "index.md": index}, tmp_path / "src")
    out = tmp_path / "out"
    built = run_sphinx("typstpdf", tmp_path / "src", out)
    check_warnings(built.warnings, ())
    assert "Zie daar" in " ".join(pdftext.pages(out / "proef.pdf"))
    source = out / "proef.typ"
    code = source.read_text("utf-8")
    assert "xref(target: label(" in code
    source.write_text(code.replace("xref(target: label(", 'xref(target: label("weg" + '), encoding="utf-8")
    with pytest.raises(CompileError, match="does not exist"):
        compile_pdf(source, out, typst.Fonts(include_system_fonts=False), 0)
