"""Kills real builds at random moments: `python tests/tools/kills.py [number]` prints what was left behind.

A copy of this project is built in turns from two versions of its sources; every build is killed somewhere
between its start and a little past its usual end. After each kill the folder must hold one whole publication,
and in the end what the next build makes must equal a clean one.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory


def tree(folder: Path) -> dict[str, str]:
    """Return the checksum of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build_process(root: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "publication", "bouw"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_builds(
    root: Path, change: Callable[[int], None], kills: int, *, seed: int = 20261123
) -> Counter[str]:
    """Build version 0 and 1 in turns and kill each build at a random moment.

    Args:
        root: the project.
        change: puts version 0 or 1 in place; both must give different publications.
        kills: how many builds to kill.
        seed: of the moments.

    Returns:
        How often the old and the new publication stood there after a kill.

    Raises:
        AssertionError: if a folder held anything but one whole publication.
    """
    publication = root / "_build" / "publicatie"
    whole: list[dict[str, str]] = []
    usual = 0.0
    for version in (0, 1):
        change(version)
        start = time.monotonic()
        assert build_process(root).wait() == 0
        usual = time.monotonic() - start
        whole.append(tree(publication))
    assert whole[0] != whole[1], "both versions give the same publication"
    chance = random.Random(seed)  # noqa: S311 - the same moments at every run
    found: Counter[str] = Counter()
    standing = 1
    for number in range(kills):
        wanted = 1 - standing
        change(wanted)
        process = build_process(root)
        time.sleep(chance.uniform(0.0, 1.1 * usual))
        process.kill()
        process.wait()
        now = tree(publication)
        assert now in whole, f"kill {number} left neither the old nor the new publication"
        found["new" if now == whole[wanted] else "old"] += 1
        standing = whole.index(now)
    change(0)
    assert build_process(root).wait() == 0
    assert tree(publication) == whole[0], "the build after the kills differs from a clean one"
    assert not list((root / "_build").glob(".publicatie-*")), "something was left behind"
    return found


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    project = Path(__file__).resolve().parents[2]
    with TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        subprocess.run(["git", "clone", "--quiet", str(project), str(root)], check=True)
        page = root / "guidelines/leidraad/samenvatting.md"
        original = page.read_text("utf-8")

        def change(version: int) -> None:
            page.write_text(original + "\nNog een zin.\n" * version, encoding="utf-8", newline="\n")

        print(f"{kills} kills:", dict(kill_builds(root, change, kills)))


if __name__ == "__main__":
    main()
