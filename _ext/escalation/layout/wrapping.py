"""Breaking text into lines: as few as possible, then even ones, words broken only where nothing else helps.

The lines of a text are chosen together, as Knuth and Plass do for a paragraph («Breaking Paragraphs into
Lines», 1981), not one by one. A word is hyphenated (Dutch patterns of pyphen) only if it is wider than the
line on its own; soft hyphens of the author are breaks of second choice, a hyphen or slash in a word too.
"""

import itertools
import re
from collections.abc import Callable
from functools import cache

from pyphen import Pyphen

SOFT = "\u00ad"
# A space that does not break is part of a word.
_SPACES = re.compile(r"[ \t\r\n]+")
_CHUNK = re.compile(r"[^-/–]+[-/–]*|[-/–]+")

Measure = Callable[[str], float]

# What a break costs, in squared shares of an empty line; more than any unevenness for the hyphens.
_SPACE, _VISIBLE, _AUTHOR, _PATTERN, _ANYWHERE = 0.0, 0.2, 1.5, 4.0, 8.0

# (text, whether a space follows, cost of a break after it, whether such a break shows a hyphen)
_Atom = tuple[str, bool, float, bool]


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Break a text into lines.

    Args:
        text: without markup; may hold soft hyphens.
        width: of a line. A line is wider only if a single character is.
        measure: gives the width of a text.

    Returns:
        The lines, without soft hyphens; none for an empty text.
    """
    whole = " ".join(filter(None, _SPACES.split(text)))
    plain = whole.replace(SOFT, "")
    if not plain:
        return ()
    if measure(plain) <= width:
        return (plain,)
    return _break(_atoms(whole, width, measure), width, measure)


def _break(atoms: list[_Atom], width: float, measure: Measure) -> tuple[str, ...]:
    """Choose the breaks with the fewest lines, then the lowest sum of costs and squared free space."""
    space, hyphen = measure(" "), measure("-")
    widths = [measure(atom[0]) for atom in atoms]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(atoms) + 1):
        found: tuple[int, float, int] | None = None
        length = hyphen if atoms[end - 1][3] else 0.0
        for start in range(end - 1, -1, -1):
            if start < end - 1 and atoms[start][1]:
                length += space
            length += widths[start]
            if length > width and start < end - 1:
                break
            free = max(0.0, 1 - length / width)
            cost = (0.0 if end == len(atoms) else atoms[end - 1][2]) + free * free
            tried = (best[start][0] + 1, best[start][1] + cost, start)
            if found is None or tried[:2] < found[:2]:
                found = tried
        assert found is not None  # noqa: S101  narrows the type
        best.append(found)
    lines: list[str] = []
    end = len(atoms)
    while end:
        start = best[end][2]
        lines.append(_line(atoms[start:end]))
        end = start
    return tuple(reversed(lines))


def _line(atoms: list[_Atom]) -> str:
    words = "".join(text + (" " if spaced else "") for text, spaced, _, _ in atoms[:-1])
    last, _, _, hyphened = atoms[-1]
    return words + last + ("-" if hyphened else "")


def _atoms(text: str, width: float, measure: Measure) -> list[_Atom]:
    found: list[_Atom] = []
    for word in filter(None, text.split(" ")):
        found += _parts(word, width, measure)
        last = found[-1]
        found[-1] = (last[0], True, _SPACE, False)
    return found


def _parts(word: str, width: float, measure: Measure) -> list[_Atom]:
    """Cut a word where it may be broken: always where the author lets it, elsewhere only if it must."""
    if word.isalpha() and measure(word) <= width:
        return [(word, False, _VISIBLE, False)]
    found: list[_Atom] = []
    for chunk in _CHUNK.findall(word):
        pieces = [piece for piece in chunk.split(SOFT) if piece]
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            room = width if last else width - measure("-")
            found += [(piece, False, 0.0, False)] if measure(piece) <= room else _cut(piece, width, measure)
            found[-1] = (found[-1][0], False, _VISIBLE if last else _AUTHOR, not last)
    return found


def _cut(piece: str, width: float, measure: Measure) -> list[_Atom]:
    """Cut a word that is wider than a line: by the patterns, and where they do not help anywhere."""
    room = width - measure("-")
    found: list[_Atom] = []
    for syllable in _syllables(piece):
        if measure(syllable) <= room:
            found.append((syllable, False, _PATTERN, True))
        else:
            found += [(character, False, _ANYWHERE, True) for character in syllable]
    return found


@cache
def _patterns() -> Pyphen:
    return Pyphen(lang="nl_NL", left=2, right=2)


@cache
def _syllables(word: str) -> tuple[str, ...]:
    """Cut a word by the Dutch patterns; marks of punctuation stay with their letters."""
    cuts = [0, *_patterns().positions(word), len(word)]
    return tuple(word[start:end] for start, end in itertools.pairwise(cuts))
