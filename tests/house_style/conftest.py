"""The sample site, built once, and a browser to look at it."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

SITE = Path(__file__).parent / "site"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Path:
    """The folder with the pages of `site/`, built in a process of its own with warnings as errors."""
    folder = shared_folder / "house-style-site"
    with FileLock(f"{folder}.lock"):
        if not (folder / "objects.inv").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html"]
            doctrees = folder.with_name("house-style-doctrees")
            done = subprocess.run(
                [*command, "-d", str(doctrees), str(SITE), str(folder)], capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window; the environment variable CHROMIUM may name the program."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        except Exception as fault:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium: {str(fault).splitlines()[0]}")
        yield chromium
        chromium.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The sample site on this machine, below a sub-path as on a shared host."""
    handler = functools.partial(_Quiet, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
        server.shutdown()
        thread.join()
