"""`leerrecht voorbeeld`: the site on this computer, renewed at every change."""

import contextlib
import logging
import os
import shutil
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from sphinx_autobuild.filter import IgnoreFilter  # type: ignore[import-untyped]
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware  # type: ignore[import-untyped]
from sphinx_autobuild.server import RebuildServer  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from editorial.diagnosis import Level, count
from markup import html_text
from publication.build import BuildOptions, ExitCode, epoch_of, overrides
from publication.console import Console
from publication.engine import Engine, steady_surroundings
from publication.folders import Folders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"  # never the network: the preview shows unfinished work
_STYLE = (
    "position:fixed;inset:auto 0 0 0;z-index:9999;margin:0;padding:.75rem 1rem;"
    "background:#7a1f1f;color:#fff;font:1rem/1.4 sans-serif"
)


@dataclass(frozen=True)
class Rebuild:
    """Builds the site in place; runs in a process of its own at every change.

    Attributes:
        options: what the editor asked for.
        out: folder with the site, the doctrees and the note that the site is old.
    """

    options: BuildOptions
    out: Path

    @property
    def site(self) -> Path:
        """Return the folder that is served."""
        return self.out / "site"

    @property
    def note(self) -> Path:
        """Return the file that says why the pages shown are old."""
        return self.out / "verouderd.txt"

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build once and print the messages."""
        console = Console()
        for path in changed_paths[:5]:
            with contextlib.suppress(ValueError):
                console.line(f"Gewijzigd: {path.relative_to(self.options.root).as_posix()}")
        engine = Engine(
            self.options.root,
            self.out / "doctrees",
            overrides={**overrides(self.options), "voorbeeld": True},
            workers=1,
            log=Folders(self.options.root).log,
        )
        with steady_surroundings(epoch_of(self.options)):
            # Only what changed: an edit must be visible within two seconds. Publishing always builds afresh.
            engine.run("html", self.site, work=lambda app: app.build(force_all=not changed_paths))
        diagnoses = engine.diagnoses()
        console.messages(diagnoses, len(set(engine.trail.read)), technical=self.options.technical)
        now = datetime.now(UTC).astimezone().strftime("%H:%M:%S")
        if engine.failed:
            first = next((d.cause for d in diagnoses if d.level is Level.FOUT), "")
            self.out.mkdir(parents=True, exist_ok=True)
            self.note.write_text(f"Deze pagina is verouderd. {first}", encoding="utf-8")
            console.line(f"{now} - De site is niet vernieuwd: je ziet nog de vorige versie.")
        else:
            self.note.unlink(missing_ok=True)
            extra = " Er staan nog fouten in." if count(diagnoses, Level.FOUT) else ""
            console.line(f"{now} - De site is vernieuwd.{extra}")


class Reload:
    """Adds the script that reloads a page, and a notice when the page is old."""

    def __init__(self, app: "ASGIApp", address: str, note: Path) -> None:
        """Wrap an application."""
        self._app = app
        self._address = address
        self._note = note

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Serve a request."""
        injector = JavascriptInjectorMiddleware(self._app, self._address)
        injector.script += self._notice().encode()
        await injector(scope, receive, send)

    def _notice(self) -> str:
        try:
            text = self._note.read_text("utf-8")
        except OSError:
            return ""
        return f'<p role="alert" style="{_STYLE}">{html_text(text)}</p>'


def preview(options: BuildOptions, port: int, console: Console) -> ExitCode:
    """Serve the site until the editor stops it.

    Raises:
        OSError: if the folder cannot be written.
    """
    if not _free(port):
        console.line(f"Poort {port} is niet vrij. Kies een andere: leerrecht voorbeeld --poort {port + 1}")
        return ExitCode.FAULT
    # It would tell each change in English, beside our own line.
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    folders = Folders(options.root)
    rebuild = Rebuild(options, folders.build / "voorbeeld")
    shutil.rmtree(rebuild.out, ignore_errors=True)
    rebuild.site.mkdir(parents=True)
    console.line("Eerste keer bouwen ...")
    rebuild(changed_paths=())
    ignore = IgnoreFilter([str(p) for p in ignored(options.root)], [r"/\.", r"__pycache__", r"~$", r"\.swp$"])
    watcher = RebuildServer([options.root], ignore, change_callback=rebuild)
    address = f"{HOST}:{port}"
    app = Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher, name="reload"),
            Mount("/", app=StaticFiles(directory=rebuild.site, html=True), name="static"),
        ],
        middleware=[Middleware(Reload, address=address, note=rebuild.note)],
        lifespan=watcher.lifespan,
    )
    console.line("Spelling en lange zinnen kijkt het voorbeeld niet na: dat doet leerrecht controle.")
    console.line(f"Bekijk de site op http://{address}/ - stop met Ctrl+C.")
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_level="error"))
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    console.line("Gestopt.")
    return ExitCode.OK


def _free(port: int) -> bool:
    """Tell whether we may listen on a port; asked before the work of a first build is done."""
    with socket.socket() as probe:
        # A preview that just stopped does not count. On Windows the option would hide other programs.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def ignored(root: Path) -> list[Path]:
    """Return the folders whose changes do not matter."""
    return [
        root / name
        for name in ("_build", ".git", ".venv", "tests", ".hypothesis", ".mypy_cache", ".ruff_cache")
    ]
