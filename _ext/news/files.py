"""Feed and newsletter text beside each page with news, and how readers of the page find them."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from markup import html_attr, html_text
from news.atom import atom
from news.directives import READ, nieuws_bericht
from news.domain import entries_of
from news.model import Entry, Feed
from news.newsletter import newsletter
from news.reporting import warn

#: What RFC 4151 lets a name for tags begin with: a domain name.
_AUTHORITY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)+")
_BUILDERS = frozenset({"html", "dirhtml"})


class nieuws_volgen(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes like this
    """How to follow a page: attributes `naam` (of its files) and `tekst` (for a newsletter)."""


def feed_of(app: Sphinx, docname: str, doctree: nodes.document) -> Feed:
    """Return the feed of a page.

    Args:
        app: the application; its builder tells the addresses.
        docname: the page.
        doctree: its tree, with resolved references.
    """
    base = str(app.config.html_baseurl or "").rstrip("/")
    page = f"{base}/{app.builder.get_target_uri(docname)}" if base else ""
    name = docname.rpartition("/")[2]
    found = []
    for node in doctree.findall(nieuws_bericht):
        head = node["kop"]
        words = tuple(line for child in node.children[2:] for line in _lines(child, page))
        found.append(Entry(head, words, f"{page}#{head.name}" if page else ""))
    return Feed(
        name=name,
        title=app.env.titles[docname].astext(),
        publisher=str(getattr(app.config, "uitgever", "") or app.config.author),
        authority=str(app.config.nieuws_domein),
        language=str(app.config.language or "nl"),
        entries=tuple(sorted(found, key=lambda entry: entry.head.day, reverse=True)),
        page=page,
        itself=f"{base}/{docname}.xml" if base else "",
    )


def _lines(node: nodes.Node, page: str) -> list[str]:
    """Return the plain words of a block: one line for each item of a list.

    Where the site has an address, each page that changed stands on a line of its own with its address: who
    reads a feed or a newsletter has no link to follow. `page` is the address of the page with the news.
    """
    if page and isinstance(node, nodes.paragraph) and READ in node["classes"]:
        links = [(link.astext(), _uri(link)) for link in node.findall(nodes.reference)]
        return ["\n".join(["Lees:", *(f"- {words}: {urljoin(page, uri)}" for words, uri in links)])]
    if isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        return ["\n".join(f"- {' '.join(item.astext().split())}" for item in node.children)]
    words = " ".join(node.astext().split())
    return [words] if words else []


def _uri(link: nodes.reference) -> str:
    return str(link.get("refuri", "")) or f"#{link.get('refid', '')}"


def add_ways_to_follow(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put at the end of a page with news where its feed and its text are."""
    if app.builder.name not in _BUILDERS or docname not in entries_of(app.env):
        return
    feed = feed_of(app, docname, doctree)
    section = next(doctree.findall(nodes.section), None)
    if section is not None and feed.entries:
        section.append(nieuws_volgen(naam=feed.name, tekst=newsletter(feed)))


def announce_feed(
    app: Sphinx, docname: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell programs that read feeds where the one of a page is."""
    if doctree is not None and next(doctree.findall(nieuws_volgen), None) is not None:
        name, title = docname.rpartition("/")[2], app.env.titles[docname].astext()
        link = (
            f'<link rel="alternate" type="application/atom+xml" title="{html_attr(title)}"'
            f' href="{html_attr(name)}.xml">'
        )
        context["metatags"] = f"{context.get('metatags', '')}\n{link}"


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write feed and text of every page with news."""
    if exception is not None or app.builder.name not in _BUILDERS:
        return
    for docname in sorted(entries_of(app.env)):
        doctree = app.env.get_and_resolve_doctree(docname, app.builder, tags=app.tags)
        feed = feed_of(app, docname, doctree)
        if not _AUTHORITY.fullmatch(feed.authority):
            cause = f"De instelling nieuws_domein is «{feed.authority}»: dat is geen domeinnaam."
            repair = "Zet in conf.py de domeinnaam van de uitgever, zonder https://."
            warn(cause, repair, "domein", ("conf", None))
            return
        folder = Path(app.outdir, docname).parent
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{feed.name}.xml").write_bytes(atom(feed))
        (folder / f"{feed.name}.txt").write_text(newsletter(feed), encoding="utf-8", newline="\n")


def visit_html(writer: HTML5Translator, node: nieuws_bericht) -> None:
    """Open an entry."""
    writer.body.append(f'<div class="lr-nieuws" id="{html_attr(node["kop"].name)}">\n')


def depart_html(writer: HTML5Translator, _node: nieuws_bericht) -> None:
    """Close it."""
    writer.body.append("</div>\n")


def visit_follow(writer: HTML5Translator, node: nieuws_volgen) -> None:
    """Emit links to both files, and the text itself to copy from."""
    name = html_attr(node["naam"])
    writer.body.append(
        '<section class="lr-nieuws-volgen" aria-label="Dit nieuws volgen">\n'
        "<h2>Dit nieuws volgen</h2>\n<ul>\n"
        f'<li><a href="{name}.xml" type="application/atom+xml">Feed voor je nieuwslezer (Atom)</a></li>\n'
        f'<li><a href="{name}.txt" download>Tekst voor een nieuwsbrief</a></li>\n</ul>\n'
        "<details>\n<summary>Kopieer de tekst hier</summary>\n"
        f"{_paragraphs(node['tekst'])}</details>\n</section>\n"
    )
    raise nodes.SkipNode


def _paragraphs(text: str) -> str:
    """Return plain text as paragraphs, so that long lines wrap and a copy keeps its lines."""
    blocks = ("<br>\n".join(html_text(line) for line in block.split("\n")) for block in text.split("\n\n"))
    return "".join(f"<p>{block}</p>\n" for block in blocks)


def setup_files(app: Sphinx) -> None:
    """Register the setting, the node and the events."""
    app.add_config_value("nieuws_domein", "", "html", frozenset({str}), "domain name of the publisher")
    app.add_node(nieuws_volgen, html=(visit_follow, depart_html))
    app.connect("doctree-resolved", add_ways_to_follow)
    app.connect("html-page-context", announce_feed)
    app.connect("build-finished", write_files)
