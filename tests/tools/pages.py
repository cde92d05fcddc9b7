"""Draws the pages of a PDF as PNG files, to look at.

python tests/tools/pages.py file.pdf folder [pages, such as 1-3,7] [--dpi 80]
"""

import argparse
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]


def chosen(selection: str, count: int) -> list[int]:
    """Return page numbers, counted from 0, for `1-3,7`; all of them for an empty selection."""
    if not selection:
        return list(range(count))
    numbers: list[int] = []
    for part in selection.split(","):
        first, _, last = part.partition("-")
        numbers.extend(range(int(first) - 1, min(int(last or first), count)))
    return numbers


def draw(file: Path, folder: Path, selection: str = "", dpi: int = 80) -> list[Path]:
    """Draw pages of a file into a folder and return the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(file)
    try:
        pictures = []
        for number in chosen(selection, len(document)):
            picture = folder / f"{file.stem}-{number + 1:03d}.png"
            document[number].render(scale=dpi / 72).to_pil().save(picture)
            pictures.append(picture)
        return pictures
    finally:
        document.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="?", default="")
    parser.add_argument("--dpi", type=int, default=80)
    options = parser.parse_args()
    for drawn in draw(options.file, options.folder, options.pages, options.dpi):
        print(drawn)
