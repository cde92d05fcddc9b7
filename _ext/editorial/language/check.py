"""Looks at the language of every page of one reading: spelling and readability."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from editorial.language.readability import Limits, Measures, limits_of, measure, read_limits
from editorial.language.settings import SettingsError
from editorial.language.spelling import Speller, read_word_list
from editorial.language.texts import Sentence, sentences
from editorial.language.words import words_of
from editorial.reporting import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What an editor may change, in the project.
LIMITS, WORD_LIST = "docs/leesbaarheid.toml", "docs/woordenlijst.txt"
#: A file and its line as text, or the name of a page and a line.
Place = str | tuple[str, int]
_FIRST_WORDS = 6
_OTHER = "Andere pagina's"


class Text(NamedTuple):
    """A text in MyST: the path of its file from the project, its first line in it, and the text."""

    path: str
    first_line: int
    text: str


def _nothing(_app: "Sphinx") -> Iterable[Text]:
    return ()


class LanguageCheck:
    """Reports on spelling and readability, and keeps what it measured.

    Attributes:
        measures: of each page with text, by document name.
    """

    def __init__(
        self, root: Path, kept: Path, elsewhere: Callable[["Sphinx"], Iterable[Text]] = _nothing
    ) -> None:
        """Prepare for the project in `root`.

        Args:
            root: the project folder.
            kept: a file that may hold words that are known to be right.
            elsewhere: gives the texts outside the pages, whose spelling counts too.
        """
        self._root = root
        self._elsewhere = elsewhere
        self._kept = kept
        self._limits: dict[str, Limits] = {}
        self.measures: dict[str, Measures] = {}

    def build(self, app: "Sphinx") -> None:
        """Read all pages with an application, and look at each of them."""
        try:
            self._limits = read_limits(self._root / LIMITS)
        except SettingsError as error:
            self._fault(error, "Vergelijk met de uitleg bovenaan het bestand.", "grenzen", LIMITS)
        app.connect("doctree-resolved", self._look_at)
        app.build(force_all=True)
        self._spell(app)

    @contextmanager
    def edition(self, local: str, path: str, app: "Sphinx") -> Iterator[None]:
        """Hold the local texts of an edition against the limits of their page, while its pages are built.

        Args:
            local: class of the boxes with those texts.
            path: the file of the edition, from the project.
            app: reads the sources as that edition, within this context; `build` came before.
        """
        found: dict[str, list[Sentence]] = {}

        def gather(_app: "Sphinx", doctree: nodes.document, docname: str) -> None:
            boxes = (box for box in doctree.findall(nodes.admonition) if local in box["classes"])
            found.setdefault(docname, []).extend(sentence for box in boxes for sentence in sentences(box))

        app.connect("doctree-resolved", gather)
        yield
        for limits in self._limits.values():
            pages = [docname for docname in sorted(found) if limits_of(docname, self._limits) is limits]
            for docname in pages:
                self._sentences(found[docname], limits, docname)
            measures = measure(sentence for docname in pages for sentence in found[docname])
            self._whole(measures, limits, "De eigen tekst van deze editie", f"{self._root / path}:1")

    def groups(self) -> dict[str, dict[str, Measures]]:
        """Return the measures by publication: the name in the limits; those without limits together."""
        found: dict[str, dict[str, Measures]] = {}
        for docname, measures in sorted(self.measures.items()):
            limits = limits_of(docname, self._limits)
            name = limits.name if limits else _OTHER
            found.setdefault(name, {})[docname] = measures
        return found

    def _look_at(self, _app: "Sphinx", doctree: nodes.document, docname: str) -> None:
        found = list(sentences(doctree))
        measures = measure(found)
        if not measures.words:
            return
        self.measures[docname] = measures
        limits = limits_of(docname, self._limits)
        if limits is None:
            return
        self._sentences(found, limits, docname)
        self._whole(measures, limits, "Deze pagina", (docname, 1))

    def _sentences(self, found: Iterable[Sentence], limits: Limits, docname: str) -> None:
        for sentence in found:
            if len(sentence.words) > limits.longest:
                self._too_long(sentence, limits, docname)

    def _whole(self, measures: Measures, limits: Limits, text: str, place: Place) -> None:
        """Hold texts together against the limits of mean and ease; `text` is how they are called."""
        if measures.tells and round(measures.mean, 1) > limits.mean:
            cause = (
                f"{text} telt gemiddeld {decimal(measures.mean)} woorden per zin; "
                f"{limits.name}: hoogstens {decimal(limits.mean)}."
            )
            self._remark(cause, "Kort de langste zinnen in.", "gemiddelde-zin", place)
        if measures.tells and round(measures.ease) < limits.ease:
            cause = (
                f"{text} leest moeilijk: Flesch-Douma {round(measures.ease)}; "
                f"{limits.name}: minstens {round(limits.ease)}."
            )
            self._remark(cause, "Gebruik kortere woorden en kortere zinnen.", "leesbaarheid", place)

    def _too_long(self, sentence: Sentence, limits: Limits, docname: str) -> None:
        start = " ".join(sentence.text.split()[:_FIRST_WORDS])
        cause = (
            f"De zin «{start} …» telt {len(sentence.words)} woorden; "
            f"{limits.name}: hoogstens {limits.longest}."
        )
        self._remark(cause, "Maak er twee zinnen van.", "lange-zin", (docname, sentence.line))

    def _spell(self, app: "Sphinx") -> None:
        try:
            own = read_word_list(self._root / WORD_LIST)
        except SettingsError as error:
            self._fault(error, "Zet één woord op elke regel.", "woordenlijst", WORD_LIST)
            return
        texts = [*self._pages(app), *self._elsewhere(app)]
        places = [(text.path, _places(text)) for text in texts]
        speller = Speller(own, self._kept)
        unknown = speller.unknown(word for _, words in places for word in words)
        nearest = {word: speller.suggestion(word) for word in unknown}
        for path, words in places:
            for word in sorted(unknown & words.keys()):
                self._misspelt(word, words[word], nearest[word], path)

    def _pages(self, app: "Sphinx") -> Iterable[Text]:
        for docname in sorted(app.env.found_docs):
            path = Path(app.env.doc2path(docname))
            if path.suffix == ".md":
                try:
                    text = path.read_text("utf-8-sig")
                except (OSError, UnicodeDecodeError):
                    continue  # reported by another check
                yield Text(path.relative_to(self._root).as_posix(), 1, text)

    def _misspelt(self, word: str, lines: list[int], nearest: str, path: str) -> None:
        others = f" Ook op regel {', '.join(map(str, lines[1:]))}." if len(lines) > 1 else ""
        meant = f"Bedoel je «{nearest}»? " if nearest else ""
        repair = f"{meant}Is het woord juist, zet het dan in {WORD_LIST}."
        cause = f"«{word}» staat niet in het woordenboek.{others}"
        warn(cause, repair, "spelling", f"{self._root / path}:{lines[0]}", fatal=False)

    def _fault(self, error: SettingsError, repair: str, rule: str, path: str) -> None:
        place = f"{self._root / path}:{error.line}"
        warn(str(error), error.repair or repair, rule, place)

    @staticmethod
    def _remark(cause: str, repair: str, rule: str, place: Place) -> None:
        warn(cause, repair, rule, place, fatal=False)


def _places(text: Text) -> dict[str, list[int]]:
    """Return the lines of its file on which each word of a text stands."""
    places: dict[str, set[int]] = {}
    for word, line in words_of(text.text):
        places.setdefault(word, set()).add(text.first_line + line - 1)
    return {word: sorted(lines) for word, lines in places.items()}


def decimal(number: float) -> str:
    """Write a number with one decimal, the Dutch way."""
    return f"{number:.1f}".replace(".", ",")
