"""Measures the compiler alone: each publication from its finished Typst file to its PDF.

python tests/bench_pdf.py                   build the Typst files first
python tests/bench_pdf.py --folder DIR      take those of an earlier `sphinx-build -b typstpdf . DIR`
python tests/bench_pdf.py --save DIR        build them in DIR, to compare with later

Each run is a process of its own, so that nothing is remembered; the publications take turns. Processor time
counts where other work runs beside it; a compilation uses several threads, so that it can exceed the clock.
The sum of the PDFs tells whether a change in the templates changed a page.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf
import typst
from bench import PROJECT, line, settings, title, verdict

from house_style.tokens import FONTS_PDF
from typst_pdf.compiling import compile_pdf

_DATE = 1_764_000_000


@dataclass(frozen=True)
class Setting:
    """One compilation: seconds by the clock and of the processor, and what it made."""

    clock: float
    processor: float
    pages: int
    sum: str


def set_pages(source: Path) -> Setting:
    """Compile one Typst file in this process."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS_PDF)])
    clock, processor = time.perf_counter(), time.process_time()
    pdf, _ = compile_pdf(source, source.parent, fonts, _DATE)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    return Setting(clock, processor, pages, sha256(pdf).hexdigest()[:12])


def measure(folder: Path, runs: int) -> None:
    """Print the medians of each publication in a folder of Typst files."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child"]
    entries: list[Any] = settings()["typst_documents"]
    sources = [folder / f"{entry['name']}.typ" for entry in entries]
    found: dict[Path, list[Setting]] = {source: [] for source in sources}
    for _ in range(runs):
        for source in sources:
            done = subprocess.run([*command, source], check=True, stdout=subprocess.PIPE, encoding="utf-8")
            found[source].append(Setting(**json.loads(done.stdout)))
    title(f"Het zetten alleen, mediaan van {runs}")
    for source, all_runs in found.items():
        clock = median(run.clock for run in all_runs)
        processor = median(run.processor for run in all_runs)
        pages = all_runs[0].pages
        line(source.stem, f"{pages} blz., klok {clock:.2f} s, rekentijd {processor:.2f} s, {all_runs[0].sum}")
        if pages >= 40:  # on few pages, what each file costs by itself weighs too much
            fifty = clock / pages * 50
            line("  van 50 bladzijden, klok", verdict(f"{fifty:.2f} s", fifty < 1, "doel: onder 1 s"))
            line("  van 50 bladzijden, rekentijd", f"{processor / pages * 50:.2f} s")


def build(folder: Path) -> None:
    """Write the Typst files of the project."""
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", "-b", "typstpdf"]
    subprocess.run([*command, "-d", str(folder / "_doctrees"), ".", str(folder)], cwd=PROJECT, check=True)


def main() -> None:
    """Measure, or be one of the processes that do."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(asdict(set_pages(options.child))))
        return
    with tempfile.TemporaryDirectory(prefix="leerrecht-bench-", ignore_cleanup_errors=True) as name:
        folder = options.folder or options.save or Path(name)
        if not options.folder:
            build(folder.resolve())
        measure(folder.resolve(), options.runs)


if __name__ == "__main__":
    main()
