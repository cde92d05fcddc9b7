"""What `.ci/release.py` asks GitLab for when a version is tagged."""

import importlib.util
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tools.projects import PROJECT

_JOB = {
    "CI_COMMIT_TAG": "v1/2026 proef",
    "CI_PROJECT_URL": "https://gitlab.example/netwerk/leerrecht",
    "CI_PROJECT_ID": "7",
    "CI_JOB_TOKEN": "sleutel",
}


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Load the script in a folder that holds two PDFs, one of them a poster."""
    for name in ("leidraad.pdf", "stappenplannen/welke weg-a4.pdf", "leidraad.txt"):
        file = tmp_path / "_build" / "publicatie" / "pdf" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    spec = importlib.util.spec_from_file_location("release", PROJECT / ".ci" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def gitlab() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve as GitLab; yield the address and what was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"path": self.path, "token": self.headers["JOB-TOKEN"], "data": json.loads(body)})
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the output of the tests clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v4", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_release_links_every_pdf_of_its_own_job(
    release: ModuleType,
    gitlab: tuple[str, list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address, asked = gitlab
    for name, value in {**_JOB, "CI_API_V4_URL": address}.items():
        monkeypatch.setenv(name, value)
    release.main()
    raw = "https://gitlab.example/netwerk/leerrecht/-/jobs/artifacts/v1%2F2026%20proef/raw/_build/publicatie/pdf"
    assert asked == [
        {
            "path": "/api/v4/projects/7/releases",
            "token": "sleutel",
            "data": {
                "tag_name": "v1/2026 proef",
                "name": "v1/2026 proef",
                "assets": {
                    "links": [
                        {"name": "leidraad", "url": f"{raw}/leidraad.pdf?job=build"},
                        {
                            "name": "welke weg-a4",
                            "url": f"{raw}/stappenplannen/welke%20weg-a4.pdf?job=build",
                        },
                    ]
                },
            },
        }
    ]
    assert capsys.readouterr().out == "201\n"
