"""What `make bench` prints: how long, how large and how much memory, as ratios from one run on one machine.

    python tests/bench.py [--runs 3] [--sizes 1,10,50]

Runs of what is compared alternate, and medians are printed: other work on the machine then counts for both.
"""

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psutil  # type: ignore[import-untyped]
from tools.projects import copy_project

PROJECT = Path(__file__).resolve().parent.parent
TARGET_WHOLE = 1.6
TARGET_LATEX = 20.0
TARGET_MEMORY = 500.0
OWN_BUILDERS = {"typst_pdf", "editorial", "publication"}
_MIB = 2**20


@dataclass(frozen=True)
class Run:
    """One process with its children: wall and processor time in seconds, peak of its memory in MiB.

    Processor time hardly changes when other work runs on the machine; Windows does not tell it (0).
    """

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Pdf:
    """One build of a publication, measured from within; times in seconds, sizes in bytes.

    `compile_cpu` is the processor time of the compiler, of all its threads; the other times are by the clock.
    """

    read: float
    assemble: float
    translate: float
    compile: float
    compile_cpu: float
    finish: float
    pages: int
    raw_bytes: int
    bytes: int
    memory: float


def main() -> int:
    """Measure and print everything; 1 if something could not be built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", default="1,10,50")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--builder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.builder:
        print(measure_pdfs_after_reading(options.child, options.builder))
        return 0
    if options.child:
        print(json.dumps(asdict(measure_pdf(options.child))))
        return 0
    with tempfile.TemporaryDirectory(prefix="leerrecht-bench-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        sizes = [int(size) for size in options.sizes.split(",")]
        parts = (
            lambda: whole_against_html(work, options.runs),
            lambda: ours_against_latex(work, options.runs),
            lambda: growth(work, sizes),
            charts,
        )
        return max([attempt(part) for part in parts])


def attempt(part: Callable[[], None]) -> int:
    """Measure one part; when a program in it fails, say so and let the other parts go on."""
    try:
        part()
    except subprocess.CalledProcessError as error:
        print(str(error.output)[-3000:])
        print(f"Mislukt: {' '.join(map(str, error.cmd))}", flush=True)
        return 1
    return 0


# -- the whole publication against plain HTML ------------------------------------------------------


def whole_against_html(work: Path, runs: int) -> None:
    """Print the time of the command against Sphinx's own HTML builder, on a copy of the project."""
    title("Alles samen tegenover gewone HTML van Sphinx")
    project = copy_project(work / "project")
    plain = ",".join(name for name in settings()["extensions"] if name not in OWN_BUILDERS)
    whole = [sys.executable, "-m", "publication", "bouw", "--opnieuw"]
    html = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", "-b", "html", "-D", f"extensions={plain}"]
    pdfs = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", "-b", "typstpdf"]
    commands = {
        "leerrecht bouw": whole,
        "sphinx html": [*html, ".", str(work / "html")],
        "sphinx typstpdf": [*pdfs, ".", str(work / "pdf")],
    }
    ours, theirs, papers = alternate(commands, project, runs).values()
    line("alles samen", shown(ours))
    line("gewone html van dezelfde bronnen", shown(theirs))
    line("alleen de pdf's", shown(papers))
    whole_ratios, pdf_ratios = ratios(ours, theirs), ratios(papers, theirs)
    line(
        "alles tegenover de site: klok, rekentijd",
        verdict(said(whole_ratios), whole_ratios[-1] <= TARGET_WHOLE, f"doel: hoogstens {TARGET_WHOLE}"),
    )
    line(
        "de pdf's tegenover de site: klok, rekentijd",
        verdict(said(pdf_ratios), pdf_ratios[-1] < 1, "doel: minder dan 1"),
    )


def ratios(first: Run, second: Run) -> list[float]:
    """Return how many times as long the first took, by the clock and, if known, by processor time."""
    pairs = [(first.seconds, second.seconds), (first.cpu, second.cpu)]
    return [one / other for one, other in pairs if other]


def said(numbers: Sequence[float]) -> str:
    """Return ratios as they are printed."""
    return ", ".join(f"{number:.2f}" for number in numbers)


def shown(run: Run) -> str:
    """Return what a process took as it is printed."""
    return f"{run.seconds:.2f} s, rekentijd {run.cpu:.2f} s, piek {run.memory:.0f} MiB"


# -- our PDF against LaTeX -------------------------------------------------------------------------


def ours_against_latex(work: Path, runs: int) -> None:
    """Print the time of our PDFs against Sphinx's LuaLaTeX PDFs of the same sources, if TeX is there.

    Both begin where Sphinx starts to write: until then it reads the sources and numbers figures, once for
    every output. They end with the PDFs of `typst_documents` on disk: LaTeX makes no letters and no posters,
    so neither do we here.
    """
    title("Onze pdf's tegenover Sphinx met LuaLaTeX, vanaf gelezen bronnen")
    missing = [program for program in ("lualatex", "latexmk") if not shutil.which(program)]
    if missing:
        line("overgeslagen", f"{' en '.join(missing)} niet geïnstalleerd")
        return
    project = copy_project(work / "latex")
    conf = project / "conf.py"
    conf.write_text(conf.read_text("utf-8") + _LATEX_CONF, encoding="utf-8")
    found: dict[str, list[float]] = {"typstpdf": [], "latex": []}
    for number in range(1, runs + 1):
        for builder, seconds in found.items():
            progress(f"    {builder}, keer {number} van {runs} ...")
            command = [sys.executable, str(Path(__file__).resolve()), "--child", str(project)]
            seconds.append(float(run_child([*command, "--builder", builder])))
    progress("")
    ours, theirs = (median(seconds) for seconds in found.values())
    ratio = theirs / ours
    line("onze pdf's", f"{ours:.2f} s")
    line("LuaLaTeX", f"{theirs:.2f} s")
    line(
        "sneller",
        verdict(f"{ratio:.1f} keer", ratio >= TARGET_LATEX, f"doel: minstens {TARGET_LATEX:.0f} keer"),
    )


def measure_pdfs_after_reading(folder: Path, builder: str) -> float:
    """Read a project in this process and return the seconds from the first writing to the last PDF."""
    from sphinx.application import Sphinx

    out = folder / f"_out-{builder}"
    marks: list[float] = []
    app = Sphinx(folder, folder, out, folder / f"_doctrees-{builder}", builder, status=None, warning=None)
    app.connect("write-started", lambda *_: marks.append(time.perf_counter()), priority=0)
    app.build(force_all=True)
    for tex in sorted(out.glob("*.tex")) if builder == "latex" else ():
        if not tex.name.startswith("sphinx"):
            command = ["latexmk", "-g", "-lualatex", "-interaction=nonstopmode", "-f", tex.name]
            subprocess.run(
                command, cwd=out, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
    ended = time.perf_counter()
    names = [entry["name"] for entry in app.config.typst_documents]
    if missing := [name for name in names if not (out / f"{name}.pdf").is_file()]:
        raise SystemExit(f"{builder} made no {missing[0]}.pdf")
    return ended - marks[0]


_LATEX_CONF = """
from docutils import nodes

def keep_content(writer, node):
    if not node.children:
        raise nodes.SkipNode

def setup(app):
    app.connect("builder-inited", unknown_nodes_keep_their_content)

def unknown_nodes_keep_their_content(app):
    if app.builder.name == "latex":
        translator = app.builder.default_translator_class
        translator.unknown_visit = keep_content
        translator.unknown_departure = lambda writer, node: None

extensions = [name for name in extensions if name not in ("editorial", "publication")]
latex_engine = "lualatex"
latex_use_xindy = False
typst_only = [entry["name"] for entry in typst_documents]
latex_documents = [
    (entry["startdoc"], entry["name"] + ".tex", entry["title"], author, "manual") for entry in typst_documents
]
"""


# -- growth ----------------------------------------------------------------------------------------


def growth(work: Path, sizes: Sequence[int]) -> None:
    """Print time, memory and size of the Leidraad, and of the same text ten and fifty times over."""
    title("Groei: de Leidraad, en hetzelfde een aantal keer na elkaar")
    print(
        f"{'keer':>6}{'blz.':>7}{'lezen':>9}{'vertalen':>10}{'zetten':>9}{'rekentijd':>11}{'afwerken':>10}",
        end="",
    )
    print(f"{'per 50 blz.':>13}{'ruw':>11}{'klaar':>11}{'over':>7}{'piek':>10}")
    measured: dict[int, Pdf] = {}
    for size in sizes:
        progress(f"    {size} keer ...")
        folder = multiplied(work / f"growth-{size}", size)
        command = [sys.executable, str(Path(__file__).resolve()), "--child", str(folder)]
        pdf = Pdf(**json.loads(run_child(command)))
        measured[size] = pdf
        if pdf.pages < 10 * size:
            raise SystemExit(f"The text did not reach the PDF: {pdf.pages} pages for {size} times.")
        per_fifty = pdf.compile / pdf.pages * 50
        print(
            f"\r{size:>6}{pdf.pages:>7}{pdf.read:>7.2f} s{pdf.assemble + pdf.translate:>8.2f} s"
            f"{pdf.compile:>7.2f} s{pdf.compile_cpu:>9.2f} s{pdf.finish:>8.2f} s{per_fifty:>11.2f} s"
            f"{pdf.raw_bytes / 1024:>8.0f} kB{pdf.bytes / 1024:>8.0f} kB{pdf.bytes / pdf.raw_bytes:>7.0%}"
            f"{pdf.memory:>6.0f} MiB",
            flush=True,
        )
    first, last = measured[sizes[0]], measured[sizes[-1]]
    per_page = [
        (pdf.assemble + pdf.translate + pdf.compile + pdf.finish) / pdf.pages for pdf in (first, last)
    ]
    line(
        f"kost per bladzijde, {sizes[-1]} keer tegenover {sizes[0]} keer",
        verdict(
            f"{per_page[1] / per_page[0]:.2f}", per_page[1] <= per_page[0] * 1.25, "1,00 is recht evenredig"
        ),
    )
    line(
        "zetten van 50 bladzijden",
        verdict(
            f"{first.compile / first.pages * 50:.2f} s",
            first.compile / first.pages * 50 < 1,
            "doel: onder 1 s",
        ),
    )
    line(
        "piekgeheugen van de Leidraad",
        verdict(
            f"{first.memory:.0f} MiB", first.memory < TARGET_MEMORY, f"doel: onder {TARGET_MEMORY:.0f} MiB"
        ),
    )


def run_child(command: Sequence[str]) -> str:
    """Return what a measuring process prints."""
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return done.stdout.splitlines()[-1]


def multiplied(folder: Path, times: int) -> Path:
    """Write a project with the Leidraad as many times, each copy with labels of its own."""
    source = PROJECT / "guidelines" / "leidraad"
    texts = {
        path.relative_to(source): path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.md"))
    }
    labels = {
        label
        for text in texts.values()
        for label in re.findall(
            r"^\(([^)\n]+)\)=\s*$|^\s*:(?:name|label): *(\S+)\s*$|\{#([\w-]+)", text, re.MULTILINE
        )
        for label in label
        if label
    }
    any_label = re.compile(
        r"(?<=[(#`<])(" + "|".join(sorted(map(re.escape, labels), key=len, reverse=True)) + r")(?=[)}`> ])"
        r"|(?<=(?:name|link): )(" + "|".join(map(re.escape, sorted(labels))) + r")$",
        re.MULTILINE,
    )
    # Two charts of one name would become one.
    any_chart = re.compile(
        r"\{stappenplan\} [\w-]+"
        r"|(?:(?<=<)|(?<=beslishulp\} )|(?<=, ))(?:basisonderwijs|secundair-onderwijs)(?=[/,\n])"
    )
    for number in range(1, times + 1):
        copy = folder / f"deel{number:03d}"
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("*.md"))
        for name, text in texts.items():
            unique = any_label.sub(rf"\g<0>-{number:03d}", text) if labels else text
            unique = any_chart.sub(rf"\g<0>-{number:03d}", unique)
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_text(unique, encoding="utf-8")
    # Without the registry the facts, sources and charts would be holes.
    shutil.copytree(
        PROJECT / "guidelines" / "regelgeving",
        folder / "guidelines" / "regelgeving",
        ignore=shutil.ignore_patterns("*.md"),
    )
    parts = "\n".join(f"deel{number:03d}/index" for number in range(1, times + 1))
    (folder / "index.md").write_text(f"# Leidraad\n\n```{{toctree}}\n{parts}\n```\n", encoding="utf-8")
    conf = PROJECT / "conf.py"
    (folder / "conf.py").write_text(
        conf.read_text(encoding="utf-8")
        + "\nextensions = [name for name in extensions if name not in ('editorial', 'publication')]\n"
        + 'typst_documents = [{"startdoc": "index", "name": "groei", "title": "Groei"}]\n'
        + 'typst_only = ["groei"]\n'  # no letters and posters
        + 'include_patterns, exclude_patterns = ["**"], ["_*"]\n',
        encoding="utf-8",
    )
    return folder


def measure_pdf(folder: Path) -> Pdf:
    """Build the project of one growth step in this process and report what each part took."""
    from sphinx.application import Sphinx

    from typst_pdf import compiling

    raw: list[int] = []
    used = 0.0
    original = compiling.compile_pdf

    def noting_size(*args: Any, **kwargs: Any) -> Any:
        nonlocal used
        before = time.process_time()
        made = original(*args, **kwargs)
        used += time.process_time() - before
        raw.append(len(made[0]))
        return made

    vars(compiling)["compile_pdf"] = noting_size
    started = time.perf_counter()
    marks: dict[str, float] = {}
    app = Sphinx(folder, folder, folder / "_out", folder / "_doctrees", "typstpdf", status=None, warning=None)
    app.connect("env-updated", lambda *_: marks.setdefault("read", time.perf_counter()) and None)
    app.build()
    (result,) = app.builder.results  # type: ignore[attr-defined]
    timings: Mapping[str, float] = app.builder.timings  # type: ignore[attr-defined]
    return Pdf(
        read=marks["read"] - started,
        pages=result.pages,
        raw_bytes=raw[-1],
        bytes=Path(result.path).stat().st_size,
        memory=own_peak(),
        compile_cpu=used,
        **timings,
    )


# -- charts ----------------------------------------------------------------------------------------


def charts() -> None:
    """Print what `bench_charts.py` measures."""
    title("Stappenplannen tekenen")
    subprocess.run([sys.executable, str(PROJECT / "tests" / "bench_charts.py")], check=True)


# -- helpers ---------------------------------------------------------------------------------------


def own_peak() -> float:
    """Return the highest memory use of this process so far, in MiB."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / _MIB
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MIB if sys.platform == "darwin" else peak / 1024


def settings() -> dict[str, list[str]]:
    """Return the settings of the project."""
    spec = importlib.util.spec_from_file_location("project_conf", PROJECT / "conf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)


def alternate(commands: Mapping[str, Sequence[str]], folder: Path, runs: int) -> dict[str, Run]:
    """Run commands in turn, several times, and return the median of each."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(1, runs + 1):
        for name, command in commands.items():
            progress(f"    {name}, keer {number} van {runs} ...")
            found[name].append(timed(command, folder))
    progress("")
    return {
        name: Run(
            median(run.seconds for run in all_runs),
            median(run.cpu for run in all_runs),
            max(run.memory for run in all_runs),
        )
        for name, all_runs in found.items()
    }


def timed(command: Sequence[str], folder: Path) -> Run:
    """Run one command and watch its memory and that of its children.

    Raises:
        CalledProcessError: if the command fails; its output says why.
    """
    environment = {**os.environ, "PYTHONUTF8": "1"}
    peak = 0.0
    with tempfile.TemporaryFile() as output:
        started, used = time.perf_counter(), cpu_of_children()
        process = psutil.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        while process.poll() is None:
            peak = max(peak, memory_of(process))
            time.sleep(0.02)
        seconds = time.perf_counter() - started
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise subprocess.CalledProcessError(process.returncode, command, text)
    return Run(seconds, cpu_of_children() - used, peak)


def cpu_of_children() -> float:
    """Return the processor time of all processes that this one started and that have ended, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


def memory_of(process: psutil.Process) -> float:
    """Return the memory of a process and its children, in MiB; 0 when it has just ended."""
    try:
        family = [process, *process.children(recursive=True)]
        return sum(float(member.memory_info().rss) for member in family) / _MIB
    except psutil.Error:
        return 0.0


def title(text: str) -> None:
    """Print the heading of a part."""
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def line(name: str, value: str) -> None:
    """Print one finding."""
    print(f"{name:<52}{value}", flush=True)


def verdict(value: str, reached: bool, target: str) -> str:
    """Return a finding with its target and whether it was reached."""
    return f"{value} ({target}; {'gehaald' if reached else 'NIET gehaald'})"


def progress(text: str) -> None:
    """Show what is being done, on a line that the next one replaces; quiet when nobody watches."""
    if sys.stdout.isatty():
        print(f"\r{text:<70}\r", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
