"""The sample site, built once, and a browser to look at it."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser
from tools.browsing import chromium

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


#: The strictest policy a host may send; every page must work under it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'"
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

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
