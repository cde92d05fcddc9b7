"""The label of a strength looks the same as a badge in the text and in the card of a step."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from source_project import CONF, GOOD, project
from tools.projects import run_sphinx, write_sources

PAGE = """
Een {bdg-dark}`PLICHT`, een {bdg-primary}`AFSPRAAK`, iets {bdg-primary-line}`AANBEVOLEN` of
{bdg-secondary-line}`MOGELIJK`; geen label is {bdg-info}`NIEUW`.
"""


@pytest.fixture
def built(tmp_path: Path):
    def make(builder: str, page: str = PAGE):
        sources = project({"plan.md": GOOD + page})
        sources["conf.py"] = CONF.replace('"myst_parser"', '"myst_parser", "sphinx_design"')
        write_sources(sources, tmp_path / "src")
        return run_sphinx(builder, tmp_path / "src", tmp_path / "out")

    return make


def test_badge_with_the_word_of_a_strength_is_its_label(built) -> None:
    page = BeautifulSoup(built("html").read("plan.html"), "html.parser")
    labels = page.select("p > span.lr-sterkte")
    in_card = page.select_one(".lr-stap .lr-sterkte--plicht")
    by_word = {label.get_text(): label["class"] for label in labels if label.get_text().isupper()}
    assert by_word == {
        "PLICHT": in_card["class"],
        "AFSPRAAK": ["lr-sterkte", "lr-sterkte--afspraak"],
        "AANBEVOLEN": ["lr-sterkte", "lr-sterkte--aanbevolen"],
        "MOGELIJK": ["lr-sterkte", "lr-sterkte--mogelijk"],
    }
    assert [badge.get_text() for badge in page.select(".sd-badge")] == ["NIEUW"]


def test_label_stands_above_the_words_of_its_cell_alone(built) -> None:
    badge = "{bdg-primary}`AFSPRAAK`"
    table = f"\n| Een | Twee | Drie |\n|---|---|---|\n| {badge} nu | {badge} | Nu, {badge} of later |\n"
    page = BeautifulSoup(built("html", table).read("plan.html"), "html.parser")
    labels = page.select("td > p > .lr-sterkte")
    assert ["lr-sterkte--boven" in label["class"] for label in labels] == [True, False, False]


def test_paper_draws_the_labels_of_the_text_as_those_of_the_cards(built) -> None:
    made = built("typstpdf")
    assert all(result.accessible for result in made.results)
    code = made.read("proef.typ")
    for strength in ("plicht", "afspraak", "aanbevolen", "mogelijk"):
        assert code.count(f'chart-label("{strength}"') == 1
    assert code.count("badge(") == 1
