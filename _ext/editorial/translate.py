"""From a technical message to a Dutch one, with the tables `messages.toml` and `words.toml`."""

import difflib
import posixpath
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from editorial.diagnosis import Level

_HERE = Path(__file__).parent
_ESCAPE_CODES = re.compile(r"\x1b\[[0-9;]*m")
#: The kind of a message about a chart ends on the code under which the handbook explains it.
_CODED = re.compile(r"stappenplan\.(?:opmerking-)?(k\d+)")
#: Types of the loggers whose messages are written in Dutch already.
OWN_TYPES = frozenset(
    {
        "typst",
        "house_style",
        "editorial",
        "publication",
        "feiten",
        "stappenplan",
        "edities",
        "brieven",
        "nieuws",
        "netwerk",
    }
)


@dataclass(frozen=True)
class Pattern:
    """A row of `messages.toml`."""

    rule: str
    pattern: re.Pattern[str]
    cause: str
    repair: str
    level: Level
    suggest: str
    covered_by: frozenset[str]
    covered_on: str
    look_for: str


@dataclass(frozen=True)
class Vocabulary:
    """The names that exist, for `Bedoel je «...»?`."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Translation:
    """A message in Dutch, and which source checks say the same better."""

    rule: str
    level: Level
    cause: str
    repair: str
    covered_by: frozenset[str] = frozenset()
    covered_on: str = "line"
    look_for: str = ""


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the table of messages."""
    rows = _table()["message"]
    return tuple(
        Pattern(
            rule=row["rule"],
            pattern=re.compile(row["pattern"], re.DOTALL),
            cause=row["cause"],
            repair=row.get("repair", ""),
            level=Level(row.get("level", "fout")),
            suggest=row.get("suggest", ""),
            covered_by=frozenset(row.get("covered_by", ())),
            covered_on=row.get("covered_on", "line"),
            look_for=row.get("look_for", ""),
        )
        for row in rows
    )


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((_HERE / "messages.toml").read_text("utf-8"))


@cache
def _own_covered() -> dict[str, tuple[frozenset[str], str]]:
    return {row["kind"]: (frozenset(row["covered_by"]), row["covered_on"]) for row in _table()["own"]}


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """Return the Dutch words with the names they may stand for."""
    return tomllib.loads((_HERE / "words.toml").read_text("utf-8"))


def translate(message: str, kind: str, vocabulary: Vocabulary, page: str = "") -> Translation:
    """Turn a message into Dutch.

    Args:
        message: the text as Sphinx, MyST, docutils or one of our packages gave it.
        kind: type and subtype of its logger, such as `myst.xref_missing`.
        vocabulary: the names that exist.
        page: the file with the fault, relative to the project; a suggestion is written as seen from there.
    """
    message = _ESCAPE_CODES.sub("", message).strip()
    if kind.split(".")[0] in OWN_TYPES:
        return _own(message, kind)
    for pattern in patterns():
        match = pattern.pattern.search(message) or pattern.pattern.search(kind)
        if match:
            return _filled(pattern, match, vocabulary, page)
    return Translation(
        "onbekend", Level.FOUT, f"Technische melding: {message.splitlines()[0] if message else kind}", ""
    )


def _own(message: str, kind: str) -> Translation:
    """Split a Dutch message at `Tip:`; a subtype that starts with `opmerking` does not stop publishing."""
    cause, _, repair = message.partition("Tip:")
    subtype = kind.partition(".")[2]
    level = Level.OPMERKING if subtype.startswith("opmerking") else Level.FOUT
    name = subtype.removeprefix("opmerking").lstrip("-.") if kind.startswith("editorial.") else kind
    covered_by, covered_on = _own_covered().get(kind, (frozenset(), "line"))
    coded = _CODED.fullmatch(kind)
    cause = " ".join([*cause.split(), *([f"[{coded[1].upper()}]"] if coded else [])])
    return Translation(name, level, cause, " ".join(repair.split()), covered_by, covered_on)


def _filled(pattern: Pattern, match: re.Match[str], vocabulary: Vocabulary, page: str) -> Translation:
    groups = {name: (value or "").strip() for name, value in match.groupdict().items()}
    if "word" in groups:
        groups["word"] = groups["word"].strip("[]'\" ")
    if groups.get("to", "").isdigit():  # levels of titles
        groups["hekjes_goed"] = "#" * (int(groups["from"]) + 1)
        groups["hekjes_fout"] = "#" * int(groups["to"])
    nearest = _nearest(pattern.suggest, groups, vocabulary, page)
    repair = f"Bedoel je «{nearest}»?" if nearest else pattern.repair.format(**groups)
    if nearest and pattern.suggest == "term":  # a plural stays in the sentence
        repair += f" Past dat niet in je zin, schrijf dan {{term}}`{groups['word']} <{nearest}>`."
    return Translation(
        pattern.rule,
        pattern.level,
        pattern.cause.format(**groups),
        repair,
        pattern.covered_by,
        pattern.covered_on,
        groups.get(pattern.look_for, ""),
    )


def _nearest(kind: str, groups: Mapping[str, str], vocabulary: Vocabulary, page: str) -> str:
    """Return the name that was probably meant, as the page must write it; an empty text if there is none."""
    word = groups.get("word", "")
    folder = posixpath.dirname(page)
    if kind == "chapter":
        inside = [posixpath.relpath(name, folder or ".") for name in vocabulary.names.get("doc", ())]
        chapters = [name for name in inside if not name.startswith("..")]
        return suggestion(posixpath.relpath(word, folder or "."), kind, chapters)
    nearest = suggestion(word, kind, _candidates(kind, groups, vocabulary))
    if nearest and kind in {"doc", "picture"}:
        ending = ".md" if word.endswith(".md") else ""
        nearest = posixpath.relpath(nearest, folder or ".") + ending
    # To be sent to what one typed helps nobody.
    return nearest if nearest != word else ""


def _candidates(kind: str, groups: Mapping[str, str], vocabulary: Vocabulary) -> Sequence[str]:
    if kind == "option":
        return sorted(re.findall(r"'([^']+)'", groups.get("allowed", "")))
    return vocabulary.names.get(kind, ())


def suggestion(word: str, kind: str, candidates: Sequence[str]) -> str:
    """Return the existing name that was probably meant, or an empty text.

    A Dutch word goes to the name it stands for; else the name that looks most like it.
    """
    if not word or not kind:
        return ""
    existing = set(candidates)
    for name in words().get(kind, {}).get(word.lower(), ()):
        if name in existing:
            return name
    if kind in {"doc", "picture"}:
        return _by_file_name(word, candidates)
    close = difflib.get_close_matches(word, candidates, 1, 0.75)
    if close:
        return close[0]
    near_dutch = difflib.get_close_matches(word.lower(), words().get(kind, {}), 1, 0.8)
    return suggestion(near_dutch[0], kind, candidates) if near_dutch and near_dutch[0] != word.lower() else ""


def _by_file_name(word: str, candidates: Sequence[str]) -> str:
    """Return the page or picture whose file name is most like the one that was meant, whatever its folder."""
    name = word.removesuffix(".md").rsplit("/", 1)[-1]
    tails = {candidate.rsplit("/", 1)[-1]: candidate for candidate in reversed(candidates)}
    tails.pop("index", None)  # every publication has one
    close = difflib.get_close_matches(name, tails, 1, 0.75)
    return tails[close[0]] if close else ""
