"""What has a form of its own takes no other text: each hostile text gets one Dutch message on its own line.

Data files are read as a build does, with one entry a line, each with another text where a day, a year, a
number, a word from a list or a name belongs.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import hostile_project
import pytest
from hostile_made import HARMLESS, singles

from editions.reading import read_edition
from facts.loader import FILES, load
from facts.model import Problem, Registry
from facts.school_year import SchoolYear
from network.reading import read_network

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
    Form("betrokkenen.yaml", "betrokkenen", ("website",)),
    *(Form(f"{top}.yaml", top, ()) for top in ("bronnen", "feiten", "betrokkenen", "na-te-kijken")),
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
    texts = [text for text in mine if not fits(text)]
    assert len(texts) > len(mine) * 0.9
    rest = {key: value for key, value in whole.items() if key != form.top}
    lines = [f"{json.dumps(form.top)}:"]
    for number, text in enumerate(texts):
        name = json.dumps(f"n{number}" if form.keys else text, ensure_ascii=False)
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
