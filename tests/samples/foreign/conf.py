"""Documentation that nobody wrote for us: what autodoc finds in installed packages, in English."""

project = "Foreign"
author = "Others"
language = "en"
extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode", "typst_pdf"]
keep_warnings = True  # some of these docstrings hold mistakes; they belong to what is tried here
autodoc_member_order = "bysource"
typst_documents = [
    {
        "startdoc": "index",
        "name": "foreign",
        "title": "Documentation from elsewhere",
        "subtitle": "docutils, Sphinx and Jinja",
        "template": "rapport",
    },
]
