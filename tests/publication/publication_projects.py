"""A tiny publication with two pages, a PDF and a booklet."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import StringIO
from pathlib import Path

from publication.__main__ import main

CONF = """\
project = "Proef"
author = "Proefnet"
version = release = "0.1"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "typst_pdf", "editorial", "publication"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
html_favicon = None
typst_documents = [
    {"startdoc": "gids/index", "name": "gids", "title": "Gids", "template": "rapport"},
]
def setup(app):
    for name in ("house_style_downloads", "house_style_covers"):
        app.add_config_value(name, {}, "", [dict])
"""
_START = """\
# Start

Welkom bij [de gids](gids/index.md).

```{toctree}
gids/index
woorden
```
"""
_GUIDE = """\
# Gids

Tekst over *leren*.

(stap)=
## Eerste stap

:::{tip}
Bel.
:::

## Tweede stap

Zie [de eerste stap](#stap).
"""
_WORDS = """\
# Woorden

:::{glossary}
halve dag
  Een voormiddag of een namiddag.

CLB
  Centrum voor leerlingenbegeleiding.
:::

![Vlak](beeld/vlak.svg)
"""
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h40v40z"/></svg>'
PAGES = {
    "conf.py": CONF,
    "index.md": _START,
    "gids/index.md": _GUIDE,
    "woorden.md": _WORDS,
    "beeld/vlak.svg": _PICTURE,
    "docs/woordenlijst.txt": "CLB\n",
}


def make_project(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    for name, text in {**PAGES, **(changes or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def leerrecht(root: Path, *arguments: str) -> tuple[int, str]:
    """Run the command in this process; return its exit code and what it printed."""
    out, before = StringIO(), sys.stdout
    sys.stdout = out
    try:
        with inside(root):
            try:
                code = int(main(arguments))
            except SystemExit as stop:
                code = int(stop.code or 0)
    finally:
        sys.stdout = before
    return code, out.getvalue()


def leerrecht_process(
    root: Path, *arguments: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "publication", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tree(folder: Path) -> dict[str, str]:
    """Return the checksum of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def published(root: Path) -> Path:
    return root / "_build" / "publicatie"


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "_build").glob(".publicatie-*"))
