"""The same sources give the same bytes, wherever and however they are built."""

from collections.abc import Callable
from pathlib import Path

import pytest
from publication_projects import leerrecht_process, make_project, published, tree

SURROUNDINGS = {
    "two workers": (["--werkers", "2"], {}),
    "elsewhere": ([], {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}),
    "elsewhere again": (
        ["--werkers", "2"],
        {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "1"},
    ),
}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project built in a process of its own: Sphinx keeps words of earlier tests for a whole process."""
    root = make_project(tmp_path_factory.mktemp("reference") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        done = leerrecht_process(root, "bouw")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_same_bytes(reference: Path, project: Callable[..., Path], name: str) -> None:
    arguments, surroundings = SURROUNDINGS[name]
    root = project(name=f"een andere map ({name})/é")
    done = leerrecht_process(root, "bouw", *arguments, env=surroundings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(published(root)) == tree(published(reference))


def test_same_messages(project: Callable[..., Path]) -> None:
    changes = {
        "woorden.md": "# Woorden\n\n{ref}`weg`, {niets}`x` en ![](weg.png)\n\n:::{tip}\n",
        "gids/index.md": "# Gids\n\n[x](weg.md)\n\n| a |\n| - |\n| 1 | 2 |\n",
    }
    texts = set()
    for number, (arguments, surroundings) in enumerate(SURROUNDINGS.values()):
        root = project(changes, name=f"map{number}")
        done = leerrecht_process(root, "controle", "--technisch", *arguments, env=surroundings)
        assert done.returncode == 1
        assert done.stderr == ""
        texts.add(done.stdout)
    assert len(texts) == 1
    assert "8 fouten, geen opmerkingen in 3 bestanden." in texts.pop()


def test_no_path_of_this_machine_in_the_output(once_built: Path) -> None:
    folder = str(once_built).encode()
    assert [
        p.name for p in published(once_built).rglob("*") if p.is_file() and folder in p.read_bytes()
    ] == []
