"""`leerrecht voorbeeld`: the page changes when the source does, and says so when it is old."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from publication_projects import make_project

from publication.build import BuildOptions, ExitCode
from publication.console import Console
from publication.preview import preview


def page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/woorden.html", timeout=5) as answer:
        return str(answer.read().decode())


def test_preview_follows_the_sources(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "publication", "voorbeeld", "--poort", str(port)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdout is not None
    wait_for = _reader(process)
    try:
        wait_for(r"Spelling en lange zinnen kijkt het voorbeeld niet na: dat doet leerrecht controle\.")
        wait_for(r"Bekijk de site op http://127\.0\.0\.1:\d+/ - stop met Ctrl\+C\.")
        time.sleep(0.7)  # the watcher starts with the server
        first = page(port)
        assert "websocket-reload" in first
        assert "verouderd" not in first
        (root / "woorden.md").write_text("# Woorden\n\nVers van de pers. {ref}`weg`\n", encoding="utf-8")
        wait_for(r"Gewijzigd: woorden\.md")
        wait_for(r"woorden\.md, regel 3: Er is geen plaats met de naam «weg»\.")
        wait_for(r"\d\d:\d\d:\d\d - De site is vernieuwd\. Er staan nog fouten in\.")
        assert "Vers van de pers." in page(port)
        conf = (root / "conf.py").read_text("utf-8")
        (root / "conf.py").write_text("extensions = [", encoding="utf-8")
        wait_for(r"De site is niet vernieuwd: je ziet nog de vorige versie\.")
        assert "Deze pagina is verouderd." in page(port)
        (root / "conf.py").write_text(conf, encoding="utf-8")
        wait_for(r"De site is vernieuwd\.")
        assert "Deze pagina is verouderd." not in page(port)
    finally:
        process.send_signal(signal.SIGINT) if os.name == "posix" else process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
    assert process.returncode == 0 or os.name != "posix"


def test_port_in_use_is_told_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(tmp_path / "project")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert preview(BuildOptions(root), port, Console()) is ExitCode.FAULT
    words = f"Poort {port} is niet vrij. Kies een andere: leerrecht voorbeeld --poort {port + 1}\n"
    assert capsys.readouterr().out == words
    assert not (root / "_build").exists()


def _reader(process: "subprocess.Popen[str]") -> Callable[[str], None]:
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()

    def wait_for(pattern: str) -> None:
        seen = []
        until = time.monotonic() + 40
        while time.monotonic() < until:
            try:
                seen.append(lines.get(timeout=1))
            except queue.Empty:
                continue
            if re.search(pattern, seen[-1]):
                return
        raise AssertionError(f"{pattern} not in:\n{''.join(seen)}")

    return wait_for
