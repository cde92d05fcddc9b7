"""Numbers that an editor types."""


def whole_number(text: str, most: int, *, least: int = 1) -> int | None:
    """Return the number that a text names, None if it names none from `least` to `most`.

    Only ASCII digits count: `str.isdigit` also takes `²`, which is no number to `int`.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return number if least <= (number := int(text)) <= most else None
