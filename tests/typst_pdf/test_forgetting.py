"""Typst keeps the layout of every file that it compiled; `forget` lets that go."""

import subprocess
import sys

import pytest
from tools.projects import PROJECT

#: Compiles four files that have nothing in common, and prints how much memory that took, in MiB.
_SCRIPT = """
import psutil, sys, typst
from typst_pdf.compiling import forget

fonts = typst.Fonts(include_system_fonts=False)
typst.compile(b"", font_paths=fonts)
memory = psutil.Process().memory_info
before = memory().rss
for number in range(4):
    words = "\\n\\n".join(f"{number} {line} woorden die niet terugkomen" * 9 for line in range(900))
    typst.compile(words.encode(), font_paths=fonts)
    if sys.argv[1] == "forget":
        forget(fonts)
print((memory().rss - before) / 2**20)
"""


def _grown(way: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, way], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives memory back when it likes")
def test_memory_does_not_grow_with_every_publication() -> None:
    assert _grown("forget") < 0.6 * _grown("keep")
