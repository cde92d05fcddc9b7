"""Runs the builders one after another on one reading; each tells what the next ones need to know.

The PDFs come first: pages tell how large they are. The pages for other sites come before the site, which
tells how high their frames must be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from publication.console import Console
from publication.covers import covers
from publication.downloads import Downloads, downloads
from publication.engine import Engine
from publication.folders import DATA, DOCX, EMBED, SITE, Folders


@dataclass(frozen=True)
class Papers:
    """What the builder `typstpdf` made.

    Attributes:
        pdfs: each finished PDF, a `typst_pdf.builder.Result`.
        embeds: whether the project has pages for other sites.
    """

    pdfs: Sequence[Any] = ()
    embeds: bool = False


@dataclass(frozen=True)
class Site:
    """What the builder `html` made, and the settings it was made with.

    Attributes:
        pages: address of each document in the site.
        titles: title of each document.
        searchable: the documents that the search must find.
        settings: those that describe the publication.
        documents: the setting `typst_documents`.
        editions: the setting `edities`.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    searchable: Sequence[str] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    documents: Sequence[Mapping[str, Any]] = ()
    editions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outputs:
    """Everything that the builders made: PDFs, letters (DOCX), pages for other sites, and the site."""

    pdfs: Sequence[Any]
    letters: Sequence[Any]
    embedded: Sequence[Any]
    site: Site

    def titles(self) -> dict[str, str]:
        """Return the titles of pages and letters by their path in the publication."""
        site = self.site
        return {
            **{f"{SITE}/{site.pages[docname]}": title for docname, title in site.titles.items()},
            **{f"{EMBED}/{page.path}": page.title for page in self.embedded},
            **{f"{DOCX}/{letter.name}.docx": letter.title for letter in self.letters},
        }


def make_outputs(engine: Engine, folders: Folders, new: Path, console: Console) -> Outputs | None:
    """Make everything under `new`, the PDFs in the work folder; None if a builder did not come to its end."""
    papers = _make_pdfs(engine, folders.work / "typst", console)
    if papers is None:
        return None
    letters = _make_letters(engine, new / DOCX, papers, console)
    if letters is None:
        return None
    files = downloads(papers.pdfs, letters)
    embedded = _make_embedded(engine, new / EMBED, files, console) if papers.embeds else []
    if embedded is None:
        return None
    shown: dict[str, Any] = {
        "house_style_downloads": files,
        "house_style_covers": covers(_with_cover(papers.pdfs), folders.work / "omslagen"),
        "publication_data": f"../{DATA}",  # beside the site, not in it
    }
    if papers.embeds:
        shown["embed_pages"] = [page.as_setting() for page in embedded]
    site = _make_site(engine, new / SITE, shown, console)
    return Outputs(papers.pdfs, letters, embedded, site) if site else None


def _make_pdfs(engine: Engine, out: Path, console: Console) -> Papers | None:
    console.line("Bronnen lezen ...")

    def work(app: Sphinx) -> Papers:
        app.connect("env-updated", lambda *_: console.line("PDF's maken ..."), priority=999)
        return Papers(_results(app), "embed" in app.extensions)

    return engine.run("typstpdf", out, work=work)


def _make_letters(engine: Engine, out: Path, papers: Papers, console: Console) -> Sequence[Any] | None:
    """Write the letters of the project; without any there is nothing to run."""
    if not any(pdf.template == "brief" for pdf in papers.pdfs):
        return []
    console.line("Brieven maken ...")
    return engine.run("docx", out, work=_results)


def _make_embedded(engine: Engine, out: Path, files: Downloads, console: Console) -> Sequence[Any] | None:
    console.line("Pagina's om in te sluiten maken ...")

    def work(app: Sphinx) -> Sequence[Any]:
        made = _results(app)
        if not (app.config.html_baseurl or app.config.embed_adres):
            console.line("Gebouwd zonder --adres: goed om na te kijken. Een webserver vraagt het adres.")
        return made

    settings = {"house_style_downloads": files, "embed_site": f"../{SITE}"}
    return engine.run("embed", out, work=work, settings=settings)


def _make_site(engine: Engine, out: Path, settings: Mapping[str, Any], console: Console) -> Site | None:
    console.line("Site maken ...")

    def work(app: Sphinx) -> Site:
        app.build(force_all=True)
        docnames = sorted(app.env.all_docs)
        return Site(
            pages={docname: app.builder.get_target_uri(docname) for docname in docnames},
            titles={docname: app.env.titles[docname].astext() for docname in docnames},
            searchable=[docname for docname in docnames if "nosearch" not in app.env.metadata[docname]],
            settings={
                name: str(getattr(app.config, name) or "")
                for name in ("schooljaar", "release", "uitgever", "html_baseurl", "language")
            },
            documents=app.config.typst_documents,
            editions=getattr(app.config, "edities", {}),
        )

    return engine.run("html", out, work=work, settings=settings)


def _results(app: Sphinx) -> list[Any]:
    """Build everything and return what the builder says it made."""
    app.build(force_all=True)
    return list(app.builder.results)  # type: ignore[attr-defined]  # of our own builders


def _with_cover(pdfs: Sequence[Any]) -> list[Any]:
    return [pdf for pdf in pdfs if pdf.template not in {"brief", "blad"}]
