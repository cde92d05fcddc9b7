"""A feed in the form of Atom (RFC 4287), by the DOM of lxml, which escapes.

Every id is a tag URI (RFC 4151), so that it stays the same whatever address the site has or gets.
"""

from datetime import date

from lxml import etree

from markup import xml_text
from news.model import Entry, Feed

_ATOM = "http://www.w3.org/2005/Atom"
#: A year in which the domain name was the publisher's (RFC 4151, 2.1). It never changes, or every id would.
_SINCE = 2026
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed) -> bytes:
    """Return the feed as a file; the same bytes for the same entries."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]  # the stubs forget None
    root.set(_LANGUAGE, feed.language)
    _add(root, "id", tag_uri(feed.authority, f"nieuws/{feed.name}"))
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max(entry.head.changed for entry in feed.entries)))
    _add(_add(root, "author"), "name", feed.publisher)
    if feed.itself:
        _add(root, "link", rel="self", type="application/atom+xml", href=feed.itself)
    if feed.page:
        _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _entry(root, feed, entry)
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"


def tag_uri(authority: str, specific: str) -> str:
    """Return a tag URI: `tag:example.org,2026:nieuws/leidraad`."""
    return f"tag:{authority},{_SINCE}:{specific}"


def _entry(root: etree._Element, feed: Feed, entry: Entry) -> None:
    head = entry.head
    element = _add(root, "entry")
    _add(element, "id", tag_uri(feed.authority, f"nieuws/{feed.name}/{head.name}"))
    _add(element, "title", head.title)
    _add(element, "published", _moment(head.day))
    _add(element, "updated", _moment(head.changed))
    if entry.address:
        _add(element, "link", rel="alternate", type="text/html", href=entry.address)
    _add(element, "category", term=f"schooljaar {head.school_year}")
    _add(element, "content", "\n\n".join([f"{head.line}.", *entry.text]), type="text")


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    for key, value in attributes.items():
        element.set(key, xml_text(value))
    if text:
        element.text = xml_text(text)
    return element
