"""Makes the editions that were asked for, after the publication itself, from the same reading.

Each edition starts from the pages as they were read, reads anew only those with named blocks, and writes
its own PDF and pages. So fifty of them cost one reading, not fifty.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from editions.model import Edition
from editions.reading import edition_files, read_edition
from editions.store import LOCAL_LINES
from editorial.diagnosis import Diagnosis
from editorial.language.check import LanguageCheck
from publication.build import BuildOptions, overrides
from publication.conf import literal_in_conf
from publication.downloads import downloads
from publication.engine import Engine, remove_traces_of_sphinx
from publication.folders import EDITIONS, Folders
from publication.language import READING, look_at_edition
from publication.verify import Expected, ExpectedPdf


@dataclass(frozen=True)
class Base:
    """What every edition starts from.

    Attributes:
        doctrees: the one reading.
        documents: the setting `typst_documents`.
        editions: the setting `edities`.
        address: public address of the main site; may be empty.
    """

    doctrees: Path
    documents: Sequence[Mapping[str, Any]]
    editions: Mapping[str, str]
    address: str


@dataclass(frozen=True)
class Made:
    """What came of one edition.

    Attributes:
        name: of the CLB.
        expected: what must be there; None if a builder did not come to its end.
        titles: titles of pages and PDF by path in the publication.
    """

    name: str
    diagnoses: tuple[Diagnosis, ...]
    expected: Expected | None
    titles: Mapping[str, str]


def wanted_editions(options: BuildOptions) -> Iterator[Edition]:
    """Read the editions of `options`; the first reading of the sources says what is wrong with a file."""
    settings = literal_in_conf(options.root, "edities")
    if options.editions and isinstance(settings, dict):
        files = edition_files(options.root, settings["map"])
        for key in options.editions:
            edition, _ = read_edition(options.root, files[key])
            if edition is not None:
                yield edition


def make_editions(
    options: BuildOptions, folders: Folders, base: Base, language: LanguageCheck, new: Path
) -> Iterator[Made]:
    """Make each edition of `options` in a folder of its own under `new`, and look at its language."""
    for edition in wanted_editions(options):
        yield _Making(edition, options, folders, base, language, new).make()


def inspect_edition(
    edition: Edition, options: BuildOptions, scratch: Path, work: Callable[[Sphinx], None]
) -> tuple[Diagnosis, ...]:
    """Read the pages of an edition, and return the messages.

    Args:
        edition: is read.
        options: the project, and how it is read.
        scratch: holds the pages as they were read.
        work: what is done with the application; it must build everything.
    """
    doctrees = scratch / edition.key
    shutil.copytree(scratch / "doctrees", doctrees)
    engine = _engine(edition, options, doctrees, Folders(options.root).log)
    engine.run(READING, scratch / "out", work=work)
    return engine.diagnoses()


def _engine(edition: Edition, options: BuildOptions, doctrees: Path, log: Path) -> Engine:
    def elsewhere(path: str, line: int) -> tuple[str, int]:
        """Give lines of a local text back to the file of the edition."""
        return (edition.origin.path, line - LOCAL_LINES) if line > LOCAL_LINES else (path, line)

    settings = {**overrides(options), "editie": edition.key}
    return Engine(
        options.root, doctrees, overrides=settings, workers=options.workers, log=log, elsewhere=elsewhere
    )


class _Making:
    """One edition: PDF first, so that its pages can tell how large it is."""

    def __init__(
        self,
        edition: Edition,
        options: BuildOptions,
        folders: Folders,
        base: Base,
        language: LanguageCheck,
        new: Path,
    ) -> None:
        self._edition = edition
        self._base = base
        self._language = language
        self._work = folders.work / "editie"
        self._place = f"{EDITIONS}/{edition.key}"
        self._out = new / self._place
        self._engine = _engine(edition, options, self._work / "doctrees", folders.log)

    def make(self) -> Made:
        """Make the edition and tell what came of it."""
        shutil.copytree(self._base.doctrees, self._work / "doctrees")
        try:
            results = self._pdf()
            pages, titles, searchable = ({}, {}, []) if self._engine.failed else self._pages(results)
        finally:
            shutil.rmtree(self._work, ignore_errors=True)
        expected = Expected(
            pages,
            searchable,
            [ExpectedPdf(r.name, r.pages, r.bookmarks) for r in results],
            site=self._place,
            pdf=self._place,
        )
        return Made(
            self._edition.name,
            self._engine.diagnoses(),
            None if self._engine.failed else expected,
            {f"{self._place}/{name}": title for name, title in titles.items()},
        )

    def _pdf(self) -> list[Any]:
        def work(app: Sphinx) -> list[Any]:
            app.build(force_all=True)
            return list(app.builder.results)  # type: ignore[attr-defined]  # of typst_pdf

        start = self._base.editions["startdoc"]
        documents = [
            self._document(entry) if entry["startdoc"] == start else dict(entry)
            for entry in self._base.documents
        ]
        settings = {
            "typst_documents": documents,
            "typst_only": [entry["name"] for entry in documents if entry["startdoc"] == start],
        }
        results = self._engine.run("typstpdf", self._work / "typst", work=work, settings=settings) or []
        self._out.mkdir(parents=True)
        for result in results:
            if result.path.is_file():
                shutil.move(result.path, self._out / result.path.name)
        return [replace(result, path=self._out / result.path.name) for result in results]

    def _document(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        edition = self._edition
        about = {"name": edition.name, "region": edition.region, "example": edition.example}
        return {
            **entry,
            "name": f"{entry['name']}-{edition.key}",
            "title": f"{entry['title']} · {edition.name}",
            "options": {**entry.get("options", {}), "edition": about, "cover_picture": edition.logo},
        }

    def _pages(self, results: Sequence[Any]) -> tuple[dict[str, str], dict[str, str], list[str]]:
        pages: dict[str, str] = {}
        titles = {f"{result.name}.pdf": result.title for result in results}
        searchable: list[str] = []

        def work(app: Sphinx) -> None:
            look_at_edition(self._language, self._edition.origin.path, app, every_page=False)
            builder: Any = app.builder
            for docname, name in builder.own.items():
                pages[docname] = builder.get_target_uri(docname)
                titles[pages[docname]] = app.env.titles[docname].astext()
                if "nosearch" not in app.env.metadata[docname]:
                    searchable.append(name)

        self._engine.run("editie", self._out, work=work, settings=self._page_settings(results))
        remove_traces_of_sphinx(self._out)
        return pages, titles, searchable

    def _page_settings(self, results: Sequence[Any]) -> dict[str, Any]:
        edition, base = self._edition, self._base
        beside = [result for result in results if result.path.is_file()]
        settings: dict[str, Any] = {
            "html_title": f"Afsprakenkader · {edition.name}",
            "html_baseurl": "",  # nobody knows where a CLB puts its edition
            "edities": {**base.editions, "site": base.address.rstrip("/") or "../../site"},
            "house_style_downloads": downloads(beside, pdf_folder=""),
        }
        if edition.example:
            settings["publicatiestatus"] = "Voorbeeld van een editie: dit CLB bestaat niet. Ontwerp."
        return settings
