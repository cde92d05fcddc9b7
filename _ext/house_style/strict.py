"""Pages without a script or a style in the page itself, so that a host may forbid both.

A Content Security Policy of `script-src 'self'; style-src 'self'` then breaks nothing (W3C, CSP Level 3).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from house_style.settings import is_set

#: Class of an element with a width in whole percents; the rules stand in our style sheet.
WIDTH_CLASS = "lr-w"

_STYLE = re.compile(r' style="([^"]*)"')
_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*(\d+(?:\.\d+)?)([a-z%]*)\s*")
#: CSS pixels in one of each unit (CSS Values 4, 6.2); `em` and `rem` at 16 pixels.
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_PIXELS |= {"em": 16.0, "rem": 16.0, "ex": 8.0}


def without_style(tag: str) -> str:
    """Say in classes and attributes what a start tag of docutils says in `style`: its width and height."""
    style = _STYLE.search(tag)
    if style is None:
        return tag
    classes, attributes = [], []
    for name, number, unit in _declarations(style[1]):
        if unit == "%" and name == "width":
            classes.append(f"{WIDTH_CLASS}{min(100, max(1, round(number)))}")
        elif unit in _PIXELS and name in {"width", "height"}:
            attributes.append(f' {name}="{round(number * _PIXELS[unit])}"')
    bare = tag[: style.start()] + "".join(attributes) + tag[style.end() :]
    return with_classes(bare, classes)


def _declarations(style: str) -> Iterator[tuple[str, float, str]]:
    for declaration in style.split(";"):
        match = _DECLARATION.fullmatch(declaration)
        if match:
            yield match[1], float(match[2]), match[3]


def with_classes(tag: str, classes: list[str]) -> str:
    """Add classes to a start tag; they must need no escaping."""
    if not classes:
        return tag
    added = " ".join(classes)
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{added} ', 1)
    return re.sub(r"^(\s*<[a-z]+)", rf'\1 class="{added}"', tag, count=1)


def _cleaned(writer: HTML5Translator, start: int) -> None:
    for at in range(start, len(writer.body)):
        writer.body[at] = without_style(writer.body[at])


def _handler(name: str) -> Callable[[HTML5Translator, nodes.Element], None]:
    """Return what runs a method of the writer and takes the styles out of what it wrote.

    The class of the writer is asked: it knows what the theme makes of a table, a box that scrolls around it.
    """

    def handle(writer: HTML5Translator, node: nodes.Element) -> None:
        start = len(writer.body)
        getattr(type(writer), name)(writer, node)
        _cleaned(writer, start)

    return handle


def drop_inline_scripts(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Leave out the scripts that the theme writes into each page.

    They tell its version menu and its search while typing where they are; this theme has neither.
    """
    if app.builder.format == "html" and "script_files" in context:
        context["script_files"] = [
            script for script in context["script_files"] if not getattr(script, "attributes", {}).get("body")
        ]


def keep_no_choice_of_tab(_app: Sphinx, config: Config) -> None:
    """Let tabs forget which one was opened: nothing but light or dark is kept on the reader's device."""
    if "sd_tabs_storage_prefix" in config.values and not is_set(config, "sd_tabs_storage_prefix"):
        config["sd_tabs_storage_prefix"] = ""


def setup_strict(app: Sphinx) -> None:
    """Register the writers and the events."""
    for node in (nodes.colspec, nodes.image, nodes.figure, nodes.table):
        visit, depart = (_handler(f"{part}_{node.__name__}") for part in ("visit", "depart"))
        app.add_node(node, override=True, html=(visit, depart))
    app.connect("config-inited", keep_no_choice_of_tab)
    app.connect("html-page-context", drop_inline_scripts, priority=900)
