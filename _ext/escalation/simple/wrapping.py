"""Breaking a text into lines: as few as possible, then as even as possible; hyphens only where they must.

The breaks minimise the sum of the squares of the free room, as in Knuth and Plass, «Breaking paragraphs into
lines» (1981), for lines of one width.
"""

from collections.abc import Sequence
from functools import cache

import pyphen

from escalation.layout.geometry import Weight
from escalation.simple.fonts import Fonts

_SOFT_HYPHEN = "\u00ad"


def wrap(text: str, width: float, size: float, weight: Weight, fonts: Fonts) -> tuple[str, ...]:
    """Return the lines of a text; a word that is wider than a line is broken by Dutch rules.

    Args:
        text: words, white space folded.
        width: of a line, in the unit of `size`.
        size: of the type.
        weight: of the type.
        fonts: for measuring.
    """
    pieces: list[str] = []
    for word in text.split():
        bare = word.replace(_SOFT_HYPHEN, "")
        fits = fonts.width(bare, size, weight) <= width
        pieces += [bare] if fits else _broken(word, width, size, weight, fonts)
    return _even_lines(pieces, width, size, weight, fonts)


def _even_lines(
    pieces: Sequence[str], width: float, size: float, weight: Weight, fonts: Fonts
) -> tuple[str, ...]:
    # best[i]: (lines, badness, start of the last line) for the first i pieces
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            room = width - fonts.width(" ".join(pieces[start:end]), size, weight)
            if room < 0 and start < end - 1:
                break
            lines, badness, _ = best[start]
            choices.append((lines + 1, badness + room * room, start))
        best.append(min(choices))
    lines = []
    end = len(pieces)
    while end:
        start = best[end][2]
        lines.append(" ".join(pieces[start:end]))
        end = start
    return tuple(reversed(lines))


def _broken(word: str, width: float, size: float, weight: Weight, fonts: Fonts) -> list[str]:
    """Break a word into parts that fit: at soft hyphens or by Dutch patterns, else between any letters."""
    syllables = word.split(_SOFT_HYPHEN) if _SOFT_HYPHEN in word else _syllables(word)
    parts: list[str] = []
    current = ""
    for syllable in syllables:
        for letters in _fitting(syllable, width, size, weight, fonts):
            if current and fonts.width(f"{current}{letters}-", size, weight) > width:
                parts.append(current if current.endswith("-") else f"{current}-")
                current = ""
            current += letters
    return [*parts, current]


def _fitting(syllable: str, width: float, size: float, weight: Weight, fonts: Fonts) -> Sequence[str]:
    return [syllable] if fonts.width(f"{syllable}-", size, weight) <= width else list(syllable)


def _syllables(word: str) -> list[str]:
    return _dictionary().inserted(word, _SOFT_HYPHEN).split(_SOFT_HYPHEN)


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=3, right=3)
