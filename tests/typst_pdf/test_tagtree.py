"""The structure that assistive technology gets, as golden files: one for each page of the sample."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tools import tagtree
from tools.projects import SamplePdfs

#: Page of the sample to the marker in its title.
PAGES = {
    "structuur": "kop003",
    "blokken": "kop016",
    "lijsten": "kop017",
    "tabellen": "kop018",
    "inline": "kop026",
    "verwijzingen": "kop027",
    "begrippen": "kop031",
    "voetnoten": "kop033",
    "bronnen": "kop035",
    "code": "kop036",
    "wiskunde": "kop037",
    "beelden": "kop038",
    "kaders": "kop039",
    "raster": "kop043",
    "tabbladen": "kop055",
    "marge": "kop066",
    "engels": "kop068",
    "herstructuur": "kop070",
    "domeinen": "kop074",
    "huisstijl": "kop069",
}
HEADING = re.compile(r"H([1-6])$")


@pytest.fixture(scope="module")
def tree(kitchen_sink: SamplePdfs) -> tagtree.Element:
    return tagtree.read(kitchen_sink.pdfs["alles"])


@pytest.fixture(scope="module")
def chapters(tree: tagtree.Element) -> Mapping[str, list[tagtree.Element]]:
    """The elements of each page: from the heading with its marker to the next heading of that level."""
    found: dict[str, list[tagtree.Element]] = {}
    for siblings in sibling_lists(tree):
        current: str | None = None
        level = 0
        for element in siblings:
            heading = HEADING.match(element.tag)
            if heading:
                title = element.all_text()
                page = next((page for page, marker in PAGES.items() if marker in title), None)
                if page or int(heading[1]) <= level:
                    current, level = page, int(heading[1])
            if current:
                found.setdefault(current, []).append(element)
    return found


def sibling_lists(element: tagtree.Element) -> Iterator[list[tagtree.Element]]:
    yield element.children
    for child in element.children:
        if child.tag not in {"TOC", "Table", "L"}:
            yield from sibling_lists(child)


@pytest.mark.parametrize("page", PAGES)
def test_tag_tree(
    page: str, chapters: Mapping[str, list[tagtree.Element]], file_regression: FileRegressionFixture
) -> None:
    dumped = "".join(tagtree.dump(element) for element in chapters[page])
    # Page numbers move with every change before them and are not what this is about.
    steady = re.sub(r"(?<=blz\. )\d+|(?<=[Pp]agina )\d+", "N", dumped)
    file_regression.check(steady, basename=page, extension=".tags.txt", encoding="utf-8")


def test_headings_skip_no_level(tree: tagtree.Element) -> None:
    levels = [int(match[1]) for element in tree.walk() if (match := HEADING.match(element.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_headers_with_a_scope(tree: tagtree.Element) -> None:
    for table in (element for element in tree.walk() if element.tag == "Table"):
        cells = [element for element in table.walk() if element.tag in {"TH", "TD"}]
        assert cells
        for header in (cell for cell in cells if cell.tag == "TH"):
            assert any(note.startswith("Scope=") for note in header.notes), header.all_text()


def test_stub_columns_are_row_headers(tree: tagtree.Element) -> None:
    cells = [element for element in tree.walk() if element.tag in {"TH", "TD"}]
    (stub,) = (cell for cell in cells if "tabel009" in cell.all_text())
    assert stub.tag == "TH"
    assert "Scope=Row" in stub.notes


def test_the_long_table_is_one_table(tree: tagtree.Element) -> None:
    (table,) = (
        element for element in tree.walk() if element.tag == "Table" and "regel001" in element.all_text()
    )
    assert "regel060" in table.all_text()
    assert sum(element.tag == "TR" for element in table.walk()) == 61


def test_figures_and_formulas_have_a_text(tree: tagtree.Element) -> None:
    pictures = [element for element in tree.walk() if element.tag in {"Figure", "Formula"}]
    assert len(pictures) > 15
    for picture in pictures:
        assert any(note.startswith("Alt=") and len(note) > len("Alt=''") for note in picture.notes)


def test_other_languages_are_said(tree: tagtree.Element) -> None:
    said = {note for element in tree.walk() for note in element.notes if note.startswith("Lang=")}
    assert any("en" in note for note in said)


def test_lists_hold_only_items(tree: tagtree.Element) -> None:
    for element in tree.walk():
        if element.tag == "L":
            assert {child.tag for child in element.children} <= {"LI", "L", "Caption"}
        if element.tag == "LI":
            assert {child.tag for child in element.children} <= {"Lbl", "LBody"}
