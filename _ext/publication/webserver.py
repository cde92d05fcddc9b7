"""What a web server sends with our files: the one place where these headers are written.

The handbook shows them for each kind of server, and the tests load every page under them.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from markup.messages import Messages
from publication.folders import EDITIONS, EMBED, SITE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

warn = Messages("publication")

# Nothing may run or load but our own files: no inline script or style, no eval, no plug-in (CSP Level 3).
_OWN_FILES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'"
)
_EVERYWHERE = {"X-Content-Type-Options": "nosniff"}

# Search reads the index with a form and a script of its own.
_SITE = {
    "Content-Security-Policy": (
        f"{_OWN_FILES}; connect-src 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    **_EVERYWHERE,
}

#: Folder of the publication to its headers.
HEADERS: Mapping[str, Mapping[str, str]] = {
    SITE: _SITE,
    EDITIONS: _SITE,
    EMBED: {
        "Content-Security-Policy": f"{_OWN_FILES}; form-action 'none'; frame-ancestors https:",
        "Referrer-Policy": "no-referrer",
        # WordPress reads the oEmbed files from another server.
        "Access-Control-Allow-Origin": "*",
        **_EVERYWHERE,
    },
}


def nginx() -> str:
    """Return the blocks for nginx."""
    blocks = []
    for folder, headers in HEADERS.items():
        lines = [f'    add_header {name} "{value}" always;' for name, value in headers.items()]
        blocks.append("\n".join([f"location /{folder}/ {{", *lines, "}"]))
    return "\n".join(blocks)


def apache() -> str:
    """Return the sections for the configuration of Apache; they need `mod_headers`."""
    blocks = []
    for folder, headers in HEADERS.items():
        lines = [f'    Header always set {name} "{value}"' for name, value in headers.items()]
        if folder == EMBED:
            lines.insert(0, "    Header always unset X-Frame-Options")
        blocks.append("\n".join([f'<Location "/{folder}/">', *lines, "</Location>"]))
    return "\n".join(blocks)


def static_host() -> str:
    """Return the file `_headers` for a host that reads one."""
    blocks = []
    for folder, headers in HEADERS.items():
        lines = [f"  {name}: {value}" for name, value in headers.items()]
        blocks.append("\n".join([f"/{folder}/*", *lines]))
    return "\n".join(blocks)


#: What an editor writes, to what is shown and the language of the code block.
_KINDS: Mapping[str, tuple[Callable[[], str], str]] = {
    "nginx": (nginx, "nginx"),
    "apache": (apache, "apache"),
    "statisch": (static_host, "text"),
}


class WebserverDirective(SphinxDirective):
    """`{webserver} nginx`: shows the headers in the form of one kind of server."""

    required_arguments = 1
    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """Return a code block; nothing for a kind that we do not know."""
        kind = self.arguments[0].strip()
        if kind not in _KINDS:
            cause, repair = f"«{kind}» is geen webserver die we kennen.", f"Kies uit: {', '.join(_KINDS)}."
            warn(cause, repair, "webserver", (self.env.current_document.docname, self.lineno))
            return []
        write, language = _KINDS[kind]
        block = nodes.literal_block(write(), write(), language=language)
        self.set_source_info(block)
        return [block]


def setup_webserver(app: "Sphinx") -> None:
    """Register the directive."""
    app.add_directive("webserver", WebserverDirective)
