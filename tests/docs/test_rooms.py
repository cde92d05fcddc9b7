"""The rooms of the house: who imports whom, as `README.md` says."""

import ast
from pathlib import Path

import pytest

EXT = Path(__file__).parents[2] / "_ext"
ROOMS = frozenset(path.name for path in EXT.iterdir() if (path / "__init__.py").is_file())
#: What each room may import beside itself. `publication` is the top and may import all.
MAY_IMPORT = {
    "markup": set(),
    "facts": {"markup"},
    "escalation": {"markup", "facts"},
    "editions": {"markup", "facts"},  # as the registry reads files and prints tables
    "network": {"markup", "facts"},  # the same
    "publication": ROOMS,
}


def imported(room: str) -> set[str]:
    found: set[str] = set()
    for path in (EXT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return (found & ROOMS) - {room}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    assert imported(room) <= MAY_IMPORT.get(room, {"markup"})
