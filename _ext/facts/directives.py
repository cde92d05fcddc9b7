"""The directives by which an editor prints parts of the registry; see `DIRECTIVES`."""

from collections.abc import Callable, Iterable
from typing import ClassVar, cast

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from facts.marks import SHOWS_FACT, fact_list
from facts.model import Confidence, Fact, Registry
from facts.printing import announcement, changes, code_table, fact_table, old_code_table
from facts.reading import meant
from facts.school_year import SchoolYear
from facts.store import note_registry, registry_of, warn


class _RegistryDirective(SphinxDirective):
    """A directive that leans on the registry and reports on its own line."""

    optional_arguments = 1
    final_argument_whitespace = True

    @property
    def registry(self) -> Registry:
        """The registry; the page depends on its files from now on."""
        note_registry(self.env)
        return registry_of(self.env)

    def report(self, cause: str, repair: str, rule: str) -> None:
        """Report on the line of the directive."""
        warn(cause, repair, rule, (self.env.docname, self.lineno))

    def named_facts(self) -> list[Fact]:
        """Return the facts of the argument; all of them without an argument. An unknown one is reported."""
        registry = self.registry
        if not self.arguments:
            return list(registry.facts.values())
        return self.facts_of(self.arguments[0].replace(",", " ").replace("+", " ").split())

    def facts_of(self, names: Iterable[str]) -> list[Fact]:
        """Return the facts with these names; an unknown one is reported."""
        registry = self.registry
        found = []
        for name in names:
            if name in registry.facts:
                found.append(registry.facts[name])
            elif "feiten" not in registry.unreadable:
                cause = f"Het feit «{name}» bestaat niet."
                self.report(cause, meant(name, sorted(registry.facts)), "feit-onbekend")
        return found


_SHOWN = "feiten_in_het_register"


class FactTable(_RegistryDirective):
    """`feitentabel`: facts by name, or all of them; `jac-vanaf+jac-tot` is one row.

    With `register` a table is a part of the register, and uses none of its facts. Without names it then holds
    what no other table of the page has, save what nobody confirmed: that is no rule.
    """

    option_spec: ClassVar[dict[str, Callable[[str], object]] | None] = {"register": directives.flag}

    def run(self) -> list[Node]:
        """Give the table; nothing without facts."""
        rows = self._rows()
        if not rows:
            return []
        table = fact_table(rows, self.registry, self.env.docname)
        if self.arguments and "register" not in self.options:
            for facts, row in zip(rows, list(table.findall(nodes.row))[1:], strict=True):
                row[SHOWS_FACT] = facts[0].name
        return [table]

    def _rows(self) -> list[list[Fact]]:
        shown = cast(set[str], self.env.temp_data.setdefault(_SHOWN, set()))
        if self.arguments:
            names = self.arguments[0].replace(",", " ").split()
            rows = [row for name in names if (row := self.facts_of(name.split("+")))]
        else:
            rows = [[fact] for fact in self.named_facts() if not self._is_left_out(fact, shown)]
        shown.update(fact.name for row in rows for fact in row)
        return rows

    def _is_left_out(self, fact: Fact, shown: set[str]) -> bool:
        return "register" in self.options and (fact.name in shown or fact.confidence is Confidence.ONZEKER)


class CodeTable(_RegistryDirective):
    """`codetabel`: the letters of today; with the word `oud` those of before."""

    def run(self) -> list[Node]:
        """Give the table; nothing without codes."""
        registry, year, docname = self.registry, self.registry.school_year, self.env.docname
        word = self.arguments[0].strip() if self.arguments else ""
        if word not in ("", "oud"):
            self.report(f"«{word}» past niet bij een codetabel.", "Laat het weg, of schrijf «oud».", "vorm")
        if word == "oud":
            codes = [code for code in registry.old_codes.values() if not code.holds_in(year)]
            return [old_code_table(codes, docname)] if codes else []
        codes = [code for code in registry.codes.values() if code.holds_in(year)]
        return [code_table(codes, docname)] if codes else []


class Changes(_RegistryDirective):
    """`wat-verandert`: between two school years; without argument: this one and the next."""

    def run(self) -> list[Node]:
        """Give a table, or a sentence when nothing changes."""
        registry = self.registry
        words = self.arguments[0].split() if self.arguments else []
        try:
            years = [SchoolYear.parse(word) for word in words if word != "en"]
        except ValueError as error:
            self.report(str(error), "Schrijf twee schooljaren, zoals 2026-2027 2027-2028.", "schooljaar")
            return []
        if not years:
            years = [registry.school_year, SchoolYear(registry.school_year.start + 1)]
        if len(years) != 2 or years[0] >= years[1]:
            cause = "Een vergelijking heeft twee schooljaren nodig, het vroegste eerst."
            self.report(cause, "Schrijf bijvoorbeeld 2026-2027 2027-2028.", "schooljaar")
            return []
        return [changes(registry, years[0], years[1], self.env.docname)]


class Announcement(_RegistryDirective):
    """`aankondiging`: a note about a change that lies ahead; nothing once the number is known and holds."""

    required_arguments = 1
    optional_arguments = 0

    def run(self) -> list[Node]:
        """Give a note for each change."""
        registry, docname = self.registry, self.env.docname
        return [note for fact in self.named_facts() for note in announcement(fact, registry, docname)]


class SourceList(_RegistryDirective):
    """`bronnenlijst`: the sources that this publication uses, numbered.

    With `alle` the whole register; with `kort` one line for each: a short title as link, and no address.
    """

    optional_arguments = 0
    option_spec: ClassVar[dict[str, Callable[[str], object]] | None] = {
        "alle": directives.flag,
        "kort": directives.flag,
    }

    def run(self) -> list[Node]:
        """Give a node that is replaced once all pages are known."""
        _ = self.registry
        kind = "alle-bronnen" if "alle" in self.options else "bronnenlijst"
        return [fact_list("", kind=kind, docname=self.env.docname, short="kort" in self.options)]


_PARTS = ("feiten", "vragen", "kaders")


class ToCheck(_RegistryDirective):
    """`na-te-kijken`: what the working group must look at: `feiten`, `vragen` or `kaders`."""

    required_arguments = 1
    optional_arguments = 0

    def run(self) -> list[Node]:
        """Give a node that is replaced once all pages are known."""
        _ = self.registry
        part = self.arguments[0].strip()
        if part not in _PARTS:
            self.report(f"«{part}» past niet bij «na-te-kijken».", meant(part, _PARTS), "vorm")
            return []
        return [fact_list("", kind="na-te-kijken", part=part, docname=self.env.docname)]


DIRECTIVES: dict[str, type[_RegistryDirective]] = {
    "feitentabel": FactTable,
    "codetabel": CodeTable,
    "wat-verandert": Changes,
    "aankondiging": Announcement,
    "bronnenlijst": SourceList,
    "na-te-kijken": ToCheck,
}
