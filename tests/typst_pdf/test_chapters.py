"""Where chapters of a report begin: each on its own page, or where there is room for them."""

from itertools import pairwise
from pathlib import Path

import pytest
from tools import pdftext
from tools.projects import check_warnings, run_sphinx, write_sources

_CHAPTERS = ("een", "twee", "drie", "bijlage")
_LONG = "\n\n".join(["Een regel die plaats inneemt."] * 12)


def _pages_of(options: dict[str, object], folder: Path) -> list[int]:
    """Build a report of three short chapters and an annex; return on which page each begins."""
    document = {
        "startdoc": "index",
        "name": "proef",
        "title": "Proef",
        "template": "rapport",
        "options": options,
    }
    sources = {
        "conf.py": f'extensions = ["myst_parser", "typst_pdf"]\nlanguage = "nl"\nproject = author = "P"\n'
        f'version = release = "1"\ntypst_documents = [{document!r}]\n',
        "index.md": "# Proef\n\nVooraf.\n\n```{toctree}\n:numbered:\n\n" + "\n".join(_CHAPTERS) + "\n```\n",
        "een.md": f"# Hoofdstuk een\n\nBegin van een.\n\n{_LONG}\n",
        "twee.md": "# Hoofdstuk twee\n\nBegin van twee.\n",
        "drie.md": "# Hoofdstuk drie\n\nBegin van drie.\n",
        "bijlage.md": "# Bijlage: vier\n\nBegin van bijlage.\n",
    }
    write_sources(sources, folder / "src")
    built = run_sphinx("typstpdf", folder / "src", folder / "out")
    check_warnings(built.warnings, ())
    pages = pdftext.pages(folder / "out" / "proef.pdf")
    return [
        next(number for number, text in enumerate(pages) if f"Begin van {name}." in text)
        for name in _CHAPTERS
    ]


@pytest.mark.parametrize(
    ("options", "steps"),
    [({}, [1, 1, 1]), ({"chapter_room": 60}, [0, 0, 1]), ({"chapter_room": 150}, [1, 0, 1])],
)
def test_chapters_begin_where_there_is_room(
    options: dict[str, object], steps: list[int], tmp_path: Path
) -> None:
    pages = _pages_of(options, tmp_path)
    assert [later - earlier for earlier, later in pairwise(pages)] == steps
