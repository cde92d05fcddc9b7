"""Small things that messages share."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str]) -> str:
    """Return «Bedoel je …?» for the existing name that is most alike; empty if none is."""
    near = get_close_matches(name.lower(), sorted(names), n=1, cutoff=0.6)
    return f"Bedoel je «{near[0]}»?" if near else ""


def shown(title: str, limit: int = 40) -> str:
    """Return a title as messages quote it, cut where it is long."""
    return f"«{title if len(title) <= limit else title[: limit - 1].rstrip() + '…'}»"


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
