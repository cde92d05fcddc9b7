"""Building projects in this process, for tests."""

import importlib
import json
import os
import re
import shutil
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

from sphinx import locale
from sphinx.application import Sphinx, builtin_extensions
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tools.foreign import lost_words

# Sphinx's own modules ask for words ("Raises") while they are imported. Before the first application they get
# words that follow the language; after it, those of the first project for good.
for _name in builtin_extensions:
    importlib.import_module(_name)

TESTS = Path(__file__).resolve().parent.parent
PROJECT = TESTS.parent
#: Where the site of a test is said to stand.
ADDRESS = "https://leerrecht.example/site"
#: Where that of the whole publication is said to stand, as long as an address can be.
PUBLIC_ADDRESS = "https://publicaties.samentegenschooluitval.example/site"
SAMPLES = TESTS / "samples"

#: The settings of a project that a test gives as texts; a text named `conf.py` takes their place.
CONF = """
project = "Proef"
author = "Proef"
language = "nl"
extensions = ["myst_parser", "sphinx_book_theme", "sphinx_design", "house_style", "typst_pdf"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
suppress_warnings = ["myst.strikethrough"]
myst_enable_extensions = [
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "strikethrough", "tasklist",
]
numfig = True
html_theme = "sphinx_book_theme"
typst_documents = [{"startdoc": "index", "name": "proef", "title": "Proef", "template": "rapport"}]
"""

_ROOMS = "|".join(sorted(path.parent.name for path in (PROJECT / "_ext").glob("*/__init__.py")))
_OURS = rf"({_ROOMS})(\.|$)"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# A warning may hold line ends; the next one starts with a place or a level.
_WARNING_START = re.compile(r"(?=^(?:.+?: )?(?:WARNING|ERROR|CRITICAL|SEVERE): )", re.MULTILINE)


@dataclass(frozen=True)
class Built:
    """What a build left behind.

    Attributes:
        srcdir: the sources that were built, a copy in a temporary folder.
        outdir: the output.
        app: the application, with its environment.
        warnings: each warning, without colours and with paths from the source folder.
        results: what the PDF builder says of each publication; empty for other builders.
    """

    srcdir: Path
    outdir: Path
    app: Sphinx
    warnings: tuple[str, ...]

    @property
    def results(self) -> Sequence[Any]:
        return getattr(self.app.builder, "results", ())

    def read(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")


class Build(Protocol):
    """The fixture `build`."""

    def __call__(
        self,
        builder: str,
        sources: Mapping[str, str | bytes] | str,
        *,
        confoverrides: Mapping[str, Any] | None = None,
        warnings: Sequence[str] = (),
    ) -> Built: ...


def copy_project(folder: Path) -> Path:
    """Copy what is built, so that a build does not touch the last publication."""
    ignored = shutil.ignore_patterns(".*", "_*", "tests", "requirements", "*.egg-info")
    shutil.copytree(PROJECT, folder, ignore=ignored)
    return folder


def write_sources(sources: Mapping[str, str | bytes] | str, folder: Path) -> None:
    """Write a project: a sample by its name, or texts by file name (`conf.py` may be left out)."""
    if isinstance(sources, str):
        shutil.copytree(SAMPLES / sources, folder)
        return
    for name, content in {"conf.py": CONF, **sources}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


@contextmanager
def sphinx_session(confdir: Path) -> Iterator[None]:
    """Leave no trace in docutils, and let only our own modules answer for what they use that is outdated."""
    locale.translators.clear()  # Sphinx adds the words of each application to those of the one before
    with warnings.catch_warnings(), patch_docutils(str(confdir)), docutils_namespace():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        warnings.filterwarnings("error", module=_OURS)
        yield


def run_sphinx(
    builder: str, srcdir: Path, outdir: Path, confoverrides: Mapping[str, Any] | None = None
) -> Built:
    """Build a project in this process and leave no trace in docutils."""
    stream = StringIO()
    with sphinx_session(srcdir):
        app = Sphinx(
            srcdir,
            srcdir,
            outdir,
            outdir.parent / "doctrees",
            builder,
            confoverrides=dict(confoverrides or {}),
            status=None,
            warning=stream,
            freshenv=True,
        )
        app.build(force_all=True)
    text = _COLOUR.sub("", stream.getvalue()).replace(f"{srcdir}{os.sep}", "").replace(str(srcdir), ".")
    said = tuple(part.strip() for part in _WARNING_START.split(text) if part.strip())
    return Built(srcdir, outdir, app, said)


def check_warnings(found: Sequence[str], declared: Sequence[str]) -> None:
    """Fail on a warning that no declared pattern matches, and on a pattern that no warning matches."""
    stray = [warning for warning in found if not any(re.search(pattern, warning) for pattern in declared)]
    absent = [pattern for pattern in declared if not any(re.search(pattern, warning) for warning in found)]
    assert not stray, "Warnings that the test does not declare:\n" + "\n".join(stray)
    assert not absent, "Declared warnings that did not come:\n" + "\n".join(absent)


@dataclass(frozen=True)
class SamplePdfs:
    """The PDFs of a sample and how they came about; made once for all workers of a test run.

    Attributes:
        outdir: the output of the builder `typstpdf`.
        pdfs: the tagged PDFs by name, without the booklets.
        booklets: the PDFs that are only for the printer.
        warnings: what the build said.
        bookmarks: number of bookmarks that each must have.
        lost: by document, the words of the sources that the PDF lacks; not looked for with more than one PDF.
    """

    outdir: Path
    pdfs: Mapping[str, Path]
    booklets: tuple[Path, ...]
    warnings: tuple[str, ...]
    bookmarks: Mapping[str, int]
    lost: Mapping[str, Sequence[str]]


def accessible(results: Sequence[Any]) -> list[Any]:
    """Leave out the booklets: they are for the printer, next to the same pages in an accessible file."""
    return [result for result in results if not Path(result.path).stem.endswith("-boekje")]


def build_sample(name: str, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    write_sources(name, folder / "src")
    built = run_sphinx("typstpdf", folder / "src", folder / "out")
    results, env = accessible(built.results), built.app.env
    facts = {
        "pdfs": {result.name: str(result.path) for result in results},
        "bookmarks": {result.name: result.bookmarks for result in results},
        "warnings": built.warnings,
        "lost": lost_words(env, sorted(env.all_docs), Path(results[0].path), built.app)
        if len(results) == 1
        else {},
    }
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
