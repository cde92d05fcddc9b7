"""The parts that need no Sphinx: format, merging, translation, and robustness of the checks."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.checks import without_deep_blocks
from editorial.collect import better_line
from editorial.diagnosis import Diagnosis, Level, merged, summary
from editorial.rules import RULES, check
from editorial.source import Source
from editorial.translate import Vocabulary, patterns, suggestion, translate, words


def a(path: str = "a.md", line: int = 1, cause: str = "Fout.", level: Level = Level.FOUT) -> Diagnosis:
    return Diagnosis(path, line, level, cause, "Doe dit.", "de regel", "the original")


def test_format_is_that_of_the_handbook() -> None:
    assert a("map/a.md", 42).as_text() == "map/a.md, regel 42: Fout.\n    42 | de regel\n    Tip: Doe dit."


def test_remark_says_so() -> None:
    assert a(level=Level.OPMERKING).as_text().startswith("a.md, regel 1 (opmerking): Fout.")


def test_technical_original_only_on_request() -> None:
    assert "the original" not in a().as_text()
    assert a().as_text(technical=True).endswith("    [the original]")


@pytest.mark.parametrize(
    ("levels", "files", "expected"),
    [
        ("ffooo", 14, "2 fouten, 3 opmerkingen in 14 bestanden. Fouten moet je oplossen voor publicatie."),
        ("fo", 1, "1 fout, 1 opmerking in 1 bestand. Fouten moet je oplossen voor publicatie."),
        ("", 3, "Geen fouten, geen opmerkingen in 3 bestanden."),
    ],
)
def test_summary(levels: str, files: int, expected: str) -> None:
    names = {"f": Level.FOUT, "o": Level.OPMERKING}
    assert summary([a(level=names[name]) for name in levels], files) == expected


@given(
    st.permutations([a(), a(), a("b.md"), a(line=0), a(line=7), a(cause="Anders."), a(level=Level.OPMERKING)])
)
def test_merging_does_not_depend_on_the_order(diagnoses: list[Diagnosis]) -> None:
    result = merged(diagnoses)
    assert result == merged(reversed(diagnoses))
    assert [(d.path, d.line, d.cause) for d in result] == [
        ("a.md", 1, "Anders."),
        ("a.md", 1, "Fout."),
        ("a.md", 7, "Fout."),
        ("b.md", 1, "Fout."),
    ]


def test_own_messages_pass_through() -> None:
    result = translate("De tabel is te breed. Tip: Maak ze smaller.", "typst.table", Vocabulary())
    assert (result.cause, result.repair, result.level) == (
        "De tabel is te breed.",
        "Maak ze smaller.",
        Level.FOUT,
    )
    assert translate("Een letter ontbreekt.", "typst.opmerking-glyph", Vocabulary()).level is Level.OPMERKING


@pytest.mark.parametrize("kind", ["stappenplan.k104", "stappenplan.opmerking-k104"])
def test_message_about_a_chart_ends_on_its_code(kind: str) -> None:
    """The handbook explains these by their code."""
    result = translate("Het houdt op. Tip: Voeg iets toe.", kind, Vocabulary())
    assert (result.cause, result.repair) == ("Het houdt op. [K104]", "Voeg iets toe.")


def test_unknown_message_is_kept_and_stops_publishing() -> None:
    result = translate("something new\nmore", "some.type", Vocabulary())
    assert (result.rule, result.level, result.cause) == (
        "onbekend",
        Level.FOUT,
        "Technische melding: something new",
    )


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: f"{p.rule}: {p.pattern.pattern[:40]}")
def test_table_of_messages_is_sound(pattern) -> None:
    holes = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", pattern.cause + pattern.repair)) - {
        "hekjes_goed",
        "hekjes_fout",
    }
    # {{{word}}} shows the word between braces
    holes |= set(re.findall(r"\{\{\{(\w+)\}\}\}", pattern.cause + pattern.repair))
    assert holes <= set(pattern.pattern.groupindex)
    assert pattern.covered_by <= {named.name for named in RULES} | {"voetnoot-in-tabbladen"}
    assert pattern.suggest in {"", *words(), "label", "doc", "chapter", "term", "picture", "icon"}
    assert pattern.cause[0] == "«" or pattern.cause[0].isupper()


@pytest.mark.parametrize(
    ("word", "kind", "names", "expected"),
    [
        ("opgelet", "directive", ["note", "warning"], "warning"),
        ("waarschuwing", "directive", ["opgelet", "warning"], "opgelet"),
        ("waarschuwin", "directive", ["warning"], "warning"),
        ("breedte", "option", ["alt", "width"], "width"),
        ("wdith", "option", ["alt", "width"], "width"),
        ("qqq", "option", ["alt", "width"], ""),
        (
            "stapenplan.md",
            "doc",
            ["guidelines/leidraad/stappenplan", "index"],
            "guidelines/leidraad/stappenplan",
        ),
        ("", "label", ["een"], ""),
    ],
)
def test_suggestion(word: str, kind: str, names: list[str], expected: str) -> None:
    assert suggestion(word, kind, names) == expected


NAMES = Vocabulary(
    {
        "doc": ["a/index", "a/voorkomen", "b/bronnen", "b/index", "index"],
        "picture": ["b/beeld/trap.svg"],
        "label": ["wie"],
        "term": ["halve dag"],
    }
)


@pytest.mark.parametrize(
    ("message", "page", "repair"),
    [
        ("'myst' cross-reference target not found: 'bronnen.md'", "a/x.md", "Bedoel je «../b/bronnen.md»?"),
        ("unknown document: 'voorkome'", "a/x.md", "Bedoel je «voorkomen»?"),
        ("unknown document: 'voorkome'", "index.md", "Bedoel je «a/voorkomen»?"),
        ("image file not readable: a/beeld/trap.svg", "a/x.md", "Bedoel je «../b/beeld/trap.svg»?"),
        (
            "toctree contains reference to nonexisting document 'a/voorkome'",
            "a/index.md",
            "Bedoel je «voorkomen»?",
        ),
        (
            "toctree contains reference to nonexisting document 'a/bronnen'",
            "a/index.md",
            "Maak de pagina, verbeter de naam of wis de regel.",
        ),
        (
            "undefined label: 'wie'",  # a name that exists, so that it is no typing mistake
            "a/x.md",
            "Zet vóór de titel waarnaar je verwijst een regel als (naam)= of verbeter de naam.",
        ),
        (
            "term not in glossary: 'halve dagen'",
            "a/x.md",
            "Bedoel je «halve dag»? Past dat niet in je zin, schrijf dan {term}`halve dagen <halve dag>`.",
        ),
        (
            "duplicate label wie, other instance in b/bronnen.md",
            "a/x.md",
            "Ze staat al in b/bronnen.md. Geef deze een andere naam: elke naam mag maar één keer voorkomen.",
        ),
    ],
)
def test_repair_is_what_the_page_must_write(message: str, page: str, repair: str) -> None:
    assert translate(message, "", NAMES, page).repair == repair


@pytest.mark.parametrize(
    ("line", "cause", "shown"),
    [
        ("kort", "Fout.", "kort"),
        ("x" * 200, "Fout.", "x" * 109 + "…"),
        ("a " * 100 + "[b](#naam) " + "c " * 100, "Er is geen plaats «naam».", "[b](#naam)"),
        ("naam " + "c " * 100, "Er is geen plaats «naam».", "naam c c"),
        ("a " * 100 + "naam", "Er is geen plaats «naam».", "a naam"),
    ],
)
def test_quoted_part_holds_what_the_cause_names(line: str, cause: str, shown: str) -> None:
    quoted = Diagnosis("a.md", 1, Level.FOUT, cause, quoted=line).as_text().splitlines()[1]
    assert shown in quoted
    assert len(quoted) <= len("    1 | ") + 110


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [(1, "wie", 3), (3, "wie", 3), (5, "wie", 3), (4, "beeld/trap.svg", 5), (2, "nergens", 2), (0, "wie", 3)],
)
def test_line_that_is_meant_may_stand_before_the_one_reported(
    line: int, name: str, expected: int, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# Titel\n\n:name: wie\n\n![](../trap.svg)\n", encoding="utf-8")
    assert better_line(tmp_path, "a.md", line, name) == expected


PIECES = [
    "# Titel\n",
    ":::{tip}\n",
    ":::\n",
    "::::{tab-set}\n",
    "```\n",
    "| a | b |\n",
    "| - | - |\n",
    "---\n",
    "- punt\n",
]
PIECES += [
    "    in\n",
    "\n",
    "[^1]\n",
    "![](x.png)\n",
    ":alt: x\n",
    "<!--\n",
    "-->\n",
    "<b>\n",
    "tekst\n",
    "~~~\n",
    "\t\n",
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
@settings(max_examples=200, deadline=None)
def test_checks_never_fail_and_stay_inside_the_page(text: str) -> None:
    lines = max(1, len(Source(text).lines) + 1)
    for named, finding in check(text):
        assert 1 <= finding.line <= lines, (named.name, finding)
        assert finding.cause.endswith((".", "»")), finding
    assert without_deep_blocks(text).count("\n") == text.count("\n")


def test_time_of_the_checks_grows_slowly() -> None:
    import time

    page = "# T\n\n" + "".join(PIECES[5:]) * 200
    start = time.perf_counter()
    list(check(page))
    assert time.perf_counter() - start < 2
