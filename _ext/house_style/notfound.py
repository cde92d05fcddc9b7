"""`404.html`: what a reader gets who asks for a page that is not there.

The host shows it at the address that was asked for, however deep. So its links must be absolute, and they
follow the path of `html_baseurl`; without that setting the site must stand at the root of its host.
"""

from typing import Any

from docutils import nodes
from notfound.extension import finalize_media
from sphinx.application import Sphinx

from house_style.publications import publications
from house_style.reporting import warn
from house_style.theme import is_ours
from markup import root_path

PAGE = "404"


def add_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Add the page to those that the builder makes."""
    if not _is_wanted(app):
        return []
    known = [(p.startdoc, p.title) for p in publications(app.config) if p.startdoc in app.env.all_docs]
    return [(PAGE, {"title": "Deze pagina is er niet", "lr_ways": known + _more(app)}, "lr-404.html")]


def _more(app: Sphinx) -> list[tuple[str, str]]:
    """Return name and title of the pages that the author wants there too; report those that are none."""
    found = []
    for name in app.config.verdwaald_ook:
        if name in app.env.titles:
            found.append((name, app.env.titles[name].astext()))
        else:
            warn(
                f"De pagina «Deze pagina is er niet» moet naar «{name}» leiden, maar die pagina is er niet.",
                "Verbeter de naam bij «verdwaald_ook» in conf.py, of haal hem weg.",
                "verdwaald",
                None,
            )
    return found


def make_absolute(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates functions that make absolute addresses."""
    if pagename != PAGE or not _is_wanted(app):
        return
    app.config.notfound_urls_prefix = root_path(app.config.html_baseurl)
    finalize_media(app, pagename, template, context, doctree)
    menu = context["toctree"]
    # A site of one page has no menu, and the theme cannot do with None.
    context["toctree"] = lambda *args, **options: menu(*args, **options) or ""
    context["content_root"] = root_path(app.config.html_baseurl)
    # No canonical address: this page stands everywhere and nowhere.
    context["pageurl"] = None


def _is_wanted(app: Sphinx) -> bool:
    return is_ours(app) and app.builder.name in {"html", "dirhtml"} and PAGE not in app.env.all_docs


def setup_notfound(app: Sphinx) -> None:
    """Use the part of sphinx-notfound-page that makes addresses absolute; all else in it is English."""
    app.add_config_value("notfound_urls_prefix", "/", "html", [str])
    app.add_config_value("notfound_pagename", PAGE, "html", [str])
    app.add_config_value("verdwaald_ook", [], "html", frozenset({list, tuple}))
    app.connect("html-collect-pages", add_page)
    # Before Sphinx resolves the address of the favicon.
    app.connect("html-page-context", make_absolute, priority=300)
