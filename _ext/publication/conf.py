"""Settings read from `conf.py` without running it, for what must be known before Sphinx starts.

`conf.py` holds no logic, so that it need not be run to be read.
"""

import ast
from contextlib import suppress
from pathlib import Path


def text_in_conf(root: Path, name: str) -> str:
    """Return a setting that stands in `conf.py` as a plain text; empty otherwise."""
    value = literal_in_conf(root, name)
    return value if isinstance(value, str) else ""


def literal_in_conf(root: Path, name: str) -> object:
    """Return a setting that stands in `conf.py` as text, list or the like; None otherwise."""
    try:
        tree = ast.parse((root / "conf.py").read_text("utf-8"))
    except (OSError, SyntaxError, ValueError):
        return None
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            if name in names:
                with suppress(ValueError):
                    return ast.literal_eval(statement.value)
    return None
