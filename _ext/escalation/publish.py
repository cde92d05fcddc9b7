"""What a chart gives beside pages and publications: its posters, and its data for scripts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx.application import Sphinx

from escalation.domain import StappenplanDomain, domain_of
from escalation.emit.abbreviations import abbreviations_in
from escalation.emit.data import FOLDER, SCHEMA_NAME, chart_json, schema_text
from escalation.emit.poster import BOOKMARKS, posters
from escalation.from_facts import knowledge_of
from escalation.model import Chart, Step
from escalation.printing import MODULE, Printer, fonts_of, quoting
from markup.documents import documents_below

_POSTER = MODULE.parent / "poster.typ"


def make_posters(app: Sphinx, builder: Printer) -> Iterator[object]:
    """Return the posters of all charts that belong to a publication; examples in the handbook get none."""
    return (extra for chart in domain_of(app.env).charts().values() for extra in _posters(builder, chart))


def _posters(builder: Printer, chart: Chart) -> Iterator[object]:
    docname = chart.place.docname
    home = builder.homes.get(docname)
    if not chart.steps or home is None:
        return
    made = posters(
        chart,
        fonts_of(builder.env.config),
        address=builder.online_address(docname, f"stappenplan-{chart.name}"),
        source=home.title,
        status=str(home.options.get("status") or ""),
        abbreviations=abbreviations_in(chart, knowledge_of(builder.env).abbreviations),
        quote=quoting(builder),
    )
    for poster in made:
        yield builder.extra_pdf(
            docname,
            f"{FOLDER}/{chart.name}-{poster.paper}",
            chart.title,
            _POSTER,
            poster.code,
            subtitle=chart.description,
            keywords=home.keywords,
            options=poster.options,
            label=f"Poster «{chart.title}» ({poster.format})",
            bookmarks=BOOKMARKS,
            stubs={0: 1},
        )


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the data of the published charts beside the site; take away that of charts that are gone."""
    if exception is not None or app.builder.name not in {"html", "dirhtml"}:
        return
    texts = {f"{chart.name}.json": _json(app, chart) for chart in _published(app) if chart.steps}
    if texts:
        texts[SCHEMA_NAME] = schema_text()
    folder = Path(app.outdir) / _data_folder(app) / FOLDER
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _published(app: Sphinx) -> list[Chart]:
    """Return the charts in publications, so no example of the handbook; without any publication, all."""
    charts = domain_of(app.env).charts().values()
    entries = [entry for entry in app.config.typst_documents if isinstance(entry, Mapping)]
    starts = [str(entry.get("startdoc")) for entry in entries]
    if not starts:
        return [*charts]
    pages = {docname for start in starts for docname in documents_below(app.env, start)}
    return [chart for chart in charts if chart.place.docname in pages]


def _json(app: Sphinx, chart: Chart) -> str:
    domain: StappenplanDomain = domain_of(app.env)

    def address(step: Step) -> str:
        docname, node_id = domain.target(chart.name, step.name)
        return f"{app.builder.get_target_uri(docname)}#{node_id}"

    page = f"{app.builder.get_target_uri(chart.place.docname)}#stappenplan-{chart.name}"
    return chart_json(chart, str(getattr(app.config, "schooljaar", "") or ""), page, address)


def _data_folder(app: Sphinx) -> str:
    """Return the folder for data, seen from the root of the site; a publication has it beside the site."""
    return str(getattr(app.config, "publication_data", "") or "data")


def setup_publish(app: Sphinx) -> None:
    """Connect posters and data to the builders."""
    app.connect("typst-extra-publications", make_posters)
    app.connect("build-finished", write_data)
