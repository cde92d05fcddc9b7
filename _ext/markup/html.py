"""Escaping for HTML, SVG and scripts in a page."""

import html
import json
import re
from urllib.parse import urlsplit

import lxml.html
from lxml.etree import ParserError

#: Schemes that a reader may be sent to. Anything else can run code or read files.
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

# XML 1.0, section 2.2: characters that no HTML or SVG document may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers drop these before they look for a scheme (WHATWG URL, "basic URL parser", steps 1 and 3).
_IGNORED_IN_URL = re.compile("[\x00-\x20\x7f-\xa0\u200b\u2028\u2029\ufeff]")


def html_text(text: str) -> str:
    """Escape a text for the content of an HTML or SVG element."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=False)


def html_attr(text: str) -> str:
    """Escape a text for a quoted attribute value, whatever the quote."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def safe_url(url: str) -> str | None:
    """Return the address, or None when its scheme could run code or read a file.

    A relative address and a fragment are safe; so are the schemes in `ALLOWED_SCHEMES`.
    """
    bare = _IGNORED_IN_URL.sub("", url)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in ALLOWED_SCHEMES:
        return None
    return bare if scheme else url.strip()


def root_path(address: str) -> str:
    """Return the path of a site on its host, with a slash at both ends; `/` without an address."""
    path = urlsplit(address or "").path.strip("/")
    return f"/{path}/" if path else "/"


def json_for_script(value: object) -> str:
    """Serialise a value for a `<script type="application/json">` element.

    Raises:
        ValueError: for a number that JSON has no form for (NaN, infinity).
        TypeError: for a value that JSON cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _FORBIDDEN.sub("\ufffd", text)


def html_words(source: str) -> str:
    """Return the words of a piece of HTML that a reader would see, without scripts and styles."""
    try:
        tree = lxml.html.fragment_fromstring(source, create_parent="div")
    except (ParserError, ValueError):
        return ""
    for hidden in tree.iter("script", "style", "template"):
        hidden.text = None
    return " ".join(tree.text_content().split())


def xml_text(text: str) -> str:
    """Return a text that an XML document can hold, for a library that escapes it in its own DOM."""
    return _FORBIDDEN.sub("\ufffd", text)
