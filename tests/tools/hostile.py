"""Texts that try to be more than text: `tests/samples/hostile.json`, by the language they aim at."""

import json
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "samples" / "hostile.json"


@cache
def strings(kind: str | None = None) -> tuple[str, ...]:
    """Return the texts of one kind, a key of the file such as `html` or `url`; all of them without a kind."""
    kinds: dict[str, list[str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    chosen = kinds.values() if kind is None else [kinds[kind]]
    return tuple(dict.fromkeys(text for texts in chosen for text in texts))
