"""Texts that try to be more than text: `tests/samples/hostile.json`, by the language they aim at."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_FILE = Path(__file__).parent.parent / "samples" / "hostile.json"


@cache
def strings(kind: str | None = None) -> tuple[str, ...]:
    """Return the texts of one kind, a key of the file such as `html` or `url`; all of them without a kind."""
    kinds: dict[str, list[str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    chosen = kinds.values() if kind is None else [kinds[kind]]
    return tuple(dict.fromkeys(text for texts in chosen for text in texts))


def literally(text: str) -> str:
    """Write a text so that Markdown reads it as itself."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def one_line(texts: Iterable[str]) -> list[str]:
    """Leave out what no line of an editor can hold: controls, and texts of white space alone."""
    clean = [" ".join("".join(c for c in text if c.isprintable() or c == " ").split()) for text in texts]
    return [text for text in dict.fromkeys(clean) if text]
