"""What has a form of its own takes no other text: each hostile text gets one Dutch message on its own line.

Data files are read as a build does, with one entry a line, each with another text where a day, a year, a
number, a word from a list or a name belongs. Pages hold a block or a word in braces for each text, in the
same way.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import hostile_project
import pytest
from hostile_made import HARMLESS, singles

from editions.reading import read_edition
from facts.loader import FILES, load
from facts.model import Problem, Registry
from facts.school_year import SchoolYear
from network.reading import read_network
from publication.build import BuildOptions
from publication.control import inspect

#: A form meets one of so many shares of the texts.
SHARES = 4
REGISTER = "guidelines/regelgeving"
SOURCES = hostile_project.project(HARMLESS)


def registry(folder: Path) -> Sequence[Problem]:
    return load(folder / REGISTER, school_year=SchoolYear(2026), built_on=date(2026, 11, 25))[1]


def network(folder: Path) -> Sequence[Problem]:
    known = Registry(SchoolYear(2026), date(2026, 11, 25), unreadable=frozenset(FILES))
    return read_network(folder, "netwerk.yaml", known)[1]


@dataclass(frozen=True)
class Form:
    """A key of a data file that takes no free text.

    Attributes:
        file: path of the file.
        top: the key at its top under which the entries stand.
        keys: where the value stands in an entry; empty for the name of the entry itself.
        read: reads the file and gives what is wrong.
    """

    file: str
    top: str
    keys: tuple[str | int, ...]
    read: Callable[[Path], Sequence[Problem]] = registry

    @property
    def name(self) -> str:
        return f"{self.top}: {'.'.join(map(str, self.keys)) or 'naam'}"


FORMS = [
    *(Form("bronnen.yaml", "bronnen", (key,)) for key in ("adres", "soort", "geraadpleegd", "tot-en-met")),
    *(Form("feiten.yaml", "feiten", (key,)) for key in ("grens", "zekerheid", "nagekeken")),
    *(Form("feiten.yaml", "feiten", ("waarden", 0, key)) for key in ("getal", "vanaf", "tot-en-met")),
    *(Form("codes.yaml", "codes", (key,)) for key in ("problematisch", "vanaf", "tot-en-met", "zekerheid")),
    Form("betrokkenen.yaml", "betrokkenen", ("website",)),
    *(Form(f"{top}.yaml", top, ()) for top in ("bronnen", "feiten", "codes", "betrokkenen", "na-te-kijken")),
    *(Form("netwerk.yaml", top, ("volgens",), network) for top in ("overleg", "regio's", "aanbod")),
]


#: Texts that may stand there after all.
FITS: dict[str | int, Callable[[str], bool]] = {
    "naam": lambda text: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None,
    "adres": lambda text: re.fullmatch(r"https?://[^\s<>\"'`{}\\]+", text) is not None,
}
FITS |= {"website": FITS["adres"]}


def changed(entry: Mapping[str, Any], keys: Sequence[str | int], text: str) -> str:
    """Return an entry as JSON, which is YAML too, with a text at one of its places."""
    copy = json.loads(json.dumps(entry))
    part = copy
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = text
    if keys == ("volgens",):
        del copy["bron"]
    return json.dumps(copy, ensure_ascii=False)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_each_text_gets_one_message_on_its_line(tmp_path: Path, form: Form) -> None:
    for file, text in SOURCES.items():
        if file.endswith(".yaml"):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
    path = tmp_path / (form.file if form.read is network else f"{REGISTER}/{form.file}")
    whole = json.loads(path.read_text("utf-8"))
    entries = whole[form.top]
    first = entries[0] if isinstance(entries, list) else next(iter(entries.values()))
    fits = FITS.get(form.keys[-1] if form.keys else "naam", lambda _text: False)
    # The forms meet all texts among them; to read that many entries for each would take too long.
    mine = singles()[FORMS.index(form) % SHARES :: SHARES]
    if form.top == "codes" and form.keys:
        mine = mine[: len(ascii_uppercase)]  # a code is one letter
    texts = [text for text in mine if not fits(text)]
    assert len(texts) > len(mine) * 0.9
    rest = {key: value for key, value in whole.items() if key != form.top}
    lines = [f"{json.dumps(form.top)}:"]
    for number, text in enumerate(texts):
        letter = form.top == "codes" and form.keys
        named = ascii_uppercase[number] if letter else f"n{number}" if form.keys else text
        name = json.dumps(named, ensure_ascii=False)
        value = changed(first, form.keys, text) if form.keys else json.dumps(first, ensure_ascii=False)
        lines.append(f"  - {value}" if isinstance(entries, list) else f"  ? {name}\n  : {value}")
    step = 1 if isinstance(entries, list) else 2
    lines += [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in rest.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = form.read(tmp_path)
    assert all(problem.fatal and problem.origin.path.endswith(form.file) for problem in found)
    said = Counter(problem.origin.line for problem in found)
    # The name of an entry stands on the line before its value.
    assert said == Counter(2 + step * number + (step - 1) * bool(form.keys) for number in range(len(texts)))


def edition_with(text: str, line: str) -> str:
    return f"naam: CLB\nstreek: Zuid\n{line.replace('{}', json.dumps(text, ensure_ascii=False))}\n"


#: Lines of an edition in which something else than a text belongs.
EDITION = {
    "voorbeeld": "voorbeeld: {}",
    "logo": "logo: {}",
    "mail": "contact:\n  mail: {}",
    "website": "contact:\n  website: {}",
    "wijze": "teksten:\n  blok:\n    wijze: {}\n    tekst: |\n      Tekst",
    "sleutel": "{}: x",
    "sleutel van contact": "contact:\n  {}: x",
}


@pytest.mark.parametrize("key", EDITION)
def test_each_text_gets_one_message_in_an_edition(tmp_path: Path, key: str) -> None:
    file = tmp_path / "edities" / "e.yaml"
    file.parent.mkdir()
    line = EDITION[key]
    expected = 3 + line[: line.index("{}")].count("\n")
    more = [*(f"{text}.png" for text in singles()), "x" * 5000 + ".png"] if key == "logo" else []
    for text in [*singles(), *more]:
        if key in FITS and FITS[key](text):
            continue
        file.write_text(edition_with(text, line), encoding="utf-8")
        _, problems = read_edition(tmp_path, file)
        assert [problem.origin.line for problem in problems] == [expected], (text, problems)


def role(name: str) -> Callable[[str], str]:
    """Return how an editor writes a text as the word of a role, whatever backticks it holds."""

    def written(text: str) -> str:
        fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
        space = " " if "`" in (text[0], text[-1]) else ""
        return f"Woord {{{name}}}{fence}{space}{text}{space}{fence}."

    return written


def block(head: str, *lines: str) -> Callable[[str], str]:
    """Return how an editor writes a block with a text in its first line or in an option."""
    return lambda text: "\n".join(line.replace("<>", text) for line in (f"::::::{{{head}", *lines, "::::::"))


NEWS = {"datum": "2026-11-25", "gewijzigd": "2026-11-25", "schooljaar": "2026-2027"}

#: What an editor types on a page, with a text where a name, a number, a word from a list or nothing belongs.
TYPED = {
    **{f"rol {name}": role(name) for name in ("bron", "code", "feit", "invulveld", "stap")},
    **{
        name: block(f"{name}}} <>")
        for name in (
            *("aankondiging", "beslishulp", "bronnenlijst", "brievenlijst", "codetabel", "drempel"),
            *("feitentabel", "insluitcodes", "laatste-nieuws", "na-te-kijken", "netwerktabel", "publicatie"),
            *("schrijflijnen", "wat-verandert", "webserver"),
        )
    },
    **{
        f"nieuws: {key}": block(
            "nieuws} Titel <>",
            ":voor: scholen",
            *(f":{name}: {'<>' if name == key else value}" for name, value in NEWS.items()),
            "",
            "Tekst.",
        )
        for key in NEWS
    },
}


def test_each_text_gets_a_message_where_it_is_typed(tmp_path: Path) -> None:
    files = dict(SOURCES)
    expected: dict[tuple[str, int], str] = {}
    for number, (name, write) in enumerate(TYPED.items()):
        lines = ["# Titel", ""]
        for text in singles()[number % SHARES :: SHARES]:
            entry = [*write(text).split("\n"), ""]
            expected |= dict.fromkeys(
                ((f"vormen/v{number}.md", len(lines) + 1 + offset) for offset in range(len(entry))),
                f"{name}: {text}",
            )
            lines += entry
        files[f"vormen/v{number}.md"] = "\n".join(lines)
    pages = "\n".join(f"v{number}" for number in range(len(TYPED)))
    files["vormen/index.md"] = f"# Vormen\n\n```{{toctree}}\n{pages}\n```\n"
    files["index.md"] += "\n```{toctree}\nvormen/index\n```\n"
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8", newline="\n")
    found, _ = inspect(BuildOptions(tmp_path, workers=1))
    assert [one.as_text() for one in found if (one.path, one.line) not in expected] == []
    assert [one.as_text() for one in found if one.rule == "onbekend"] == []
    silent = set(expected.values()) - {expected[one.path, one.line] for one in found}
    assert sorted(silent) == []
