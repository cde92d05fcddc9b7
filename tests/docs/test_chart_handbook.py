"""The handbook explains every message about a chart, and every directive and option for one."""

import ast
import re
from itertools import groupby

from tools.projects import PROJECT

from escalation.checks.catalogue import Message, forms, messages
from escalation.checks.options import CHART, STEP, THRESHOLD
from escalation.model import Kind, Outcome, Strength, View

PAGE = PROJECT / "docs" / "stappenplan-meldingen.md"
MANUAL = PROJECT / "docs" / "stappenplannen.md"
_KINDS = {"Soort": "De stap", "soort": "de stap", "kind": "stap", "Bedoel": ""}


def shown(template: str) -> str:
    """Return a template of the catalogue as the handbook prints it: «…» for what is filled in."""
    text = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", lambda found: _KINDS.get(found[1], "…"), template)
    text = re.sub(r"\{\{\{kind\}\}\}", "{stap}", text).replace("{{", "{").replace("}}", "}")
    return re.sub(r"«([^«»]*[:\[{][^«»]*)»", r"`\1`", text).replace("|", "\\|").strip()


def row_of(message: Message) -> str:
    """Return the line of the table for a message; a remark, which does not stop publication, says so."""
    cause = shown(message.cause) + ("" if message.fatal else " (opmerking)")
    return f"| {message.code} | {cause} | {shown(message.when)} | {shown(message.repair)} |"


EXPECTED = [row_of(form) for message in messages() for form in forms(message.code)]


def rows() -> list[str]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if re.match(r"\| K\d", line)]


def texts_of_the_aid() -> list[str]:
    """Return the texts of the aid's checks, which have no catalogue, with «…» for what is filled in."""
    path = PROJECT / "_ext" / "escalation" / "aid" / "registry.py"
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
            found.append("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found


def test_every_message_is_explained_and_no_other() -> None:
    assert [row for row in rows() if not row.startswith("| K9")] == EXPECTED


def test_every_message_of_the_aid_is_explained() -> None:
    texts = texts_of_the_aid()
    explained = {row.split(" | ")[0].strip("| "): row.split(" | ")[1] for row in rows() if row[2:4] == "K9"}
    assert set(explained) == {text for text in texts if re.fullmatch(r"K\d+", text)}
    assert [cause for cause in explained.values() if cause not in texts] == []


def test_groups_of_messages_stand_under_their_own_title() -> None:
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")
    groups = [sorted({code[:2] for code in re.findall(r"^\| (K\d+)", part, re.MULTILINE)}) for part in parts]
    expected = [key for key, _ in groupby(EXPECTED, lambda row: row[2:4])]
    assert [group for group in groups if group] == [[key] for key in (*expected, "K9")]


OPTIONS = {"stappenplan": CHART, "drempel": THRESHOLD, **{kind.value: STEP[kind] for kind in Kind}}


def described_options() -> dict[str, set[str]]:
    """Return from the table of the handbook which directives each option is for."""
    table = MANUAL.read_text(encoding="utf-8").split("## Alle instellingen\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", table, re.MULTILINE)
    return {name: {part.strip() for part in where.split(",")} for name, where in found}


def test_every_option_is_described() -> None:
    assert set(described_options()) == {name for names in OPTIONS.values() for name in names}


def test_options_are_described_where_they_exist() -> None:
    wrong = [
        (name, directive)
        for name, directives in described_options().items()
        for directive in directives
        if name not in OPTIONS[directive]
    ]
    assert wrong == []


def test_every_choice_of_an_option_is_named() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    choices = [choice.value for kind in (Outcome, Strength, View) for choice in kind]
    assert [choice for choice in choices if f"`{choice}`" not in text] == []


def test_every_directive_stands_in_an_example() -> None:
    examples = "\n".join(
        re.findall(r"```markdown\n(.*?)\n```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    )
    assert set(re.findall(r":::\{([\w-]+)\}", examples)) == {*OPTIONS, "beslishulp"}
