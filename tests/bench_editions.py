"""Measures editions: many in one build against one build for each, and whether they are the same bytes.

python tests/bench_editions.py                      50 editions together, and 3 of them alone
python tests/bench_editions.py --apart 50           all of them alone too: takes long

A build that makes one edition makes the whole publication with it. The time of all alone is that of those
that were made alone, times their number. Processor time counts where other work runs beside it.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).parents[1]
FOLDER = Path("guidelines/afsprakenkader/edities")


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and of the processor."""

    clock: float
    processor: float


def copy(to: Path, number: int) -> list[str]:
    """Copy the project and write editions for it; return their names."""
    skipped = shutil.ignore_patterns("_build", ".*", "__pycache__", "tests", "*.egg-info")
    shutil.copytree(PROJECT, to, ignore=skipped)
    example = (PROJECT / FOLDER / "voorbeeld-brug.yaml").read_text("utf-8")
    for file in (to / FOLDER).glob("*.yaml"):
        file.unlink()
    names = [f"proef-{n:02}" for n in range(1, number + 1)]
    for name in names:
        text = example.replace("De Voorbeeldbrug", f"De Voorbeeldbrug {name}")
        (to / FOLDER / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return names


def build(root: Path, edition: str) -> Took:
    """Build in a process of its own.

    Raises:
        SystemExit: if it fails, with what it printed.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "publication", "bouw", "--opnieuw", "--editie", edition]
    environment = {"SOURCE_DATE_EPOCH": "1764000000", "PYTHONPATH": str(root / "_ext"), "PATH": ""}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(time.perf_counter() - start, used)


def tree(folder: Path) -> dict[str, str]:
    """Return the checksum of every file, by path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def main() -> int:
    """Print the figures; 1 if an edition differs or they take more than a quarter of the time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samen", type=int, default=50, metavar="N", help="editions together (default 50)")
    parser.add_argument("--apart", type=int, default=3, metavar="N", help="of which alone too (default 3)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "project"
        names = copy(root, given.samen)
        together = build(root, "alle")
        made = root / "_build" / "publicatie" / "edities"
        trees = {name: tree(made / name) for name in names}
        print(
            f"{len(names)} together: {together.clock:.1f} s, processor {together.processor:.1f} s", flush=True
        )
        alone, different = [], []
        chosen = names[:: max(1, len(names) // given.apart)][: given.apart]
        for name in chosen:
            alone.append(build(root, name))
            different += [name] if tree(made / name) != trees[name] else []
            print(f"{name} alone: {alone[-1].clock:.1f} s, processor {alone[-1].processor:.1f} s", flush=True)
    clock = len(names) * sum(took.clock for took in alone) / len(alone)
    processor = len(names) * sum(took.processor for took in alone) / len(alone)
    print(f"{len(names)} alone: {clock:.0f} s, processor {processor:.0f} s ({len(alone)} measured)")
    print(f"together / alone: {together.clock / clock:.3f}, processor {together.processor / processor:.3f}")
    print(f"same bytes: {len(chosen) - len(different)} of {len(chosen)}")
    return 1 if different or together.processor / processor >= 0.25 else 0


if __name__ == "__main__":
    sys.exit(main())
