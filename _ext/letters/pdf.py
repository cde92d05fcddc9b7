"""One PDF for each letter, by way of the builder `typstpdf`."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from letters.collection import letters

#: Functions for the visitors of fields and blocks.
MODULE = Path(__file__).parent / "templates" / "letters.typ"


def publications(app: Sphinx, _builder: Builder) -> list[dict[str, object]]:
    """Return each letter in the form of an entry of `typst_documents`."""
    return [
        {
            "startdoc": letter.docname,
            "name": letter.name,
            "title": letter.title,
            "subtitle": letter.when,
            "template": "brief",
            "options": {"foreword": letter.title, "model": True},
        }
        for letter in letters(app.env)
    ]


def _add_module(_app: Sphinx, config: Config) -> None:
    config.typst_modules = [*config.typst_modules, str(MODULE)]


def setup_pdf(app: Sphinx) -> None:
    """Tell the PDF builder about the letters."""
    app.setup_extension("typst_pdf")
    app.connect("config-inited", _add_module)
    app.connect("typst-publications", publications)
