"""The small registry of these tests, and the real one."""

import shutil
from datetime import date
from pathlib import Path

from tools.projects import PROJECT

from facts.audit import audit
from facts.loader import load
from facts.model import Problem, Registry
from facts.school_year import SchoolYear

CASES = Path(__file__).parent / "cases"
REAL = PROJECT / "guidelines" / "regelgeving"
TODAY = date(2026, 11, 24)
CONF = """
project = "Proef"
author = "Proef"
language = "nl"
extensions = [
    "myst_parser", "sphinx_book_theme", "sphinx_design", "house_style", "typst_pdf", "publication", "facts",
]
myst_enable_extensions = ["colon_fence", "attrs_inline", "deflist", "tasklist"]
html_theme = "sphinx_book_theme"
regelgeving_map = "regels"
typst_documents = [
    {"startdoc": "guidelines/een/index", "name": "een", "title": "Een", "template": "rapport"},
    {"startdoc": "guidelines/twee", "name": "twee", "title": "Twee", "template": "rapport"},
]
"""


def loaded(folder: Path, year: int = 2026) -> tuple[Registry, tuple[Problem, ...]]:
    """Load and audit a folder for the school year that begins in `year`."""
    registry, problems = load(folder, school_year=SchoolYear(year), built_on=TODAY)
    return registry, (*problems, *audit(registry))


def with_file(folder: Path, name: str, text: str) -> Path:
    """Copy the small registry and replace one of its files."""
    shutil.copytree(CASES / "basis", folder)
    (folder / "na-te-kijken.yaml").write_text(
        "na-te-kijken: {een: {vraag: 'Wat?', bij-wie: AGODI}}\n", "utf-8"
    )
    (folder / name).write_text(text, "utf-8")
    return folder


def data_files(**changed: str) -> dict[str, str]:
    """Return the small registry as sources of a project."""
    files = {f"regels/{path.name}": path.read_text("utf-8") for path in sorted((CASES / "basis").iterdir())}
    return {**files, **{f"regels/{name}.yaml": text for name, text in changed.items()}}
