"""The text of a PDF as a reader would copy it, in a form in which words can be looked for.

python tests/tools/pdftext.py file.pdf
"""

import re
import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

# PDFium marks the hyphen that a line break added with U+FFFE or U+0002.
_ADDED_HYPHEN = re.compile("[\ufffe\x02\u00ad]\\s*")
_ALL_HYPHENS = re.compile("[\\s\ufffe\x02\u00ad\u2010\u2011-]+")


def pages(file: Path) -> list[str]:
    """Return the text of each page, white space made single and hyphens of line breaks undone."""
    document = pypdfium2.PdfDocument(file)
    try:
        texts = []
        for page in document:
            layer = page.get_textpage()
            texts.append(normalise(layer.get_text_range()))
            layer.close()
            page.close()
        return texts
    finally:
        document.close()


def text(file: Path) -> str:
    """Return the text of the whole file, normalised as in `pages`."""
    return "\n".join(pages(file))


def normalise(raw: str) -> str:
    """Undo hyphens of line breaks and make white space single."""
    return re.sub(r"\s+", " ", _ADDED_HYPHEN.sub("", raw)).strip()


def squeeze(words: str) -> str:
    """Take out white space and hyphens, so that a word is found however its line was broken."""
    return _ALL_HYPHENS.sub("", words)


if __name__ == "__main__":
    for number, page_text in enumerate(pages(Path(sys.argv[1])), start=1):
        print(f"--- {number} ---\n{page_text}")
