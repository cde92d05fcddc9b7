"""One style sheet and one script for a page, instead of the nineteen files of Sphinx and the themes.

A phone on a slow network waits for each of them (`make proef` measures it). The style sheet holds only the
rules that some page or script of the site has a use for. What a single page asks for besides, such as the
form of the decision aid, it still loads by itself.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from markup.styles import Used, checksum, stylesheet

#: In the order in which the themes link them; all in `_static`.
STYLES = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "sphinx-design.min.css",
    "styles/house-style.css",
)
SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "scripts/sphinx-book-theme.js",
    "translations.js",
    "design-tabs.js",
    "scripts/house-style.js",
    "scripts/bootstrap.js",
    "scripts/pydata-sphinx-theme.js",
)
#: What Sphinx and the themes bring and no page of ours asks for: fonts and drawings of icons (ours are in the
#: style sheet), logos of services that run code, catalogues of the theme's own words, the stemmer that
#: `language_data.js` holds too, and maps for those who write the theme.
IDLE = (
    *("scripts/fontawesome.js*", "vendor/fontawesome/**/*", "images/logo_*", "locales/**/*"),
    *("file.png", "minus.png", "plus.png", "base-stemmer.js", "*-stemmer.js", "styles/theme.css"),
    *("scripts/*.map", "styles/*.map", "*webpack-macros.html"),
)
JOINED_STYLES = "styles/leerrecht.css"
JOINED_SCRIPTS = "scripts/leerrecht.js"

_LINKED = re.compile(rf'((?:{re.escape(JOINED_STYLES)})|(?:{re.escape(JOINED_SCRIPTS)}))(?:\?v=\w*)?"')
_NAME = re.compile(r"[a-zA-Z][\w-]*")
_ICON_FONT = re.compile(r"@font-face\s*\{[^{}]*Font Awesome[^{}]*\}")
_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def leave_out(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Link no file that is part of a joined one; the template links those."""
    for key, names in (("css_files", STYLES), ("script_files", SCRIPTS)):
        parts = {f"_static/{name}" for name in names}
        context[key] = [file for file in context[key] if str(getattr(file, "filename", file)) not in parts]


def join(app: Sphinx) -> None:
    """Write both files, and their checksums into the pages; the same bytes for the same pages."""
    static = Path(app.outdir) / "_static"
    # Sphinx brings its files when it writes pages; without a new page the joined files stay as they are.
    if all((static / name).is_file() for name in (STYLES[0], SCRIPTS[0])):
        _write_joined(app, static)
    remove_idle(static)


def _write_joined(app: Sphinx, static: Path) -> None:
    script = "\n".join(_MAP.sub("", _text(static / name)).strip() for name in _there(static, SCRIPTS)) + "\n"
    pages = {path: _text(path) for path in sorted(Path(app.outdir).rglob("*.html"))}
    # A class that a script gives an element stands in no page, but its name stands in the script. Bootstrap
    # makes some of a part of a name: those of the bubble with the title of a button.
    scripts = [_text(path) for path in sorted(static.rglob("*.js"))]
    made = {"bs-tooltip-auto", *_NAME.findall(" ".join(scripts))}
    sheets = [_ICON_FONT.sub("", _text(static / name)) for name in _there(static, STYLES)]
    style = stylesheet(sheets, Used.of(pages.values()).with_names(made), _sheets_of_pages(static))
    versions = {}
    for name, text in ((JOINED_STYLES, style), (JOINED_SCRIPTS, script)):
        (static / name).write_text(text, encoding="utf-8", newline="\n")
        versions[name] = checksum(text)
    for path, text in pages.items():
        linked = _LINKED.sub(lambda match: f'{match[1]}?v={versions[match[1]]}"', text)
        if linked != text:
            path.write_text(linked, encoding="utf-8", newline="\n")


def remove_idle(static: Path) -> None:
    """Remove what no page asks for, parts of the joined files too; a school downloads and keeps the site."""
    for path in [path for pattern in (*STYLES, *SCRIPTS, *IDLE) for path in sorted(static.glob(pattern))]:
        if path.is_file():
            path.unlink()
    for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _there(static: Path, names: Iterable[str]) -> list[str]:
    """Return those that exist: without tabs there is no script of them."""
    return [name for name in names if (static / name).is_file()]


def _sheets_of_pages(static: Path) -> list[str]:
    return [_text(path) for path in sorted(static.glob("*.css")) if path.name not in STYLES]


def _text(path: Path) -> str:
    return path.read_text("utf-8")
