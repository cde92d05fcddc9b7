"""Syllables, sentences, the measure, and the limits."""

from pathlib import Path

import pytest

from editorial.language.readability import Limits, Measures, limits_of, measure, read_limits
from editorial.language.settings import SettingsError
from editorial.language.syllables import syllables
from editorial.language.texts import cut

WORDS = [
    line.split()
    for line in Path(__file__).with_name("lettergrepen.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("word", "count"), WORDS, ids=[word for word, _ in WORDS])
def test_syllables(word: str, count: str) -> None:
    assert syllables(word) == int(count)
    assert syllables(word.capitalize() if word.islower() else word) == int(count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel de school. Vraag wat er is!", ["Bel de school.", "Vraag wat er is!"]),
        ("Neem bv. Yara. Of m.a.w. Noor.", ["Neem bv. Yara.", "Of m.a.w. Noor."]),
        ("Hij vroeg: «Waarom?» Niemand wist het.", ["Hij vroeg: «Waarom?»", "Niemand wist het."]),
        ("Kies art. 3 uit. 5 dagen later.", ["Kies art. 3 uit.", "5 dagen later."]),
        ("Een punt zonder zin", ["Een punt zonder zin"]),
        ("Op 1.5 uur. klein vervolg", ["Op 1.5 uur. klein vervolg"]),
        ("… !", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in cut(text, 1)] == expected


def test_a_sentence_knows_its_line() -> None:
    found = list(cut("Eerste zin. Nog een\nop de volgende regel.\nDerde zin.", 7))
    assert [(sentence.line, len(sentence.words)) for sentence in found] == [(7, 2), (7, 6), (9, 2)]


def test_flesch_douma() -> None:
    # 2 sentences, 10 words, 13 syllables: 206.835 - 0.93 * 5 - 77 * 1.3
    found = measure(cut("Ik ga naar de school. Mijn ouders bellen dan meteen.", 1))
    assert found == Measures(sentences=2, words=10, syllables=13, longest=5)
    assert found.ease == pytest.approx(206.835 - 0.93 * 5 - 77 * 1.3)
    assert Measures().ease == Measures().mean == 0


def test_two_pages_count_as_one() -> None:
    assert Measures(1, 4, 6, 4) + Measures(3, 9, 12, 5) == Measures(4, 13, 18, 5)


LIMITS = """\
["a/b"]
naam = "Binnen"
langste-zin = 15
gemiddelde-zin = 8.5
flesch-douma = 60

["a"]
naam = "Buiten"
langste-zin = 20
gemiddelde-zin = 12
flesch-douma = 40
"""


def test_the_innermost_folder_counts(tmp_path: Path) -> None:
    path = tmp_path / "leesbaarheid.toml"
    path.write_text(LIMITS, "utf-8")
    limits = read_limits(path)
    assert limits_of("a/b/c", limits) == Limits("Binnen", 15, 8.5, 60)
    assert limits_of("a/bc", limits) == Limits("Buiten", 20, 12, 40)
    assert limits_of("ab", limits) is None
    assert read_limits(tmp_path / "is-er-niet.toml") == {}


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        (b'["a"]\nnaam = "x\n', 2, "Deze regel is niet te lezen."),
        (b'["a"]\nnaam = [\n\n', 3, "Deze regel is niet te lezen."),
        (b'["a"]\nnaam = "x"\n', 1, "Bij «a» horen precies deze regels"),
        (LIMITS.replace("15", '"veel"').encode(), 1, "Bij «a/b» past de waarde van «langste-zin» niet."),
        (LIMITS.replace("= 20", "= true").encode(), 7, "Bij «a» past de waarde van «langste-zin» niet."),
        (LIMITS.replace('"Binnen"', "3").encode(), 1, "Bij «a/b» past de waarde van «naam» niet."),
        (b"a = 3\n", 1, "Bij «a» horen precies deze regels"),
        ("# één\n".encode("latin-1"), 1, "Het bestand is niet als UTF-8 bewaard."),
    ],
)
def test_wrong_limits(content: bytes, line: int, cause: str, tmp_path: Path) -> None:
    path = tmp_path / "leesbaarheid.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=cause) as caught:
        read_limits(path)
    assert caught.value.line == line
