"""What pages say of the files to download: the setting `house_style_downloads`."""

from collections.abc import Mapping, Sequence
from typing import Any

from publication.folders import DOCX, PDF

_LABELS = {
    "rapport": "PDF om te lezen of af te drukken (A4)",
    "brochure": "PDF om te lezen of af te drukken (A5)",
    "boekje": "Boekje om te vouwen (A4, dubbelzijdig, omslaan langs de korte kant)",
    "brief": "PDF om af te drukken (A4)",
    "blad": "Los blad «{title}» (A4)",
}
_LETTER_LABEL = "Word-bestand om aan te passen (DOCX)"

Downloads = Mapping[str, Sequence[Mapping[str, object]]]


def downloads(pdfs: Sequence[Any], letters: Sequence[Any] = (), pdf_folder: str = f"../{PDF}/") -> Downloads:
    """Return the PDFs and letters by start page; a letter to adapt comes before its PDF.

    Args:
        pdfs: what the builder `typstpdf` made.
        letters: what the builder `docx` made.
        pdf_folder: where the PDFs lie, as an address from the root of the site.
    """
    listed: dict[str, list[Mapping[str, object]]] = {}
    for pdf in pdfs:
        listed.setdefault(pdf.startdoc, []).append(
            {
                "href": f"{pdf_folder}{pdf.name}.pdf",
                "label": pdf.label or _LABELS.get(pdf.template, "PDF").format(title=pdf.title),
                "short": "PDF",
                "bytes": pdf.path.stat().st_size,
                "pages": pdf.pages,
                "kind": pdf.template,
            }
        )
    for letter in letters:
        listed.setdefault(letter.docname, []).insert(
            0,
            {
                "href": f"../{DOCX}/{letter.name}.docx",
                "label": _LETTER_LABEL,
                "short": "Word",
                "bytes": letter.path.stat().st_size,
            },
        )
    return listed
