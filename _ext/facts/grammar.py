"""Numbers in Dutch: in words, as ordinals, and back from words to numbers.

Rules: Algemene Nederlandse Spraakkunst, https://e-ans.ivdnt.org (telwoorden); spelling of the Taalunie: one
word up to a thousand, with a diaeresis after a vowel («tweeëntwintig»), and «één» with accents, so that it
cannot be read as the article.
"""

import re

_SMALL = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS = ["-", "-", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_IRREGULAR = {"één": "eerste", "drie": "derde", "acht": "achtste"}
_LONG_ENDINGS = ("tig", "honderd", "duizend")


def in_words(number: int) -> str:
    """Write a whole number from 0 to 999 in words; a larger one in digits."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        ten, one = divmod(number, 10)
        if not one:
            return _TENS[ten]
        small = _SMALL[one].replace("één", "een")
        return f"{small}{'ën' if small.endswith('e') else 'en'}{_TENS[ten]}"
    if number < 1000:
        hundred, rest = divmod(number, 100)
        head = "honderd" if hundred == 1 else f"{_SMALL[hundred]}honderd"
        return head + (in_words(rest).replace("één", "een") if rest else "")
    return str(number)


def ordinal(number: int) -> str:
    """Write an ordinal in digits: «5e». The short form is right for every number."""
    return f"{number}e"


def ordinal_in_words(number: int) -> str:
    """Write an ordinal in words: «vijfde», «twintigste»; in digits from 1000."""
    words = in_words(number)
    if words.isdigit():
        return ordinal(number)
    if words == "nul":
        return "nulde"
    if words in _IRREGULAR:
        return _IRREGULAR[words]
    if words.endswith("een"):
        return words.removesuffix("een") + "eerste"
    for base in ("drie", "acht"):
        if words.endswith(base):
            return words.removesuffix(base) + _IRREGULAR[base]
    return words + ("ste" if words.endswith(_LONG_ENDINGS) else "de")


def capitalised(text: str) -> str:
    """Make the first letter a capital; «één» loses its first accent then."""
    return "E" + text[1:] if text.startswith("éé") else text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """Lower case, and without the accents on «één»."""
    return text.lower().replace("é", "e")


_BY_WORD = {plain(in_words(number)): number for number in range(1, 1000)}
_BY_ORDINAL = {plain(ordinal_in_words(number)): number for number in range(1, 1000)}
#: A number as it may stand in a text: digits, words, or an ordinal («5e», «vijfde»).
NUMBER = r"(?P<number>\d{1,4}(?:ste|de|e)?|[a-zéë]+)"


def number_of(word: str) -> int | None:
    """Read a number or an ordinal, in digits or in words; None for another word («een» is an article)."""
    text = word.lower()
    if text == "een":
        return None
    match = re.fullmatch(r"(\d{1,4})(?:ste|de|e)?", text)
    if match:
        return int(match[1])
    return _BY_WORD.get(plain(text), _BY_ORDINAL.get(plain(text)))
