"""How plain a page is, measured and held against the limits of its publication.

The measure is that of Flesch as W. H. Douma fitted it to Dutch (Landbouwhogeschool Wageningen), described in
https://dbnl.org/tekst/_taa014197701_01/_taa014197701_01_0089.php. Above 80 is easy, below 45 difficult.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from editorial.language.settings import SettingsError, read_settings
from editorial.language.syllables import syllables
from editorial.language.texts import Sentence

#: Fewer sentences than this say little about a page.
_ENOUGH = 5


@dataclass(frozen=True)
class Limits:
    """What a publication asks of its pages.

    Attributes:
        name: how the publication is called in a message.
        longest: most words in one sentence.
        mean: most words a sentence, on average over a page.
        ease: least Flesch-Douma of a page.
    """

    name: str
    longest: int
    mean: float
    ease: float


@dataclass(frozen=True)
class Measures:
    """What was counted on a page, or on several.

    Attributes:
        sentences: their number.
        words: their number.
        syllables: their number.
        longest: number of words of the longest sentence.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    longest: int = 0

    def __add__(self, other: "Measures") -> "Measures":
        """Count two pages as one."""
        return Measures(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            max(self.longest, other.longest),
        )

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def ease(self) -> float:
        """Flesch-Douma: 206.835 - 0.93 words a sentence - 77 syllables a word; the higher the easier."""
        return 206.835 - 0.93 * self.mean - 77 * self.syllables / self.words if self.words else 0.0

    @property
    def tells(self) -> bool:
        """Tell whether there is enough text to judge."""
        return self.sentences >= _ENOUGH


def measure(sentences: Iterable[Sentence]) -> Measures:
    """Count sentences, words and syllables."""
    total = Measures()
    for sentence in sentences:
        count = len(sentence.words)
        total += Measures(1, count, sum(map(syllables, sentence.words)), count)
    return total


def read_limits(path: Path) -> dict[str, Limits]:
    """Read the limits of each folder; none if the file does not exist.

    Raises:
        SettingsError: if the file cannot be read or holds something else than limits.
    """
    text = read_settings(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        # Without a number the text ends too soon.
        line = int(match[1]) if match else max(1, len(text.splitlines()))
        raise SettingsError("Deze regel is niet te lezen.", line) from error
    lines = {line.strip(' []"'): number for number, line in enumerate(text.splitlines(), 1)}
    return {folder.strip("/"): _limits(folder, row, lines.get(folder, 1)) for folder, row in table.items()}


_KEYS = ("naam", "langste-zin", "gemiddelde-zin", "flesch-douma")


def _limits(folder: str, row: object, line: int) -> Limits:
    if not isinstance(row, dict) or sorted(row) != sorted(_KEYS):
        raise SettingsError(f"Bij «{folder}» horen precies deze regels: {', '.join(_KEYS)}.", line)
    name, *numbers = (row[key] for key in _KEYS)
    # bool is a kind of int for Python, but no number for an editor.
    wrong = [key for key, value in zip(_KEYS[1:], numbers, strict=True) if type(value) not in (int, float)]
    if wrong or not isinstance(name, str):
        raise SettingsError(f"Bij «{folder}» past de waarde van «{(wrong or ['naam'])[0]}» niet.", line)
    return Limits(name, int(numbers[0]), float(numbers[1]), float(numbers[2]))


def limits_of(docname: str, limits: Mapping[str, Limits]) -> Limits | None:
    """Return the limits of the innermost folder that holds a page."""
    inside = [folder for folder in limits if docname == folder or docname.startswith(f"{folder}/")]
    return limits[max(inside, key=len)] if inside else None
