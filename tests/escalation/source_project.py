"""Small projects with charts as an editor types them, and a registry of facts to lean on."""

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from tools.projects import PROJECT, Built, run_sphinx, sphinx_session, write_sources

from escalation.domain import StappenplanDomain, domain_of
from escalation.model import WrittenChart, WrittenStep

FONTS = PROJECT / "_ext" / "house_style" / "fonts" / "pdf"
CONF = f"""
project = "Proef"
language = "nl"
extensions = ["myst_parser", "typst_pdf", "escalation"]
source_suffix = {{".md": "markdown"}}
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence"]
regelgeving_map = "regels"
include_patterns = ["*.md"]
nitpicky = True
suppress_warnings = ["feiten"]
typst_documents = [{{"startdoc": "index", "name": "proef", "title": "Proef", "template": "rapport"}}]
typst_font_paths = [{str(FONTS)!r}]
"""
REGISTRY = {
    "regels/betrokkenen.yaml": """
betrokkenen:
  school: {naam: school, wie: De school.}
  clb: {naam: CLB, wie: Het centrum.}
  ouders: {naam: ouders, wie: De ouders.}
""",
    "regels/bronnen.yaml": """
bronnen:
  wet: {titel: De wet, kort: de wet, uitgever: Overheid, adres: "https://example.org/wet?a=1&b=2",
    soort: omzendbrief, geraadpleegd: 2026-11-23}
""",
    "regels/codes.yaml": """
codes: {B: {betekent: problematisch, problematisch: ja, vanaf: 2019-2020, bron: wet, zekerheid: zeker}}
oude-codes: {D: {betekent: ziekte, tot-en-met: 2018-2019, nu: B, bron: wet, zekerheid: zeker}}
""",
    "regels/feiten.yaml": """
feiten:
  eerste-halve-dag: {zegt: "Vanaf {} volgt de school op.", eenheid: halve dag/halve dagen, zekerheid: zeker,
    waarden: [{getal: 1, bron: wet}], nagekeken: 2026-11-23, nakijken-door: werkgroep}
  clb-melden: {zegt: "Vanaf {} meldt de school.", eenheid: halve dag/halve dagen, zekerheid: zeker,
    waarden: [{getal: 5, vanaf: 2016-2017, bron: wet}], nagekeken: 2026-11-23, nakijken-door: werkgroep}
""",
    "regels/na-te-kijken.yaml": """
na-te-kijken: {plicht: {vraag: "Wat?", bij-wie: de werkgroep, feiten: [clb-melden]}}
""",
}
PLAN = """\
# Plan

:::{stappenplan} plan
:titel: Wat te doen

Wat je doet als een leerling wegblijft.
:::

:::{drempel} eerste-halve-dag
:::

:::{stap} De school belt
:naam: bellen
:wie: school
:sterkte: plicht
:termijn: dezelfde dag
:bron: wet, punt 3

Bel de ouders.
:::

:::{vraag} Is het opgelost?
:naam: opgelost
:wie: school

- ja: [](#klaar)
- nee: [](#melden)
:::

:::{einde} De school sluit af
:naam: klaar
:uitkomst: opgelost
:afloop: bel gerust opnieuw
:::

:::{drempel} clb-melden
:::

:::{stap} De school meldt
:naam: melden
:wie: school, clb
:sterkte: plicht
:bron: wet
:daarna: na een gesprek: bellen

Meld het.
:::
"""
#: The same without its loop, which is a fault: nobody decides whether it ends.
GOOD = PLAN.replace(":daarna: na een gesprek: bellen\n", ":daarna: klaar\n")


def project(pages: Mapping[str, str], *, conf: str = "") -> dict[str, str]:
    """Return the files of a project; the registry is there, and `index.md` lists the other pages."""
    names = [name for name in pages if name != "index.md"]
    listed = "\n".join(name.removesuffix(".md") for name in names)
    index = {} if "index.md" in pages else {"index.md": f"# Begin\n\n```{{toctree}}\n{listed}\n```\n"}
    return {"conf.py": CONF + conf, **REGISTRY, **index, **pages}


def build_pages(folder: Path, pages: Mapping[str, str], builder: str = "html", **settings: Any) -> Built:
    """Build a project afresh."""
    write_sources(project(pages), folder / "src")
    return run_sphinx(builder, folder / "src", folder / "out", settings)


def renew(folder: Path, builder: str = "html", **settings: Any) -> Built:
    """Build what changed since the last time, as `sphinx-build` does."""
    src, stream = folder / "src", StringIO()
    with sphinx_session(src):
        app = Sphinx(
            src,
            src,
            folder / builder,
            folder / "doctrees",
            builder,
            confoverrides=settings,
            status=None,
            warning=stream,
        )
        app.build()
    said = tuple(line.replace(f"{src}/", "") for line in stream.getvalue().splitlines() if line.strip())
    return Built(src, folder / builder, app, said)


def domain(built: Built) -> StappenplanDomain:
    return domain_of(built.app.env)


def chart_as_written(built: Built, name: str = "plan") -> WrittenChart:
    return domain(built).known.written[name]


def step_as_written(built: Built, title: str, chart: str = "plan") -> WrittenStep:
    return next(step for step in chart_as_written(built, chart).steps if step.title.text == title)


def said(built: Built, *codes: str) -> list[str]:
    """Return the warnings with these codes, or all but the remarks."""
    if not codes:
        return [one for one in built.warnings if "opmerking-" not in one]
    return [one for one in built.warnings if any(f"stappenplan.{code.lower()}]" in one for code in codes)]
