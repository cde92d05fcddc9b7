"""The example editions: what differs between them is looked at as every other page is.

The other pages of an edition are those of the agreements that the walk visits.
"""

import filecmp
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tools.access import Findings, exemptions, hosted, walk
from tools.projects import PROJECT, copy_project

from publication.folders import EDITIONS as FOLDER

pytestmark = [pytest.mark.browser, pytest.mark.walk]
EDITIONS = sorted(path.stem for path in (PROJECT / "guidelines/afsprakenkader/edities").glob("*.yaml"))
EXEMPTIONS = exemptions(Path(__file__).with_name("uitzonderingen.toml"))


@pytest.fixture(scope="module")
def publication_of_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each edition as a small site of its own, from one reading."""
    folder = tmp_path_factory.mktemp("edities")
    project = copy_project(folder / "project")
    for name in EDITIONS:
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "editie", "-D", f"editie={name}"]
        where = ["-d", str(folder / "doctrees"), str(project), str(folder / "uit" / FOLDER / name)]
        done = subprocess.run([*command, *where], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return folder / "uit"


@pytest.fixture(scope="module")
def found(publication_of_editions: Path, browser: Browser) -> Findings:
    """What the walk found on the pages that are not the same in all editions."""
    first, *others = (publication_of_editions / FOLDER / name for name in EDITIONS)
    names = [path.name for path in sorted(first.glob("*.html"))]
    local = [name for name in names if any(not filecmp.cmp(first / name, o / name, False) for o in others)]
    assert {"index.html", "contactblad.html"} <= set(local)
    pages = [f"{FOLDER}/{edition}/{name}" for edition in EDITIONS for name in local]
    with hosted(publication_of_editions) as address:
        return walk(browser, address, pages)


def test_pages_of_an_edition_are_as_sound_as_the_others(found):
    assert len(found.pages) >= 2 * len(EDITIONS)
    assert [fault for fault in found.faults if not any(one.covers(fault) for one in EXEMPTIONS)] == []
    assert found.breaches == []
    assert found.outside == []
    assert found.errors == []
    assert found.wide == []
    assert found.cut_off == []
