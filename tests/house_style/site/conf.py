from pathlib import Path

HERE = Path(__file__).parent
project = "Proefsite"
author = "Het netwerk"
release = "1.0"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "house_style"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "tasklist"]
numfig = True
verhuisde_paginas = "verhuisd.yaml"
zoekwoorden = "zoekwoorden.yaml"
zoeken_achteraan = ["*/afspraken"]
html_theme = "sphinx_book_theme"
html_title = "Proefsite"
house_style_downloads = {
    "leidraad/index": [
        {"href": "../pdf/leidraad.pdf", "label": "PDF om af te drukken (A4)", "bytes": 1234567, "pages": 24}
    ],
    "leidraad/blokken": [
        {"href": "../pdf/blad.pdf", "label": "Los blad <A4>", "kind": "blad"},
        {"href": "../pdf/p.pdf", "label": "Poster <A4>", "bytes": 60000, "pages": 1, "kind": "poster"},
    ],
}
house_style_covers = {"leidraad/index": {"path": f"{HERE}/omslag.png", "width": 8, "height": 8}}
typst_documents = [
    {
        "startdoc": "leidraad/index",
        "name": "leidraad",
        "title": "De <b>leidraad</b>",
        "options": {"status": "Ontwerp"},
    }
]


def setup(app):
    """Register the setting that the PDF builder, which this site does without, would register."""
    app.add_config_value("typst_documents", [], "env")
