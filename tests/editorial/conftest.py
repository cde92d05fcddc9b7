"""Fixtures: make a tiny project, and read it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from editorial_projects import make_project, short

from publication.build import BuildOptions
from publication.control import inspect


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Make a project: `project({"a.md": "# A"})`."""
    return lambda pages=None: make_project(tmp_path / "project", pages or {})


@pytest.fixture
def messages() -> Callable[..., list[str]]:
    """Read a project and return `path: message` for each message."""

    def run(root: Path, *, workers: int = 1) -> list[str]:
        diagnoses, _ = inspect(BuildOptions(root, workers=workers))
        return [f"{d.path}: {short(d)}" for d in diagnoses]

    return run
