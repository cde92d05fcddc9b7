"""What a chart gives beside pages and publications: its posters, and its data for scripts."""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from escalation.domain import StappenplanDomain, domain_of
from escalation.emit.data import FOLDER, SCHEMA_NAME, chart_json, schema_text
from escalation.emit.poster import BOOKMARKS, posters
from escalation.layout import Fonts
from escalation.model import Chart, Step
from escalation.visitors_typst import MODULE, quoting
from house_style.tokens import FONTS_PDF
from typst_pdf.builder import TypstPdfBuilder
from typst_pdf.publication import Extra, Publication

_POSTER = MODULE.parent / "poster.typ"


def data_address(app: Sphinx, chart: Chart) -> str:
    """Return the address of a chart's data, from the root of the site."""
    return f"{_data_folder(app)}/{FOLDER}/{chart.name}.json"


def make_posters(app: Sphinx, builder: TypstPdfBuilder) -> list[Extra]:
    """Return the posters of all charts that belong to a publication; examples in the handbook get none."""
    return [extra for chart in domain_of(app.env).charts().values() for extra in _posters(builder, chart)]


def _posters(builder: TypstPdfBuilder, chart: Chart) -> Iterator[Extra]:
    docname = chart.place.docname
    home = builder.homes.get(docname)
    if not chart.steps or home is None:
        return
    made = posters(
        chart,
        Fonts.from_folder(FONTS_PDF),
        address=builder.online_address(docname, f"stappenplan-{chart.name}"),
        source=home.title,
        quote=quoting(builder),
    )
    for poster in made:
        publication = Publication(
            docname,
            f"{FOLDER}/{chart.name}-{poster.paper}",
            chart.title,
            chart.description,
            _POSTER.stem,
            home.keywords,
            poster.options,
        )
        label = f"Poster «{chart.title}» ({poster.format})"
        yield Extra(publication, _POSTER, poster.code, label, BOOKMARKS, {0: 1})


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the data of all charts beside the site, and take away that of charts that are gone."""
    if exception is not None or app.builder.name not in {"html", "dirhtml"}:
        return
    charts = domain_of(app.env).charts()
    texts = {f"{name}.json": _json(app, chart) for name, chart in charts.items() if chart.steps}
    if texts:
        texts[SCHEMA_NAME] = schema_text()
    folder = Path(app.outdir) / _data_folder(app) / FOLDER
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


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


def _add_module(_app: Sphinx, config: Config) -> None:
    config.typst_modules = [*config.typst_modules, str(MODULE)]


def setup_publish(app: Sphinx) -> None:
    """Connect posters and data to the builders."""
    app.setup_extension("typst_pdf")
    app.connect("config-inited", _add_module)
    app.connect("typst-extra-publications", make_posters)
    app.connect("build-finished", write_data)
