"""The words that the templates themselves put on paper."""

_DUTCH = {
    "contents": "Inhoud",
    "foreword": "Vooraf",
    "page": "blz.",
    "page_of": "van",
    "chapter": "Hoofdstuk",
    "school_year": "Schooljaar",
    "version": "Versie",
    "publisher": "Uitgever",
    "date": "Stand van",
    "licence": "Licentie",
    "online": "Online",
    "colophon": "Colofon",
    "in_publication": "in",
    "on_site": "op de website",
    "accessible": "Deze PDF is toegankelijk: een schermlezer kan de opbouw volgen.",
    "index": "Trefwoorden",
    "months": "januari februari maart april mei juni juli augustus september oktober november december",
    "versionadded": "Nieuw",
    "versionchanged": "Gewijzigd",
    "deprecated": "Vervalt",
    "draft": "Ontwerp",
    "edition": "Editie",
    "example": "Voorbeeld: dit CLB bestaat niet",
    "example_short": "voorbeeld",
}
_ENGLISH = {
    "contents": "Contents",
    "foreword": "Introduction",
    "page": "p.",
    "page_of": "of",
    "chapter": "Chapter",
    "school_year": "School year",
    "version": "Version",
    "publisher": "Publisher",
    "date": "As of",
    "licence": "Licence",
    "online": "Online",
    "colophon": "Colophon",
    "in_publication": "in",
    "on_site": "on the website",
    "accessible": "This PDF is accessible: a screen reader can follow its structure.",
    "index": "Index",
    "months": "January February March April May June July August September October November December",
    "versionadded": "New",
    "versionchanged": "Changed",
    "deprecated": "Deprecated",
    "draft": "Draft",
    "edition": "Edition",
    "example": "Example",
    "example_short": "example",
}


def template_words(language: str | None) -> dict[str, str]:
    """Return the words in Dutch, or in English for a project in any other language."""
    return _DUTCH if (language or "").lower().startswith("nl") else _ENGLISH
