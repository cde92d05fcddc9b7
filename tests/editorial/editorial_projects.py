"""Tiny projects, and the cases, which are data."""

import re
from dataclasses import dataclass
from pathlib import Path

from editorial.diagnosis import Diagnosis, Level

CASES = Path(__file__).parent / "cases"
CONF = """\
project = "Proef"
author = "Proefnet"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "editorial", "publication"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
myst_heading_anchors = 4
nitpicky = True
numfig = True
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4z"/></svg>'


@dataclass(frozen=True)
class Case:
    """A case file: what it shows, the page, and the messages."""

    name: str
    page: str
    messages: tuple[str, ...]


def read_case(path: Path) -> Case:
    parts = re.split(r"^====\n", path.read_text("utf-8"), flags=re.MULTILINE)
    assert len(parts) == 3, f"{path.name}: een geval heeft drie delen"
    assert parts[0].strip(), f"{path.name}: het doel ontbreekt"
    return Case(path.stem, parts[1], tuple(filter(None, parts[2].splitlines())))


def all_cases() -> list[Case]:
    return [read_case(path) for path in sorted(CASES.glob("[0-9]*.md"))]


def short(diagnosis: Diagnosis) -> str:
    """Return a message in the form of the case files."""
    remark = " (opmerking)" if diagnosis.level is Level.OPMERKING else ""
    tip = f" | {diagnosis.repair}" if diagnosis.repair else ""
    return f"regel {diagnosis.line}{remark}: {diagnosis.cause}{tip}"


def make_project(root: Path, pages: dict[str, str | bytes]) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    files: dict[str, str | bytes] = {
        "conf.py": CONF,
        "index.md": "# Start\n\n```{toctree}\n:glob:\n\n*\n```\n",
        "schema.svg": SVG,
        **pages,
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
