"""Which words nobody knows: neither the OpenTaal dictionary nor the project's own list.

The dictionary is that of https://github.com/OpenTaal/opentaal-hunspell; see `opentaal/LICENSE.md`. Reading it
takes seconds, so that words it once accepted are kept in a file, and it is read only for new ones.
"""

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from editorial.language.settings import SettingsError, read_settings

_DICTIONARY = Path(__file__).parent / "opentaal"
_S_ENDING = re.compile(r"(?<=[A-Z])'?s$")
#: A rough guess is worse than none, and a short word is like too many others.
_ALIKE, _SHORTEST_GUESSED = 0.8, 5


@cache
def _dictionary() -> Callable[[str], bool]:
    from spylls.hunspell import Dictionary, readers

    # Not `Dictionary.from_files`: it leaves its files open.
    affixes, context = readers.read_aff(_Lines("nl.aff"))
    stems = readers.read_dic(_Lines("nl.dic"), aff=affixes, context=context)
    lookup: Callable[[str], bool] = Dictionary(affixes, stems).lookup
    return lookup


class _Lines:
    """A file of the dictionary as spylls reads it: the lines with something on them, numbered from 1."""

    def __init__(self, name: str) -> None:
        lines = (_DICTIONARY / name).read_text("utf-8").split("\n")
        self._lines = iter([(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()])

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self._lines

    def __next__(self) -> tuple[int, str]:
        return next(self._lines)

    def reset_encoding(self, _encoding: str) -> None:
        """Do nothing: both files are UTF-8."""


@cache
def _edition() -> str:
    digest = hashlib.sha256()
    for name in ("nl.aff", "nl.dic"):
        digest.update((_DICTIONARY / name).read_bytes())
    return digest.hexdigest()


def read_word_list(path: Path) -> frozenset[str]:
    """Read a list with one word a line; `#` starts a remark. Empty if the file does not exist.

    Raises:
        SettingsError: if it is no UTF-8 text, or a line holds more than one word.
    """
    entries = [line.partition("#")[0].strip() for line in read_settings(path).splitlines()]
    for number, entry in enumerate(entries, 1):
        if len(entry.split()) > 1:
            raise SettingsError(f"Op deze regel staat meer dan één woord: «{entry}».", number)
    return frozenset(filter(None, entries))


class Speller:
    """Tells which words are unknown.

    Args:
        own: words of the project. One with a small first letter may also stand at the start of a sentence.
        kept: the file with what the dictionary said of words before; need not exist.
    """

    def __init__(self, own: frozenset[str], kept: Path) -> None:
        self._own = own
        self._kept = kept
        self._right: dict[str, bool] = {}

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the words that are in no list."""
        asked = {word for word in words if not self._is_own(word)}
        forms = {form for word in asked for part in (word, *word.split("-")) for form in _forms(part)}
        before = self._read_kept()
        new = {form: self._says(form) for form in sorted(forms - before.keys())}
        # Words that are no longer in use are forgotten, so that suggestions depend on the texts alone.
        self._right = {form: right for form, right in {**before, **new}.items() if form in forms}
        if self._right != before:
            self._write_kept()
        return frozenset(word for word in asked if not self._is_right(word))

    def suggestion(self, word: str) -> str:
        """Return a known word that looks like it, or an empty text.

        Only words of the texts are tried: the dictionary needs seconds for one suggestion.
        """
        if len(word) < _SHORTEST_GUESSED:
            return ""
        candidates = self._own.union(form for form, right in self._right.items() if right and "-" not in form)
        close = difflib.get_close_matches(word, sorted(candidates), 1, _ALIKE)
        return close[0] if close else ""

    @staticmethod
    def _says(form: str) -> bool:
        return len(form) == 1 or _dictionary()(form)

    def _is_own(self, word: str) -> bool:
        return not {*_forms(word), _S_ENDING.sub("", word)}.isdisjoint(self._own)

    def _is_right(self, word: str) -> bool:
        """Tell whether a word is accepted, or else all the parts that hyphens join: «CLB-arts»."""
        if self._is_accepted(word):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(self._is_accepted(part) or self._is_own(part) for part in parts)

    def _is_accepted(self, word: str) -> bool:
        return any(self._right.get(form) for form in _forms(word))

    def _read_kept(self) -> dict[str, bool]:
        """Read the file: the edition of the dictionary, then a word a line, with `!` if it is not known."""
        try:
            edition, *lines = self._kept.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            return {}
        if edition != _edition():
            return {}
        return {line.removeprefix("!"): not line.startswith("!") for line in lines}

    def _write_kept(self) -> None:
        """Keep what was found; without that the next check is slower, and nothing else."""
        lines = [form if right else f"!{form}" for form, right in sorted(self._right.items())]
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text("\n".join([_edition(), *lines]) + "\n", "utf-8")
        except OSError:
            pass


def _forms(word: str) -> set[str]:
    """Return how a word may stand in a list: as it is, and without the capital of a first word («Eén»)."""
    if word.isupper() and len(word) > 1:
        return {word, word.lower()}
    lower = word[:1].lower() + word[1:]
    return {word, lower, f"éé{lower[2:]}" if lower.startswith("eé") else lower}
