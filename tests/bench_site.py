"""What `make proef` prints: what a page of the site costs an old phone, beside the stock theme.

    python tests/bench_site.py [--runs 2]

The same sources are built twice, with our theme and with sphinx-book-theme as it comes. A Chromium then opens
one page of each kind as a phone would: a quarter of the speed of this machine and a slow mobile network
(1.6 Mbit/s, 150 ms). Runs alternate and medians are printed. The same pages are then looked at by axe-core in
six views and under the policy that the host sends. At the end every page is printed on paper and compared
with its text.
"""

import argparse
import functools
import gzip
import http.server
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import OWN_BUILDERS, line, progress, settings, title, verdict
from playwright.sync_api import Browser, Page
from tools.access import Findings, exemptions, hosted, walk
from tools.browsing import chromium
from tools.papers import missing_on_paper
from tools.projects import PROJECT, copy_project

from publication.folders import SITE

#: Page kind to page.
KINDS = {
    "startpagina": "index",
    "eerste pagina": "guidelines/leidraad/index",
    "tekst": "guidelines/leidraad/ziekte-en-attesten",
    "stappenplan": "guidelines/leidraad/stappenplan-basisonderwijs",
    "beslishulp": "guidelines/leidraad/welke-stap-nu",
    "brochure": "brochures/ik-maak-werk-van-mijn-toekomst/duaal-leren",
    "zoeken": "search",
}
ORDINARY = ("startpagina", "eerste pagina", "tekst", "brochure")
TARGET_KB = 260.0
TARGET_SHIFT = 0.01

_WATCH = """
window.measured = { shift: 0, blocked: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) window.measured.shift += entry.value;
})).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    window.measured.blocked += Math.max(0, entry.duration - 50);
})).observe({ type: "longtask", buffered: true });
"""


@dataclass(frozen=True)
class Visit:
    """One visit: kilobytes, requests, milliseconds to first paint and blocked, and layout shift."""

    kilobytes: float
    requests: float
    paint: float
    blocked: float
    shift: float


def main() -> int:
    """Measure and print everything; 1 if a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leerrecht-proef-", ignore_cleanup_errors=True) as name:
        ours, stock = build_both(Path(name))
        with chromium() as browser:
            reached = compare(browser, ours, stock, options.runs)
            sound = look(browser, ours, stock)
            complete = paper(browser, ours)
    return 0 if reached and sound and complete else 1


def build_both(work: Path) -> tuple[Path, Path]:
    """Build the site twice and return both folders."""
    project = copy_project(work / "project")
    progress("    bouwen ...")
    known = settings()["extensions"]
    mine = [name for name in known if name not in OWN_BUILDERS]
    # Stock knows no boxes, cards and charts of ours, so that its pages are even shorter than ours.
    theirs = ["myst_parser", "sphinx_design", "facts"]
    for extensions, folder in ((mine, "ons"), (theirs, "gewoon")):
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-Q",
            "-E",
            "-b",
            "html",
            "-D",
            "html_theme=sphinx_book_theme",
        ]
        more = ["-D", f"extensions={','.join(extensions)}", "-d", str(work / f"d-{folder}")]
        subprocess.run(
            [*command, *more, str(project), str(work / folder / SITE)], check=True, stdout=subprocess.DEVNULL
        )
    return work / "ons" / SITE, work / "gewoon" / SITE


class _Zipping(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host does: texts compressed."""

    def do_GET(self) -> None:
        """Send one file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in {".html", ".css", ".js", ".svg", ".json"}:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and give its address."""
    handler = functools.partial(_Zipping, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def compare(browser: Browser, ours: Path, stock: Path, runs: int) -> bool:
    """Print a row for each kind of page; tell whether all targets were reached."""
    title("Een pagina op een oude telefoon: ons thema, en sphinx-book-theme zoals het komt")
    print(
        f"{'soort':<16}{'kB':>12}{'verzoeken':>13}{'eerste beeld':>18}{'geblokkeerd':>18}{'verschuiving':>16}"
    )
    reached = True
    with served(ours) as here, served(stock) as there:
        for kind, page in KINDS.items():
            found: tuple[list[Visit], list[Visit]] = ([], [])
            for number in range(runs):
                progress(f"    {kind}, keer {number + 1} van {runs} ...")
                for base, visits in zip((here, there), found, strict=True):
                    visits.append(visit(browser, f"{base}{page}.html"))
            mine, theirs = (middle(visits) for visits in found)
            print(f"\r{kind:<16}" + row(mine, theirs), flush=True)
            print(f"{'':<16}" + ratios(mine, theirs), flush=True)
            if kind in ORDINARY and mine.kilobytes > TARGET_KB:
                reached = False
            if mine.shift > TARGET_SHIFT:
                reached = False
    line("gewicht en verschuiving", verdict("", reached, f"{TARGET_KB:.0f} kB, {TARGET_SHIFT}"))
    return reached


def visit(browser: Browser, address: str) -> Visit:
    """Open a page for the first time, as an old phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    network = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    session.send("Network.emulateNetworkConditions", network)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    measured = page.evaluate("window.measured")
    context.close()
    return Visit(sum(sizes) / 1000, len(sizes), paint, measured["blocked"], measured["shift"])


def middle(visits: list[Visit]) -> Visit:
    """Return the median of each measure."""
    names = ("kilobytes", "requests", "paint", "blocked", "shift")
    return Visit(*(median(getattr(visit, name) for visit in visits) for name in names))


def row(mine: Visit, theirs: Visit) -> str:
    """Return both visits, ours first."""
    return (
        f"{f'{mine.kilobytes:.0f} / {theirs.kilobytes:.0f}':>12}"
        f"{f'{mine.requests:.0f} / {theirs.requests:.0f}':>13}"
        f"{f'{mine.paint:.0f} / {theirs.paint:.0f} ms':>18}"
        f"{f'{mine.blocked:.0f} / {theirs.blocked:.0f} ms':>18}"
        f"{f'{mine.shift:.4f} / {theirs.shift:.4f}':>16}"
    )


def ratios(mine: Visit, theirs: Visit) -> str:
    """Return how many times as much as ours the stock theme asks."""

    def ratio(ours: float, stock: float) -> str:
        return f"{stock / ours:.1f} x" if ours else "-"

    return (
        f"{ratio(mine.kilobytes, theirs.kilobytes):>12}{ratio(mine.requests, theirs.requests):>13}"
        f"{ratio(mine.paint, theirs.paint):>18}{ratio(mine.blocked, theirs.blocked):>18}"
    )


def look(browser: Browser, ours: Path, stock: Path) -> bool:
    """Print what axe finds and what the policy of our host refuses; tell whether ours is without fault."""
    title("axe (zes beelden van elke pagina) en regels van de webserver: ons thema, en sphinx-book-theme")
    print(f"{'soort':<16}{'fouten van axe':>24}{'inbreuken op het beleid':>32}")
    counts = []
    for folder in (ours, stock):
        progress("    nakijken ...")
        with hosted(folder.parent) as address:
            pages = [f"{SITE}/{page}.html" for page in KINDS.values()]
            counts.append(per_page(walk(browser, address, pages)))
    mine, theirs = counts
    for kind, page in KINDS.items():
        (faults, breaches), (more, others) = mine[page], theirs[page]
        print(f"\r{kind:<16}{f'{faults} / {more}':>24}{f'{breaches} / {others}':>32}", flush=True)
    sound = not any(map(sum, mine.values()))
    line("toegankelijk en veilig", verdict("", sound, "0 en 0"))
    return sound


def per_page(found: Findings) -> dict[str, tuple[int, int]]:
    """Return by page how many faults axe found, without the listed exemptions, and how many breaches."""
    stay = exemptions(PROJECT / "tests" / "access" / "uitzonderingen.toml")
    faults = [fault.page for fault in found.faults if not any(one.covers(fault) for one in stay)]
    breaches = [breach.partition(": ")[0] for breach in found.breaches]
    return {
        page: (faults.count(f"{SITE}/{page}.html"), breaches.count(f"{SITE}/{page}.html"))
        for page in KINDS.values()
    }


def paper(browser: Browser, site: Path) -> bool:
    """Print every page and report text that the paper lacks."""
    title("Op papier: de tekst van elke pagina")
    pages = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    opened: Page = browser.new_page()
    complete = True
    for path in pages:
        name = path.relative_to(site).with_suffix("").as_posix()
        progress(f"    {name}")
        opened.goto(path.as_uri())
        if not opened.query_selector("article"):
            continue
        missing = missing_on_paper(opened)
        if missing:
            complete = False
            line(name, f"{len(missing)} stukken tekst ontbreken: {missing[:3]}")
    line(f"{len(pages)} pagina's", verdict("alles staat erop" if complete else "", complete, "100 %"))
    return complete


if __name__ == "__main__":
    sys.exit(main())
