"""Letters that a school can adapt: one MyST source gives a page, a PDF and an editable DOCX.

Every page in `brieven_map` but its start page is a letter. Its front matter says when to send it and who
reads it; `{veld}` marks what the school fills in.

- `model`: a field and a letter; no Sphinx.
- `fields`, `parts`: the role `veld` and the blocks of a letter, with their forms for every builder.
- `collection`: which pages are letters, and what is wrong with their front matter.
- `order`, `pdf`: the order on paper, and one PDF for each letter.
- `docx`: the Sphinx builder `docx`, a visitor over the doctree.
- `overview`: the directive `brievenlijst`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register every part."""
    from letters.collection import setup_collection
    from letters.docx import setup_docx
    from letters.fields import setup_fields
    from letters.order import setup_order
    from letters.overview import setup_overview
    from letters.parts import setup_parts
    from letters.pdf import setup_pdf
    from letters.styles import setup_styles

    setup_collection(app)
    setup_fields(app)
    setup_parts(app)
    setup_order(app)
    setup_overview(app)
    setup_pdf(app)
    setup_docx(app)
    setup_styles(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
