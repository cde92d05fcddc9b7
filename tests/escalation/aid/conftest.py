"""A browser, and the page with the charts of the cases, built once."""

from collections.abc import Iterator
from pathlib import Path

import aid_charts
import pytest
from aid_pages import build_page
from playwright.sync_api import Browser, Page
from tools.browsing import chromium


@pytest.fixture(scope="session")
def aid_browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def aid_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with an aid for basis and secundair, as a file."""
    built = build_page(tmp_path_factory.mktemp("aid"), [aid_charts.secondary(), aid_charts.primary()])
    assert built.warnings == ()
    return built.outdir / "hulp.html"


class Reader:
    """One reader with a fresh browser, who remembers what the page did."""

    def __init__(self, browser: Browser, **options: object) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)

    def open(self, file: Path) -> Page:
        self.page.goto(file.as_uri())
        return self.page


@pytest.fixture
def reader(aid_browser: Browser) -> Iterator[object]:
    readers: list[Reader] = []

    def start(**options: object) -> Reader:
        readers.append(Reader(aid_browser, **options))
        return readers[-1]

    yield start
    for one in readers:
        one.context.close()


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, object]]]:
    """Every question and its answer, from the file that Python and the browser share."""
    return aid_charts.read_cases(tmp_path_factory.mktemp("cases") / "cases.json")
