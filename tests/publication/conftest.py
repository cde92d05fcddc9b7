"""Fixtures: a project, and a publication that was built once."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from hostile_made import Made, make
from publication_projects import leerrecht, make_project


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="session")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("once") / "project")
    code, text = leerrecht(root, "bouw")
    assert code == 0, text
    return root


@pytest.fixture(scope="session")
def made(shared_folder: Path) -> Made:
    """Two whole publications, one with hostile texts in every field; made once for all workers."""
    folder = shared_folder / "vijandig"
    folder.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock"), pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        return make(folder)


@pytest.fixture
def built(once_built: Path, tmp_path: Path) -> Path:
    """Return a copy of a project that was built."""
    return Path(shutil.copytree(once_built, tmp_path / "project"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Make a project that was not built yet."""

    def make(changes: Mapping[str, str] | None = None, name: str = "project") -> Path:
        return make_project(tmp_path / name, changes)

    return make
