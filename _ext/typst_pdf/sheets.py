"""Loose sheets: a page of a publication that is also a PDF of its own, to hang up or to hand out.

An editor asks for one in the front matter of the page, by the title of the sheet: `los-blad: Codetabel`.
"""

from collections.abc import Iterator, Mapping, Set

from docutils import nodes
from sphinx.environment import BuildEnvironment

from typst_pdf.publication import Publication, PublicationError

TEMPLATE = "blad"
_KEY = "los-blad"
#: In letters, of what a title gives to the name of its file.
_SHORTEST, _LONGEST = 3, 80
_NO_TITLES = {"ja", "nee", "true", "false"}


def sheet_titles(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Yield each document that asks for a sheet, with the title it gives, in the order of their names."""
    for docname in sorted(env.all_docs):
        title = env.metadata.get(docname, {}).get(_KEY)
        if title is not None:
            # In YAML a character may be written as two halves; a half alone is none.
            whole = str(title).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            yield docname, " ".join(whole.split())


def sheet(docname: str, title: str, homes: Mapping[str, Publication], taken: Set[str]) -> Publication:
    """Return a page as a publication of its own, which says where it comes from.

    Args:
        docname: the page.
        title: title of the sheet, which also names its file.
        homes: the publication that each document belongs to first.
        taken: names of the files of other publications.

    Raises:
        PublicationError: without a title, with that of another sheet, or for a page of no publication.
    """
    words = nodes.make_id(title)[:_LONGEST].rstrip("-")
    name = f"{TEMPLATE}-{words}"
    if len(words) < _SHORTEST or title.casefold() in _NO_TITLES:
        raise PublicationError(
            "«los-blad» vraagt een titel. Tip: Schrijf bijvoorbeeld «los-blad: Codetabel»."
        )
    if name in taken:
        raise PublicationError(f"Er is al een los blad «{title}». Tip: Geef dit blad een andere titel.")
    home = homes.get(docname)
    if home is None:
        raise PublicationError(
            "Deze pagina staat in geen publicatie, dus wordt ze geen los blad. Tip: Haal «los-blad» weg, of "
            "zet de pagina in de inhoud van een publicatie."
        )
    return Publication(
        docname,
        name,
        title,
        template=TEMPLATE,
        keywords=home.keywords,
        options={
            **{key: home.options[key] for key in ("edition", "status") if key in home.options},
            "foreword": title,
            "sheet_of": home.title,
        },
    )
