"""PDFs from Sphinx, by way of Typst: tagged (PDF/UA-1), archivable (PDF/A-2a) and the same at every run.

`sphinx-build -b typstpdf` makes one PDF for each entry of `typst_documents` in `conf.py`; the keys of an
entry are the attributes of `typst_pdf.publication.Publication`. Nothing but Python wheels is needed.

Other extensions give their own nodes a form in the PDF with `app.add_node(node, typst=(visit, depart))`; the
helpers they can use are described in `typst_pdf.writer`. Typst files in `typst_modules` are imported into
every publication, so that visitors can call their functions. A publication that is known only once all pages
are read, such as a letter, comes from a listener to the event `typst-publications`: it gets the builder and
returns entries like those of `typst_documents`. A PDF that is no publication of `conf.py`, such
as a poster, comes from a listener to the event `typst-extra-publications`: it gets the builder and returns
one after another what its method `extra_pdf` makes.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from typst_pdf.builder import TypstPdfBuilder
from typst_pdf.numbering import number_per_publication


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings."""
    app.add_builder(TypstPdfBuilder)
    app.add_config_value("typst_documents", [], "", list, "the publications; see typst_pdf.publication")
    app.add_config_value(
        "typst_only", [], "", list, "names of the only publications to print, without extras"
    )
    app.add_config_value("typst_tokens", {}, "", dict, "colours and fonts; set by the house style")
    app.add_config_value("typst_font_paths", [], "", list, "folders with fonts; set by the house style")
    app.add_config_value("typst_modules", [], "", list, "Typst files with functions for visitors")
    app.add_event("typst-publications")
    app.add_event("typst-extra-publications")
    app.connect("env-get-updated", number_per_publication, priority=900)  # after Sphinx has numbered
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
