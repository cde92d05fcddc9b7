"""What `make test` runs: gets the tools that the tests need, then checks style, types and behaviour.

    python tests/run.py [arguments for pytest]

Works without make, on any system. The exit code is that of the first step that failed.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TESTS = PROJECT / "tests"
sys.path.insert(0, str(TESTS))

from tools import verapdf  # noqa: E402 - the folder of the tests must be known first

_INSTALLED_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
#: Playwright talks to the browser through a Node of its own, which a bare Debian has no libraries for.
_DRIVER_PACKAGES = ("libatomic1", "libstdc++6")
_JAVA_PACKAGES = ("default-jdk-headless", "libjaxb-java")


def main() -> int:
    """Run all steps; a later step still runs after one failed, so that one run tells everything."""
    environment = os.environ.copy()
    browser = find_browser() or install_browser()
    if browser:
        environment["CHROMIUM"] = browser
    say(f"Browser: {browser or 'die van Playwright'}")
    prepare_driver()
    prepare_java()
    # mypy looks for the packages and for the tools of the tests from here.
    environment["MYPYPATH"] = os.pathsep.join(str(PROJECT / folder) for folder in ("_ext", "tests"))
    python = sys.executable
    tools = ["tests/conftest.py", "tests/run.py", "tests/bench.py", "tests/bench_pdf.py", "tests/tools"]
    steps = {
        "Stijl (ruff check)": [python, "-m", "ruff", "check", "--quiet", "."],
        "Opmaak (ruff format)": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "Types (mypy)": [python, "-m", "mypy", "--no-error-summary"],
        "Types van de tests (mypy)": [python, "-m", "mypy", "--no-error-summary", *tools],
    }
    codes = [run_step(name, command, environment) for name, command in steps.items()]
    # Last, so that the closing line of pytest is the last line of all.
    say("Tests (pytest) ...")
    # What shares something costly stays with one worker, in the order of `tests/conftest.py`.
    workers = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [python, "-m", "pytest", *workers, "-q", *sys.argv[1:]]
    codes.append(subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode)
    return next((code for code in codes if code), 0)


def run_step(name: str, command: list[str], environment: dict[str, str]) -> int:
    """Run one check, say how it went, and return its exit code."""
    started = time.monotonic()
    code = subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
    say(f"{name}: {'MISLUKT' if code else 'in orde'} ({time.monotonic() - started:.0f} s)")
    return code


def find_browser() -> str | None:
    """Return an installed Chromium or a browser like it."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in _INSTALLED_BROWSERS:
        if found := shutil.which(name):
            return found
    return next((place for place in _BROWSER_PLACES if Path(place).is_file()), None)


def install_browser() -> str | None:
    """Get Debian's Chromium, or Playwright's own; None means that Playwright finds its own.

    Raises:
        SystemExit: if no browser could be had.
    """
    if apt_install("chromium") and (found := shutil.which("chromium")):
        return found
    say("Browser ophalen met Playwright ...")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, cwd=PROJECT, check=False).returncode:
        sys.exit("Geen browser gevonden. Installeer Chromium, of geef de plaats in de variabele CHROMIUM.")
    return None


def prepare_driver() -> None:
    """Get what Playwright needs to start.

    Raises:
        SystemExit: if it does not start.
    """

    def starts() -> bool:
        command = [sys.executable, "-m", "playwright", "--version"]
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0

    if not starts() and not (apt_install(*_DRIVER_PACKAGES) and starts()):
        sys.exit(f"Playwright start niet. Installeer {' en '.join(_DRIVER_PACKAGES)}.")


def prepare_java() -> None:
    """Get what veraPDF needs, where that can be done without asking anybody."""
    missing = verapdf.why_missing()
    if missing:
        apt_install(*_JAVA_PACKAGES)
        missing = verapdf.why_missing()
    if missing:
        say(f"veraPDF kan hier niet draaien: {missing}. Installeer {' en '.join(_JAVA_PACKAGES)}.")
    else:
        say("veraPDF: klaar")


def apt_install(*packages: str) -> bool:
    """Install Debian packages when this is Debian and the user may; tell whether it worked."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installeren met apt-get: {', '.join(packages)} ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "Dpkg::Use-Pty=0"]
    commands = ([*apt, "update"], [*apt, "install", "--no-install-recommends", *packages])
    return all(
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for command in commands
    )


def say(text: str) -> None:
    """Print a line at once, so that it stands before what the next program prints."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
