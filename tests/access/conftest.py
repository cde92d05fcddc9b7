"""What the walks through the publication found; each part of the pages is walked once in a test run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser
from tools.access import Findings, every_page, hosted, walk
from tools.browsing import chromium

#: In so many parts the pages are walked, so that both workers have work.
PARTS = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make walk` write what was found into the accessibility statement."""
    parser.addoption("--record", action="store_true", help="write the measurement of the statement anew")


Walked = Callable[[int], Findings]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def address(publication: Path) -> Iterator[str]:
    """The publication, served as its host does."""
    with hosted(publication) as address:
        yield address


@pytest.fixture(scope="session")
def walked(shared_folder: Path, publication: Path, address: str, browser: Browser) -> Walked:
    """Give what was found in a part of the pages, walked by the first worker that asks."""

    def give(part: int) -> Findings:
        path = shared_folder / f"walk-{part}.json"
        with FileLock(f"{path}.lock"):
            if not path.is_file():
                found = walk(browser, address, every_page(publication)[part::PARTS])
                path.write_text(found.as_json(), encoding="utf-8")
        return Findings.from_json(path.read_text(encoding="utf-8"))

    return give


@pytest.fixture(params=range(PARTS))
def found(request: pytest.FixtureRequest, walked: Walked) -> Findings:
    """What was found in one part of the pages."""
    return walked(request.param)


@pytest.fixture(scope="session")
def all_walked(walked: Walked) -> Findings:
    """What was found in all pages."""
    whole = Findings()
    for part in range(PARTS):
        whole.add(walked(part))
    return whole
