"""`leerrecht klaarzetten`: puts a publication in the folder that a web server shows, beside earlier ones.

    <folder>/site, embed, pdf, docx ... the school year of now, at addresses that stay
    <folder>/2025-2026/site, ...        an earlier school year, with a notice on every page
    <folder>/voorstel/<name>/site, ...  a proposed change, with a notice on every page

Git or the host takes the folder over as a whole; nothing else in it is touched.
"""

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facts.school_year import SchoolYear
from house_style.tokens import load_tokens
from markup import html_attr, html_text
from publication.build import ExitCode, UsageError
from publication.console import Console
from publication.fingerprint import file_hash
from publication.folders import DATA, DOCX, EDITIONS, EMBED, MANIFEST, PDF, SITE, Folders
from publication.manifest import Manifest

PROPOSALS = "voorstel"
_PARTS = (SITE, EMBED, PDF, DOCX, DATA, EDITIONS, MANIFEST, "index.html")
#: The parts that hold pages.
_PAGES = (SITE, EMBED, EDITIONS)
_NOTICE_STYLES = "melding.css"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_BODY = re.compile(r"<body\b[^<>]*>")
_NOTICE = re.compile(r"<!--melding-->.*?<!--/melding-->\n?", re.DOTALL)


@dataclass(frozen=True)
class Notice:
    """What stands on every page of a publication that is not the one of now.

    Attributes:
        text: the sentence.
        link: the words of the link to the publication of now.
    """

    text: str
    link: str


def put_online(folders: Folders, target: Path, proposal: str, console: Console) -> ExitCode:
    """Put the publication that was built last in its place.

    Args:
        folders: those of the project.
        target: the folder of the web server; made if it is not there.
        proposal: name of a proposed change; empty for the publication itself.
        console: prints where everything stands.

    Raises:
        UsageError: without a whole publication, or for a name that cannot be one.
        OSError: if the folder cannot be written.
    """
    if proposal and not _NAME.fullmatch(proposal):
        raise UsageError(
            f"«{proposal}» kan geen naam zijn. Tip: Gebruik kleine letters, cijfers en streepjes."
        )
    manifest = _whole(folders.publication)
    target = target.resolve()
    if target == folders.root or target.is_relative_to(folders.publication):
        raise UsageError("Kies een andere map: deze hoort bij het project.")
    target.mkdir(parents=True, exist_ok=True)
    place = _place(target, manifest, proposal)
    _copy(folders.publication, place)
    if place == target:
        (target / ".nojekyll").touch()  # GitHub Pages would leave out every folder that starts with _
    for old in _earlier(target):
        _mark(old, target, _notice(old, target))
    console.line(f"Klaargezet: {place.relative_to(target.parent).as_posix()}")
    return ExitCode.OK


def take_away(target: Path, proposal: str, console: Console) -> ExitCode:
    """Remove a proposed change that was decided on; not an error if it is gone."""
    if not proposal:
        raise UsageError("Welk voorstel moet weg? Tip: Schrijf --weg --voorstel NAAM.")
    if not _NAME.fullmatch(proposal):
        raise UsageError(
            f"«{proposal}» kan geen naam zijn. Tip: Gebruik kleine letters, cijfers en streepjes."
        )
    shutil.rmtree(target / PROPOSALS / proposal, ignore_errors=True)
    with contextlib.suppress(OSError):  # other proposals are still there, or none ever was
        (target / PROPOSALS).rmdir()
    console.line(f"Weggehaald: {PROPOSALS}/{proposal}")
    return ExitCode.OK


def _whole(publication: Path) -> Manifest:
    """Return the manifest of a publication of which every file is as it was made."""
    try:
        manifest = Manifest.from_json((publication / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        raise UsageError("Er is nog geen publicatie. Tip: Bouw eerst met leerrecht bouw.") from None
    for entry in manifest.files:
        if file_hash(publication / entry.path) != entry.sha256:
            raise UsageError(
                f"{entry.path} is veranderd sinds de bouw. Tip: Bouw met leerrecht bouw --opnieuw."
            )
    return manifest


def _place(target: Path, manifest: Manifest, proposal: str) -> Path:
    """Return where a publication goes; a year that ends moves aside, an earlier one never takes its place."""
    if proposal:
        return target / PROPOSALS / proposal
    try:
        shown = Manifest.from_json((target / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return target
    old, new = SchoolYear.parse(shown.school_year), SchoolYear.parse(manifest.school_year)
    if new < old:
        return target / str(new)
    if old < new:
        aside = target / str(old)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        for name in _PARTS:
            if (target / name).exists():
                (target / name).replace(aside / name)
    return target


def _copy(publication: Path, place: Path) -> None:
    fresh = place / ".nieuw"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(publication, fresh)
    (fresh / "index.html").write_text(_doorway(), encoding="utf-8", newline="\n")
    for name in _PARTS:
        old = place / name
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
        if (fresh / name).exists():
            (fresh / name).replace(old)
    shutil.rmtree(fresh)


def _doorway() -> str:
    address = html_attr(f"{SITE}/index.html")
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>Naar de site</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n</head>\n'
        f'<body><p><a href="{address}">Naar de site</a></p></body>\n</html>\n'
    )


def _earlier(target: Path) -> Iterator[Path]:
    """Yield the folders with a publication that is not the one of now."""
    for folder in [*target.iterdir(), *(target / PROPOSALS).glob("*")]:
        if folder.is_dir() and (folder / MANIFEST).is_file():
            yield folder


def _notice(folder: Path, target: Path) -> Notice:
    if folder.parent != target:
        return Notice("Dit is een voorstel. Het geldt nog niet.", "Ga naar de versie die geldt.")
    text = f"Dit is de versie van schooljaar {folder.name}."
    return Notice(text, "Ga naar de versie van nu.")


def _mark(folder: Path, target: Path, notice: Notice) -> None:
    """Put the notice on every page, instead of the one that may be there; keep search engines away."""
    (folder / _NOTICE_STYLES).write_text(_styles(), encoding="utf-8", newline="\n")
    for path in sorted(path for part in _PAGES for path in (folder / part).rglob("*.html")):
        page = path.relative_to(folder)
        up = "../" * (len(page.parts) - 1)
        nearest = (page, Path(page.parts[0], "index.html"))
        same = next((near for near in nearest if (target / near).is_file()), Path(SITE, "index.html"))
        home = up + "../" * len(folder.relative_to(target).parts) + same.as_posix()
        text = _NOTICE.sub("", path.read_text("utf-8"))
        path.write_text(_marked(text, notice, up + _NOTICE_STYLES, home), encoding="utf-8", newline="\n")


def _marked(page: str, notice: Notice, styles: str, home: str) -> str:
    words = f'{html_text(notice.text)} <a href="{html_attr(home)}">{html_text(notice.link)}</a>'
    head = f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{html_attr(styles)}">'
    banner = f'<aside class="lr-melding" aria-label="Versie"><p>{words}</p></aside>'
    with_head = page.replace("</head>", f"<!--melding-->{head}<!--/melding-->\n</head>", 1)
    return _BODY.sub(lambda match: f"{match[0]}<!--melding-->{banner}<!--/melding-->\n", with_head, count=1)


def _styles() -> str:
    color = load_tokens().light
    return (
        f".lr-melding{{background:{color['yellow_soft']};color:{color['ink']};"
        f"border-bottom:3px solid {color['yellow']};padding:.6rem 1rem;"
        "font:600 1rem/1.5 system-ui,sans-serif}\n"
        ".lr-melding p{margin:0;max-width:46rem}\n"
        f".lr-melding a{{color:{color['link']}}}\n"
    )
