"""From the file of an edition to the frozen model, with every mistake as a Dutch message on its line."""

import re
from pathlib import Path

from editions.model import CONTACT, Edition, LocalText, Way
from facts.model import Origin, Problem
from facts.reading import Entries, RefusedError, meant, read_entries
from markup import OutsideProjectError, inside

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNKNOWN = "onbekend"
_LONGEST = 200
_LARGEST_LOGO = 500_000
#: How a picture of each kind begins: the ending alone proves nothing.
_BEGINS = {".png": (b"\x89PNG\r\n\x1a\n",), ".svg": (b"<svg", b"<?xml", b"<!--")}


def edition_files(root: Path, folder: str) -> dict[str, Path]:
    """Return the files of all editions by their key, sorted."""
    return {path.stem: path for path in sorted((root / folder).glob("*.yaml"))}


def read_edition(root: Path, file: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Read one edition.

    Args:
        root: the project folder.
        file: the file, inside it.

    Returns:
        The edition with everything that could be understood (None if the file is no data), and what is wrong.
    """
    path = file.relative_to(root).as_posix()
    try:
        top = read_entries(file, path)
    except RefusedError as error:
        repair = "Herstel het bestand; deze editie wordt niet gemaakt."
        return None, (Problem(Origin(path, error.line), str(error), repair, "leesbaar"),)
    if not NAME.fullmatch(file.stem):
        top.report(f"«{file.name}» is geen goede bestandsnaam.", "Gebruik kleine letters, cijfers en -.")
    contact, texts = top.section("contact"), top.section("teksten")
    edition = Edition(
        key=file.stem,
        name=_short(top, "naam"),
        region=_short(top, "streek"),
        example=top.yes("voorbeeld"),
        logo=_logo(top, root, file.parent),
        contact=_contact(contact) if contact else {},
        texts=_texts(texts, file) if texts else {},
        origin=Origin(path, 1),
    )
    top.finish()
    return edition, tuple(sorted(set(top.problems)))


def _short(entries: Entries, key: str, *, required: bool = True) -> str:
    text = entries.text(key, required=required)
    if len(text) > _LONGEST:
        entries.report(f"«{key}» is te lang.", f"Gebruik hoogstens {_LONGEST} tekens.", key=key)
    return text[:_LONGEST]


def _contact(entries: Entries) -> dict[str, str]:
    """Return what is known; an empty field or the word `onbekend` is not."""
    found = {key: _short(entries, key, required=False) for key in CONTACT}
    entries.finish()
    # What is too long was reported; one message is enough.
    whole = {key: text for key, text in found.items() if text == entries.text(key, required=False)}
    known = {key: text for key, text in whole.items() if text and text != _UNKNOWN}
    if "website" in known and not entries.address("website"):
        del known["website"]
    mail = known.get("mail", "")
    if mail and not re.fullmatch(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"'.]+", mail):
        entries.report(f"«{mail}» is geen mailadres.", "Schrijf het als naam@voorbeeld.be.", key="mail")
        del known["mail"]
    return known


def _logo(entries: Entries, root: Path, folder: Path) -> str:
    written = entries.text("logo", required=False)
    if not written:
        return ""
    problem = _what_is_wrong(written, root, folder)
    if problem:
        entries.report(*problem, key="logo", rule="logo")
        return ""
    return inside(root, written, base=folder).relative_to(root.resolve()).as_posix()


def _what_is_wrong(written: str, root: Path, folder: Path) -> tuple[str, str] | None:
    try:
        file = inside(root, written, base=folder)
    except (OutsideProjectError, OSError, ValueError):
        return f"Het logo «{written}» ligt buiten de map van het project.", "Zet het bij de edities."
    begins = _BEGINS.get(file.suffix.lower())
    if begins is None:
        return f"Het logo «{written}» is geen PNG of SVG.", "Bewaar het als .png of .svg."
    if not _is_there(file):
        near = [path.name for path in sorted(file.parent.glob("*")) if path.suffix.lower() in _BEGINS]
        return f"Het logo «{written}» bestaat niet.", meant(file.name, near)
    content = file.read_bytes()
    if len(content) > _LARGEST_LOGO:
        return f"Het logo «{written}» is te groot.", f"Maak het kleiner dan {_LARGEST_LOGO // 1000} kB."
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(begins):
        return f"Het logo «{written}» is geen echt beeld.", "Bewaar het opnieuw als PNG of SVG."
    return None


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name longer than any file can have
        return False


def _texts(entries: Entries, file: Path) -> dict[str, LocalText]:
    lines = file.read_text("utf-8-sig").splitlines()
    found = {}
    for name in entries.items:
        part = entries.section(name)
        if part is None:
            continue
        way = part.choice("wijze", Way, Way.VERVANG)
        line = part.origin("tekst").line
        if part.text("tekst") and not re.search(r":\s*\|[+-]?\s*$", lines[line - 1]):
            repair = "Zet achter «tekst:» alleen een | en de tekst ingesprongen op de regels eronder."
            part.report("De tekst staat niet onder «tekst: |».", repair, key="tekst")
        else:
            found[name] = LocalText(name, way, part.raw("tekst"), line + 1, part.origin())
        part.finish()
    return found
