"""The sample site, built once, and a browser to look at it."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser
from tools.browsing import chromium

from publication.folders import SITE as SITE_FOLDER
from publication.webserver import HEADERS

SITE = Path(__file__).parent / "site"


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
    with chromium() as browser:
        yield browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in HEADERS[SITE_FOLDER].items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The sample site on this machine, below a sub-path as on a shared host."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def published(publication: Path) -> Iterator[str]:
    """The site of this project's own sources on this machine, below a sub-path too."""
    with served(publication / SITE_FOLDER) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder with the headers that a host must send."""
    handler = functools.partial(_Quiet, directory=str(folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
        server.shutdown()
        thread.join()
