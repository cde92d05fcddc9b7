"""Puts the Dutch layer over the book theme and gives its templates what they show."""

from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from house_style.joined import JOINED_SCRIPTS, JOINED_STYLES, join, leave_out
from house_style.page_end import end_of_page
from house_style.publications import Publication, publication_of
from house_style.settings import is_set
from house_style.stylesheet import write_stylesheet
from house_style.tokens import HERE

THEME = "leerrecht"
BASE_THEME = "sphinx_book_theme"
DEFAULT_STATUS = "Ontwerp: deze tekst is nog niet goedgekeurd door de partners."

# Only where conf.py says nothing. The first two would offer readers the Markdown source.
QUIET_DEFAULTS: dict[str, Any] = {
    "html_show_sourcelink": False,
    "html_copy_source": False,
    "html_show_sphinx": False,
    "html_permalinks_icon": "#",
    # A picture with a width would be a link to its bare file: a stop for the keyboard, and no way back.
    "html_scaled_image_link": False,
    # The register would hold the words of the glossary and nothing else; the search knows every word.
    "html_use_index": False,
}

# Options that the themes read from conf.py only, not from a theme's own file: without the first they add
# a second search box at the top, without the second they make up a text.
THEME_OPTIONS: dict[str, Any] = {"navbar_persistent": [], "search_bar_text": "Zoek op deze site"}


def choose_theme(_app: Sphinx, config: Config) -> None:
    """Use the layer instead of the bare book theme, and quiet defaults where the author chose nothing."""
    if config.html_theme != BASE_THEME:
        return
    config.html_theme = THEME
    for name, value in QUIET_DEFAULTS.items():
        if not is_set(config, name):
            config[name] = value
    config.html_theme_options = {**THEME_OPTIONS, **config.html_theme_options}
    # An empty value makes the theme's script complain on every page.
    config.html_context = {"default_mode": "auto", **config.html_context}


def is_ours(app: Sphinx) -> bool:
    """Tell whether this build makes pages in our theme."""
    chosen = getattr(app.builder, "get_theme_config", None)
    return chosen is not None and app.builder.format == "html" and chosen()[0] == THEME


def add_assets(app: Sphinx) -> None:
    """Write the style sheet and link it after the others, so that it has the last word."""
    if not is_ours(app):
        return
    # Sphinx makes an empty folder for the sources even when it copies none.
    app.builder.copysource = app.config.html_copy_source  # type: ignore[attr-defined]
    write_stylesheet(Path(app.outdir) / "_static")
    app.add_css_file("styles/house-style.css", priority=900)
    app.add_js_file("scripts/mode.js", priority=1)
    app.add_js_file("scripts/house-style.js", priority=900, loading_method="defer")


def add_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give the templates the colophon, the menu's labels, the favicon and the author."""
    if not is_ours(app):
        return
    context["lr_colophon"] = {"status": app.config.publicatiestatus, "parts": colophon_parts(app.config)}
    context["lr_menu"] = label_menu
    context["lr_joined"] = {"styles": f"_static/{JOINED_STYLES}", "scripts": f"_static/{JOINED_SCRIPTS}"}
    context["lr_tabs_prefix"] = getattr(app.config, "sd_tabs_storage_prefix", "")
    is_page = pagename in app.env.all_docs
    publication = publication_of(app.env, pagename) if is_page else None
    context["lr_kind"] = "lr-brochure" if publication and publication.brochure else "lr-rapport"
    if pagename == app.config.root_doc:
        # The cards of the publications need the width of the contents of the page.
        context["lr_kind"] += " lr-start"
        context["meta"] = {**(context.get("meta") or {}), "html_theme.sidebar_secondary.remove": True}
    keep_within(app, pagename, publication, context)
    context["lr_page_end"] = end_of_page(app, pagename) if is_page else None
    context["author"] = app.config.author
    if not context.get("favicon_url"):
        context["favicon_url"] = "images/beeldmerk.svg"


def leave_out_joined(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the joined files alone, after every other extension asked for its own."""
    if is_ours(app):
        leave_out(app, pagename, template, context, doctree)


def join_files(app: Sphinx, fault: Exception | None) -> None:
    """Join the files once all pages are there."""
    if fault is None and is_ours(app):
        join(app)


def keep_within(app: Sphinx, pagename: str, publication: Publication | None, context: dict[str, Any]) -> None:
    """Drop the link to the page before or after where it belongs to another publication.

    The order of all pages runs through the site; a youngster who read the last page of the brochure has no
    business with a letter of the school.
    """
    neighbours = app.env.collect_relations().get(pagename, [None, None, None])[1:]
    for name, neighbour in zip(("prev", "next"), neighbours, strict=True):
        if neighbour and publication_of(app.env, neighbour) != publication:
            context[name] = None


def colophon_parts(config: Config) -> list[str]:
    """Return publisher, school year and version, as far as they are known."""
    school_year = getattr(config, "schooljaar", "")
    parts = [
        "" if config.author == "Author name not set" else config.author,
        f"Schooljaar {school_year}" if school_year else "",
        f"Versie {config.release}" if config.release else "",
    ]
    return [part for part in parts if part]


def label_menu(menu: BeautifulSoup) -> str:
    """Give every fold button in the menu a name; the theme leaves it empty.

    Args:
        menu: the menu of one page, parsed, as the theme makes it. It is changed: to parse it again would take
            three times as long.
    """
    for summary in menu("summary"):
        item = summary.find_parent("li")
        link = item.find("a") if item else None
        if link and not summary.get_text(strip=True):
            summary["aria-label"] = f"Pagina's bij {link.get_text(strip=True)}"
    for icon in menu("i"):
        icon["aria-hidden"] = "true"
    for link in menu.select("li.current > a.current"):
        link["aria-current"] = "page"
    return str(menu)


def setup_theme(app: Sphinx) -> None:
    """Register the theme, its settings and its events."""
    app.add_html_theme(THEME, str(HERE / "theme" / THEME))
    app.add_config_value("publicatiestatus", DEFAULT_STATUS, "html", [str])
    app.connect("config-inited", choose_theme)
    app.connect("builder-inited", add_assets)
    app.connect("html-page-context", add_context, priority=400)
    app.connect("html-page-context", leave_out_joined, priority=950)
    # After pydata-sphinx-theme wrote the colours of code for light and dark (500).
    app.connect("build-finished", join_files, priority=900)
