"""A Chromium without a window, for tests that look at pages."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


_running: list[Browser] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium; the environment variable CHROMIUM may name the program.

    Who asks while one runs gets the same: Playwright can be started only once in a process.
    Skips the test where there is none, and fails in CI, for there it is a gate.
    """
    if _running:
        yield _running[0]
        return
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        except Exception as fault:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium: {str(fault).splitlines()[0]}")
        _running.append(browser)
        yield browser
        _running.clear()
        browser.close()
