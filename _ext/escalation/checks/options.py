"""Which options each directive has, and what an option that does not exist was probably meant to be."""

from collections.abc import Iterator, Mapping

from escalation.model import Kind, WrittenText
from escalation.words import nearest

CHART = ("titel", "weergave", "altijd")
THRESHOLD = ("bron", "eenheid", "stappenplan")
_STEP = ("naam", "wie", "sterkte", "termijn", "bron", "daarna", "stappenplan")
STEP: Mapping[Kind, tuple[str, ...]] = {
    Kind.STAP: _STEP,
    Kind.VRAAG: _STEP,
    Kind.EINDE: (*_STEP, "uitkomst", "afloop"),
}
#: Given by the source reader, not by the editor.
_OWN = frozenset({"beschrijving"})


def unknown(options: Mapping[str, WrittenText], allowed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each option that does not exist, and «Bedoel je …?» or an empty text."""
    for name in options:
        if name not in allowed and name not in _OWN:
            yield name, nearest(name, set(allowed) - set(options))


def meant(options: Mapping[str, WrittenText], allowed: tuple[str, ...]) -> frozenset[str]:
    """Return the options that do not stand there, but whose name was probably misspelled."""
    words = " ".join(hint for _, hint in unknown(options, allowed))
    return frozenset(name for name in allowed if f"«{name}»" in words)
