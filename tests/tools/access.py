"""Walks through every page of a publication as readers with other eyes, hands and machines do.

One visit to a page looks at everything: axe-core in six views, the policy of the web server, what the page
asks of others, and whether it holds with larger and wider text.
"""

import csv
import functools
import http.server
import io
import json
import re
import threading
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page

from house_style.publications import in_dutch
from publication.webserver import HEADERS
from tools.projects import PROJECT

#: The measurement that the accessibility statement shows.
RECORD = PROJECT / "docs" / "toegankelijkheid" / "meting.csv"
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: Of axe: every rule of WCAG 2.2 A and AA and its best practices. Target size is off unless asked for.
_RUN = """async () => {
    const found = await axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
        rules: {"target-size": {enabled: true}},
        resultTypes: ["violations"],
        preload: false,
    });
    return found.violations.flatMap((fault) => fault.nodes.map((node) => ({
        rule: fault.id, target: node.target.flat().join(" "), why: node.failureSummary.slice(0, 300),
    })));
}"""
_WATCH = """
window.lrBreaches = [];
document.addEventListener("securitypolicyviolation", (event) => window.lrBreaches.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
# The four values of WCAG 2.2, 1.4.12. A policy that forbids inline styles allows a style sheet of a script.
_SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
# A window of 1280 px at a zoom of 200 % is this wide in CSS px; so readers enlarge text (WCAG 2.2, 1.4.4).
_ZOOMED = 640
_PLAIN = "() => { document.adoptedStyleSheets = []; }"
#: Words that a box of their own cuts off; what is only for the ear is cut off on purpose.
_CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((part) => {
    const style = getComputedStyle(part);
    const hides = (way) => way === "hidden" || way === "clip";
    const cut = (hides(style.overflowX) && part.scrollWidth > part.clientWidth + 2)
        || (hides(style.overflowY) && part.scrollHeight > part.clientHeight + 2);
    return cut && part.clientWidth > 1 && part.clientHeight > 1
        && part.checkVisibility({visibilityProperty: true}) && part.innerText?.trim();
}).map((part) => `${part.tagName} .${part.className} ${part.innerText.slice(0, 40)}`)"""
_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass(frozen=True)
class View:
    """How a page is looked at: width in CSS px, screen or paper, light or dark."""

    name: str
    width: int
    media: Any
    scheme: Any


#: Paper is printed by readers in the light and in the dark.
VIEWS = (
    View("licht 320", 320, "screen", "light"),
    View("donker 320", 320, "screen", "dark"),
    View("druk 320", 320, "print", "dark"),
    View("licht 1280", 1280, "screen", "light"),
    View("donker 1280", 1280, "screen", "dark"),
    View("druk 1280", 1280, "print", "light"),
)


@dataclass(frozen=True)
class Fault:
    """What axe found: page, view, rule, the part of the page, and its words about it."""

    page: str
    view: str
    rule: str
    target: str
    why: str


@dataclass
class Findings:
    """What a walk found.

    Attributes:
        pages: the pages, as paths from the publication.
        faults: of axe.
        breaches: of the policy that the web server sends.
        outside: requests to others than our own server.
        errors: what the console and the scripts complained of.
        wide: pages that scroll sideways, with the view.
        cut_off: words cut off with wider or larger text, with the page.
    """

    pages: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    cut_off: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """Return everything as text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Findings":
        """Read what `as_json` wrote."""
        values = json.loads(text)
        return cls(**{**values, "faults": [Fault(**fault) for fault in values["faults"]]})

    def add(self, other: "Findings") -> None:
        """Take over what another walk found."""
        for name, values in vars(other).items():
            getattr(self, name).extend(values)


@dataclass(frozen=True)
class Exemption:
    """A fault that stays, with its reason: a rule of axe, a piece of the target, and the start of a view."""

    rule: str
    target: str
    reason: str
    view: str = ""

    def covers(self, fault: Fault) -> bool:
        """Tell whether it is this fault."""
        return fault.rule == self.rule and self.target in fault.target and fault.view.startswith(self.view)


def exemptions(path: Path) -> list[Exemption]:
    """Read the list of faults that stay."""
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("uitzondering", [])
    return [
        Exemption(entry["regel"], entry["plaats"], entry["reden"], entry.get("beeld", "")) for entry in listed
    ]


def every_page(publication: Path) -> list[str]:
    """Return the pages of site and embed, as paths from the publication.

    An old address of a page that moved is left out: it brings the reader to the new one at once.
    """
    folders = [publication / folder for folder in HEADERS]
    paths = (path for folder in folders for path in folder.rglob("*.html") if "_static" not in path.parts)
    stay = (path for path in paths if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"))
    return sorted(path.relative_to(publication).as_posix() for path in stay)


@dataclass(frozen=True)
class Measurement:
    """What the accessibility statement tells of a walk, in `RECORD`.

    Attributes:
        day: when it was done.
        browser: its version; another one may come with every machine.
        pages: how many were visited.
        results: all else, as pairs of what was looked at and what came out.
    """

    day: str
    browser: str
    pages: int
    results: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, found: Findings, stay: Sequence[Exemption], browser: str, day: date) -> "Measurement":
        """Sum up a walk; faults that `stay` are told apart, with their reason."""
        faults = [fault for fault in found.faults if not any(one.covers(fault) for one in stay)]
        version = re.search(r"axe v([\d.]+)", _AXE)
        assert version, "the version of axe-core must stand at its start"
        results = (
            ("Programma", f"axe-core {version[1]}"),
            ("Regels", "WCAG 2.0, 2.1 en 2.2, niveau A en AA, en goede praktijken"),
            ("Beelden van elke pagina", ", ".join(f"{view.name} px" for view in VIEWS)),
            ("Fouten", str(len(faults))),
            ("Uitzonderingen", " ".join(one.reason for one in stay) or "geen"),
            ("Pagina's die je opzij moet schuiven, ook bij 200 % vergroting", str(len(found.wide))),
            ("Tekst die wegvalt bij vergroting of ruimere regels", str(len(found.cut_off))),
        )
        return cls(in_dutch(day), browser.split(".")[0], len(found.pages), results)

    @classmethod
    def read(cls, path: Path) -> "Measurement":
        """Read what was recorded last."""
        rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        (_, day), (_, browser), (_, pages), *results = rows
        pairs = tuple((what, out) for what, out in results)
        return cls(day, browser.removeprefix("Chromium "), int(pages), pairs)

    def as_csv(self) -> str:
        """Return the rows of the table in the statement."""
        table = io.StringIO()
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(("Gemeten op", self.day))
        rows.writerow(("Browser", f"Chromium {self.browser}"))
        rows.writerow(("Pagina's", self.pages))
        rows.writerows(self.results)
        return table.getvalue()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a publication with the headers that its host must send."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file; a browser asks for this one on its own."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        super().do_GET()

    def end_headers(self) -> None:
        """Add the headers of the folder."""
        for name, value in HEADERS.get(self.path.split("/")[1], {}).items():
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def hosted(publication: Path) -> Iterator[str]:
    """Serve a publication on this machine as its host does; gives the address, which ends in `/`."""
    handler = functools.partial(_Handler, directory=str(publication))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def walk(browser: Browser, address: str, pages: Sequence[str]) -> Findings:
    """Visit pages of a publication that is served at an address."""
    found = Findings()
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(_WATCH)
    page = context.new_page()
    here = ""

    def note(fault: str) -> None:
        found.errors.append(f"{here}: {fault}")

    page.on("pageerror", lambda fault: note(str(fault)))
    page.on("console", lambda line: note(line.text) if line.type in {"error", "warning"} else None)
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:"))
            else found.outside.append(f"{here}: {request.url}")
        ),
    )
    for here in pages:
        # As wide as the first view, so that the scripts of the page see it at once.
        page.set_viewport_size({"width": VIEWS[0].width, "height": 800})
        page.emulate_media(media="screen", color_scheme="light")
        page.goto(f"{address}{here}", wait_until="load")
        found.pages.append(here)
        _look(page, here, found)
        found.breaches += [f"{here}: {breach}" for breach in page.evaluate("window.lrBreaches")]
    context.close()
    return found


def _look(page: Page, name: str, found: Findings) -> None:
    page.evaluate(_AXE)
    for view in VIEWS:
        page.set_viewport_size({"width": view.width, "height": 800})
        page.emulate_media(media=view.media, color_scheme=view.scheme)
        found.faults += [Fault(name, view.name, **fault) for fault in page.evaluate(_RUN)]
        if view.media == "screen" and page.evaluate(_WIDE):
            found.wide.append(f"{name}: {view.name}")
    page.emulate_media(media="screen", color_scheme="light")
    for change, label, width in ((_SPACING, "ruime tekst", 320), (_PLAIN, "200 %", _ZOOMED)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(change)
        if page.evaluate(_WIDE):
            found.wide.append(f"{name}: {label}")
        found.cut_off += [f"{name}: {label}: {words}" for words in page.evaluate(_CUT_OFF)]
