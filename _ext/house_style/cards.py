"""The directive `publicatie`: a publication as a card on the start page.

The editor writes for whom it is and what it is for. Cover, files, date, school year and state come from what
was built, so that a card cannot promise what is not there.
"""

import shutil
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from house_style.downloads import documents_of, downloads_of, list_of_files, parts_of
from house_style.publications import facts_about, publications
from house_style.reporting import warn
from markup import html_attr, html_text

#: Where covers lie in the site.
COVERS = "_static/omslagen"


class publication_card(nodes.container):  # noqa: N801 (docutils: class name = tag name)
    """One card: attributes `startdoc` and `letters`, the page that lists letters to adapt, or empty.

    Its children are the title, the readers and what the editor wrote.
    """


class card_title(nodes.paragraph):  # noqa: N801
    """The title of a card: a link to the publication."""


class PublicationCard(SphinxDirective):
    """`publicatie`: names the first page of a publication; the text says what it is for."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"voor": directives.unchanged_required, "brieven": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        startdoc = self.arguments[0].strip().removesuffix(".md")
        letters = self.options.get("brieven", "").strip().removesuffix(".md")
        card = publication_card(startdoc=startdoc, letters=letters, classes=["lr-publication"])
        self.set_source_info(card)
        card += card_title("", "", self._link(startdoc))
        if "voor" in self.options:
            words, messages = self.parse_inline(f"Voor {self.options['voor']}")
            card += nodes.paragraph("", "", nodes.strong("", "", *words), classes=["lr-publication__readers"])
            card += messages
        card += self.parse_content_to_nodes()
        return [card]

    def _link(self, startdoc: str) -> addnodes.pending_xref:
        link = addnodes.pending_xref(
            "",
            nodes.inline("", startdoc),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{startdoc}",
            refdoc=self.env.docname,
            refexplicit=False,
            refwarn=True,
        )
        self.set_source_info(link)
        return link


class SideBySide(SphinxPostTransform):
    """Puts cards that follow each other in one grid, in the order of the page."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Wrap every row of cards."""
        parents = list(dict.fromkeys(card.parent for card in self.document.findall(publication_card)))
        for parent in parents:
            grouped: list[nodes.Node] = []
            for is_card, members in groupby(list(parent.children), lambda n: isinstance(n, publication_card)):
                row = list(members)
                grouped += [nodes.container("", *row, classes=["lr-publications"])] if is_card else row
            parent.children = []
            parent.extend(grouped)


def visit_card(writer: HTML5Translator, node: publication_card) -> None:
    """Open the card with the cover. The title beside it is the link, so the picture needs no words."""
    writer.body.append('<section class="lr-publication">\n')
    cover = writer.config.house_style_covers.get(node["startdoc"])
    if cover:
        depth = writer.builder.get_target_uri(writer.builder.current_docname).count("/")
        source = html_attr(f"{'../' * depth}{COVERS}/{Path(cover['path']).name}")
        size = f'width="{int(cover["width"])}" height="{int(cover["height"])}"'
        writer.body.append(f'<img class="lr-publication__cover" src="{source}" alt="" {size}>\n')
    writer.body.append('<div class="lr-publication__words">\n')


def depart_card(writer: HTML5Translator, node: publication_card) -> None:
    """Close the card with what was built: school year, version, date and state, and the files."""
    start = node["startdoc"]
    config = writer.config
    publication = next((p for p in publications(config) if p.startdoc == start), None)
    # Each fact stays on one line.
    facts = [html_text(fact.replace(" ", "\N{NO-BREAK SPACE}")) for fact in facts_about(config, publication)]
    if facts:
        writer.body.append(f'<p class="lr-publication__facts">{" · ".join(facts)}</p>\n')
    uri = writer.builder.get_target_uri(writer.builder.current_docname)
    writer.body.append(list_of_files(documents_of(config, start), uri))
    for group in parts_of(writer.builder.env, start):
        writer.body.append(_more(writer, f"{start}#downloads", group))
    writer.body.append(_more(writer, node["letters"], _letters(writer, node)))
    writer.body.append("</div>\n</section>\n")


def _letters(writer: HTML5Translator, node: publication_card) -> str:
    """Say how many letters were built; report a page that is not there."""
    env = writer.builder.env
    page = node["letters"]
    if page and page not in env.all_docs:
        cause = f"De kaart noemt bij «brieven» de pagina «{page}», en die is er niet."
        warn(cause, "Schrijf de pagina met de lijst, zoals guidelines/brieven/index.", "kaart", node)
        return ""
    built = [each for each in env.toctree_includes.get(page, ()) if downloads_of(writer.config, each)]
    if not built:
        return ""
    return f"{len(built)} {'brief' if len(built) == 1 else 'brieven'} om aan te passen"


def _more(writer: HTML5Translator, place: str, words: str) -> str:
    """Lead to a list of further files; nothing without words."""
    if not words:
        return ""
    docname, hash_, part = place.partition("#")
    here = writer.builder.current_docname
    href = html_attr(f"{writer.builder.get_relative_uri(here, docname)}{hash_}{part}")
    return f'<p class="lr-publication__more"><a href="{href}">{html_text(words)}</a></p>\n'


def visit_card_title(writer: HTML5Translator, _node: card_title) -> None:
    """Open the title."""
    writer.body.append('<h2 class="lr-publication__title">')


def depart_card_title(writer: HTML5Translator, _node: card_title) -> None:
    """Close the title."""
    writer.body.append("</h2>\n")


def copy_covers(app: Sphinx) -> None:
    """Put the covers among the files of the site."""
    covers: dict[str, dict[str, Any]] = app.config.house_style_covers
    if app.builder.format != "html" or not covers:
        return
    folder = Path(app.outdir) / COVERS
    folder.mkdir(parents=True, exist_ok=True)
    for cover in covers.values():
        shutil.copyfile(cover["path"], folder / Path(cover["path"]).name)


def setup_cards(app: Sphinx) -> None:
    """Register the directive, its nodes and the covers."""
    app.add_config_value("house_style_covers", {}, "", [dict])
    app.add_directive("publicatie", PublicationCard)
    app.add_node(publication_card, html=(visit_card, depart_card))
    app.add_node(card_title, html=(visit_card_title, depart_card_title))
    app.add_post_transform(SideBySide)
    app.connect("builder-inited", copy_covers)
