"""Makes a new publication in a folder of its own: read once, write all outputs, verify, list them."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from editorial.collect import fault
from editorial.diagnosis import Diagnosis, Level, count, merged
from facts.school_year import day_of
from markup import root_path
from publication.build import BuildOptions, overrides
from publication.console import Console
from publication.covers import covers
from publication.editions import Base, Made, make_editions
from publication.engine import Engine, remove_traces_of_sphinx, steady_surroundings
from publication.folders import DATA, DOCX, EMBED, MANIFEST, PDF, SITE, Folders
from publication.manifest import Manifest, entries
from publication.verify import Expected, ExpectedLetter, ExpectedPdf, faults

_LABELS = {
    "rapport": "PDF om te lezen of af te drukken (A4)",
    "brochure": "PDF om te lezen of af te drukken (A5)",
    "boekje": "PDF om als boekje te vouwen (A4, dubbelzijdig)",
    "brief": "PDF om af te drukken (A4)",
}
_LETTER_LABEL = "Word-bestand om aan te passen (DOCX)"


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


@dataclass
class _Facts:
    """What the builders told, for verification and manifest."""

    results: list[Any] = field(default_factory=list)
    embeds: bool = False
    embedded: list[Any] = field(default_factory=list)
    letters: list[Any] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    searchable: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)
    editions: dict[str, str] = field(default_factory=dict)


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
    facts = _Facts()
    with steady_surroundings(epoch):
        _make_pdfs(engine, folders.work / "typst", facts, console)
        if not engine.failed:
            _make_letters(engine, new / DOCX, facts, console)
        if facts.embeds and not engine.failed:
            _make_embedded(engine, new / EMBED, facts, console)
        if not engine.failed:
            _make_site(engine, new / SITE, facts, console)
        made = _make_editions(options, folders, facts, new, console) if _is_sound(engine) else []
    diagnoses = merged([*engine.diagnoses(), *(found for one in made for found in one.diagnoses)])
    pages = len(facts.pages) or len(set(engine.trail.read))
    parts = [one.expected for one in made if one.expected]
    if engine.failed or len(parts) < len(made) or count(diagnoses, Level.FOUT):
        return Product(diagnoses, pages, None)
    console.line("Alles nakijken ...")
    _gather(folders.work, new, facts)
    expected = Expected(
        facts.pages,
        facts.searchable,
        [ExpectedPdf(r.name, r.pages, r.bookmarks) for r in facts.results],
        [page.path for page in facts.embedded],
        root=root_path(facts.settings["html_baseurl"]),
        letters=[ExpectedLetter(r.name, r.title, r.fields) for r in facts.letters],
    )
    facts.titles.update(pair for one in made for pair in one.titles.items())
    found = [*faults(new, expected, *parts), *_second_readings(engine.trail.read)]
    if found:
        wrong = [fault(text, "Meld dit aan de beheerder.", rule="nazicht") for text in found]
        return Product(merged([*diagnoses, *wrong]), pages, None)
    _write_manifest(new, facts, epoch, inputs)
    return Product(diagnoses, pages, new)


def _make_pdfs(engine: Engine, out: Path, facts: _Facts, console: Console) -> None:
    console.line("Bronnen lezen ...")

    def work(app: Sphinx) -> None:
        app.connect("env-updated", lambda *_: console.line("PDF's maken ..."), priority=999)
        app.build(force_all=True)
        facts.results = list(app.builder.results)  # type: ignore[attr-defined]  # of typst_pdf
        facts.embeds = "embed" in app.extensions

    engine.run("typstpdf", out, work=work)


def _make_embedded(engine: Engine, out: Path, facts: _Facts, console: Console) -> None:
    """Make the pages for other sites; the site comes after, for it tells how high their frames must be."""
    console.line("Pagina's om in te sluiten maken ...")

    def work(app: Sphinx) -> None:
        app.build(force_all=True)
        facts.embedded = list(app.builder.results)  # type: ignore[attr-defined]  # of embed
        if not (app.config.html_baseurl or app.config.embed_adres):
            console.line(
                "Zonder --adres weet een andere site niet dat ze onze pagina's kan insluiten (oEmbed)."
            )
        facts.titles |= {f"{EMBED}/{page.path}": page.title for page in facts.embedded}

    settings = {"house_style_downloads": downloads(facts.results, facts.letters), "embed_site": f"../{SITE}"}
    engine.run("embed", out, work=work, settings=settings)


def _make_letters(engine: Engine, out: Path, facts: _Facts, console: Console) -> None:
    """Write the letters of the project; without any there is nothing to run."""
    if not any(result.template == "brief" for result in facts.results):
        return
    console.line("Brieven maken ...")

    def work(app: Sphinx) -> None:
        app.build(force_all=True)
        facts.letters = list(app.builder.results)  # type: ignore[attr-defined]  # of letters

    engine.run("docx", out, work=work)


def _make_site(engine: Engine, out: Path, facts: _Facts, console: Console) -> None:
    console.line("Site maken ...")

    def work(app: Sphinx) -> None:
        app.build(force_all=True)
        _learn(app, facts)

    settings: dict[str, Any] = {
        "house_style_downloads": downloads(facts.results, facts.letters),
        "house_style_covers": covers(_with_cover(facts.results), out.parent.parent / "omslagen"),
        "publication_data": f"../{DATA}",  # beside the site, not in it
    }
    if facts.embeds:
        settings["embed_pages"] = [page.as_setting() for page in facts.embedded]
    engine.run("html", out, work=work, settings=settings)


def _is_sound(engine: Engine) -> bool:
    return not engine.failed and not count(engine.diagnoses(), Level.FOUT)


def _make_editions(
    options: BuildOptions, folders: Folders, facts: _Facts, new: Path, console: Console
) -> list[Made]:
    if not options.editions:
        return []
    base = Base(folders.work / "doctrees", facts.documents, facts.editions, facts.settings["html_baseurl"])
    made = []
    for one in make_editions(options, folders, base, new):
        console.line(f"Editie gemaakt: {one.name}")
        made.append(one)
    return made


def _learn(app: Sphinx, facts: _Facts) -> None:
    for docname in sorted(app.env.all_docs):
        facts.pages[docname] = app.builder.get_target_uri(docname)
        facts.titles[f"{SITE}/{facts.pages[docname]}"] = app.env.titles[docname].astext()
        if "nosearch" not in app.env.metadata[docname]:
            facts.searchable.append(docname)
    facts.documents = app.config.typst_documents
    facts.editions = getattr(app.config, "edities", {})
    facts.settings = {
        name: str(getattr(app.config, name) or "")
        for name in ("schooljaar", "release", "uitgever", "html_baseurl", "language")
    }


def downloads(results: Sequence[Any], written: Sequence[Any] = ()) -> Mapping[str, list[dict[str, object]]]:
    """Return the PDFs and letters by start page, in the form of the setting `house_style_downloads`.

    Args:
        results: the PDFs.
        written: the letters as DOCX.
    """
    listed: dict[str, list[dict[str, object]]] = {}
    for result in results:
        listed.setdefault(result.startdoc, []).append(
            {
                "href": f"../{PDF}/{result.name}.pdf",
                "label": result.label or _LABELS.get(result.template, "PDF"),
                "short": "PDF",
                "bytes": result.path.stat().st_size,
                "pages": result.pages,
                "kind": result.template,
            }
        )
    for letter in written:
        listed.setdefault(letter.docname, []).insert(
            0,
            {
                "href": f"../{DOCX}/{letter.name}.docx",
                "label": _LETTER_LABEL,
                "short": "Word",
                "bytes": letter.path.stat().st_size,
            },
        )
    return listed


def _with_cover(results: Sequence[Any]) -> list[Any]:
    return [result for result in results if result.template != "brief"]


def _gather(work: Path, new: Path, facts: _Facts) -> None:
    """Put the PDFs beside the site, note the titles of all, and leave everything else behind."""
    (new / PDF).mkdir()
    for result in facts.results:
        place = f"{PDF}/{result.name}.pdf"  # a poster has a folder in its name
        if result.path.is_file():
            (new / place).parent.mkdir(exist_ok=True)
            shutil.move(result.path, new / place)
        facts.titles[place] = result.title
    for letter in facts.letters:
        facts.titles[f"{DOCX}/{letter.name}.docx"] = letter.title
    for path in sorted((new / DATA).rglob("*.json")):
        facts.titles[path.relative_to(new).as_posix()] = _title_of_data(path)
    remove_traces_of_sphinx(new / SITE)
    remove_traces_of_sphinx(new / EMBED)
    shutil.rmtree(work / "typst", ignore_errors=True)


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


def _write_manifest(new: Path, facts: _Facts, epoch: int, inputs: str) -> None:
    manifest = Manifest(
        school_year=facts.settings["schooljaar"],
        version=facts.settings["release"],
        publisher=facts.settings["uitgever"],
        date=day_of(epoch).isoformat(),
        address=facts.settings["html_baseurl"],
        inputs=inputs,
        files=entries(new, facts.titles, facts.settings["language"]),
    )
    (new / MANIFEST).write_text(manifest.as_json(), encoding="utf-8", newline="\n")
