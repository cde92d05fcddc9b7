"""Editable letters: the Sphinx builder `docx`, with python-docx.

- `package`: an empty document in our style, and the same bytes at every run.
- `controls`: content controls, by which a field has a name and a kind in a word processor.
- `lists`: numbering.
- `writer`: the visitor over the doctree; a node without a form is reported and its words are kept.
- `builder`: the builder.

Another extension gives its node a form with `app.add_node(node, docx=(visit, depart))`.
"""

from sphinx.application import Sphinx

from letters.docx.builder import DocxBuilder


def setup_docx(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(DocxBuilder)
