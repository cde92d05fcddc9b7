"""The messages that the handbook explains are those that an editor gets to read."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tools.projects import PROJECT

from editorial.rules import check

EXT = PROJECT / "_ext"
PAGE = PROJECT / "docs" / "meldingen.md"
#: Pages with a table of their own, and the room that gives those messages; for charts: `test_chart_handbook`.
OTHER_PAGES = {"brieven": "letters", "edities": "editions", "nieuws": "news", "regels-bijhouden": "facts"}
#: Stands for a name or number, in the handbook and here.
ANY = "…"


class _Any(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ANY


def python_texts(path: Path) -> Iterator[str]:
    """Yield each text of a module, with what is filled in replaced."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else ANY for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def known_texts() -> tuple[str, ...]:
    rows = tomllib.loads((EXT / "editorial" / "messages.toml").read_text(encoding="utf-8"))["message"]
    texts = [row["cause"].format_map(_Any()) for row in rows]
    for folder in ("editorial", "typst_pdf", "house_style", "publication"):
        for path in sorted((EXT / folder).rglob("*.py")):
            texts.extend(python_texts(path))
    # The greatest nesting of blocks is a number in the handbook and a name in the code.
    return tuple(dict.fromkeys([*texts, *(text.replace(ANY, "20", 1) for text in texts)]))


def explained(text: str | None = None) -> list[str]:
    lines = (text or PAGE.read_text(encoding="utf-8")).splitlines()
    rows = [line.replace("\\|", "\0") for line in lines if line.startswith("| ")]
    first = [row.split(" | ")[0].removeprefix("| ").replace("`", "").replace("\0", "|") for row in rows]
    return [cell for cell in first if cell != "Melding"]


def own_tables() -> Iterator[tuple[str, str]]:
    """Yield each message that a page of its own explains, with the room it comes from."""
    for page, room in OTHER_PAGES.items():
        for table in (PROJECT / "docs" / f"{page}.md").read_text(encoding="utf-8").split("\n\n"):
            if table.startswith("| Melding |"):
                yield from ((message, room) for message in explained(table))


def test_there_are_messages() -> None:
    assert len(explained()) > 30


@pytest.mark.parametrize("message", explained())
def test_message_exists(message: str) -> None:
    assert any(message in text for text in known_texts())


@pytest.mark.parametrize(("message", "room"), list(own_tables()))
def test_message_of_a_room_exists(message: str, room: str) -> None:
    """What stands between «…», and an ending that differs each time, are left out of both."""
    shown = without_names(re.sub(r" \((?:of «.+?»|opmerking)\)", "", message.rstrip(".")))
    wanted = re.compile(".*".join(re.escape(part) for part in shown.split(ANY)))
    texts = [text for path in sorted((EXT / room).rglob("*.py")) for text in python_texts(path)]
    assert any(wanted.search(without_names(text)) for text in (*texts, *known_texts()))


def without_names(text: str) -> str:
    return re.sub(r"«[^»]*»", f"«{ANY}»", text)


def test_every_page_with_messages_is_looked_at() -> None:
    pages = [path for path in (PROJECT / "docs").glob("*.md") if path != PAGE]
    told = {path.stem for path in pages if "\n| Melding |" in path.read_text(encoding="utf-8")}
    assert told <= set(OTHER_PAGES)


#: Only who looks after the program can do something about these.
_NOT_FOR_EDITORS = frozenset(
    {"citaat-onbekend", "kopieren-mislukt", "nummering-uit", "onbekend-element", "uitbreiding-conf"}
)


def told() -> set[str]:
    """Return what an editor can read: the table of messages, and every case with its names filled in."""
    rows = tomllib.loads((EXT / "editorial" / "messages.toml").read_text(encoding="utf-8"))["message"]
    found = {row["cause"].format_map(_Any()) for row in rows if row["rule"] not in _NOT_FOR_EDITORS}
    for path in sorted((PROJECT / "tests" / "editorial" / "cases").glob("[0-9]*.md")):
        messages = re.split(r"^====\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[2].splitlines()
        found |= {re.sub(r"^regel \d+(?: \(opmerking\))?: ", "", line).split(" | ")[0] for line in messages}
    return found - {""}


@pytest.mark.parametrize("message", sorted(told()))
def test_message_is_explained(message: str) -> None:
    forms = [re.escape(row.rstrip(".")).replace(ANY, ".+") for row in explained()]
    assert [form for form in forms if re.match(form, message.replace("`", ""))]


def test_the_message_shown_in_full_is_real() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    found = [f for named, f in check("# Titel\n\n##Begroeten\n") if named.name == "titel-zonder-spatie"]
    assert len(found) == 1
    assert re.search(re.escape(f"{found[0].cause} 15 | ##Begroeten Tip: {found[0].repair}"), page)
