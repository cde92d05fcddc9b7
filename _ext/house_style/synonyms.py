"""Words that readers type and texts do not hold: a page is also found by them.

The list is a data file: a word that readers type, and the words in the texts that mean the same. A page
with one of those gets the reader's word as a keyword, which Sphinx's own search index takes in. So the search
needs no script for it and works from a folder too.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.application import Sphinx

from house_style.reporting import warn
from markup import OutsideProjectError, inside

Synonyms = Mapping[str, tuple[str, ...]]


def read_synonyms(text: str) -> dict[str, tuple[str, ...]]:
    """Read the list.

    Raises:
        ValueError: if it is no list of words; the text is a Dutch sentence.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (regel {mark.line + 1})" if mark else ""
        raise ValueError(f"De lijst is niet te lezen{where}.") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ValueError("De lijst is niet te lezen.")  # noqa: TRY004 - the text is for the editor
    seen: set[str] = set()
    for key, _ in node.value:  # of two keys that are the same, YAML silently keeps the last
        if key.value in seen:
            raise ValueError(
                f"Het zoekwoord «{key.value}» staat er twee keer (regel {key.start_mark.line + 1})."
            )
        seen.add(key.value)
    found = {}
    for word, meant in data.items():
        phrases = meant if isinstance(meant, list) else [meant]
        if not isinstance(word, str) or not phrases or not all(isinstance(p, str) and p for p in phrases):
            raise ValueError(f"Bij het zoekwoord «{word}» horen woorden uit de teksten.")
        found[word] = tuple(phrases)
    return found


def words_for(text: str, synonyms: Synonyms) -> list[str]:
    """Return the words of readers that a text answers to."""
    plain = " ".join(text.split()).casefold()
    return [word for word, phrases in synonyms.items() if any(_holds(plain, phrase) for phrase in phrases)]


def _holds(plain: str, phrase: str) -> bool:
    # From the start of a word on, so that plurals count and "attest" does not answer for "protest".
    return re.search(rf"\b{re.escape(phrase.casefold())}", plain) is not None


class Searching:
    """The list of one build, and which of its words led to a page."""

    def __init__(self, app: Sphinx) -> None:
        """Read the list of an application."""
        self.synonyms = _load(app)
        self.used: set[str] = set()
        self.seen: set[str] = set()

    def add(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Give a page its keywords, just before it goes into the search index."""
        self.seen.add(docname)
        words = words_for(doctree.astext(), self.synonyms)
        self.used.update(words)
        if words and "nosearch" not in app.env.metadata[docname]:
            doctree.append(nodes.meta("", name="keywords", content=", ".join(words)))

    def report(self, app: Sphinx, exception: Exception | None) -> None:
        """Tell which words lead nowhere, when all pages were written; a preview writes only what changed."""
        if exception is not None or not self.seen >= set(app.env.all_docs):
            return
        for word in sorted(set(self.synonyms) - self.used):
            cause = f"Het zoekwoord «{word}» leidt naar geen enkele pagina."
            repair = "Schrijf erachter een woord dat in de teksten staat."
            warn(cause, repair, "zoekwoord", _place(app), fatal=False)


def _load(app: Sphinx) -> dict[str, tuple[str, ...]]:
    name = app.config.zoekwoorden
    if not name:
        return {}
    try:
        return read_synonyms(inside(Path(app.srcdir), name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, OutsideProjectError):
        cause = "De lijst kan niet gelezen worden."
    except ValueError as error:
        cause = str(error)
    warn(cause, "Schrijf op elke regel: zoekwoord: woord uit de teksten", "zoekwoorden", _place(app))
    return {}


def _place(app: Sphinx) -> str:
    # The colon keeps Sphinx from taking the file for a page.
    return f"{Path(app.srcdir, app.config.zoekwoorden)}:"


def start(app: Sphinx) -> None:
    """Use the list in builders that make a search index."""
    if app.builder.name not in {"html", "dirhtml"}:
        return
    searching = Searching(app)
    app.connect("doctree-resolved", searching.add, priority=900)
    app.connect("build-finished", searching.report)


def setup_synonyms(app: Sphinx) -> None:
    """Register the setting."""
    app.add_config_value("zoekwoorden", "", "html", [str])
    app.connect("builder-inited", start)
