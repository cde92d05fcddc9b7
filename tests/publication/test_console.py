"""The lines of the command, whoever reads them."""

import subprocess
import sys
from pathlib import Path

from publication_projects import make_project


def test_reader_that_stops_reading(tmp_path: Path) -> None:
    """A closed pipe gives no trace, and the publication is made all the same."""
    root = make_project(tmp_path / "project")
    with subprocess.Popen(
        [sys.executable, "-m", "publication", "bouw"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 0
    assert errors == b""
    assert (root / "_build" / "publicatie" / "manifest.json").is_file()
