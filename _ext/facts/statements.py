"""What a text says about facts, held against the registry: literal numbers, old letters, uncertain facts."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docutils import nodes

from facts.grammar import NUMBER, number_of, ordinal_in_words
from facts.model import Bound, Confidence, Fact, Registry
from facts.passages import Passage, passages

#: Line, cause, repair, name of the rule, whether it is a *fout*.
Statement = tuple[int, str, str, str, bool]

_PAST = re.compile(
    r"(?i)\b(?:vroeger|vroegere|oude?|ouder|oudere|verouderd|voordien|toen|vervallen|vervangen|sinds|schafte|bestaat|"
    r"bestaan|niet meer|geen|niet|nooit|corona\w*|tot en met 20\d\d|in plaats van|nergens)\b"
)
_HEDGE = re.compile(
    r"(?i)volgens|na te kijken|nakijken|kijk .{0,30}\bna\b|niet bevestigd|niet zeker|onzeker|"
    r"vermoedelijk|misschien|veranderen|vraag .{0,40}\bna\b|spreken elkaar tegen|verschilt|twijfel"
)
#: The label of a duty, unless the text speaks of the label itself («een PLICHT blijft staan»).
_DUTY = re.compile(r"(?<!\b[Ee]en )(?<!\bbij )(?<!\blabel )\bPLICHT\b")
_LETTERS = re.compile(r"\b[Cc]odes? ((?:[A-Z]\b(?:, | en | of |\b))+)|\b([A-Z])-codes?\b")
_BOUNDS = {
    Bound.VANAF: r"vanaf|minstens|bij|na",
    Bound.MINSTENS: r"minstens|ten minste|vanaf",
    Bound.HOOGSTENS: r"hoogstens|maximaal|maximum|ten hoogste|tot",
    Bound.MEER_DAN: r"meer dan|langer dan",
    Bound.PRECIES: r"na|tot|vanaf|duurt|binnen",
}
#: Words before a number that say something else than the fact does.
_WRONG = {
    Bound.VANAF: r"meer dan|hoogstens|maximaal",
    Bound.MINSTENS: r"meer dan|hoogstens|maximaal",
    Bound.HOOGSTENS: r"minstens|ten minste",
    Bound.MEER_DAN: r"(?!)",  # «hoogstens 14» is the other side of the same limit
    Bound.PRECIES: r"(?!)",
}


@dataclass(frozen=True)
class Rule:
    """A row of `rules.toml`."""

    name: str
    sees: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    unless_in: str
    needs: tuple[re.Pattern[str], ...]
    needs_in: str
    cause: str
    repair: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules about texts."""
    rows = tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))["rule"]
    return tuple(
        Rule(
            row["name"],
            tuple(re.compile(pattern) for pattern in row["sees"]),
            tuple(re.compile(pattern) for pattern in row.get("unless", ())),
            row.get("unless_in", "zin"),
            tuple(re.compile(pattern) for pattern in row.get("needs", ())),
            row.get("needs_in", "blok"),
            row["cause"],
            row["repair"],
        )
        for row in rows
    )


def statements(doctree: nodes.document, registry: Registry) -> Iterator[Statement]:
    """Give what is wrong with the text of a page; each fact that is written out once per page."""
    duplicates: dict[str, list[tuple[int, str]]] = {}
    for passage in passages(doctree):
        for written, line in passage.sentences():
            sentence = _without_titles(written, registry)
            yield from _by_rule(passage, sentence, line)
            yield from _letters(passage, sentence, line, registry)
            yield from _numbers(passage, sentence, line, registry, duplicates)
        yield from _uncertain(passage, registry)
        yield from _duty(passage, registry)
    for name, found in duplicates.items():
        yield _duplicate(registry.facts[name], found)


def _without_titles(sentence: str, registry: Registry) -> str:
    """Leave out the titles of sources: what they say is not ours to change."""
    for source in registry.sources.values():
        sentence = sentence.replace(source.title, "⟨titel⟩")
    return sentence


def _by_rule(passage: Passage, sentence: str, line: int) -> Iterator[Statement]:
    scopes = {"zin": sentence, "blok": passage.block, "deel": passage.section, "kop": passage.heads}
    for rule in rules():
        match = next((found for pattern in rule.sees if (found := pattern.search(sentence))), None)
        if match is None or any(pattern.search(scopes[rule.unless_in]) for pattern in rule.unless):
            continue
        where = f"{scopes[rule.needs_in]}\n{passage.heads}"
        if rule.needs and all(pattern.search(where) for pattern in rule.needs):
            continue
        yield line, rule.cause.format(match[0].strip()), rule.repair, rule.name, True


def _letters(passage: Passage, sentence: str, line: int, registry: Registry) -> Iterator[Statement]:
    """Find letters that are no code (any more)."""
    if not registry.codes or _PAST.search(sentence) or _PAST.search(passage.heads):
        return
    for match in _LETTERS.finditer(sentence):
        for letter in re.findall(r"\b[A-Z]\b", match[1] or match[2]):
            code = registry.codes.get(letter)
            if code and code.holds_in(registry.school_year):
                continue
            old = registry.old_codes.get(letter)
            repair = f"Gebruik wat nu geldt: {old.became}." if old else "Gebruik een code die bestaat."
            cause = f"«{match[0].strip()}» gebruikt een letter die geen code is: {letter}."
            yield line, cause, f"{repair} Gaat het over vroeger? Zeg dat dan.", "oude-code", True


def _numbers(
    passage: Passage,
    sentence: str,
    line: int,
    registry: Registry,
    duplicates: dict[str, list[tuple[int, str]]],
) -> Iterator[Statement]:
    """Find literal numbers that a fact holds."""
    for one, many, facts in _by_unit(registry):
        for match in _quantity(one, many).finditer(sentence):
            number = number_of(match["number"])
            if number is None:
                continue
            around = f"{sentence} {passage.block} {passage.heads}"
            about = [fact for fact in facts if _is_about(fact, around, first_only=True)]
            known = {_current(fact, registry) for fact in facts}
            before = sentence[: match.start()]
            for fact in about:
                current = _current(fact, registry)
                if current is None:
                    continue
                said, firmly = match[0], _is_about(fact, sentence)
                if number == current and (wrong := re.search(rf"(?i)\b({_WRONG[fact.bound]}) $", before)):
                    if firmly and not _PAST.search(sentence) and not _HEDGE.search(passage.block):
                        yield _contradiction(fact, f"{wrong[1]} {said}", registry, line)
                elif number == current:
                    duplicates.setdefault(fact.name, []).append((line, said))
                    if fact.confidence is Confidence.ONZEKER and not _HEDGE.search(passage.block):
                        yield _too_sure(fact, line)
                    break
                elif firmly and number not in known and _contradicts(fact, number, before, sentence):
                    yield _contradiction(fact, said, registry, line)
                    break


def _contradicts(fact: Fact, number: int, before: str, sentence: str) -> bool:
    """Tell whether another number is given for a fact: an old one, or one with the word of its bound."""
    if _PAST.search(sentence):
        return False
    if any(value.number == number for value in fact.values):
        return True
    groups = fact.context or ()
    return len(groups) > 1 and re.search(rf"(?i)\b(?:{_BOUNDS[fact.bound]}) $", before) is not None


def _by_unit(registry: Registry) -> Iterator[tuple[str, str, list[Fact]]]:
    units: dict[tuple[str, str], list[Fact]] = {}
    for fact in registry.facts.values():
        if fact.context is not None:
            units.setdefault((fact.unit_one, fact.unit_many), []).append(fact)
    for (one, many), facts in units.items():
        yield one, many, facts


@cache
def _quantity(one: str, many: str) -> re.Pattern[str]:
    """Match a number before a unit; an adjective may stand between («3 opeenvolgende kalenderdagen»)."""
    units = "|".join(re.escape(unit) for unit in sorted({one, many}, key=len, reverse=True))
    return re.compile(rf"(?i)(?<![\w-]){NUMBER} (?:opeenvolgende |volledige |hele )?(?:{units})\b")


def _is_about(fact: Fact, text: str, *, first_only: bool = False) -> bool:
    """Tell whether a text holds a word of each group of a fact's context, or of its first group."""
    words = text.lower()
    groups = (fact.context or ())[:1] if first_only else fact.context or ()
    return all(any(re.search(rf"(?<!\w){re.escape(word)}", words) for word in group) for group in groups)


def _current(fact: Fact, registry: Registry) -> int | None:
    value = fact.value_in(registry.school_year)
    return value.number if value else None


def _contradiction(fact: Fact, said: str, registry: Registry, line: int) -> Statement:
    cause = f"«{said}» spreekt het feit «{fact.name}» tegen: {fact.sentence(registry.school_year)}"
    repair = (
        f"Schrijf {{feit}}`{fact.name}`, met «{fact.bound}» ervoor."
        if fact.bound is not Bound.PRECIES
        else ""
    )
    return line, cause, repair or f"Schrijf {{feit}}`{fact.name}`.", "tegenspraak", True


def _too_sure(fact: Fact, line: int) -> Statement:
    cause = f"Het feit «{fact.name}» is onzeker, maar staat hier als zeker."
    repair = "Schrijf van wie het komt («volgens ...») of dat het nog na te kijken is."
    return line, cause, repair, "onzeker", True


def _uncertain(passage: Passage, registry: Registry) -> Iterator[Statement]:
    for name in dict.fromkeys(passage.facts):
        fact = registry.facts.get(name)
        if fact and fact.confidence is Confidence.ONZEKER and not _HEDGE.search(passage.block):
            yield _too_sure(fact, passage.line)


def _duty(passage: Passage, registry: Registry) -> Iterator[Statement]:
    """Find duties without a source in the same paragraph, item or row, or without one that can carry them."""
    if "bronnen" in registry.unreadable or not _DUTY.search(passage.text):
        return
    if passage.block.startswith("PLICHT\n\n"):
        return  # a row that begins with the label says what it means
    known = [registry.sources[key] for key in passage.cited if key in registry.sources]
    if not passage.cited:
        cause = "Bij deze plicht staat geen bron."
        repair = "Zet er {bron} bij, in dezelfde alinea of rij. Vind je geen bron, dan is het een AFSPRAAK."
        yield passage.line, cause, repair, "plicht-bron", True
    elif known and not any(source.legal for source in known):
        names = ", ".join(f"«{source.key}»" for source in known)
        cause = f"Deze plicht steunt alleen op {names}. Dat is geen officiële bron."
        repair = "Haal een omzendbrief of een officiële bron aan, of noem het AFSPRAAK of AANBEVOLEN."
        yield passage.line, cause, repair, "plicht-officieel", True


def _duplicate(fact: Fact, found: Sequence[tuple[int, str]]) -> Statement:
    lines = sorted({line for line, _ in found if line})
    others = f" Ook op regel {', '.join(map(str, lines[1:]))}." if len(lines) > 1 else ""
    cause = f"«{found[0][1]}» is een getal uit het feit «{fact.name}».{others}"
    role = f"{{feit}}`{fact.name}{_form(fact, found[0][1])}`"
    repair = f"Schrijf {role}, dan volgt de tekst als de regel verandert."
    return lines[0] if lines else 0, cause, repair, "letterlijk", False


def _form(fact: Fact, said: str) -> str:
    """Return the forms with which the role prints what was written."""
    number, _, unit = said.partition(" ")
    forms = []
    if re.fullmatch(r"\d+[a-z]+", number) or (not number.isdigit() and number.lower() == _ordinal_of(number)):
        forms.append("rang")
    elif unit.lower() not in (fact.unit_one.lower(), fact.unit_many.lower()):
        forms.append("getal")  # an adjective stands between
    if not number[0].isdigit():
        forms.append("woorden")
    return "".join(f", {form}" for form in forms)


def _ordinal_of(word: str) -> str:
    number = number_of(word)
    return ordinal_in_words(number) if number else ""
