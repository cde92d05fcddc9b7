"""Fixtures for the tests of editions."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

# The tiny projects of the publication serve here too.
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "publication")]

from edition_projects import EPOCH, edition_project  # noqa: E402 - its folder was just added


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Make a project with editions; the same texts give the same project."""
    for name, value in EPOCH.items():
        monkeypatch.setenv(name, value)

    def make(changes: Mapping[str, str] | None = None, name: str = "project") -> Path:
        return edition_project(tmp_path / name, changes)

    return make
