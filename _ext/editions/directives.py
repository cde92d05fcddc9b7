"""The directives by which a source leaves room for editions; see `DIRECTIVES`."""

import re
from pathlib import Path
from typing import cast

from docutils import nodes
from docutils.nodes import Node
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from editions.domain import DOMAIN, EditionsDomain
from editions.lists import edition_list
from editions.model import CONTACT, LOCAL_CLASS, Edition, LocalText, Way
from editions.reading import NAME
from editions.store import LOCAL_LINES, current, files_of, warn
from facts.marks import GENERATED
from facts.printing import table
from facts.reading import meant

#: What makes a duty: the label, or the strength of a step.
_DUTY = re.compile(r"\bPLICHT\b|^\s*:?sterkte:\s*plicht\b", re.MULTILINE)
_PARTIES = {"naam": "CLB", "streek": "Streek"}


class _EditionDirective(SphinxDirective):
    """A directive whose page is read anew for each edition."""

    @property
    def domain(self) -> EditionsDomain:
        return cast(EditionsDomain, self.env.get_domain(DOMAIN))

    def edition(self) -> Edition | None:
        """Return the edition that is being read; the page depends on its file from now on."""
        self.domain.note(self.env.docname)
        edition = current(self.env)
        if edition:
            self.env.note_dependency(edition.origin.path)
        return edition

    def report(self, cause: str, repair: str, rule: str) -> None:
        """Report on the line of the directive."""
        warn(cause, repair, rule, (self.env.docname, self.lineno))


class Local(_EditionDirective):
    """`lokaal`: a named block that an edition may replace or add to; without one its content stands."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[Node]:
        """Give the content as it stands, or what the edition makes of it."""
        name = self.arguments[0]
        edition = self.edition()
        if not NAME.fullmatch(name):
            self.report(f"«{name}» is geen goede naam.", "Gebruik kleine letters, cijfers en -.", "naam")
            return self._default()
        if name in self.domain.blocks:
            docname, line = self.domain.blocks[name]
            where = f"{self.env.doc2path(docname, base=False)}, regel {line}"
            self.report(
                f"Het blok «{name}» bestaat al ({where}).", "Geef dit blok een andere naam.", "dubbel"
            )
            return self._default()
        self.domain.note(self.env.docname)[name] = self.lineno
        if _DUTY.search("\n".join(self.content)):
            cause = f"In het blok «{name}» staat een PLICHT, en een editie mag dit blok vervangen."
            self.report(cause, "Zet de plicht buiten het blok.", "plicht")
            return self._default()
        local = edition.texts.get(name) if edition else None
        if edition is None or local is None:
            return self._default()
        kept = self._default() if local.way is Way.VUL_AAN else []
        return [*kept, *self._local(edition, local)]

    def _default(self) -> list[Node]:
        holder = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, holder)
        return list(holder.children)

    def _local(self, edition: Edition, local: LocalText) -> list[Node]:
        """Read the text of the edition in a box that says whose agreement it is."""
        path = edition.origin.path
        if duty := _DUTY.search(local.text):
            line = local.first_line + local.text.count("\n", 0, duty.start())
            cause = f"De editie «{edition.key}» schrijft zelf een PLICHT in het blok «{local.block}»."
            repair = "Een plicht staat in de regels. Wat jullie kiezen, is een AFSPRAAK."
            warn(cause, repair, "plicht", f"{path}:{line}")
            return []
        # As many empty lines in front as in its file, so that every line keeps its number.
        text = "\n" * (local.first_line - 1) + local.text
        content = [text]
        self.env.events.emit("include-read", Path(path), self.env.docname, content)
        box = nodes.admonition(classes=["note", LOCAL_CLASS])
        box += nodes.title("", f"AFSPRAAK van {edition.name}")
        self.set_source_info(box)
        lines = StringList(content[0].split("\n"), source=path)
        self.state.nested_parse(lines, LOCAL_LINES - self.lineno, box)
        return [box]


class Who(_EditionDirective):
    """`editie`: whose edition this is, with the logo; nothing without an edition."""

    def run(self) -> list[Node]:
        """Give a box, or nothing."""
        edition = self.edition()
        if edition is None:
            return []
        box = nodes.admonition(classes=["note", "editie"])
        box += nodes.title("", f"Editie van {edition.name}")
        if edition.logo:
            # The name stands beside it, so that it says nothing to a screen reader that is not said already.
            box += nodes.image(uri=f"/{edition.logo}", alt=f"Logo van {edition.name}", height="60px")
        box += nodes.paragraph("", f"Streek: {edition.region}")
        local = "Een kader «AFSPRAAK van …» is een afspraak van dit CLB."
        box += nodes.paragraph("", f"{local} De rest van de tekst is voor iedereen dezelfde.")
        if edition.example:
            box += nodes.paragraph("", "", nodes.strong("", "Voorbeeld: dit CLB bestaat niet."))
        box[GENERATED] = True
        self.set_source_info(box)
        return [box]


class Details(_EditionDirective):
    """`clb-gegevens`: name, region and contact of the CLB; what is not known is left to fill in by hand.

    The argument names the fields; all of them without an argument.
    """

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Give a table."""
        edition = self.edition()
        words = {**_PARTIES, **CONTACT}
        names = self.arguments[0].replace(",", " ").split() if self.arguments else list(words)
        for name in names:
            if name not in words:
                self.report(f"Het gegeven «{name}» bestaat niet.", meant(name, list(words)), "gegeven")
        rows = [(words[name], value_of(edition, name)) for name in names if name in words]
        whole = table(("Het CLB", "Gegevens"), rows, (35, 65))
        whole["classes"].append("invultabel")
        whole[GENERATED] = True
        self.set_source_info(whole)
        return [whole]


def value_of(edition: Edition | None, name: str) -> str:
    """Return what an edition tells; empty if it is not known or there is no edition."""
    if edition is None:
        return ""
    return {"naam": edition.name, "streek": edition.region, **edition.contact}.get(name, "")


class Gaps(_EditionDirective):
    """`edities-na-te-kijken`: what is not known in the editions, for the working group."""

    def run(self) -> list[Node]:
        """Give a node that is replaced once all pages are known."""
        for file in files_of(self.env).values():
            self.env.note_dependency(file)
        return [edition_list("")]


DIRECTIVES: dict[str, type[_EditionDirective]] = {
    "lokaal": Local,
    "editie": Who,
    "clb-gegevens": Details,
    "edities-na-te-kijken": Gaps,
}
