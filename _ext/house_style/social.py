"""What other sites show of a page when somebody shares it: Open Graph (ogp.me) and the description.

Own code, because sphinxext-opengraph puts the fields of a page's front matter into the HTML unescaped, cuts a
text in the middle of a word or of an entity, and prints about matplotlib at every start.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

from house_style.cards import COVERS
from house_style.publications import publication_of
from markup import html_attr

#: Most services show about so many characters of a description.
LONGEST = 200
_ENDS = re.compile(r"[.!?](?=\s|$)")


def description_of(doctree: nodes.document) -> str:
    """Return the first sentences of a page, as many as fit; else its first words."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join(paragraph.astext().split())
            if text:
                return shortened(text)
    return ""


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return whole sentences of a text up to a length; else whole words and an ellipsis."""
    if len(text) <= longest:
        return text
    ends = [match.end() for match in _ENDS.finditer(text[: longest + 1]) if match.end() <= longest]
    if ends:
        return text[: ends[-1]]
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def add_tags(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Describe a page to those who link to it; the addresses only when the site has one."""
    if doctree is None or app.builder.name not in {"html", "dirhtml"}:
        return
    tags = {
        "og:type": "article",
        "og:title": app.env.titles[pagename].astext(),
        "og:site_name": app.config.html_title,
        "og:locale": "nl_BE",
    }
    written = [
        str(meta["content"]) for meta in doctree.findall(nodes.meta) if meta.get("name") == "description"
    ]
    description = written[0] if written else description_of(doctree)
    if description:
        tags["og:description"] = description
    tags |= _addresses(app, pagename)
    lines = [f'<meta property="{name}" content="{html_attr(text)}" />' for name, text in tags.items()]
    if description and not written:
        lines.append(f'<meta name="description" content="{html_attr(description)}" />')
    context["metatags"] += "\n" + "\n".join(lines) + "\n"


def _addresses(app: Sphinx, pagename: str) -> dict[str, str]:
    base = app.config.html_baseurl
    if not base:
        return {}
    base = base.rstrip("/") + "/"
    tags = {"og:url": urljoin(base, app.builder.get_target_uri(pagename))}
    publication = publication_of(app.env, pagename)
    cover = app.config.house_style_covers.get(publication.startdoc) if publication else None
    if publication and cover:
        tags["og:image"] = urljoin(base, f"{COVERS}/{Path(cover['path']).name}")
        tags["og:image:width"], tags["og:image:height"] = str(cover["width"]), str(cover["height"])
        tags["og:image:alt"] = f"Omslag van {publication.title}"
    return tags


def setup_social(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("html-page-context", add_tags)
