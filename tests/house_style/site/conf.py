project = "Proefsite"
author = "Het netwerk"
release = "1.0"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "house_style"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "tasklist"]
numfig = True
html_theme = "sphinx_book_theme"
html_title = "Proefsite"
house_style_downloads = {
    "leidraad/index": [
        {"href": "../pdf/leidraad.pdf", "label": "PDF om af te drukken (A4)", "bytes": 1234567, "pages": 24}
    ],
}
