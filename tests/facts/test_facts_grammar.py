"""Dutch numbers."""

import pytest

from facts.grammar import capitalised, in_words, number_of, ordinal_in_words


@pytest.mark.parametrize(
    ("number", "words", "rank"),
    [
        (1, "één", "eerste"),
        (3, "drie", "derde"),
        (8, "acht", "achtste"),
        (19, "negentien", "negentiende"),
        (20, "twintig", "twintigste"),
        (21, "eenentwintig", "eenentwintigste"),
        (22, "tweeëntwintig", "tweeëntwintigste"),
        (65, "vijfenzestig", "vijfenzestigste"),
        (101, "honderdeen", "honderdeerste"),
        (103, "honderddrie", "honderdderde"),
        (290, "tweehonderdnegentig", "tweehonderdnegentigste"),
        (1000, "1000", "1000e"),
    ],
)
def test_words(number: int, words: str, rank: str) -> None:
    assert in_words(number) == words
    assert ordinal_in_words(number) == rank


def test_every_number_is_read_back() -> None:
    for number in range(1, 1000):
        assert number_of(in_words(number)) == number
        assert number_of(ordinal_in_words(number).upper()) == number
        assert number_of(f"{number}e") == number


@pytest.mark.parametrize("word", ["een", "halve", "nooit", "de", "vijftal", "1.5"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert number_of(word) is None


def test_capitals() -> None:
    assert capitalised("één halve dag") == "Eén halve dag"
    assert capitalised("vijf") == "Vijf"
