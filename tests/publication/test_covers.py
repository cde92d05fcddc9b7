"""Pictures of first pages."""

from dataclasses import dataclass
from pathlib import Path

import typst

from publication.covers import WIDTH, covers, first_page, png_size


@dataclass(frozen=True)
class Result:
    name: str
    path: Path
    startdoc: str
    accessible: bool = True


def pdf(folder, name, color="#1b4f8a"):
    path = folder / f"{name}.pdf"
    code = f'#set page(width: 100mm, height: 150mm, fill: rgb("{color}"))\nEen\n#pagebreak()\nTwee'
    path.write_bytes(typst.compile(code.encode(), timestamp=0))
    return path


def test_picture_has_the_form_of_the_page_and_the_same_bytes(tmp_path):
    path = pdf(tmp_path, "a' #b")
    picture = first_page(path)
    assert png_size(picture) == (WIDTH, WIDTH * 3 // 2)
    other = tmp_path / "elders"
    other.mkdir()
    assert first_page(pdf(other, "c")) == picture
    assert first_page(pdf(other, "d", "#ffffff")) != picture
    assert [file.suffix for file in tmp_path.iterdir() if file.is_file()] == [".pdf"]


def test_only_documents_get_a_cover(tmp_path):
    path = pdf(tmp_path, "a")
    results = [
        Result("a", path, "a/index"),
        Result("a-boekje", path, "a/index", accessible=False),
        Result("stappenplannen/x", path, "a/stappen"),
        Result("weg", tmp_path / "weg.pdf", "weg/index"),
    ]
    made = covers(results, tmp_path / "omslagen")
    assert list(made) == ["a/index"]
    assert Path(str(made["a/index"]["path"])).read_bytes().startswith(b"\x89PNG")
