"""The charts of the publications, and any other pages with charts, read as one project."""

import re
import tempfile
from collections.abc import Mapping
from functools import cache
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from escalation.domain import domain_of
from escalation.model import Chart
from tools.projects import PROJECT, sphinx_session, write_sources

RULES = PROJECT / "guidelines" / "regelgeving"
CONF = """
project = "Proef"
author = "Proef"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "house_style", "typst_pdf", "publication", "escalation"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
regelgeving_map = "regels"
regelgeving_teksten = []
schooljaar = "2026-2027"
typst_documents = [{"startdoc": "index", "name": "proef", "title": "Proef", "template": "rapport"}]
"""
#: Every page of the publications with the place of a chart.
PAGES = {
    str(path.relative_to(PROJECT).with_suffix("")): path
    for folder in ("guidelines", "brochures")
    for path in sorted((PROJECT / folder).rglob("*.md"))
    if re.search(r"^:::\{stappenplan\}", path.read_text("utf-8"), re.MULTILINE)
}


def read(pages: Mapping[str, str], folder: Path, rules: Path) -> BuildEnvironment:
    """Read pages as one project, with the data of a folder; nothing is written."""
    index = "# Proef\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n"
    data = {f"regels/{file.name}": file.read_text("utf-8") for file in sorted(rules.glob("*.yaml"))}
    texts = {f"{name}.md": text for name, text in pages.items()}
    source = folder / "src"
    write_sources({"conf.py": CONF, "index.md": index, **texts, **data}, source)
    with sphinx_session(source):
        app = Sphinx(
            source, source, folder / "out", folder / "trees", "dummy", status=None, warning=StringIO()
        )
        app.builder.read()
        return app.env


@cache
def published() -> Mapping[str, Chart]:
    """Return the charts of the publications by name, for the school year of the tests."""
    pages = {f"plan{at}": path.read_text("utf-8") for at, path in enumerate(PAGES.values())}
    with tempfile.TemporaryDirectory() as folder:
        return dict(domain_of(read(pages, Path(folder), RULES)).charts())
