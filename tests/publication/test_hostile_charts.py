"""Texts that try to be more than text in charts and decision aids: pages, frames, posters and data.

`hostile_charts` says what an editor writes, `FIELDS` where each field comes out: there the text stands whole.
What else the pages hold is compared in `test_hostile_fields.py`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import hostile_charts as charts
import hostile_project
import pikepdf
import pytest
from hostile_made import Made, groups, squeezed, told
from tools import pdftext

FOLDER = "guidelines/plannen"
_PAGES = (f"site/{FOLDER}/plan*.html", f"embed/{FOLDER}/plan*.html")
_FIGURES = (*_PAGES, f"embed/{FOLDER}/los-stappenplan-plan*.html")
_AIDS = (f"site/{FOLDER}/hulp.html", f"embed/{FOLDER}/hulp.html", f"embed/{FOLDER}/los-beslishulp*.html")


def titles(kind: str = "") -> list[str]:
    """Return the texts of the steps of a kind, or of all."""
    return [text for at, text in enumerate(charts.titles(groups())) if kind in charts.kind_of(at)]


def labels(kind: str, which: int) -> list[str]:
    """Return the first or second label of the steps of a kind."""
    said = charts.labels(groups())[which::2]
    return [text for at, text in enumerate(said) if charts.kind_of(at) == kind]


def firsts(place: int = 0) -> list[str]:
    """Return one of the texts of each chart."""
    return charts.titles(groups())[place :: charts.STEPS]


@dataclass(frozen=True)
class Field:
    """Where the texts of a field must come out, as in `test_hostile_fields.py`."""

    name: str
    files: tuple[str, ...]
    place: str
    texts: Callable[[], Sequence[str]]
    say: Callable[[str], str]


FIELDS = [
    Field("stappenplan: titel", _FIGURES, "//p[@class='lr-stappenplan__kop']", firsts, lambda t: f"x {t}"),
    Field("stappenplan: beschrijving", _FIGURES, "//figure/p", lambda: firsts(1), lambda t: f"x {t}"),
    Field(
        "drempel: eenheid",
        _FIGURES,
        "//p[@class='lr-stappen__vanaf']",
        firsts,
        lambda t: f"Vanaf 1 x {charts.of_unit(t)}",
    ),
    Field(
        "stap: titel in de lijst", _FIGURES, "//p[@class='lr-stapregel__titel']/a", titles, lambda t: f"x {t}"
    ),
    Field("stap: titel in de tekening", _FIGURES, "//svg//@aria-label", titles, lambda t: f"x {t}"),
    Field("stap: titel op de kaart", _PAGES, "//p[@class='lr-stap__titel']", titles, lambda t: f"x {t}"),
    Field("betrokkene: naam in de lijst", _FIGURES, "//span[@class='lr-wie']", groups, lambda t: f"Wie: {t}"),
    Field(
        "betrokkene: naam in de tekening",
        _FIGURES,
        "//svg//@aria-label",
        groups,
        # A sentence of its own, so with a capital.
        lambda t: f" {t[:1].upper()}{t[1:]}",
    ),
    Field(
        "betrokkene: naam op de kaart",
        _PAGES,
        "//span[contains(@class, 'lr-feit--wie')]",
        groups,
        lambda t: f"Wie: {t}",
    ),
    Field(
        "stap: termijn",
        _FIGURES,
        "//span[@class='lr-termijn']",
        lambda: labels("stap", 1),
        lambda t: f"Termijn: meteen {charts.of_deadline(t)}",
    ),
    Field(
        "stap: daarna", _FIGURES, "//p[@class='lr-verder']", lambda: labels("stap", 0), lambda t: f"X {t}: "
    ),
    Field(
        "vraag: antwoord",
        _FIGURES,
        "//ul[@class='lr-verder']/li",
        lambda: labels("vraag", 1),
        lambda t: f"Y {t}: ",
    ),
    Field(
        "einde: afloop", _FIGURES, "//span[@class='lr-einde']", lambda: titles("einde"), lambda t: f"x {t}"
    ),
    Field(
        "stap: bron met adres",
        _FIGURES,
        "//p[@class='lr-bron']/a",
        titles,
        lambda t: f"x {charts.of_source(t)}, y {charts.of_source(t)}",
    ),
    Field(
        "stap: bron met punt",
        _FIGURES,
        "//p[@class='lr-bron']/a",
        titles,
        lambda t: f", x {charts.of_source(t)}",
    ),
    Field(
        "beslishulp: titel",
        _AIDS,
        "//lr-beslishulp/p[contains(@class, 'rubric')]",
        groups,
        lambda t: f"x {t}",
    ),
    Field(
        "beslishulp: keuzes",
        _AIDS,
        "//label[@class='lr-aid__choice']",
        groups,
        lambda t: f"Y {charts.of_choice(t)} | ",
    ),
    Field(
        "beslishulp: keuzes, in de vraag",
        _AIDS,
        "//legend",
        groups,
        lambda t: f" {charts.of_choice(t)}",
    ),
    Field(
        "beslishulp: elders, als keuze",
        _AIDS,
        "//label[@class='lr-aid__choice']",
        groups,
        lambda t: f"X {charts.of_elsewhere(t)}",
    ),
    Field(
        "beslishulp: elders, uitleg",
        _AIDS,
        "//div[contains(@class, 'lr-aid__elsewhere')]//li",
        groups,
        lambda t: f"x {charts.of_elsewhere(t)}: y {charts.of_mail(t)}",
    ),
    Field(
        "poster: naam van het bestand om op te halen",
        (f"site/{FOLDER}/index.html", *_PAGES[:1]),
        "//a[@class='lr-downloads__link']",
        firsts,
        lambda t: f"Poster «x {t}» (A4, ",
    ),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_text_comes_out_as_text(made: Made, field: Field) -> None:
    assert field.texts()
    for pattern in field.files:
        said = told(made.hostile, pattern, field.place)
        lost = [text for text in field.texts() if squeezed(field.say(text)) not in said]
        assert lost == [], pattern


def test_every_text_has_a_place(made: Made) -> None:
    """All that a drawing can hold stands in a title, all that is short enough at an arrow."""
    every = [one for text in groups() for one in text.split(" · ") if charts.drawable(one)]
    for found, longest in ((titles(), charts.TITLE), (charts.labels(groups()), charts.LABEL)):
        joined = f" · {' · '.join(found)} · "
        short = [
            one.replace("](", "] (").replace(";", ",") if longest == charts.LABEL else one for one in every
        ]
        assert [one for one in short if len(one) <= longest and f" · {one} · " not in joined] == []


def test_data_holds_the_texts_and_nothing_else(made: Made) -> None:
    used = set()
    for number in range(charts.CHARTS):
        name = f"data/stappenplannen/plan-{number}.json"
        data, harmless = (
            json.loads((root / name).read_text("utf-8")) for root in (made.hostile, made.harmless)
        )
        texts = charts.titles(groups())[number * charts.STEPS : (number + 1) * charts.STEPS]
        assert data["title"] == f"x {texts[0]}"
        assert squeezed(data["description"]) == squeezed(f"x {texts[1]}")
        assert [squeezed(step["title"].removesuffix("?")) for step in data["steps"]] == [
            squeezed(f"x {text}") for text in texts
        ]
        assert [step["sources"][1]["text"] for step in data["steps"]] == [
            f"x {charts.of_source(text)}" for text in texts
        ]
        assert data.keys() == harmless.keys()
        assert [step.keys() for step in data["steps"]] == [step.keys() for step in harmless["steps"]]
        assert [(edge["from"], edge["to"]) for edge in data["edges"]] == [
            (edge["from"], edge["to"]) for edge in harmless["edges"]
        ]
        used |= {squeezed(actor["name"]) for actor in data["actors"]}
    assert used == {squeezed(text) for text in groups()}


def test_form_of_an_aid_knows_its_charts_and_no_more(made: Made) -> None:
    for pattern in _AIDS:
        hostile, harmless = (
            [json.loads(text) for text in told_raw(root, pattern)] for root in (made.hostile, made.harmless)
        )
        assert len(hostile) == len(harmless) == charts.AIDS
        for one, other in zip(hostile, harmless, strict=True):
            assert one.keys() == other.keys()
            assert list(one["charts"]) == list(other["charts"]) == list(charts.SMALL)
            first = one["charts"][charts.SMALL[0]]
            assert first["actors"][0]["name"] == squeezed(groups()[0])
            assert one["words"] == other["words"]


def told_raw(root, pattern: str) -> list[str]:
    from hostile_made import parsed

    found = [
        each
        for path in sorted(root.glob(pattern))
        for each in parsed(path).xpath("//lr-beslishulp//script[@type='application/json']/text()")
    ]
    return [str(each) for each in found]


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_posters_are_named_and_filled_with_the_texts(made: Made, paper: str) -> None:
    files = json.loads((made.hostile / "manifest.json").read_text("utf-8"))["files"]
    named = {entry["path"]: entry.get("title", "") for entry in files}
    for number, title in enumerate(firsts()):
        name = f"pdf/stappenplannen/plan-{number}-{paper}.pdf"
        assert squeezed(named[name]) == squeezed(f"x {title}")
        with pikepdf.open(made.hostile / name) as pdf:
            assert squeezed(str(pdf.docinfo["/Title"])) == squeezed(f"x {title}")
        said = pdftext.squeeze(pdftext.text(made.hostile / name))
        texts = charts.titles(groups())[number * charts.STEPS : (number + 1) * charts.STEPS]
        plain = [pdftext.squeeze(text) for text in texts if text.replace("·", "").isascii()]
        # In the drawing lines are cut where they must; in the table a title stands whole.
        assert [text for text in plain if text not in said] == []


def test_paper_says_who_and_what_in_words(made: Made) -> None:
    said = pdftext.squeeze(pdftext.text(made.hostile / "pdf" / "plannen.pdf"))
    plain = [text for text in titles() if text.replace("·", "").isascii()]
    assert len(plain) > 60
    assert [text for text in plain if pdftext.squeeze(f"x {text}") not in said] == []
    names = [text for text in groups() if text.replace("·", "").isascii()]
    assert [text for text in names if pdftext.squeeze(f"Wie: {text}") not in said] == []
    assert [text for text in names if pdftext.squeeze(f"x {text}") not in said] == [], "titles of aids"


def test_what_no_page_shows_of_an_actor_is_not_there(made: Made) -> None:
    """Full name, one-liner and website of an actor are for editors; whoever prints them, must follow them."""
    marks = [f"{mark}-{n}" for mark in hostile_project.ONLY_FOR_EDITORS for n in range(3)]
    for path in sorted(made.harmless.rglob("*")):
        if path.suffix in {".html", ".json", ".js", ".xml", ".txt"}:
            text = path.read_text("utf-8")
            assert [mark for mark in marks if mark in text] == [], path.name
