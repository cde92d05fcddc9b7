"""Makes a new publication in a folder of its own: read once, write all outputs, verify, list them."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from editorial.collect import fault
from editorial.diagnosis import Diagnosis, Level, count, merged
from editorial.language.check import LanguageCheck
from facts.school_year import day_of
from markup import root_path
from publication.build import BuildOptions, overrides
from publication.console import Console
from publication.editions import Base, Made, make_editions
from publication.engine import Engine, remove_traces_of_sphinx, steady_surroundings
from publication.folders import DATA, EMBED, MANIFEST, PDF, SITE, Folders
from publication.language import look_at_language
from publication.manifest import Manifest, entries
from publication.outputs import Outputs, Site, make_outputs
from publication.verify import Expected, ExpectedLetter, ExpectedPdf, faults


@dataclass(frozen=True)
class Product:
    """What came out.

    Attributes:
        diagnoses: all messages.
        pages: number of pages that were read.
        ready: the new publication, verified; None if it must not be published.
    """

    diagnoses: tuple[Diagnosis, ...]
    pages: int
    ready: Path | None


def produce(options: BuildOptions, folders: Folders, epoch: int, inputs: str, console: Console) -> Product:
    """Make, verify and describe a new publication under `folders.work`.

    Raises:
        OSError: if the disk is full or a folder cannot be written.
    """
    new = folders.work / "publicatie"
    new.mkdir(parents=True)
    engine = Engine(
        folders.root,
        folders.work / "doctrees",
        overrides=overrides(options),
        workers=options.workers,
        log=folders.log,
    )
    with steady_surroundings(epoch):
        outputs = make_outputs(engine, folders, new, console)
        language = look_at_language(engine, folders) if outputs else None
        sound = not count(engine.diagnoses(), Level.FOUT)
        made = (
            _make_editions(options, folders, outputs.site, language, new, console)
            if outputs and language and sound
            else []
        )
    diagnoses = merged([*engine.diagnoses(), *(found for one in made for found in one.diagnoses)])
    pages = len(outputs.site.pages) if outputs else len(set(engine.trail.read))
    parts = [one.expected for one in made if one.expected]
    if outputs is None or len(parts) < len(made) or count(diagnoses, Level.FOUT):
        return Product(diagnoses, pages, None)
    console.line("Alles nakijken ...")
    _gather(folders.work, new, outputs)
    found = [*faults(new, _expected(outputs), *parts), *_second_readings(engine.trail.read)]
    if found:
        wrong = [fault(text, "Meld dit aan de beheerder.", rule="nazicht") for text in found]
        return Product(merged([*diagnoses, *wrong]), pages, None)
    titles = outputs.titles() | _titles_of_files(new, outputs)
    for one in made:
        titles |= one.titles
    _write_manifest(new, outputs.site.settings, titles, epoch, inputs)
    return Product(diagnoses, pages, new)


def _make_editions(
    options: BuildOptions,
    folders: Folders,
    site: Site,
    language: LanguageCheck,
    new: Path,
    console: Console,
) -> list[Made]:
    if not options.editions:
        return []
    base = Base(folders.work / "doctrees", site.documents, site.editions, site.settings["html_baseurl"])
    made = []
    for one in make_editions(options, folders, base, language, new):
        console.line(f"Editie gemaakt: {one.name}")
        made.append(one)
    return made


def _expected(outputs: Outputs) -> Expected:
    site = outputs.site
    return Expected(
        site.pages,
        site.searchable,
        [ExpectedPdf(pdf.name, pdf.pages, pdf.bookmarks) for pdf in outputs.pdfs],
        [page.path for page in outputs.embedded],
        root=root_path(site.settings["html_baseurl"]),
        letters=[ExpectedLetter(letter.name, letter.title, letter.fields) for letter in outputs.letters],
    )


def _gather(work: Path, new: Path, outputs: Outputs) -> None:
    """Put the PDFs beside the site, and leave everything else behind."""
    (new / PDF).mkdir()
    for pdf in outputs.pdfs:
        place = new / PDF / f"{pdf.name}.pdf"  # a poster has a folder in its name
        if pdf.path.is_file():
            place.parent.mkdir(exist_ok=True)
            shutil.move(pdf.path, place)
    remove_traces_of_sphinx(new / SITE)
    remove_traces_of_sphinx(new / EMBED)
    shutil.rmtree(work / "typst", ignore_errors=True)


def _titles_of_files(new: Path, outputs: Outputs) -> dict[str, str]:
    """Return the titles of PDFs and data by their path in the publication."""
    data = {path.relative_to(new).as_posix(): _title_of_data(path) for path in (new / DATA).rglob("*.json")}
    return {f"{PDF}/{pdf.name}.pdf": pdf.title for pdf in outputs.pdfs} | data


def _title_of_data(path: Path) -> str:
    try:
        data = json.loads(path.read_text("utf-8"))
    except ValueError:
        return ""
    return str(data.get("title", "")) if isinstance(data, dict) else ""


def _second_readings(read: Sequence[str]) -> list[str]:
    """Report pages that were read twice: one reading serves every builder, or outputs could disagree."""
    twice = sorted({name for name in read if read.count(name) > 1})
    return [f"De pagina «{name}» werd meer dan één keer gelezen." for name in twice]


def _write_manifest(
    new: Path, settings: Mapping[str, str], titles: Mapping[str, str], epoch: int, inputs: str
) -> None:
    manifest = Manifest(
        school_year=settings["schooljaar"],
        version=settings["release"],
        publisher=settings["uitgever"],
        date=day_of(epoch).isoformat(),
        address=settings["html_baseurl"],
        inputs=inputs,
        files=entries(new, titles, settings["language"]),
    )
    (new / MANIFEST).write_text(manifest.as_json(), encoding="utf-8", newline="\n")
