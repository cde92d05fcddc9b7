"""A page with a chart in the site's own theme, built once, and a browser to look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser
from tools.browsing import chromium
from tools.projects import CONF, PROJECT, run_sphinx, write_sources
from web_sample import href, make_chart, sheet_of

from escalation.emit.html import drawings, step_list
from escalation.layout.geometry import Sheet
from escalation.model import View

CARDS = "\n".join(f'<p id="stap-proef-{step.name}">{step.title}</p>' for step in make_chart().steps)


def figure(view: View, sheets: dict[View, Sheet]) -> str:
    chart = make_chart()
    return (
        f'<figure class="lr-stappenplan lr-stappenplan--{view}" id="figuur">\n'
        f"{drawings(chart, sheets, href)}{step_list(chart, href)}</figure>\n"
    )


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Path:
    """Pages `ladder.html` and `banen.html`, with the theme and style sheet that readers get."""
    folder = shared_folder / "stappenplan-site"
    with FileLock(f"{folder}.lock"):
        if not (folder / "out" / "objects.inv").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            ladder = {View.LADDER: sheet_of(View.LADDER)}
            figures = {
                "ladder": figure(View.LADDER, ladder),
                "banen": figure(View.BANEN, {View.BANEN: sheet_of(View.BANEN), **ladder}),
            }
            static = PROJECT / "_ext" / "escalation" / "static"
            settings = f'html_static_path = [{str(static)!r}]\nhtml_css_files = ["stappenplan.css"]\n'
            settings += 'paginas_met_html = ["ladder", "banen"]\n'
            write_sources(
                {
                    "conf.py": CONF + settings,
                    "index.md": "# Proef\n\n```{toctree}\nladder\nbanen\n```\n",
                    **{
                        f"{name}.md": f"# Pagina\n\n## Eerst\n\nTekst.\n\n```{{raw}} html\n{html}\n```\n\n"
                        f"## Uitleg\n\n```{{raw}} html\n{CARDS}\n```\n"
                        for name, html in figures.items()
                    },
                },
                folder / "src",
            )
            built = run_sphinx("html", folder / "src", folder / "out")
            assert not built.warnings
    return folder / "out"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
