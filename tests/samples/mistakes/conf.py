"""A sample full of mistakes: the messages stay in the document, and everything else must still come out."""

project = "Fouten"
author = "Netwerk van het voorbeeld"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "house_style", "typst_pdf"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
keep_warnings = True
html_theme = "sphinx_book_theme"
typst_documents = [{"startdoc": "index", "name": "fouten", "title": "Fouten", "template": "rapport"}]
