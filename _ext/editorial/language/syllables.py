"""How many syllables a Dutch word has: its groups of vowels, as Dutch spelling joins them.

A table of hyphenation points is no help: it leaves out a break after one letter, and so counts «idee» as one.
"""

import re
from functools import cache

#: Loan words that are not read as Dutch spelling would have it, with the letters that are.
_LOANS = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"team", "tim"),
        (r"(on|off)line", r"\1lin"),
        (r"website", "websit"),
        (r"(e-?)?mail", r"\1mel"),
        (r"coach", "kotsj"),
        (r"feedback", "fidbek"),
        (r"\b(time|site|game|tape|date|file|crime)(s?)\b", r"tim\2"),
        (r"qu", "kw"),
        (r"milieu", "miljeu"),
    )
]
#: Letters that are one sound together, the longest first. «y» before a vowel is a consonant.
_GROUPS = re.compile(
    r"aai|ooi|oei|eau|eeu|ieu(?=w|$)|"
    r"ëe|ëi|ïe|öo|üi|"
    r"e(?=um$)|"
    r"aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeo]y(?![aeiou])|"
    r"[aeiouáàâäãåéèêëíìîïóòôöøúùûü]|y(?![aeiou])"
)
#: Capitals that cannot be said as a word, such as CLB or OCMW, are spelt out.
_SPELT = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3}|^[B-DF-HJ-NP-TV-XZ]+$")
_PARTS = re.compile(r"[-'’.]")


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word; at least 1.

    A figure counts as one for each digit, and so do letters that are spelt out.
    """
    return max(1, sum(_part(part) for part in _PARTS.split(word)))


def _part(part: str) -> int:
    if not part.isalpha():
        return sum(character.isdigit() for character in part) or len(_groups(part))
    if part.isupper() and _SPELT.search(part):
        return len(part)
    return len(_groups(part))


def _groups(part: str) -> list[str]:
    text = part.lower()
    for pattern, instead in _LOANS:
        text = pattern.sub(instead, text)
    return _GROUPS.findall(text)
