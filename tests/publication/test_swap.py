"""The swap: whatever happens, the publication is the whole old or the whole new one."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from publication_projects import leerrecht, leftovers, make_project
from tools.kills import kill_builds

import publication.swap as swap
from publication.folders import Folders

KILLED = 9
# Makes the process end at the n-th call that changes the disk; nothing after it is run, as after a kill.
SCRIPT = """
import os, sys
from pathlib import Path
import publication.swap as swap
from publication.folders import Folders
n, atomic, folders = int(sys.argv[1]), sys.argv[2] == "atomic", Folders(Path(sys.argv[3]))
calls = 0
def killing(function):
    def call(*a, **k):
        global calls
        calls += 1
        if calls == n:
            os._exit(9)
        result = function(*a, **k)
        return result
    return call
Path.rename, Path.unlink, os.unlink, os.rmdir = map(killing, (Path.rename, Path.unlink, os.unlink, os.rmdir))
swap.exchange = killing(swap.exchange) if atomic else (lambda *_: False)
swap.put_in_place(folders.build / ".publicatie-1" / "publicatie", folders.publication, folders.aside)
swap.remove(folders.build / ".publicatie-1")
swap.remove(folders.aside)
"""


def write(folder: Path, text: str) -> Path:
    for number in range(3):
        path = folder / f"map{number}" / "bestand.txt"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return folder


def content(folder: Path) -> set[str]:
    texts = [path.read_text() for path in folder.rglob("*.txt")]
    assert len(texts) == 3, "half a publication"
    return set(texts)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path)
    write(folders.publication, "oud")
    write(folders.build / ".publicatie-1" / "publicatie", "nieuw")
    return folders


@pytest.mark.parametrize("way", ["atomic", "two renames"])
@pytest.mark.parametrize("step", range(1, 14))
def test_killed_at_each_step(folders: Folders, way: str, step: int) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(step), way, str(folders.root)], check=False)
    assert done.returncode in {0, KILLED}
    if way == "atomic":
        assert content(folders.publication) in ({"oud"}, {"nieuw"})
    swap.recover(folders.build, folders.publication, folders.aside)
    assert content(folders.publication) in ({"oud"}, {"nieuw"})
    assert leftovers(folders.root) == []


def test_both_ways_put_the_new_one_in_place(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    new = folders.build / ".publicatie-1" / "publicatie"
    swap.put_in_place(new, folders.publication, folders.aside)
    assert content(folders.publication) == {"nieuw"}
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    write(folders.build / ".publicatie-2", "nieuwer")
    swap.put_in_place(folders.build / ".publicatie-2", folders.publication, folders.aside)
    assert content(folders.publication) == {"nieuwer"}
    assert content(folders.aside) == {"nieuw"}


def test_first_publication(folders: Folders) -> None:
    swap.remove(folders.publication)
    swap.put_in_place(folders.build / ".publicatie-1" / "publicatie", folders.publication, folders.aside)
    assert content(folders.publication) == {"nieuw"}


def test_exchange_is_one_step_on_linux_and_mac(folders: Folders) -> None:
    other = folders.build / ".publicatie-1" / "publicatie"
    if not swap.exchange(other, folders.publication):
        pytest.skip("this file system cannot exchange folders")
    assert (content(folders.publication), content(other)) == ({"nieuw"}, {"oud"})


def test_system_without_exchange(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap.sys, "platform", "win32")
    assert not swap.exchange(folders.build / ".publicatie-1", folders.publication)


def test_second_rename_that_fails_puts_the_old_one_back(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    with pytest.raises(OSError, match="publicatie"):
        swap.put_in_place(folders.build / "bestaat-niet-publicatie", folders.publication, folders.aside)
    assert content(folders.publication) == {"oud"}


def test_exchange_reports_other_faults(folders: Folders) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        swap.exchange(folders.build / "bestaat-niet", folders.publication)
    assert caught.value.errno == errno.ENOENT


def test_leftovers_are_cleaned_at_the_next_start(built: Path) -> None:
    (built / "_build/.publicatie-123/site").mkdir(parents=True)
    read_only = built / "_build/.publicatie-123/site/a.html"
    read_only.write_text("half")
    read_only.chmod(0o444)
    code, text = leerrecht(built, "bouw")
    assert (code, text.splitlines()[0]) == (0, "Niets gewijzigd sinds de vorige publicatie.")
    assert leftovers(built) == []


def test_random_kills_during_whole_builds(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")

    def change(version: int) -> None:
        text = "# Woorden\n" + "\nNieuwe tekst.\n" * version
        (root / "woorden.md").write_text(text, encoding="utf-8", newline="\n")

    assert kill_builds(root, change, 4).total() == 4
