"""The publications of `hostile_project`, with hostile and with harmless texts: making and reading them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import hostile_project
from lxml import html
from publication_projects import leerrecht, published
from tools import hostile

ADDRESS = "https://voorbeeld.be/site/"
#: Tells that a publication is whole.
DONE = "klaar"


def printable(text: str) -> bool:
    """Tell whether the fonts have every letter of a text; the others are refused, see below."""
    without = ((0xE00, 0xE80), (0x2E80, 0xA000), (0xFF00, 0xFFF0), (0x10000, 0x110000))
    return not any(first <= ord(letter) < last for letter in text for first, last in without)


@cache
def singles() -> tuple[str, ...]:
    """Return what an editor can type on one line, plain letters first."""
    return tuple(sorted(hostile.one_line(hostile.strings()), key=lambda text: not text.isascii()))


@cache
def groups() -> tuple[str, ...]:
    """Return all texts with a form on paper, as many in one field as it holds: fields cost time."""
    found: list[list[str]] = [[]]
    for text in filter(printable, singles()):
        if len(hostile_project.joined([*found[-1], text])) > hostile_project.LONGEST:
            found.append([])
        found[-1].append(text)
    return tuple(hostile_project.joined(texts) for texts in found if texts)


#: One holds a `;`, for which Sphinx makes two levels in the register of terms.
HARMLESS = ["woord; woord", *(f"woord{number}" for number in range(1, 32))]


@dataclass(frozen=True)
class Made:
    """Both publications."""

    hostile: Path
    harmless: Path

    def pages(self) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.hostile.rglob("*.html")):
            name = path.relative_to(self.hostile).as_posix()
            if "/_static/" not in name:
                yield name, path


def make(folder: Path) -> Made:
    """Build both publications in a folder, or say where they stand."""
    roots = {"vijandig": groups(), "gewoon": tuple(HARMLESS)}
    for name, texts in roots.items():
        root = folder / name
        if (root / DONE).is_file():
            continue
        shutil.rmtree(root, ignore_errors=True)
        for path, text in hostile_project.project(texts).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="\n")
        code, said = leerrecht(root, "bouw", "--adres", ADDRESS, "--editie", "alle")
        assert code == 0, said
        assert "Geen fouten, " in said
        # So long are the texts in charts that some of them fill a second page; that is remarked.
        remarked = [line for line in said.splitlines() if " (opmerking): " in line]
        assert [line for line in remarked if not line.startswith("guidelines/plannen/plan")] == []
        (root / DONE).touch()
    return Made(*(published(folder / name) for name in roots))


def squeezed(text: str) -> str:
    return " ".join(text.split())


@cache
def parsed(path: Path) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(path.read_bytes(), parser=parser)


def told(root: Path, pattern: str, place: str) -> str:
    """Return what the elements or attributes of some files say, on one line."""
    found = [each for path in sorted(root.glob(pattern)) for each in parsed(path).xpath(place)]
    return " | ".join(squeezed(each if isinstance(each, str) else each.text_content()) for each in found)


def shapes(page: html.HtmlElement) -> set[tuple[str, ...]]:
    """Return each element as the names of the elements around it, its own, and those of its attributes."""
    found: set[tuple[str, ...]] = set()
    work: list[tuple[html.HtmlElement, tuple[str, ...]]] = [(page, ())]
    while work:
        element, around = work.pop()
        if not isinstance(element.tag, str):
            found.add((*around, "!--"))
            continue
        path = (*around, element.tag)
        found.add((*path, *(f"@{name}" for name in sorted(element.attrib))))
        work += [(child, path) for child in element]
    return found
