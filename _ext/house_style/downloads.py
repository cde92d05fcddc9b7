"""The downloads box: the PDFs of a publication, on its first page and on the start page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from markup import html_attr, html_text, safe_url

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Download:
    """One file to download.

    Args:
        href: address, relative to the root of the site, or absolute.
        label: what it is and for what, in Dutch: "PDF om af te drukken (A4)".
        bytes: size in bytes; 0 when not known.
        pages: number of pages; 0 when not known.
    """

    href: str
    label: str
    bytes: int = 0
    pages: int = 0

    @classmethod
    def from_config(cls, entry: Mapping[str, Any]) -> Self:
        """Read one entry of `house_style_downloads`.

        Raises:
            KeyError: without `href` or `label`.
            ValueError: for an address with a scheme that could run code.
        """
        href = safe_url(str(entry["href"]))
        if href is None:
            raise ValueError(str(entry["href"]))
        return cls(href, str(entry["label"]), int(entry.get("bytes") or 0), int(entry.get("pages") or 0))

    def facts(self) -> str:
        """Return size and pages in words: "24 blz., 1,2 MB"; empty when nothing is known."""
        pages = [f"{self.pages} blz."] if self.pages > 0 else []
        return ", ".join([*pages, *([dutch_size(self.bytes)] if self.bytes > 0 else [])])

    def href_from(self, page_uri: str) -> str:
        """Return the address as seen from a page of the site."""
        if ":" in self.href.split("/")[0] or self.href.startswith("/"):
            return self.href
        return "../" * page_uri.count("/") + self.href


def dutch_size(size: int) -> str:
    """Return a size in bytes as a reader expects it: "850 kB", "1,2 MB" (1 kB = 1000 bytes)."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


class downloads_box(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The box, made when a page is written: attributes `title` and `groups` (title, page, downloads)."""


def add_boxes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the box under the title of a publication, and all boxes at the end of the start page."""
    settings: dict[str, list[dict[str, Any]]] = app.config.house_style_downloads
    if app.builder.format != "html" or not settings:
        return
    section = next(doctree.findall(nodes.section), None)
    if section is None:
        return
    if docname in settings:
        place = section.first_child_matching_class(nodes.title)
        section.insert(0 if place is None else place + 1, _box(app, docname, {docname: settings[docname]}))
    elif docname == app.config.root_doc:
        section.append(_box(app, docname, settings))


def _box(app: Sphinx, docname: str, settings: Mapping[str, list[dict[str, Any]]]) -> downloads_box:
    groups = []
    for startdoc, entries in settings.items():
        title = app.env.titles[startdoc].astext() if startdoc in app.env.titles else startdoc
        try:
            files = [Download.from_config(entry) for entry in entries]
        except (KeyError, TypeError, ValueError) as fault:
            logger.warning(
                "house_style_downloads: een bestand bij «%s» klopt niet (%s).",
                startdoc,
                fault,
                type="house_style",
                subtype="downloads",
            )
            continue
        if files:
            groups.append((title, files))
    return downloads_box(groups=groups, uri=app.builder.get_target_uri(docname), one=docname in settings)


def visit_html(writer: HTML5Translator, node: downloads_box) -> None:
    """Emit a labelled part of the page with a list of links."""
    out = ['<section class="lr-downloads" aria-label="Downloads">\n']
    if not node["one"]:
        out.append("<h2>Downloads</h2>\n")
    for title, files in node["groups"]:
        if not node["one"]:
            out.append(f"<h3>{html_text(title)}</h3>\n")
        out.append("<ul>\n")
        for file in files:
            facts = (
                f' <span class="lr-downloads__facts">({html_text(file.facts())})</span>'
                if file.facts()
                else ""
            )
            href = html_attr(file.href_from(node["uri"]))
            out.append(
                f'<li><a class="lr-downloads__link" href="{href}">{html_text(file.label)}</a>{facts}</li>\n'
            )
        out.append("</ul>\n")
    out.append("</section>\n")
    if node["groups"]:
        writer.body.append("".join(out))
    raise nodes.SkipNode


def depart(writer: object, node: nodes.Element) -> None:
    """Do nothing: the visit skips the rest of the node."""


def setup_downloads(app: Sphinx) -> None:
    """Register the setting, the node and the event."""
    app.add_config_value("house_style_downloads", {}, "", [dict])
    app.add_node(downloads_box, html=(visit_html, depart))
    app.connect("doctree-resolved", add_boxes)
