"""Small things that messages share."""

from collections.abc import Iterable
from difflib import get_close_matches

from babel import Locale, UnknownLocaleError


def nearest(name: str, names: Iterable[str]) -> str:
    """Return «Bedoel je …?» for the existing name that is most alike; empty if none is."""
    near = get_close_matches(name.lower(), sorted(names), n=1, cutoff=0.6)
    return f"Bedoel je «{near[0]}»?" if near else ""


def shown(title: str, limit: int = 40) -> str:
    """Return a title as messages quote it, cut where it is long."""
    return f"«{title if len(title) <= limit else title[: limit - 1].rstrip() + '…'}»"


def is_dutch(language: str) -> bool:
    """Tell whether a language, such as `nl-BE`, is the one that editors write."""
    return language.lower().startswith("nl")


def language_name(language: str) -> str:
    """Return what a language is called in Dutch: «Frans»; its code if nobody knows."""
    try:
        name = Locale.parse(language.replace("-", "_")).get_language_name("nl")
    except (UnknownLocaleError, ValueError):
        return language
    return name or language


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
