"""How fast charts are laid out, and how many of their lines cross, beside Graphviz and Mermaid if installed.

    python tests/bench_charts.py [--runs 5] [--sizes 18,50,200,1000]

Part of what `make bench` prints. Graphviz (`dot`) and Mermaid (`mmdc`) are only compared with, never used.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean, median

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "_ext"), str(PROJECT / "tests" / "escalation" / "layout")]

from random_charts import common, random_chart  # noqa: E402
from sheet_rules import crossings, labels_on_lines  # noqa: E402

from escalation.layout import Fonts, Style, lay_out  # noqa: E402
from escalation.layout.geometry import Sheet  # noqa: E402
from escalation.model import Chart, View  # noqa: E402
from house_style.tokens import FONTS_PDF  # noqa: E402

SIZES = (18, 50, 200, 1000)
#: Milliseconds that a chart of so many steps may take.
TARGETS = {18: 10.0, 200: 120.0, 1000: 800.0}
WIDTHS = {View.LADDER: 672.0, View.BANEN: 1250.0}
_FUZZ = 150
_MOST_MERMAID = 50

Point = tuple[float, float]


def charts(runs: int = 5, sizes: Sequence[int] = SIZES) -> bool:
    """Print the tables; tell whether every target was reached."""
    fonts = Fonts.from_folder(FONTS_PDF)
    style = Style.screen()

    def own(chart: Chart, view: View) -> Sheet:
        return lay_out(chart, style, fonts, width=WIDTHS[view], view=view)[0]

    reached = True
    print("\nStappenplannen: indelen in hetzelfde proces, milliseconden (mediaan), en kruisingen")
    heads = ("stappen", "ladder", "banen", "kruisingen", "dot", "kruisingen", "mmdc")
    print("".join(f"{head:>12}" for head in heads))
    for size in sizes:
        chart = common() if size == 18 else random_chart(1, size)
        times = {view: _milliseconds(partial(own, chart, view), runs) for view in View}
        found = "/".join(str(crossings(own(chart, view))) for view in View)
        dot = _dot(chart, own(chart, View.LADDER))
        mermaid = _mermaid(chart) if size <= _MOST_MERMAID else "-"
        cells = (size, *(f"{value:.1f}" for value in times.values()), found, *dot, mermaid)
        print("".join(f"{cell:>12}" for cell in cells))
        target = TARGETS.get(size)
        if target and max(times.values()) > target:
            reached = False
            print(f"           te traag: het doel is {target:g} ms")
    _fuzz(own)
    return reached


def _fuzz(own: Callable[[Chart, View], Sheet]) -> None:
    """Print what goes wrong in random charts of 8 to 30 steps, on average."""
    print(f"\n  {_FUZZ} willekeurige stappenplannen van 8 tot 30 stappen, gemiddeld per stappenplan")
    some = [random_chart(seed, 8 + seed % 23) for seed in range(_FUZZ)]
    for view in View:
        sheets = [own(chart, view) for chart in some]
        crossed = mean(map(crossings, sheets))
        covered = mean(len(list(labels_on_lines(sheet))) for sheet in sheets)
        listed = mean(sum(label.listed for label in sheet.labels) for sheet in sheets)
        print(
            f"  {view:>8}: {crossed:.2f} kruisingen, {covered:.2f} antwoorden op een andere lijn, "
            f"{listed:.2f} alleen in de lijst"
        )
    if shutil.which("dot"):
        counts = [_dot(chart, own(chart, View.LADDER))[1] for chart in some[:50]]
        drawn = [int(count) for count in counts if count.isdigit()]
        average = mean(drawn or [0])
        print(f"  {'dot':>8}: {average:.2f} kruisingen (het lukt bij {len(drawn)} van de {len(counts)})")


def _milliseconds(task: Callable[[], object], runs: int) -> float:
    task()
    times = []
    for _ in range(runs):
        # Time of this process alone: other work on the machine does not count.
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return median(times) * 1000


# -- Graphviz ------------------------------------------------------------------------------------


def _dot(chart: Chart, sheet: Sheet) -> tuple[str, str]:
    """Lay out with Graphviz: cards of our size, thresholds as clusters; time and crossings, or why not."""
    program = shutil.which("dot")
    if program is None:
        return "niet hier", "-"
    source = _dot_source(chart, sheet)
    start = time.perf_counter()
    done = subprocess.run([program, "-Tplain"], input=source, capture_output=True, text=True, check=False)
    if done.returncode:
        return "mislukt", "-"
    return f"{(time.perf_counter() - start) * 1000:.0f}", str(_polyline_crossings(done.stdout))


def _dot_source(chart: Chart, sheet: Sheet) -> str:
    size = {box.step.name: (box.width / 72, box.height / 72) for box in sheet.boxes}
    look = 'graph [splines=ortho, nodesep=0.3, ranksep=0.35]; node [shape=box, fixedsize=true, label=""];'
    rows = [f"digraph {{ {look}"]
    for index in sorted({step.threshold for step in chart.steps}):
        rows.append(f"subgraph cluster_{index + 1} {{")
        for step in chart.steps_from(index):
            width, height = size[step.name]
            rows.append(f'"{step.name}" [width={width:.3f}, height={height:.3f}];')
        rows.append("}")
    rows += [f'"{edge.source}" -> "{edge.target}" [xlabel="{edge.label}"];' for edge in chart.edges]
    return "\n".join([*rows, "}"])


def _polyline_crossings(plain: str) -> int:
    lines: list[list[Point]] = []
    for row in plain.splitlines():
        words = row.split(" ")
        if words[0] == "edge":
            count = int(words[3])
            numbers = list(map(float, words[4 : 4 + 2 * count]))
            lines.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return sum(
        _cross(*one, *other)
        for a, b in combinations(lines, 2)
        for one in pairwise(a)
        for other in pairwise(b)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether two pieces cross between their ends."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < -1e-9 and side(c, d, a) * side(c, d, b) < -1e-9


# -- Mermaid -------------------------------------------------------------------------------------


def _mermaid(chart: Chart) -> str:
    """Draw with Mermaid's command line: milliseconds, or why not."""
    program = shutil.which("mmdc")
    if program is None:
        return "niet hier"
    rows = ["flowchart TD", *(f'{step.name}["{step.title}"]' for step in chart.steps)]
    rows += [
        f'{e.source} -->|"{e.label}"| {e.target}' if e.label else f"{e.source} --> {e.target}"
        for e in chart.edges
    ]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "chart.mmd")
        source.write_text("\n".join(rows), encoding="utf-8")
        start = time.perf_counter()
        done = subprocess.run(
            [program, "-i", source, "-o", source.with_suffix(".svg")],
            capture_output=True,
            check=False,
            env=os.environ,
        )
        return f"{(time.perf_counter() - start) * 1000:.0f}" if not done.returncode else "mislukt"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    chosen = parser.parse_args()
    return 0 if charts(chosen.runs, tuple(map(int, chosen.sizes.split(",")))) else 1


if __name__ == "__main__":
    sys.exit(main())
