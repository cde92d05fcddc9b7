"""A sample with every node and component that the builders must know, one group a page.

Every piece of text holds a marker word (letters and three digits, such as `tabel037`) that stands once in the
sources, so that a test can tell whether it reached the output. What may recur, and what may not appear in a
PDF, is said in `tests/typst_pdf/test_samples.py`.
"""

project = "Alles op één plaats"
author = "Netwerk van het voorbeeld"
version = release = "1.0"
language = "nl"
extensions = [
    "myst_parser",
    "sphinx.ext.ifconfig",
    "sphinx.ext.mathjax",
    "sphinx.ext.todo",
    "sphinx_book_theme",  # its margin notes are for every builder
    "sphinx_design",
    "house_style",
    "typst_pdf",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_image",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 4
myst_substitutions = {"vervangen": "vervangtekst met inline001"}
suppress_warnings = ["myst.strikethrough"]  # MyST says it of every strikethrough, for each builder but html
numfig = True
numfig_format = {
    "figure": "Figuur %s",
    "table": "Tabel %s",
    "code-block": "Voorbeeld %s",
    "section": "Hoofdstuk %s",
}
todo_include_todos = True
todo_link_only = True  # otherwise the list names the path of the source on this machine
html_theme = "sphinx_book_theme"
typst_documents = [
    {
        "startdoc": "index",
        "name": "alles",
        "title": "Alles op één plaats",
        "subtitle": "Elk onderdeel een keer",
        "template": "rapport",
        "keywords": ["voorbeeld", "onderdelen"],
        "options": {"index": True},
    },
    {
        "startdoc": "ander/index",
        "name": "ander",
        "title": "De andere publicatie",
        "subtitle": "Waar de eerste naar verwijst",
        "template": "brochure",
        "keywords": ["voorbeeld"],
        "options": {"booklet": True},
    },
]
