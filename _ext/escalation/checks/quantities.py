"""Understands Dutch quantities: «minder dan 30», «30 of meer», «5 tot 9 halve dagen», «hoogstens vier»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)
_TENS = {"één": 1, "dertig": 30, "veertig": 40, "vijftig": 50}
_NUMBERS = {word: number for number, word in enumerate(_WORDS)} | _TENS

_N = rf"(?:\d{{1,6}}(?:ste|de|e)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b(?![.,]\d)"
_UNIT = r"(?P<unit>(?:\s+(?:halve|volle|problematische|ongewettigde))*\s+[a-zà-ÿ]+)?"
_OLDER = r"(?:meer|ouder|hoger|langer|groter)"
_YOUNGER = r"(?:minder|jonger|lager|korter|kleiner)"
#: Each form with what it means: lowest and highest number as functions of the numbers in it.
_FORMS = (
    (rf"(?:tussen(?:\s+de)?\s+)(?P<a>{_N})\s+en\s+(?P<b>{_N}){_UNIT}", "range"),
    (rf"(?:van\s+)?(?P<a>{_N})\s*(?:tot\s+en\s+met|t/m|tot|of|-|–|à)\s*(?P<b>{_N}){_UNIT}", "range"),
    (rf"{_YOUNGER}\s+dan\s+(?P<a>{_N}){_UNIT}", "below"),
    (rf"onder\s+(?:de\s+)?(?P<a>{_N}){_UNIT}", "below"),
    (rf"{_OLDER}\s+dan\s+(?P<a>{_N}){_UNIT}", "above"),
    (rf"boven\s+(?:de\s+)?(?P<a>{_N}){_UNIT}", "above"),
    (rf"(?P<a>{_N})\s+(?:of|en)\s+{_OLDER}\b{_UNIT}", "from"),
    (rf"(?P<a>{_N}){_UNIT}\s+(?:of|en)\s+{_OLDER}\b", "from"),
    (rf"(?:vanaf|minstens|minimaal|minimum|ten\s+minste)\s+(?:de\s+)?(?P<a>{_N}){_UNIT}", "from"),
    (rf"(?P<a>{_N})\s+(?:of|en)\s+{_YOUNGER}\b{_UNIT}", "upto"),
    (rf"(?P<a>{_N}){_UNIT}\s+(?:of|en)\s+{_YOUNGER}\b", "upto"),
    (rf"(?:hoogstens|maximaal|maximum|ten\s+hoogste|tot\s+en\s+met)\s+(?P<a>{_N}){_UNIT}", "upto"),
    (rf"(?:precies|exact)\s+(?P<a>{_N}){_UNIT}", "just"),
)
_PATTERNS = tuple((re.compile(rf"(?<!\w){form}", re.IGNORECASE), kind) for form, kind in _FORMS)
_JUST = re.compile(rf"(?P<a>{_N}){_UNIT}", re.IGNORECASE)
_AT = re.compile(rf"(?<!\w)(?:vanaf|bij|na|zodra)\s+(?:de\s+)?(?P<a>{_N}){_UNIT}", re.IGNORECASE)
#: Words that follow a number without being what is counted.
_NO_UNIT = frozenset(["en", "of", "op", "in", "per", "van", "met", "bij", "dan", "is", "zijn"])


@dataclass(frozen=True)
class Quantity:
    """The whole numbers that a phrase means.

    Attributes:
        low: lowest, from 0.
        high: highest; None if there is no end.
        unit: the words that are counted, such as «halve dagen»; empty if the phrase does not say.
        start: position of the phrase in its text.
        end: position after it.
    """

    low: int
    high: int | None
    unit: str
    start: int
    end: int

    def meets(self, low: int, high: int | None) -> bool:
        """Tell whether a number lies both in this quantity and in another range."""
        return (high is None or self.low <= high) and (self.high is None or low <= self.high)


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the phrases with a limit in a text, from left to right; a bare number is none."""
    found: list[Quantity] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or one.end <= match.start() for one in found):
                found.append(_quantity(match, kind))
    yield from sorted(found, key=lambda one: one.start)


def moments(text: str) -> Iterator[Quantity]:
    """Yield the numbers at which something starts: «vanaf 10 halve dagen», «bij de 5de halve dag»."""
    yield from (_quantity(match, "just") for match in _AT.finditer(text))


def answer_quantity(label: str) -> Quantity | None:
    """Return what an answer such as «ja, minder dan 30» counts; None if it does not count, or not clearly."""
    found = list(quantities(label))
    if len(found) == 1:
        return found[0]
    match = _JUST.fullmatch(label.strip())
    return _quantity(match, "just") if match and not found else None


def same_unit(unit: str, one: str, many: str) -> bool:
    """Tell whether the words behind a number are a unit: «problematische halve dagen» are «halve dagen»."""
    return f" {unit.lower()}".endswith((f" {one.lower()}", f" {many.lower()}"))


def number_line(low: int, high: int | None) -> str:
    """Write a range of whole numbers: «30», «5 tot 9», «40 en meer»."""
    if high is None:
        return f"{low} en meer"
    return str(low) if low == high else f"{low} tot {high}"


def _quantity(match: re.Match[str], kind: str) -> Quantity:
    first = _number(match["a"])
    last = _number(match["b"]) if kind == "range" else first
    low, high = {
        "range": (first, last),
        "below": (0, first - 1),
        "above": (first + 1, None),
        "from": (first, None),
        "upto": (0, first),
        "just": (first, first),
    }[kind]
    unit = " ".join((match["unit"] or "").split())
    unit = "" if unit.split(" ")[-1] in _NO_UNIT else unit
    return Quantity(low, high, unit, match.start(), match.end())


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else _NUMBERS[text.lower()]
