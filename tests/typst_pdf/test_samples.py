"""The sample with every node: nothing is lost, nothing comes twice, and the build has nothing to say."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from tools import markers, pdftext
from tools.projects import SAMPLES, Build, SamplePdfs

SINK = SAMPLES / "kitchen-sink"
COMPONENTS = markers.components(SAMPLES / "components.txt")

#: Titles come again in the contents and above the page, table heads on the next page, terms and captions
#: where the text refers to them, index entries only in the index; a thing to do also in the list of them,
#: an environment variable also in the index.
MAY_RECUR = frozenset({"kop", "thead", "begrip", "bijschrift", "register"})
RECURRING_MARKERS = frozenset({"structuur022", "INLINE018"})
#: Comments, other builders' parts and lines that an inclusion leaves out.
HIDDEN = "verborgen"
#: The title of a start document gives way to the title of the publication, and the caption of its table of
#: contents to the word for contents.
REPLACED = frozenset({"kop001", "kop002", "kop029", "fout001"})


@pytest.fixture(scope="module")
def found(kitchen_sink: SamplePdfs) -> Mapping[str, str]:
    """The text of each PDF of the sample, without white space and hyphens."""
    return {name: pdftext.squeeze(pdftext.text(path)) for name, path in kitchen_sink.pdfs.items()}


def text_for(marker: str, found: Mapping[str, str]) -> str:
    other = markers.group(marker) == "ander" or marker in {"kop029", "kop030"}
    return found["ander" if other else "alles"]


def test_markers_of_the_sample_are_unique() -> None:
    sources = markers.in_sources(SINK)
    assert len(sources) > 850
    twice = {
        marker for marker, count in sources.items() if count > 1 and markers.group(marker) not in MAY_RECUR
    }
    assert not twice
    groups = {markers.group(marker) for marker in sources}
    inner = {(one, other) for one in groups for other in groups if one != other and other.endswith(one)}
    assert not inner, "a marker that ends as another one hides its loss"


def test_the_sample_builds_without_a_warning(kitchen_sink: SamplePdfs) -> None:
    assert kitchen_sink.warnings == ()


def test_every_word_reaches_the_pdf(found: Mapping[str, str]) -> None:
    expected = {marker for marker in markers.in_sources(SINK) if markers.group(marker) != HIDDEN} - REPLACED
    assert sorted(marker for marker in expected if marker not in text_for(marker, found)) == []


def test_no_word_comes_twice(found: Mapping[str, str]) -> None:
    counts = {
        marker: text_for(marker, found).count(marker)
        for marker in markers.in_sources(SINK)
        if markers.group(marker) not in MAY_RECUR and marker not in RECURRING_MARKERS
    }
    assert {marker: count for marker, count in counts.items() if count > 1} == {}


def test_an_address_is_written_to_be_typed_and_copied(found: Mapping[str, str]) -> None:
    assert "Eenadresexample.org/inline034en" in found["alles"]


def test_what_is_hidden_stays_hidden(found: Mapping[str, str]) -> None:
    assert [name for name, text in found.items() if HIDDEN in text] == []


def test_no_row_of_the_long_table_is_lost_or_moved(found: Mapping[str, str]) -> None:
    text = found["alles"]
    places = [
        text.find(f"{column}{row:03d}") for row in range(1, 61) for column in ("regel", "waarde", "zin")
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_footnotes_stand_on_the_page_that_calls_them(kitchen_sink: SamplePdfs) -> None:
    pages = [pdftext.squeeze(page) for page in pdftext.pages(kitchen_sink.pdfs["alles"])]
    calls = {
        "voetnoot002": "nota002",
        "voetnoot005": "nota008",
        "voetnoot006": "nota009",
        "voetnoot007": "nota010",
    }
    for caller, note in calls.items():
        assert [n for n, page in enumerate(pages) if caller in page] == [
            n for n, page in enumerate(pages) if note in page
        ], caller


def test_bookmarks_are_the_headings(kitchen_sink: SamplePdfs) -> None:
    for name, path in kitchen_sink.pdfs.items():
        with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
            titles: list[str] = []

            def collect(items: list[pikepdf.OutlineItem], titles: list[str] = titles) -> None:
                for item in items:
                    titles.append(item.title)
                    collect(item.children)

            collect(outline.root)
        assert len(titles) == kitchen_sink.bookmarks[name]
        assert titles


def test_metadata_names_the_publication(kitchen_sink: SamplePdfs) -> None:
    with pikepdf.open(kitchen_sink.pdfs["alles"]) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Alles op één plaats"
        assert str(pdf.docinfo["/Author"]) == "Netwerk van het voorbeeld"
        assert "voorbeeld" in str(pdf.docinfo["/Keywords"])
        assert str(pdf.Root.Lang).lower() == "nl-be"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/PageLabels" in pdf.Root


def test_links_lead_somewhere(kitchen_sink: SamplePdfs) -> None:
    """Every annotation has a destination or a web address, and says in words where it leads."""
    for path in kitchen_sink.pdfs.values():
        with pikepdf.open(path) as pdf:
            links = [
                note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"
            ]
            for note in links:
                assert "/Dest" in note or "/A" in note
                assert str(note.Contents)


def test_same_sources_give_the_same_bytes(kitchen_sink: SamplePdfs, build: Build) -> None:
    again = build("typstpdf", "kitchen-sink", warnings=()).outdir
    for path in [*kitchen_sink.pdfs.values(), *kitchen_sink.booklets]:
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_booklet_has_whole_sheets(kitchen_sink: SamplePdfs) -> None:
    (booklet,) = kitchen_sink.booklets
    with pikepdf.open(booklet) as pdf, pikepdf.open(kitchen_sink.pdfs["ander"]) as single:
        assert len(pdf.pages) == -(-len(single.pages) // 4) * 2
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (842, 595)


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_alone(name: str, build: Build) -> None:
    """Each component makes a PDF of its own, with every word and without a warning."""
    built = build("typstpdf", {"index.md": f"# Proef\n\n{COMPONENTS[name]}\n"})
    (result,) = built.results
    text = pdftext.squeeze(pdftext.text(Path(result.path)))
    lost = [marker for marker in markers.in_text(COMPONENTS[name]) if marker not in text]
    assert lost == []


def test_html_builds_the_sample_without_a_warning(build: Build) -> None:
    """The sample is sound in itself: what the PDF builder says of it is its own doing."""
    built = build("html", "kitchen-sink")
    lost: Counter[str] = Counter(markers.in_sources(SINK))
    for file in built.outdir.rglob("*.html"):
        for marker in markers.in_text(file.read_text(encoding="utf-8")):
            lost.pop(marker, None)
    on_paper = {HIDDEN, "alleenpdf", "register"}  # the site has no list of key words
    expected = {marker for marker in markers.in_sources(SINK) if markers.group(marker) in on_paper}
    assert set(lost) <= expected


def test_deliberate_mistakes_are_kept_and_told(sample_pdfs: Callable[[str], SamplePdfs]) -> None:
    """Messages and what they are about become text, and the PDF is made all the same."""
    sample = sample_pdfs("mistakes")
    assert len(sample.pdfs) == 1
    assert {word for words in sample.lost.values() for word in words} <= REPLACED
    assert len(sample.warnings) >= 20


def test_a_page_of_its_own_shares_its_sheet_with_no_other(build: Build) -> None:
    """The front matter `bladzijde: eigen` sets a document apart, even if chapters may share a page."""
    document = {
        "startdoc": "index",
        "name": "proef",
        "title": "Proef",
        "template": "rapport",
        "options": {"chapter_room": 40},
    }
    sources = {
        "index.md": "# Proef\n\n```{toctree}\nvoor\neigen\nna\n```\n",
        "voor.md": "# Voor\n\nwoordvoor\n",
        "eigen.md": "---\nbladzijde: eigen\n---\n\n# Eigen\n\nwoordeigen\n",
        "na.md": "# Na\n\nwoordna\n",
    }
    for own in (True, False):
        if not own:
            sources["eigen.md"] = sources["eigen.md"].replace("bladzijde: eigen", "lezer: iedereen")
        built = build("typstpdf", sources, confoverrides={"typst_documents": [document]})
        pages = pdftext.pages(Path(built.results[0].path))
        (where,) = (page for page in pages if "woordeigen" in page)
        assert ("woordvoor" in where, "woordna" in where) == (not own, not own)
