"""Pictures of the first pages of PDFs, for the start page of the site."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

#: Width of a picture in pixels: twice that on the start page, for sharp screens.
WIDTH = 360


def covers(results: Sequence[Any], folder: Path) -> Mapping[str, dict[str, object]]:
    """Make the cover of each publication, in the form of the setting `house_style_covers`.

    Args:
        results: what the PDF builder made; posters and booklets get no cover.
        folder: where the pictures go.
    """
    made: dict[str, dict[str, object]] = {}
    for result in results:
        if not result.accessible or "/" in result.name or not result.path.is_file():
            continue
        picture = first_page(result.path)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{result.name}.png"
        path.write_bytes(picture)
        width, height = png_size(picture)
        made[result.startdoc] = {"path": str(path), "width": width, "height": height}
    return made


def first_page(pdf: Path) -> bytes:
    """Return the first page of a PDF as PNG, drawn by the Typst compiler: the same bytes everywhere."""
    # The name stands in Typst code as a value, not as text.
    main = pdf.with_suffix(".omslag.typ")
    main.write_text(
        f"#set page(width: {WIDTH}pt, height: auto, margin: 0pt)\n#image(sys.inputs.pdf, width: 100%)\n",
        encoding="utf-8",
    )
    picture = typst.compile(main, root=pdf.parent, sys_inputs={"pdf": pdf.name}, format="png", ppi=72.0)
    main.unlink()
    return picture


def png_size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels (W3C PNG, 11.2.1: the first chunk holds them)."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height
