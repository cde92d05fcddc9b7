"""The DOCX: named controls, Dutch, styles, properties, the same bytes, and no text that becomes more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from letter_project import LETTER, opened, parts_of, sources
from lxml import etree
from tools import hostile
from tools.projects import PROJECT, Build, write_sources

_W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
#: Order of the children of sdtPr that Word itself writes.
_ORDER = ["alias", "tag", "id", "showingPlcHdr"]


@pytest.fixture
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")


def test_every_field_is_a_named_control(build: Build) -> None:
    document = opened(build("docx", sources()))
    controls = list(document.element.body.iter(qn("w:sdt")))
    said = [
        (
            control.find(".//w:alias", _W).get(qn("w:val")),
            control.find(".//w:tag", _W).get(qn("w:val")),
            etree.QName(control.find("w:sdtPr", _W)[-1]).localname,
            "".join(t.text for t in control.iter(qn("w:t"))),
        )
        for control in controls
    ]
    assert said == [
        ("naam van de school", "naam-van-de-school", "text", "[naam van de school]"),
        ("adres van de school", "adres-van-de-school", "text", "[adres van de school]"),
        ("plaats", "plaats", "text", "[plaats]"),
        ("datum van de brief", "datum-van-de-brief", "date", "[datum van de brief]"),
        ("voornaam van de leerling", "voornaam-van-de-leerling", "text", "[voornaam van de leerling]"),
        ("de klas / het lokaal", "de-klas-het-lokaal", "dropDownList", "[de klas / het lokaal]"),
        ("jouw vraag", "jouw-vraag", "text", "[jouw vraag]"),
        ("naam van wie tekent", "naam-van-wie-tekent", "text", "[naam van wie tekent]"),
    ]
    ids = [control.find(".//w:id", _W).get(qn("w:val")) for control in controls]
    assert len(set(ids)) == len(ids)
    for control in controls:
        order = [etree.QName(child).localname for child in control.find("w:sdtPr", _W)]
        assert order[:-1] == _ORDER


def test_a_choice_a_date_and_lines_are_what_they_say(build: Build) -> None:
    body = opened(build("docx", sources())).element.body
    items = [item.get(qn("w:displayText")) for item in body.iter(qn("w:listItem"))]
    assert items == ["de klas", "het lokaal"]
    date = body.find(".//w:date", _W)
    assert date.find("w:lid", _W).get(qn("w:val")) == "nl-BE"
    assert date.find("w:dateFormat", _W).get(qn("w:val")) == "d MMMM yyyy"
    assert [text.get(qn("w:multiLine")) for text in body.iterfind(".//w:text", _W)].count("1") == 1


def test_language_and_paper_are_ours(build: Build) -> None:
    parts = parts_of(build("docx", sources()).outdir / "brief-welkom.docx")
    styles, settings = parts["word/styles.xml"].decode(), parts["word/settings.xml"].decode()
    assert '<w:lang w:val="nl-BE"' in styles
    assert 'w:themeFontLang w:val="nl-BE"' in settings
    assert "en-US" not in styles + settings + parts["word/document.xml"].decode()
    assert b'w:w="11906" w:h="16838"' in parts["word/document.xml"]  # A4
    superfluous = ("thumbnail", "customXml", "stylesWithEffects", "docProps/app")
    assert not [name for name in parts if any(word in name for word in superfluous)]


def test_styles_are_those_of_the_letter(build: Build) -> None:
    document = opened(build("docx", sources()))
    said = [(p.style.name, p.text[:14]) for p in document.paragraphs]
    assert [name for name, _ in said] == [
        "Afzender", "Plaats en datum", "Heading 1", "Normal", "Opsomming", "Opsomming", "Heading 2", "Normal",
        "Kader", "Kader", "Ondertekening", "Ondertekening",
    ]  # fmt: skip
    assert ("Heading 1", "Fijn dat je er") in said
    assert ("Kader", "Kort gezegd") in said
    assert [run.text for p in document.paragraphs for run in p.runs if run.bold] == ["vroeg", "Kort gezegd"]


def test_lists_are_real_and_begin_anew(build: Build) -> None:
    letter = f"{LETTER}\n1. een\n2. twee\n\nTussen.\n\n3. drie\n   - daaronder\n"
    built = build("docx", sources(letter))
    marks = [
        (p.text, p._p.pPr.numPr.numId.val, p._p.pPr.numPr.ilvl.val)
        for p in opened(built).paragraphs
        if p._p.pPr.numPr is not None
    ]
    assert [mark[0] for mark in marks][-4:] == ["een", "twee", "drie", "daaronder"]
    assert [mark[2] for mark in marks][-4:] == [0, 0, 0, 1]
    numbers = [mark[1] for mark in marks][-4:]
    assert numbers[0] == numbers[1] != numbers[2] != numbers[3]
    numbering = etree.fromstring(parts_of(built.outdir / "brief-welkom.docx")["word/numbering.xml"])
    starts = {
        num.get(qn("w:numId")): num.find(".//w:startOverride", _W).get(qn("w:val"))
        for num in numbering.iterfind("w:num", _W)
        if num.find(".//w:startOverride", _W) is not None
    }
    assert [starts[str(numbers[0])], starts[str(numbers[2])]] == ["1", "3"]


def test_table_keeps_its_head_and_widths(build: Build) -> None:
    rows_written = "* - Wie\n  - Wat\n* - Jij\n  - {veld}`taak`\n"
    table = f"\n:::{{list-table}}\n:header-rows: 1\n:widths: 25 75\n\n{rows_written}:::\n"
    document = opened(build("docx", sources(LETTER + table)))
    rows = document.tables[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["Wie", "Wat"], ["Jij", ""]]
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert rows[1]._tr.trPr is None or rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert rows[1].cells[1]._tc.find(".//w:sdt", _W) is not None
    widths = [cell.width for cell in rows[0].cells]
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.001)


@pytest.mark.parametrize(("rows", "whole"), [(8, True), (9, False)])
def test_a_short_table_stays_on_one_page(build: Build, rows: int, whole: bool) -> None:
    table = "\n:::{list-table}\n\n" + "* - Wie\n  - Wat\n" * rows + ":::\n"
    written = opened(build("docx", sources(LETTER + table))).tables[0].rows
    kept = [
        [paragraph.paragraph_format.keep_with_next for cell in row.cells for paragraph in cell.paragraphs]
        for row in written
    ]
    assert kept == [[whole or None] * 2] * (rows - 1) + [[None] * 2]


@pytest.mark.usefixtures("_fixed")
def test_properties(build: Build) -> None:
    core = opened(build("docx", sources())).core_properties
    assert (core.title, core.author, core.language) == ("Fijn dat je er bent", "Proefnet", "nl-BE")
    assert core.subject == "De leerling komt terug."
    assert core.created == core.modified
    assert core.created.isoformat() == "2025-11-24T16:00:00+00:00"
    assert core.revision == 1


def test_properties_are_as_long_as_word_keeps_them(build: Build) -> None:
    long = "Een heel lange titel. " * 20
    letter = LETTER.replace("Fijn dat je er bent", long).replace("De leerling komt terug.", long)
    built = build("docx", sources(letter), confoverrides={"author": long})
    core = opened(built).core_properties
    assert (core.title, core.author, core.subject) == (long[:255], long[:255], long[:255])
    assert [result.title for result in built.results] == [long[:255]]


def test_same_bytes_in_any_folder_time_zone_and_order_of_hashes(tmp_path: Path) -> None:
    made = []
    for number, (zone, seed) in enumerate((("UTC", "1"), ("Pacific/Kiritimati", "77"))):
        folder = tmp_path / f"map{number}" / ("diep" * number)
        write_sources(sources(), folder / "src")
        environment = {
            **os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1764000000",
            "PYTHONPATH": str(PROJECT / "_ext"),
        }  # fmt: skip
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "docx", folder / "src", folder / "out"]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        made.append((folder / "out" / "brief-welkom.docx").read_bytes())
    assert made[0] == made[1]


def test_links_go_to_the_web_alone(build: Build) -> None:
    letter = f"{LETTER}\n[Meldpunt SI](https://www.meldpuntsi.be), [de lijst](index.md) en <https://www.agodi.be>\n"
    document = opened(build("docx", sources(letter)))
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == ["https://www.meldpuntsi.be", "https://www.agodi.be"]
    last = document.paragraphs[-1]
    shown = "".join(t.text for t in last._p.iter(qn("w:t")))
    assert shown == "Meldpunt SI (https://www.meldpuntsi.be), de lijst en https://www.agodi.be"


def test_hostile_texts_stay_text(build: Build) -> None:
    """Every hostile text as a prompt: the parts of the file parse and hold no other elements than before."""
    texts = [" ".join(text.encode("utf-8", "ignore").decode().split()) for text in hostile.strings()]
    usable = [text for text in texts if text and "`" not in text and "\\" not in text and len(text) <= 60]
    assert len(usable) > 100
    fields = "\n\n".join(f"{{veld}}`{text}`" for text in usable)
    clean = build("docx", sources(LETTER))
    built = build("docx", sources(f"{LETTER}\n\n{fields}\n"))
    controls = list(opened(built).element.body.iter(qn("w:sdt")))
    said = [control.find(".//w:alias", _W).get(qn("w:val")) for control in controls[8:]]
    assert len(said) == len(usable)
    tags = {
        name: {element.tag for element in etree.fromstring(part).iter(etree.Element)}
        for name, part in parts_of(clean.outdir / "brief-welkom.docx").items()
    }
    for name, part in parts_of(built.outdir / "brief-welkom.docx").items():
        assert {element.tag for element in etree.fromstring(part).iter(etree.Element)} <= tags[name]
    targets = [rel.target_ref for rel in opened(built).part.rels.values() if rel.is_external]
    assert targets == []
