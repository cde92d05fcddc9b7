"""Texts of charts go to translators with their lines, and a translated build shows them everywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from source_project import GOOD, build_pages, domain, project, said
from sphinx.locale import translators
from tools.projects import Built, run_sphinx, write_sources

PLAN = GOOD.replace("- nee: [](#melden)", "- nee, nog niet: [](#melden)\n- onbekend: melden").replace(
    ":daarna: klaar", ":daarna: na een gesprek: klaar"
)
FRENCH = {
    "Wat te doen": "Que faire",
    "Wat je doet als een leerling wegblijft.": "Que faire si un élève est absent.",
    "De school belt": "L'école appelle: <b>vite</b>",
    "dezelfde dag": "le jour même",
    "Bel de ouders.": "Appelez les parents.",
    "Is het opgelost?": "Est-ce résolu ?",
    "ja: [](#klaar)": "oui : [](#klaar)",
    "nee, nog niet: [](#melden)": "non, *pas encore*: [](#melden)",
    "onbekend: melden": "inconnu: melden",
    "De school sluit af": "# L'école clôture",
    "bel gerust opnieuw": "rappelez <i>sans hésiter</i>",
    "De school meldt": "1. L'école signale",
    "Meld het.": "Signalez.",
    "na een gesprek": "après un entretien",
}

FRENCH_CONF = '\nlanguage = "fr"\nlocale_dirs = ["locale"]\ngettext_auto_build = True\n'


@pytest.fixture(autouse=True, scope="module")
def _own_translators() -> Iterator[None]:
    """Forget the catalogues of these tests: Sphinx keeps them for the whole process."""
    before = dict(translators)
    yield
    translators.clear()
    translators.update(before)


def catalogue(texts: dict[str, str]) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    rows = (f"msgid {quoted(source)}\nmsgstr {quoted(text)}\n" for source, text in texts.items())
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return "\n".join([header, *rows])


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("french")
    pages = {"plan.md": PLAN}
    write_sources(project(pages, conf=FRENCH_CONF), folder / "src")
    po = folder / "src" / "locale" / "fr" / "LC_MESSAGES" / "plan.po"
    po.parent.mkdir(parents=True)
    po.write_text(catalogue(FRENCH), encoding="utf-8")
    return run_sphinx("html", folder / "src", folder / "out")


def test_translators_get_every_text_once_with_its_line(tmp_path: Path) -> None:
    built = build_pages(tmp_path, {"plan.md": PLAN}, "gettext")
    pot = built.read("plan.pot")
    lines = PLAN.splitlines()
    for text in FRENCH:
        blocks = re.findall(rf"((?:#: .*\n)+)msgid {re.escape(chr(34) + text + chr(34))}\n", pot)
        assert len(blocks) == 1, text
        (place,) = re.findall(r"plan\.md:(\d+)", blocks[0])
        assert text in lines[int(place) - 1], (text, place)


def test_translators_get_nothing_that_is_generated(tmp_path: Path) -> None:
    pot = build_pages(tmp_path, {"plan.md": PLAN}, "gettext").read("plan.pot")
    texts = set(re.findall(r'^msgid "(.+)"$', pot, re.MULTILINE))
    assert texts == {*FRENCH, "Plan"}


def test_the_model_is_made_of_translated_texts(translated: Built) -> None:
    assert said(translated) == []
    chart = domain(translated).charts()["plan"]
    assert (chart.title, chart.description) == ("Que faire", "Que faire si un élève est absent.")
    assert [step.title for step in chart.steps] == [
        "L’école appelle: <b>vite</b>",
        "Est-ce résolu ?",
        "# L’école clôture",
        "1. L’école signale",
    ]
    assert chart.by_name["bellen"].deadline == "le jour même"
    assert chart.by_name["klaar"].ending == "rappelez <i>sans hésiter</i>"
    assert [(edge.label, edge.target) for edge in chart.exits["opgelost"]] == [
        ("oui", "klaar"),
        ("non, pas encore", "melden"),
        ("inconnu", "melden"),
    ]
    assert [edge.label for edge in chart.exits["melden"]] == ["après un entretien"]


def test_the_page_shows_translated_texts_and_working_answers(translated: Built) -> None:
    page = BeautifulSoup(translated.read("plan.html"), "html.parser")
    text = " ".join(page.get_text(" ").split())
    for dutch in ("De school belt", "dezelfde dag", "na een gesprek", "nog niet", "Wat te doen"):
        assert dutch not in text
    assert page.find("b") is None, "a translation is never read as markup"
    question = page.find(id="stap-plan-opgelost")
    assert question is not None
    answers = question.find_all("li")
    assert [" ".join(one.get_text(" ").split()) for one in answers] == [
        "oui : ga naar stap 3",
        "non, pas encore : ga naar stap 4",
        "inconnu: ga naar stap 4",
    ]
    assert [link["href"] for one in answers for link in one.find_all("a")] == [
        "#stap-plan-klaar",
        "#stap-plan-melden",
        "#stap-plan-melden",
    ]


def test_names_and_labels_stay_the_same(translated: Built) -> None:
    assert list(domain(translated).charts()["plan"].by_name) == ["bellen", "opgelost", "klaar", "melden"]
    labels = translated.app.env.domains.standard_domain.labels
    assert labels["stap-plan-bellen"][2] == "L’école appelle: <b>vite</b>"


def test_a_text_without_translation_stays(tmp_path: Path) -> None:
    translators.pop(("general", "plan"), None)
    texts = {source: text for source, text in FRENCH.items() if source != "Is het opgelost?"}
    conf = '\nlanguage = "fr"\nlocale_dirs = ["locale"]\n'
    write_sources(project({"plan.md": PLAN}, conf=conf), tmp_path / "src")
    po = tmp_path / "src" / "locale" / "fr" / "LC_MESSAGES" / "plan.po"
    po.parent.mkdir(parents=True)
    po.write_text(catalogue(texts), encoding="utf-8")
    built = run_sphinx("dummy", tmp_path / "src", tmp_path / "out")
    assert domain(built).charts()["plan"].by_name["opgelost"].title == "Is het opgelost?"


def test_what_is_not_or_too_long_translated_is_said(tmp_path: Path) -> None:
    long = "Que faire si un élève est absent et que personne ne répond au téléphone " * 2
    some = FRENCH | {"De school belt": long}
    del some["De school meldt"]
    write_sources(project({"plan.md": PLAN}, conf=FRENCH_CONF), tmp_path / "src")
    po = tmp_path / "src" / "locale" / "fr" / "LC_MESSAGES" / "plan.po"
    po.parent.mkdir(parents=True)
    po.write_text(catalogue(some), encoding="utf-8")
    translators.clear()
    built = run_sphinx("dummy", tmp_path / "src", tmp_path / "out")
    found = {one.code: one for one in domain(built).findings()}
    lines = PLAN.splitlines()
    assert set(found) == {"K608", "K609"}
    assert found["K608"].place.line == lines.index(":::{stap} De school belt") + 1
    assert found["K608"].cause.startswith("De vertaling in het Frans «Que faire si")
    assert found["K609"].place.line == lines.index(":::{stap} De school meldt") + 1
    assert found["K609"].cause == "De stap «De school meldt» is niet in het Frans vertaald."
