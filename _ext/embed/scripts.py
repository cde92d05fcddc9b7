"""Our two scripts as they are sent: without comments and idle space, for a page in a frame must be light."""

import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r" ?([{}(),;=<>?:&|+]+) ?")


def write_script(source: Path, target: Path) -> None:
    """Write a script. Our scripts hold no text in which a space beside a mark matters."""
    text = _COMMENT.sub("", source.read_text("utf-8"))
    lines = (_MARK.sub(r"\1", line.strip()) for line in text.splitlines())
    target.write_text("\n".join(filter(None, lines)) + "\n", encoding="utf-8", newline="\n")
