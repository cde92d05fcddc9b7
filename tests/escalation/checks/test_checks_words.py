"""Dutch words for quantities and deadlines, and the option `bron`."""

import pytest

from escalation.checks.catalogue import finding, forms, messages, short
from escalation.checks.deadlines import is_clear
from escalation.checks.quantities import answer_quantity, moments, number_line, quantities, same_unit
from escalation.knowledge import Knowledge, KnownSource
from escalation.model import Place, Source, WrittenText
from escalation.references import read_sources

HERE = Place("plan", 3)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("minder dan 30", 0, 29, ""),
        ("ja, minder dan 30 halve dagen", 0, 29, "halve dagen"),
        ("jonger dan zestien", 0, 15, ""),
        ("onder de 18", 0, 17, ""),
        ("meer dan 4 problematische halve dagen", 5, None, "problematische halve dagen"),
        ("ouder dan 17 jaar", 18, None, "jaar"),
        ("30 of meer", 30, None, ""),
        ("30 halve dagen of meer", 30, None, "halve dagen"),
        ("18 jaar of ouder", 18, None, "jaar"),
        ("minstens vijf", 5, None, ""),
        ("vanaf de 5de halve dag", 5, None, "halve dag"),
        ("hoogstens 4", 0, 4, ""),
        ("Ten hoogste één", 0, 1, ""),
        ("4 of minder", 0, 4, ""),
        ("tot en met 4", 0, 4, ""),
        ("5 tot 9", 5, 9, ""),
        ("van 5 tot en met 9 halve dagen", 5, 9, "halve dagen"),
        ("5-9", 5, 9, ""),
        ("5 – 9 halve dagen", 5, 9, "halve dagen"),
        ("tussen 5 en 9", 5, 9, ""),
        ("16 of 17", 16, 17, ""),
        ("precies 3", 3, 3, ""),
        ("7", 7, 7, ""),
        ("7 halve dagen", 7, 7, "halve dagen"),
    ],
)
def test_quantity(text, low, high, unit):
    said = answer_quantity(text)
    assert said is not None
    assert (said.low, said.high, said.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ja",
        "nee, nog niet",
        "na 4 weken",
        "5 tot 9, of meer dan 30",
        "2,5",
        "eendracht",
        "tot 5",
        "drempel 10b",
    ],
)
def test_no_quantity(text):
    assert answer_quantity(text) is None


def test_quantities_and_moments_in_a_sentence():
    text = "Vanaf 10 halve dagen, of bij meer dan 3 brieven, na de 2de keer"
    assert [(one.low, one.high) for one in quantities(text)] == [(10, None), (4, None)]
    assert [(one.low, one.unit) for one in moments(text)] == [(10, "halve dagen"), (2, "keer")]


def test_units_and_number_lines():
    assert same_unit("problematische halve dagen", "halve dag", "halve dagen")
    assert same_unit("Halve dag", "halve dag", "halve dagen")
    assert not same_unit("dagen", "halve dag", "halve dagen")
    assert not same_unit("", "jaar", "jaar")
    assert [number_line(5, 9), number_line(5, 5), number_line(5, None)] == ["5 tot 9", "5", "5 en meer"]


@pytest.mark.parametrize(
    "deadline",
    [
        "meteen", "dezelfde dag", "dezelfde halve dag", "binnen 5 schooldagen", "binnen de week",
        "binnen tien dagen", "binnen de 10 schooldagen", "om de 4 weken", "elke maand", "maandelijks",
        "vanaf december, elke maand", "voor de start van het schooljaar", "eind juni", "zo snel mogelijk",
        "volgens de lokale afspraak",
        "de eerste dag, na 2 en na 6 weken", "na 2 tot 3 weken", "vóór de beslissing",
        "vanaf de 5de halve dag",
        "uiterlijk de volgende schooldag", "elke les", "tijdens het gesprek", "zodra de reden bekend is",
    ],
)  # fmt: skip
def test_clear_deadline(deadline):
    assert is_clear(deadline)


@pytest.mark.parametrize(
    "deadline",
    [
        "5 dgn",
        "binnen 5 d.",
        "asap",
        "z.s.m.",
        "snel",
        "5",
        "binnen 5",
        "binnen 0 dagen",
        "tijdig",
        "om de 2",
        "2 wk",
    ],
)
def test_unclear_deadline(deadline):
    assert not is_clear(deadline)


def _read(text):
    known = KnownSource(Source("so", "Omzendbrief", url="https://example.org/so"), legal=True)
    return read_sources(WrittenText(text, HERE), Knowledge(sources={"so": known}), "melden")


def test_sources_in_all_forms():
    said = _read(
        "so; so, punt 3, b ; [Brief (a; b)](https://example.org/a_(b);c), punt 2; afspraak; [](#bron-so)"
    )
    assert said.findings == ()
    assert said.agreed
    assert said.sources == (
        Source("so", "Omzendbrief", "", "https://example.org/so"),
        Source("so", "Omzendbrief", "punt 3, b", "https://example.org/so"),
        Source("", "Brief (a; b)", "punt 2", "https://example.org/a_(b);c"),
        Source("so", "Omzendbrief", "", "https://example.org/so"),
    )
    assert read_sources(None, Knowledge()).sources == ()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
     "//evil.example", "#label", "brief.pdf", "https://", "mailto:a@example.org", "\x01javascript:x", ""],
)  # fmt: skip
def test_refused_address(address):
    said = _read(f"[tekst]({address})")
    assert said.sources == ()
    assert [(one.code, one.place, one.step) for one in said.findings] == [("K411", HERE, "melden")]


def test_unknown_source_with_suggestion():
    said = _read("soo, punt 3")
    assert [one.code for one in said.findings] == ["K407"]
    assert said.findings[0].repair.startswith("Bedoel je «so»?")


def test_catalogue():
    assert [message.code for message in messages()] == sorted({message.code for message in messages()})
    for message in messages():
        assert message.when.endswith(".")
        for form in forms(message.code):
            assert form.fatal == message.fatal
            assert len(form.cause) > 15
            assert len(form.repair) > 15
    assert len(short("x" * 99)) == 40
    assert finding("K110", HERE, titel="{a} «b»").cause.startswith("De vraag «{a} «b»»")
