"""Whether a text has accents that a font must put together, which takes the compiler a tenth of its shaping."""

import unicodedata

#: Font features that put marks on letters or join them with letters: compose, place on a letter, place on a mark.
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
