"""What a page says on the screen and what it says on paper, to compare."""

import re

import pypdfium2  # type: ignore[import-untyped]
from playwright.sync_api import Page

#: Every text of the article, also what is folded away or behind another tab; not what only a picture or the
#: screen shows, such as the form of the decision aid, whose whole table is on paper, and names of buttons.
_TEXTS = """() => {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest(".headerlink, .sd-hide-link-text, .lr-aid__form, script, style, svg")) continue;
        if (parent.closest(".lr-onderdelen > summary, [aria-hidden=true], [hidden]")) continue;
        found.push(walker.currentNode.textContent);
    }
    return found;
}"""


def words(text: str) -> str:
    """Return the letters and digits of a text alone: line ends, hyphens and ligatures differ on paper."""
    plain = text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi")
    return re.sub(r"[\W_]+", "", plain).casefold()


def texts_of(page: Page) -> list[str]:
    """Return every piece of text of the article of an open page."""
    return [text for text in page.evaluate(_TEXTS) if words(text)]


def missing_on_paper(page: Page) -> list[str]:
    """Print an open page to PDF and return the pieces of its text that the paper does not hold."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))
    try:
        paper = words("".join(sheet.get_textpage().get_text_bounded() for sheet in document))
    finally:
        document.close()
    return [text for text in texts_of(page) if words(text) not in paper]
