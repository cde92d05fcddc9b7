"""A sample publication as pages to embed, built once; two servers, for host and pages; and a browser."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser
from tools.browsing import chromium
from tools.projects import ADDRESS

SITE = Path(__file__).parent / "site"


@pytest.fixture(scope="session")
def pages(shared_folder: Path) -> Path:
    """The folder with the pages of `site/`, built in a process of its own with warnings as errors."""
    return _built(shared_folder / "embed-site", SITE)


@pytest.fixture(scope="session")
def real_pages(shared_folder: Path, publication: Path) -> Path:
    """The pages of this project's own sources, beside those of `site/`, for one server shows both."""
    folder = shared_folder / "embed-real"
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            shutil.copytree(publication / "embed", folder)
    return folder


def _built(folder: Path, source: Path) -> Path:
    with FileLock(f"{folder}.lock"):
        if not (folder / "insluiten.js").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "embed", "-W"]
            doctrees = folder.with_name(f"{folder.name}-doctrees")
            where = ["-d", str(doctrees), "-D", f"html_baseurl={ADDRESS}", str(source), str(folder)]
            done = subprocess.run([*command, *where], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and texts, with headers that a test may choose."""

    texts: dict[str, str]
    headers_sent: dict[str, str]

    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        text = self.texts.get(self.path.partition("?")[0])
        if text is None:
            super().do_GET()
            return
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server:
    """A server on this machine: `address` ends in `/`; `texts` are pages by path, `headers` go with each."""

    def __init__(self, folder: Path) -> None:
        self.texts: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        kind = type("Handler", (_Handler,), {"texts": self.texts, "headers_sent": self.headers})
        self._server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(kind, directory=str(folder))
        )
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    @contextmanager
    def running(self) -> Iterator["Server"]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@pytest.fixture
def documents(pages: Path) -> Iterator[Server]:
    """Serves the pages below a sub-path, as on a shared host: `<address>embed-site/index.html`."""
    with Server(pages.parent).running() as server:
        yield server


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Server]:
    """Serves the pages of another site, on a port and thus an origin of its own."""
    with Server(tmp_path).running() as server:
        yield server


Show = Callable[..., str]
