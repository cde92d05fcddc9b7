"""The language of a whole project: `controle` says every remark, `bouw` how many there are.

Both ask the same of the same reading, with the builder that writes nothing: other builders bring words of
their own to a page, and two counts of one text would differ.
"""

from collections.abc import Iterator

from sphinx.application import Sphinx

from editions.model import LOCAL_CLASS
from editions.store import local_texts
from editorial.language.check import LanguageCheck, Text
from publication.engine import Engine
from publication.folders import Folders

#: Name of the builder that resolves every page, and writes none.
READING = "dummy"


def language_check(folders: Folders) -> LanguageCheck:
    """Return what looks at the language of a project, the local texts of all editions included."""
    return LanguageCheck(folders.root, folders.known_words, _local_texts)


def look_at_language(engine: Engine, folders: Folders) -> LanguageCheck:
    """Look at the pages that an engine has read; its remarks are among the messages of the engine."""
    language = language_check(folders)
    engine.run(READING, folders.work / "taal", work=language.build)
    return language


def look_at_edition(language: LanguageCheck, path: str, app: Sphinx, *, every_page: bool) -> None:
    """Build an edition, and look at its local texts.

    Args:
        language: looked at the pages themselves before.
        path: the file of the edition, from the project.
        app: reads the sources as that edition.
        every_page: build pages without a change too.
    """
    with language.edition(LOCAL_CLASS, path, app):
        app.build(force_all=every_page)


def _local_texts(app: Sphinx) -> Iterator[Text]:
    if "editions" in app.extensions:
        yield from (Text(*found) for found in local_texts(app))
