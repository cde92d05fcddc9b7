"""Whether a text has letters with marks that a font must put together: looking for them takes time."""

import unicodedata

#: Font features that join a letter and a mark, and that place marks on letters and on other marks.
WITHOUT_MARKS = "#set text(features: (ccmp: 0, mark: 0, mkmk: 0))"


def has_marks(text: str) -> bool:
    """Tell whether those features may change how the text looks.

    Letters of Western Europe, accents included, have one glyph in every font here. Others may be put together
    from a letter and a mark.
    """
    if text.isascii():
        return False
    beyond = {character for character in text if character > "\xff"}
    return any(character.isalpha() or unicodedata.category(character).startswith("M") for character in beyond)
