project = "Proefsite"
author = "Het netwerk"
release = "1.0"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "house_style", "embed"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "tasklist"]
myst_heading_anchors = 3
html_theme = "sphinx_book_theme"
html_title = "Proefsite"
embed_zonder = ["intern/**"]
house_style_downloads = {
    "leidraad/index": [{"href": "../pdf/leidraad.pdf", "label": "PDF (A4)", "bytes": 1234567, "pages": 24}],
}
