"""Form fields: each is where it was asked for, has a name of its own, and can be filled in."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst
from pikepdf.form import DefaultAppearanceStreamGenerator, Form
from tools import pdftext, tagtree, verapdf
from tools.projects import PROJECT, Build, SamplePdfs

from typst_pdf.fields import Field, FieldKind, FieldList, address, number_in
from typst_pdf.form_font import form_font
from typst_pdf.forms import make_form

FONTS = [str(PROJECT / "_ext/house_style/fonts/pdf")]
CONF = (
    'extensions = ["house_style", "myst_parser", "typst_pdf"]\nlanguage = "nl"\n'
    'typst_documents = [{"startdoc": "index", "name": "p", "title": "Proef"}]\n'
)
TYPED = "Zoë D'hondt-Müller, 5½ dag: «ja» “nee” € ² 3"


def widgets(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            if annotation.Subtype == "/Widget":
                yield number, annotation


def places_for(*kinds: FieldKind) -> pikepdf.Pdf:
    """Return a PDF with a link for each field, as the templates make it."""
    boxes = "\n\n".join(f'#link("{address(n)}", box(width: 9cm, height: 2cm))' for n in range(len(kinds)))
    head = '#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))\n#set text(lang: "nl")\n'
    pdf = typst.compile(f"{head}= Kop\n{boxes}".encode(), pdf_standards=["ua-1", "a-2a"], timestamp=0)
    return pikepdf.open(BytesIO(pdf))


def made(*kinds: FieldKind) -> pikepdf.Pdf:
    listed = FieldList()
    for kind in kinds:
        listed.add("map/blad", f"Veld {kind}", kind)
    pdf = places_for(*kinds)
    make_form(pdf, listed.fields, form_font("Source Sans 3", FONTS))
    return pdf


# -- names -----------------------------------------------------------------------------------------


def test_names_are_unique_and_stay() -> None:
    listed = FieldList()
    for label in ("Één dag.", "een dag", "", "x" * 99):
        listed.add("map/blad", label, FieldKind.LINE)
    names = [field.name for field in listed.fields]
    assert names[:3] == ["blad-een-dag", "blad-een-dag--2", "blad"]
    assert len(names[3]) <= 60
    again = FieldList()
    again.add("elders/blad", "een dag", FieldKind.TICK)
    assert again.fields[0].name == "blad-een-dag"


@pytest.mark.parametrize(
    "other", ["https://x.be", "leerrecht-invulveld:", "leerrecht-invulveld:-1", "7", "#7"]
)
def test_other_links_keep_no_place(other: str) -> None:
    assert number_in(other) is None
    assert number_in(address(7)) == 7


# -- making ----------------------------------------------------------------------------------------


def test_every_field_needs_one_place() -> None:
    fields = [Field("a", "A", FieldKind.LINE)] * 2
    with pytest.raises(ValueError, match="1 places for 2 fields"):
        make_form(places_for(FieldKind.LINE), fields, None)
    with pytest.raises(ValueError, match="1 places for 0 fields"):
        make_form(places_for(FieldKind.LINE), [], None)


def test_a_document_without_fields_has_no_form() -> None:
    pdf = places_for()
    make_form(pdf, [], None)
    assert "/AcroForm" not in pdf.Root


def test_links_become_fields_with_tags_and_tab_order() -> None:
    pdf = made(*FieldKind)
    assert [str(field.TU) for field in pdf.Root.AcroForm.Fields] == [f"Veld {kind}" for kind in FieldKind]
    kinds = [str(field.FT) for field in pdf.Root.AcroForm.Fields]
    assert kinds == ["/Btn" if kind is FieldKind.TICK else "/Tx" for kind in FieldKind]
    assert pdf.pages[0].Tabs == "/S"  # the order of the tags
    assert "/NeedAppearances" not in pdf.Root.AcroForm
    for _, widget in widgets(pdf):
        assert not {"/A", "/Contents", "/Border"} & set(widget.keys())
        assert "/N" in widget.AP
    tags = [str(tag.S) for tag in pdf.objects if isinstance(tag, pikepdf.Dictionary) and "/S" in tag]
    assert tags.count("/Form") == len(FieldKind)
    assert "/Link" not in tags


def test_without_a_font_of_the_house_there_is_a_standard_one() -> None:
    pdf = places_for(FieldKind.LINE)
    make_form(pdf, [Field("a", "A", FieldKind.LINE)], form_font("Bestaat Niet", FONTS))
    assert pdf.Root.AcroForm.DR.Font["/Invulling"].BaseFont == "/Helvetica"


# -- filling in --------------------------------------------------------------------------------------


def filled(pdf: pikepdf.Pdf, target: Path) -> Path:
    """Fill in every field as a program does that keeps to the default appearance."""
    form = Form(pdf, DefaultAppearanceStreamGenerator)
    for field in form:
        if field.is_text:
            field.value = TYPED
        else:
            field.checked = True
    pdf.save(target)
    return target


def test_what_is_typed_can_be_read_on_the_page(tmp_path: Path) -> None:
    path = filled(made(FieldKind.LINE, FieldKind.LINES), tmp_path / "ingevuld.pdf")
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    document[0].flatten()
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert text.count(TYPED) == 2


def test_a_tick_can_be_seen(tmp_path: Path) -> None:
    def ink(path: Path) -> int:
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
        image = document[0].render(grayscale=True, may_draw_forms=True).to_pil()
        document.close()
        return sum(image.histogram()[:128])

    empty = tmp_path / "leeg.pdf"
    made(FieldKind.TICK).save(empty)
    assert ink(filled(made(FieldKind.TICK), tmp_path / "aan.pdf")) > ink(empty) + 20


@pytest.mark.verapdf
def test_a_form_that_was_filled_in_is_still_accessible_and_archivable(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.pdf"
    made(*FieldKind).save(empty)
    reports = verapdf.verify([empty, filled(made(*FieldKind), tmp_path / "ingevuld.pdf")])
    assert [failure for report in reports for failure in report.failures] == []


# -- in publications -----------------------------------------------------------------------------------


def test_fields_of_the_sample_stand_in_reading_order(kitchen_sink: SamplePdfs) -> None:
    with pikepdf.open(kitchen_sink.pdfs["alles"]) as pdf:
        order = [str(widget.T) for _, widget in widgets(pdf)]
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == order
        assert len(set(order)) == len(order)
    tags = [element for element in tagtree.read(kitchen_sink.pdfs["alles"]).walk() if element.tag == "Form"]
    assert [element.notes[-2] for element in tags] == [f"Field={name!r}" for name in order]
    assert "huisstijl-wij-praten-huisstijl009-opnieuw-op" in order


def test_a_done_task_is_no_field(build: Build) -> None:
    conf = CONF + 'myst_enable_extensions = ["tasklist"]\n'
    text = "# Proef\n\n- [ ] open\n  - [ ] *binnen*\n- [x] klaar\n"
    built = build("typstpdf", {"conf.py": conf, "index.md": text})
    with pikepdf.open(built.outdir / "p.pdf") as pdf:
        assert [str(widget.TU) for _, widget in widgets(pdf)] == ["open", "binnen"]
    assert "☑" in pdftext.text(built.outdir / "p.pdf")


def test_a_head_that_repeats_holds_no_field(build: Build) -> None:
    text = "# Proef\n\n| {invulveld}`aankruisvak` a | b |\n|---|---|\n| {invulveld}`aankruisvak` 1 | 2 |\n"
    built = build("typstpdf", {"conf.py": CONF, "index.md": text})
    with pikepdf.open(built.outdir / "p.pdf") as pdf:
        assert [str(widget.TU) for _, widget in widgets(pdf)] == ["1"]


def test_the_contact_sheet_and_my_plan_can_be_filled_in(published_pdfs: Mapping[str, Path]) -> None:
    def names(publication: str) -> set[str]:
        with pikepdf.open(published_pdfs[publication]) as pdf:
            return {str(widget.T) for _, widget in widgets(pdf)}

    assert {"contactblad-school-secretariaat-naam", "contactblad-clb-arts-mail"} <= names(
        "afsprakenkader-afwezigheden"
    )
    assert {"mijn-plan-mijn-doel", "mijn-plan-wij-praten-opnieuw-op"} <= names(
        "ik-maak-werk-van-mijn-toekomst"
    )


def test_the_booklet_keeps_its_lines_and_has_no_fields(kitchen_sink: SamplePdfs) -> None:
    for booklet in kitchen_sink.booklets:
        with pikepdf.open(booklet) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert list(widgets(pdf)) == []
