"""Fields to fill in: what the site shows, and what each field is called."""

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from house_style.invulvelden import invulveld
from house_style.schrijflijnen import schrijflijnen


def fields(build, text: str) -> list[nodes.Element]:
    built = build("pseudoxml", {"index.md": f"# Proef\n\n{text}\n"})
    found = built.app.env.get_doctree("index").findall(lambda n: isinstance(n, (invulveld, schrijflijnen)))
    return list(found)


def names(build, text: str) -> list[str]:
    return [field["name"] for field in fields(build, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wij praten opnieuw op: {invulveld}`datum`.", "Wij praten opnieuw op"),
        ("{invulveld}`regel` is onze **vaste** dag.", "is onze vaste dag"),
        ("{invulveld}`aankruisvak` Ja, dat mag.", "Ja, dat mag"),
        ("Akkoord {invulveld}`aankruisvak`", "Akkoord"),
        ("{invulveld}`datum: Tweede gesprek`", "Tweede gesprek"),
        ("Om {invulveld}`kort` uur.", "Om"),
        ("{invulveld}`regel`", "Proef"),
        ("Om\\\nhalf {invulveld}`kort`", "Om half"),
        ("## Mijn doel\n\n:::{schrijflijnen} 2\n:::", "Mijn doel"),
        (":::{schrijflijnen} 2\n:label: Mijn stap\n:::", "Mijn stap"),
    ],
)
def test_a_field_is_called_after_the_words_beside_it(build, text, name):
    assert names(build, text) == [name]


def test_two_fields_in_a_line_take_each_their_own_words(build):
    dates = "Van {invulveld}`datum` tot {invulveld}`datum`."
    text = f"{dates}\n\n{{invulveld}}`aankruisvak` ja {{invulveld}}`aankruisvak` nee"
    assert names(build, text) == ["Van", "tot", "ja", "nee"]


TABLE = (
    ":::{list-table}\n:header-rows: 1\n:stub-columns: 1\n:class: invultabel\n\n"
    "* - Rol\n  - Naam\n  - Mail\n* - Directie\n  -\n  - vast\n* -\n  - {invulveld}`datum`\n  -\n:::"
)


def test_an_empty_cell_is_a_field_called_after_its_row_and_column(build):
    found = fields(build, TABLE)
    assert [field["name"] for field in found] == [
        "Directie, Naam",
        "rij 2, Rol",
        "rij 2, Naam",
        "rij 2, Mail",
    ]
    assert [field["kind"] for field in found] == ["cell", "cell", "date", "cell"]


def test_a_broken_line_in_a_head_says_nothing_of_its_break(build):
    table = TABLE.replace("* - Directie\n", "* - Hand\\\n    &nbsp;\n")
    assert names(build, table)[0] == "Hand, Naam"


def test_a_pipe_table_can_be_filled_in_too(build):
    text = "{.invultabel}\n| Wie | Naam |\n|---|---|\n| CLB | |\n"
    assert names(build, text) == ["CLB, Naam"]


def test_columns_are_counted_over_merged_cells(build):
    text = (
        "```{eval-rst}\n.. table::\n   :class: invultabel\n\n"
        "   +---+---+---+\n   | a | b | c |\n   +===+===+===+\n   | 1     |   |\n   +---+---+---+\n```"
    )
    assert names(build, text) == ["1, c"]


def test_other_tables_have_no_fields(build):
    assert fields(build, TABLE.replace("invultabel", "gewoon").replace("{invulveld}`datum`", "x")) == []


def test_unknown_kind_is_reported_and_becomes_a_line(build):
    text = "# Proef\n\nOp {invulveld}`dag`.\n"
    expected = r"index\.md:3: WARNING: Het invulveld «dag» bestaat niet\. Tip: Kies uit regel, kort, vak,"
    built = build("html", {"index.md": text}, warnings=[expected])
    assert "lr-blank--line" in built.read("index.html")


def test_the_site_shows_lines_and_boxes_and_no_form(build):
    text = 'Op {invulveld}`datum`. {invulveld}`aankruisvak: Zeg "ja" <b>` Ja.\n\n' + TABLE
    soup = BeautifulSoup(
        build("html", {"index.md": f"# Proef\n\n{text}\n"}).read("index.html"), "html.parser"
    ).select_one("article")
    assert [blank["aria-label"] for blank in soup.select(".lr-blank")] == ["in te vullen"] * 2
    assert [box["aria-label"] for box in soup.select("input.lr-tick")] == ['Zeg "ja" <b>']
    assert not soup.select("form, textarea, input:not([type=checkbox]), [name]")
    assert len(soup.select("td.invulvak")) == 3  # a row head without words is an ordinary cell


def test_the_site_knows_a_short_line_from_a_long_one(build):
    text = "# Proef\n\nOm {invulveld}`kort` uur, bij {invulveld}`regel`.\n\n{invulveld}`vak: Bij ons`\n"
    page = BeautifulSoup(build("html", {"index.md": text}).read("index.html"), "html.parser")
    assert [blank["class"] for blank in page.select(".lr-blank")] == [
        ["lr-blank", "lr-blank--short"],
        ["lr-blank", "lr-blank--line"],
        ["lr-blank", "lr-blank--box"],
    ]


def test_fields_as_text(build):
    built = build("text", {"index.md": "# Proef\n\n{invulveld}`aankruisvak` Ja, op {invulveld}`datum`.\n"})
    assert "[ ] Ja, op ____________________." in built.read("index.txt")
