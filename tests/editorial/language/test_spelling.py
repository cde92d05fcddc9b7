"""Which words are seen, and which are known."""

from pathlib import Path

import pytest

from editorial.language import spelling
from editorial.language.settings import SettingsError
from editorial.language.spelling import Speller, read_word_list
from editorial.language.words import words_of

PAGE = """\
---
instelling: onzichtbaar
---
(een-naam)=
# Een titel

Zie [de link](andere-pagina.md#ergens) en ![het beeld](beeld/naam.svg), of <https://voorbeeld.be/xyz>.
Kijk op vlaanderen.be, mail iets@voorbeeld.be, of open docs/starten.md. Daarna.[^noot]

Roep {feit}`clb-melden, getal` en {term}`halve dag` op, of {doc}`de start <starten>` met `code xyz` erin.
{.klasse #naam}

[^noot]: De noot.

:::{stap} Bel de ouders
:naam: ouders-bellen
:titel: De titel

Vanaf 5 halve dagen: de 18-jarige zegt «niet-dit» tegen Jan's vriend.
:::

:::{drempel} leerplicht-einde
:::

```{figure} schema.svg
:alt: Wat er te zien is

Het onderschrift
```

```python
verborgen = code
```
% commentaar
"""


def test_what_a_reader_sees_is_read_and_nothing_else() -> None:
    seen: dict[int, list[str]] = {}
    for word, line in words_of(PAGE):
        seen.setdefault(line, []).append(word)
    assert {line: " ".join(words) for line, words in sorted(seen.items())} == {
        5: "Een titel",
        7: "Zie de link en het beeld of",
        8: "Kijk op mail of open Daarna",
        10: "Roep en halve dag op of de start met erin",
        13: "De noot",
        15: "Bel de ouders",
        17: "De titel",
        19: "Vanaf halve dagen de zegt tegen Jan's vriend",
        26: "Wat er te zien is",
        28: "Het onderschrift",
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("build") / "_build" / "gekend.txt"


RIGHT = """\
afwezigheid Leerlingenbegeleiding begeleidingstraject AFWEZIG foto's Eén Juni Agodi CLB CLB's CLB-arts
Schoolexterne B-code
"""


@pytest.mark.parametrize("right", RIGHT.split())
def test_known(right: str, kept: Path) -> None:
    assert Speller(frozenset({"CLB", "Agodi", "schoolexterne"}), kept).unknown([right]) == set()


@pytest.mark.parametrize("wrong", ["afwezighied", "CBL", "clb", "school-begeleidng", "shool"])
def test_unknown(wrong: str, kept: Path) -> None:
    assert Speller(frozenset({"CLB"}), kept).unknown([wrong, "afwezigheid"]) == {wrong}


def test_suggestions_come_from_words_in_use(kept: Path) -> None:
    speller = Speller(frozenset({"Discimus"}), kept)
    assert speller.unknown(["afwezigheid", "afwezighied", "Discimis", "shol"])
    assert speller.suggestion("afwezighied") == "afwezigheid"
    assert speller.suggestion("Discimis") == "Discimus"
    assert speller.suggestion("shol") == ""


def test_the_dictionary_is_read_for_new_words_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["morgen", "Morgen", "afwezighied", "CLB-arts"]
    own = frozenset({"CLB"})
    assert Speller(own, tmp_path / "gekend.txt").unknown(words) == {"afwezighied"}

    def never() -> None:
        pytest.fail("the dictionary is read again")

    monkeypatch.setattr(spelling, "_dictionary", never)
    assert Speller(own, tmp_path / "gekend.txt").unknown(words) == {"afwezighied"}


def test_words_that_left_the_texts_are_no_suggestion(tmp_path: Path) -> None:
    Speller(frozenset(), tmp_path / "gekend.txt").unknown(["afwezigheid"])
    later = Speller(frozenset(), tmp_path / "gekend.txt")
    assert later.unknown(["afwezighied"])
    assert later.suggestion("afwezighied") == ""


def test_what_another_dictionary_accepted_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "gekend.txt"
    path.write_text("andere uitgave\nfoutwordje\n", "utf-8")
    assert Speller(frozenset(), path).unknown(["foutwordje"]) == {"foutwordje"}


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", "utf-8")
    assert Speller(frozenset(), tmp_path / "bestand" / "gekend.txt").unknown(["morgen"]) == set()


def test_word_list(tmp_path: Path) -> None:
    path = tmp_path / "woordenlijst.txt"
    assert read_word_list(path) == frozenset()
    path.write_text("\ufeff# uitleg\n\nCLB\nPLP  # politie\n", "utf-8")
    assert read_word_list(path) == {"CLB", "PLP"}


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"CLB\ntwee woorden\n", 2), ("é\n".encode("latin-1"), 1)],
    ids=["woorden", "codering"],
)
def test_wrong_word_list(content: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "woordenlijst.txt"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read_word_list(path)
    assert caught.value.line == line
    assert ("UTF-8" in caught.value.repair) == (not content.isascii())
