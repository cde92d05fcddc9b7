"""What an editor writes: `nieuws`, an entry, and `laatste-nieuws`, a list of the newest of all pages."""

import re
from datetime import date
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from markup.numbers import whole_number
from news.domain import entries_of
from news.model import Head, dutch_day
from news.reporting import warn

_YEARS = re.compile(r"(\d{4})-(\d{4})")
_MOST_SHOWN = 50
_SHOWN = 5
#: Class of the paragraph that leads to the pages that changed.
READ = "lr-nieuws__lees"
#: What a title may hold.
_IN_TITLE = (nodes.Text, nodes.emphasis, nodes.strong, nodes.literal, nodes.inline)


class nieuws_bericht(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like this
    """An entry: attribute `kop` holds its `Head`. First comes its title, then the line of facts."""


class laatste_nieuws(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the list of the newest entries comes; attribute `aantal` says how many."""


class News(SphinxDirective):
    """`:::{nieuws} titel`, with the options `datum`, `schooljaar`, `voor`, and perhaps two more."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {
        "datum": directives.unchanged,
        "schooljaar": directives.unchanged,
        "voor": directives.unchanged,
        "bladzijden": directives.unchanged,
        "gewijzigd": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the entry; what is wrong with its head is reported, and its words stay."""
        content = self.parse_content_to_nodes() if self.content else []
        if not content:
            self._report("Het bericht is leeg.", "Schrijf wat er verandert.", "leeg")
        words, messages = self._title()
        head = self._head(" ".join("".join(word.astext() for word in words).split()))
        if head is None:
            return [*content, *messages]
        entry = nieuws_bericht(kop=head, ids=[head.name], names=[])
        self.set_source_info(entry)
        entry += nodes.rubric("", "", *words, **{"heading-level": 2})
        entry += nodes.paragraph("", head.line, classes=["lr-nieuws__feiten"])
        entry += [*content, *messages]
        if pages := self._pages():
            entry += nodes.paragraph("", "Lees: ", *pages, classes=[READ])
        return [entry]

    def _title(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Read the title as a line of text: it may stress words, and it is a link itself in lists."""
        words, messages = self.parse_inline(self.arguments[0])
        if not all(isinstance(node, _IN_TITLE) for word in words for node in word.findall()):
            self._report(
                "In de titel van een bericht hoort geen link, feit of bron.",
                "Zet dat in de tekst van het bericht.",
                "titel",
            )
            words = [nodes.Text("".join(word.astext() for word in words))]
        return words, messages

    def _head(self, title: str) -> Head | None:
        day = self._day("datum", required=True)
        changed = self._day("gewijzigd", required=False) or day
        year, reader = self._year(), " ".join(self.options.get("voor", "").split())
        if not reader:
            self._report(
                "Het bericht zegt niet voor wie het is.", "Voeg toe: «:voor: scholen en CLB's»", "voor"
            )
        if day is None or changed is None or not year or not reader:
            return None
        if changed < day:
            self._report("Een bericht kan niet gewijzigd zijn voor zijn datum.", "Kijk beide na.", "datum")
            changed = day
        return Head(title, day, changed, year, reader)

    def _day(self, option: str, *, required: bool) -> date | None:
        text = self.options.get(option, "").strip()
        if not text and not required:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return date.fromisoformat(text)
        except ValueError:
            pass  # such as 2026-02-30: reported like any other text
        cause = f"«{text}» is geen datum." if text else f"Het bericht heeft geen «{option}»."
        self._report(cause, f"Schrijf jaar-maand-dag: «:{option}: 2026-11-25»", "datum")
        return None

    def _year(self) -> str:
        text = str(self.options.get("schooljaar", "")).strip()
        match = _YEARS.fullmatch(text)
        if match and int(match[2]) == int(match[1]) + 1:
            return text
        cause = f"«{text}» is geen schooljaar." if text else "Het bericht heeft geen «schooljaar»."
        self._report(cause, "Schrijf twee jaren na elkaar: «:schooljaar: 2026-2027»", "schooljaar")
        return ""

    def _pages(self) -> list[nodes.Node]:
        """Return links to the pages that changed: a name with a slash is a page, another one a label."""
        found: list[nodes.Node] = []
        for target in filter(None, (part.strip() for part in self.options.get("bladzijden", "").split(","))):
            is_page = "/" in target
            link = addnodes.pending_xref(
                "",
                nodes.inline("", target, classes=["xref", "std"]),
                refdomain="std",
                reftype="doc" if is_page else "ref",
                reftarget=f"/{target.strip('/').removesuffix('.md')}" if is_page else target.lower(),
                refdoc=self.env.current_document.docname,
                refexplicit=False,
                refwarn=True,
            )
            self.set_source_info(link)
            found += [nodes.Text(", ")] if found else []
            found.append(link)
        return found

    def _report(self, cause: str, repair: str, rule: str) -> None:
        warn(cause, repair, rule, (self.env.current_document.docname, self.lineno))


class Latest(SphinxDirective):
    """`laatste-nieuws` with the number of entries; `_SHOWN` without one."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the list; a wrong number is reported."""
        raw = self.arguments[0] if self.arguments else str(_SHOWN)
        shown = whole_number(raw, _MOST_SHOWN)
        if shown is None:
            cause = f"Na «laatste-nieuws» hoort een getal, niet «{raw}»."
            repair = f"Schrijf een getal van 1 tot {_MOST_SHOWN}, of laat het weg."
            warn(cause, repair, "getal", (self.env.current_document.docname, self.lineno))
            shown = _SHOWN
        place = laatste_nieuws(aantal=shown)
        self.set_source_info(place)
        return [place]


class FillLatest(SphinxPostTransform):
    """Replaces each `laatste_nieuws` by a list, once all pages are known."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Fill in every list of the page."""
        for place in list(self.document.findall(laatste_nieuws)):
            found = [
                (head, docname) for docname, heads in sorted(entries_of(self.env).items()) for head in heads
            ]
            newest = sorted(found, key=lambda one: (-one[0].day.toordinal(), one[1], one[0].name))
            items = [self._item(head, docname) for head, docname in newest[: place["aantal"]]]
            place.replace_self(
                nodes.bullet_list("", *items) if items else nodes.paragraph("", "Er is nog geen nieuws.")
            )

    def _item(self, head: Head, docname: str) -> nodes.list_item:
        here, words = self.env.current_document.docname, nodes.inline("", head.title)
        link = make_refnode(self.env._app.builder, here, docname, head.name, words)
        page = self.env.titles[docname].astext() if docname in self.env.titles else docname
        return nodes.list_item(
            "", nodes.paragraph("", "", link, nodes.Text(f" ({page}, {dutch_day(head.day)})"))
        )


def _visit(_writer: object, _node: nodes.Element) -> None:
    """Let the children speak."""


def setup_directives(app: Sphinx) -> None:
    """Register nodes, directives and the list."""
    from news.files import depart_html, visit_html

    plain = (_visit, _visit)
    app.add_node(nieuws_bericht, html=(visit_html, depart_html), typst=plain, text=plain, docx=plain)
    app.add_node(laatste_nieuws)
    app.add_directive("nieuws", News)
    app.add_directive("laatste-nieuws", Latest)
    app.add_post_transform(FillLatest)
