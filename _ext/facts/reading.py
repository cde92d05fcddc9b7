"""YAML as lines and texts: what an editor wrote, with the line of every entry, and nothing executed.

Values stay text until the loader asks for a type, so that `no`, `2026-11-23` or `012` never change meaning on
the way (YAML 1.1 has surprises there: https://yaml.org/type/).
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from facts.model import Citation, Origin, Problem
from facts.school_year import SchoolYear
from markup.numbers import whole_number

#: Larger data files are refused: the real ones have a few tens of kilobytes.
MOST_BYTES = 1_000_000
_DEEPEST = 12
_LARGEST = 999_999
# Controls and lone surrogates, which no page can hold, and what turns the direction of the text around it, so
# that «5» could stand elsewhere than it was written (Unicode 17, annex 9, 2.1 to 2.3).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_DUTCH_PROBLEMS = (
    ("found character '\\t'", "Er staat een tab vooraan. YAML kent alleen spaties."),
    (
        "mapping values are not allowed",
        "Er staat een dubbelepunt in de tekst. Zet de tekst tussen aanhalingstekens.",
    ),
    ("could not find expected ':'", "Na een sleutel ontbreekt een dubbelepunt."),
    ("expected <block end>", "De inspringing klopt niet."),
    ("unexpected end of stream", "Een aanhalingsteken of haakje is niet gesloten."),
    ("special characters are not allowed", "Er staat een onzichtbaar teken in het bestand."),
)

E = TypeVar("E", bound=StrEnum)


class RefusedError(Exception):
    """A file that cannot be read as data; its message is Dutch.

    Attributes:
        line: from 1; 0 if the file as a whole is meant.
    """

    def __init__(self, cause: str, line: int = 0) -> None:
        super().__init__(cause)
        self.line = line


@dataclass(frozen=True)
class Item:
    """A text, a list or entries, and the line on which it begins."""

    value: "str | list[Item] | Entries"
    line: int


@dataclass
class Entries:
    """The keys of one mapping. Asking for a key marks it as known; what was never asked for is a mistake.

    Problems are kept in `problems`, which all entries of one file share.
    """

    path: str
    line: int
    items: dict[str, Item]
    key_lines: dict[str, int]
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def origin(self, key: str = "") -> Origin:
        """Return the place of a key, or of the entries as a whole."""
        return Origin(self.path, self.key_lines.get(key, self.line))

    def report(self, cause: str, repair: str, *, key: str = "", rule: str = "vorm") -> None:
        """Keep a *fout*."""
        self.problems.append(Problem(self.origin(key), cause, repair, rule))

    def has(self, key: str) -> bool:
        """Tell whether a key was written."""
        self.asked.add(key)
        return key in self.items

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a text on one line; empty if it is missing."""
        item = self._item(key, required)
        if item is None:
            return ""
        if not isinstance(item.value, str):
            self.report(f"Bij «{key}» hoort één tekst.", "Schrijf de tekst achter de dubbelepunt.", key=key)
            return ""
        text = " ".join(item.value.split())
        if required and not text:
            self.report(f"«{key}» is leeg.", f"Vul «{key}» in.", key=key)
        return text

    def raw(self, key: str) -> str:
        """Return a text with its line ends; empty if it is missing."""
        item = self._item(key, required=False)
        return item.value if item and isinstance(item.value, str) else ""

    def section(self, key: str) -> "Entries | None":
        """Return the entries below a key; None if it is missing or is something else (which is reported)."""
        item = self._item(key, required=False)
        if item is None:
            return None
        if isinstance(item.value, Entries):
            return item.value
        self.report(
            f"Onder «{key}» staat niets bruikbaars.", "Zet er namen met een dubbelepunt onder.", key=key
        )
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        item = self._item(key, required=False)
        if item is None:
            return ()
        if isinstance(item.value, str):
            return (item.value.strip(),) if item.value.strip() else ()
        if isinstance(item.value, list):
            return tuple(str(one.value).strip() for one in item.value if isinstance(one.value, str))
        self.report(
            f"Bij «{key}» hoort een lijst.", "Zet elk deel op een eigen regel na een streepje.", key=key
        )
        return ()

    def address(self, key: str, *, required: bool = True) -> str:
        """Return a web address; empty if it is missing or is none (which is reported)."""
        url = self.text(key, required=required)
        if url and not re.fullmatch(r"https?://[^\s<>\"'`{}\\]+", url):
            repair = "Begin met https:// en zet er geen spaties in."
            self.report(f"«{url}» is geen webadres.", repair, key=key)
            return ""
        return url

    def groups(self, key: str) -> tuple[tuple[str, ...], ...] | None:
        """Return a list of lists of words, lower case; None if the key is missing. A word may hold `/`."""
        if not self.has(key):
            return None
        return tuple(
            tuple(word.strip().lower() for word in text.split("/") if word.strip())
            for text in self.texts(key)
        )

    def number(self, key: str) -> int | None:
        """Return a whole number from 0, or None for the word `onbekend`."""
        text = self.text(key)
        if text == "onbekend" or not text:
            return None
        number = whole_number(text, _LARGEST, least=0)
        if number is None:
            self.report(f"«{text}» is geen geheel getal.", "Schrijf cijfers, of het woord onbekend.", key=key)
        return number

    def year(self, key: str) -> SchoolYear | None:
        """Return a school year; None if it is missing."""
        text = self.text(key, required=False)
        if not text:
            return None
        try:
            return SchoolYear.parse(text)
        except ValueError:
            repair = "Schrijf twee jaren na elkaar, zoals 2026-2027."
            self.report(f"«{text}» is geen schooljaar.", repair, key=key, rule="schooljaar")
            return None

    def day(self, key: str) -> date:
        """Return a day; the first of all days if it is missing or wrong (which is reported)."""
        text = self.text(key)
        try:
            return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else _raise()
        except ValueError:
            if text:
                self.report(f"«{text}» is geen datum.", "Schrijf jaar-maand-dag, zoals 2026-11-23.", key=key)
            return date.min

    def choice(self, key: str, kinds: type[E], default: E | None = None) -> E:
        """Return one of the words of an enumeration; the default or the last word if it is wrong."""
        words = [str(kind) for kind in kinds]
        if default is not None and not self.has(key):
            return default
        text = self.text(key)
        if text in words:
            return kinds(text)
        if text:
            self.report(f"«{text}» past niet bij «{key}».", meant(text, words), key=key)
        return default if default is not None else list(kinds)[-1]

    def yes(self, key: str) -> bool:
        """Return whether a text says `ja`; a missing text says no, any other than `nee` is reported."""
        text = self.text(key, required=False)
        if text not in ("", "ja", "nee"):
            self.report(f"Bij «{key}» hoort ja of nee, niet «{text}».", "Schrijf ja of nee.", key=key)
        return text == "ja"

    def citations(self, key: str, *, required: bool = True) -> tuple[Citation, ...]:
        """Return sources, each as a key with perhaps a point after a comma; `;` stands between sources."""
        return tuple(
            citation_of(part) for part in self.text(key, required=required).split(";") if part.strip()
        )

    def mappings(self, key: str) -> "Iterator[Entries]":
        """Give the entries of a list of mappings."""
        item = self._item(key, required=True)
        if item is None:
            return
        if not isinstance(item.value, list):
            self.report(f"Bij «{key}» hoort een lijst.", "Begin elk deel met een streepje.", key=key)
            return
        for one in item.value:
            if isinstance(one.value, Entries):
                yield one.value
                one.value.finish()
            else:
                self.report("Hier horen sleutels met een dubbelepunt.", "Kijk naar een ander deel.", key=key)

    def named(self, key: str) -> "Iterator[tuple[str, Entries]]":
        """Give the name and the entries of each mapping below a key."""
        item = self._item(key, required=True)
        if item is None:
            return
        if not isinstance(item.value, Entries):
            self.report(
                f"Onder «{key}» staat niets bruikbaars.", "Zet er namen met een dubbelepunt onder.", key=key
            )
            return
        below = item.value
        for name, one in below.items.items():
            if isinstance(one.value, Entries):
                yield name, one.value
                one.value.finish()
            else:
                below.report(f"«{name}» is leeg.", f"Zet onder «{name}» de gegevens, ingesprongen.", key=name)

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.items:
            if key not in self.asked:
                repair = meant(key, sorted(self.asked - set(self.items)) or sorted(self.asked))
                self.report(f"De sleutel «{key}» bestaat hier niet.", repair, key=key, rule="sleutel")

    def _item(self, key: str, required: bool) -> Item | None:
        self.asked.add(key)
        if key not in self.items and required:
            self.report(f"«{key}» ontbreekt.", f"Voeg een regel «{key}:» toe.", rule="ontbreekt")
        return self.items.get(key)


def _raise() -> date:
    raise ValueError


def citation_of(text: str) -> Citation:
    """Read `agodi-procedure, punt 3`."""
    key, _, point = text.partition(",")
    return Citation(key.strip(), " ".join(point.split()))


def meant(word: str, names: Sequence[str]) -> str:
    """Return a Dutch repair: the name that looks most like the word, or the names there are."""
    close = difflib.get_close_matches(word, names, 1, 0.6)
    if close:
        return f"Bedoel je «{close[0]}»?"
    return f"Kies uit: {', '.join(names)}." if names and len(names) <= 12 else "Kijk na hoe het heet."


class _Loader(yaml.SafeLoader):  # type: ignore[misc] # PyYAML has no types
    """Composes nodes only; refuses what a data file of ours never needs and an attacker would use."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RefusedError("Ankers en verwijzingen (& en *) zijn hier niet toegelaten.", line)
        if getattr(event, "tag", None):
            raise RefusedError("Een eigen soort (met !) is hier niet toegelaten.", line)
        self.depth += 1
        if self.depth > _DEEPEST:
            raise RefusedError("De gegevens zijn te diep genest.", line)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_entries(file: Path, path: str) -> Entries:
    """Read a data file; what its form lacks is collected in `problems` of the result.

    Args:
        file: where it is.
        path: how messages name it.

    Raises:
        RefusedError: if it is not there or is no data, with a Dutch message.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise RefusedError("Het bestand kan niet gelezen worden.") from error
    if len(content) > MOST_BYTES:
        raise RefusedError("Het bestand is te groot.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("Het bestand is geen UTF-8.") from error
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise RefusedError(*_dutch(error)) from error
    if not isinstance(node, yaml.MappingNode):
        raise RefusedError("Het bestand bevat geen sleutels.", 1)
    return _entries(node, path, [])


def _dutch(error: yaml.YAMLError) -> tuple[str, int]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(error)
    cause = next(
        (dutch for english, dutch in _DUTCH_PROBLEMS if english in said), "Dit is geen geldige YAML."
    )
    return cause, mark.line + 1 if mark else 0


def _entries(node: yaml.MappingNode, path: str, problems: list[Problem]) -> Entries:
    items: dict[str, Item] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise RefusedError("Een sleutel moet één woord zijn.", line)
        if key.value in items:
            raise RefusedError(f"«{key.value}» staat er twee keer.", line)
        lines[key.value] = line
        items[key.value] = _item(value, path, problems, line)
    return Entries(path, node.start_mark.line + 1, items, lines, problems)


def _item(node: yaml.Node, path: str, problems: list[Problem], line: int) -> Item:
    if isinstance(node, yaml.MappingNode):
        entries = _entries(node, path, problems)
        entries.line = line
        return Item(entries, line)
    if isinstance(node, yaml.SequenceNode):
        parts: Iterable[yaml.Node] = node.value
        return Item([_item(part, path, problems, part.start_mark.line + 1) for part in parts], line)
    return Item(_visible(str(node.value), Origin(path, node.start_mark.line + 1), problems), line)


def _visible(text: str, origin: Origin, problems: list[Problem]) -> str:
    """Return a text without what nobody sees; that is reported, for it is never meant."""
    found = _INVISIBLE.search(text)
    if found:
        cause = f"In de tekst staat een onzichtbaar teken (U+{ord(found[0]):04X})."
        problems.append(Problem(origin, cause, "Typ de tekst opnieuw, zonder te plakken.", "teken"))
    return _INVISIBLE.sub("", text)
