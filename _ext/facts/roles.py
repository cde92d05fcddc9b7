"""The roles `feit`, `bron` and `code`."""

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.util.docutils import SphinxRole

from facts.grammar import capitalised, in_words, ordinal, ordinal_in_words
from facts.marks import cite_all, quote
from facts.model import Fact, Registry
from facts.reading import citation_of, meant
from facts.store import note_registry, registry_of, warn

_FORMS = ("getal", "woorden", "rang", "een minder", "hoofdletter", "met bron")
_CODE_FORMS = ("voluit",)


class _RegistryRole(SphinxRole):
    """A role that leans on the registry and reports on its own line."""

    def report(self, cause: str, repair: str, rule: str) -> None:
        warn(cause, repair, rule, (self.env.docname, self.lineno))

    def prepared(self, forms: tuple[str, ...]) -> tuple[Registry, str, set[str]]:
        """Return the registry, the name that was written, and its forms; an unknown form is reported."""
        note_registry(self.env)
        name, *written = (" ".join(part.split()) for part in self.text.split(","))
        for form in written:
            if form not in forms:
                self.report(f"De vorm «{form}» bestaat niet.", meant(form, forms), "vorm")
        return registry_of(self.env), name, {form for form in written if form in forms}


class FactRole(_RegistryRole):
    """`feit`: a fact's number and unit, as they hold in the school year.

    Forms after a comma: `getal` (no unit), `woorden`, `rang` («5e», no unit), `een minder` (the number
    below), `hoofdletter`, `met bron` (with its citation).
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the words of the fact, or its name if there is nothing better."""
        registry, name, forms = self.prepared(_FORMS)
        fact = registry.facts.get(name)
        if fact is None:
            if "feiten" not in registry.unreadable:
                cause = f"Het feit «{name}» bestaat niet."
                self.report(cause, meant(name, sorted(registry.facts)), "feit-onbekend")
            return [nodes.inline("", name)], []
        value = fact.value_in(registry.school_year)
        words = self._words(fact, registry, forms)
        docname = self.env.docname
        found: list[Node] = [quote(fact, value, words, registry, docname)]
        if "met bron" in forms and value:
            found += [nodes.Text(" "), *cite_all(value.sources, docname)]
        return found, []

    def _words(self, fact: Fact, registry: Registry, forms: set[str]) -> str:
        value = fact.value_in(registry.school_year)
        if value is None or value.number is None:
            self.report(*without_value(fact, registry), "geen-waarde")
            return f"een aantal {fact.unit_many}"
        number = value.number - ("een minder" in forms)
        if "rang" in forms:
            words = ordinal_in_words(number) if "woorden" in forms else ordinal(number)
        else:
            words = in_words(number) if "woorden" in forms else str(number)
            words += "" if "getal" in forms else f" {fact.unit_for(number)}"
        return capitalised(words) if "hoofdletter" in forms else words


def without_value(fact: Fact, registry: Registry) -> tuple[str, str]:
    """Return cause and repair for a fact that has no number in the school year."""
    year = registry.school_year
    value = fact.value_in(year)
    if value:
        return (
            f"Het getal van het feit «{fact.name}» is nog niet bekend voor {year}.",
            f"Vul het in feiten.yaml in (regel {value.origin.line}), of gebruik het blok «aankondiging».",
        )
    later = fact.changes_after(year)
    since = f" Het geldt pas vanaf {later[0].first_year}." if later else ""
    return (
        f"Het feit «{fact.name}» heeft geen waarde in {year}.{since}",
        "Gebruik het blok «aankondiging», of vul de waarde aan in feiten.yaml.",
    )


class SourceRole(_RegistryRole):
    """`bron`: cites a source, with perhaps a point: `agodi-procedure, punt 3`; `;` stands between sources."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give the citations; an unknown source as its key."""
        note_registry(self.env)
        registry = registry_of(self.env)
        known = []
        for part in filter(str.strip, self.text.split(";")):
            citation = citation_of(part)
            if citation.key in registry.sources:
                known.append(citation)
            elif "bronnen" not in registry.unreadable:
                cause = f"De bron «{citation.key}» bestaat niet."
                self.report(cause, meant(citation.key, sorted(registry.sources)), "bron-onbekend")
        return cite_all(tuple(known), self.env.docname) or [nodes.inline("", self.text)], []


class CodeRole(_RegistryRole):
    """`code`: the letter of an absence with its meaning; `voluit` prints the meaning behind it."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Give an abbreviation."""
        registry, letter, forms = self.prepared(_CODE_FORMS)
        code = registry.codes.get(letter)
        if code is None or not code.holds_in(registry.school_year):
            if "codes" not in registry.unreadable:
                self._unknown(registry, letter)
            return [nodes.inline("", letter)], []
        if "voluit" in forms:
            return [nodes.inline("", f"{letter} ({code.meaning})", classes=["code-voluit"])], []
        return [nodes.abbreviation("", letter, explanation=code.meaning, classes=["afwezigheidscode"])], []

    def _unknown(self, registry: Registry, letter: str) -> None:
        old = registry.old_codes.get(letter)
        if old:
            cause = f"De code «{letter}» is een oude letter ({old.meaning})."
            self.report(cause, f"Gebruik wat nu geldt: {old.became}.", "oude-code")
            return
        letters = sorted(registry.codes)
        repair = f"Bedoel je «{letter.upper()}»?" if letter.upper() in letters else meant(letter, letters)
        self.report(f"De code «{letter}» bestaat niet.", repair, "code-onbekend")
