"""Links of a page in a frame: what lies outside our pages opens outside the frame."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote, urlsplit

from markup import html_attr

#: The writers escape every angle bracket within an attribute.
_LINK = re.compile(r"<a\s[^<>]*>")
_ATTRIBUTE = re.compile(r'\s(href|target|rel)="([^"]*)"')


def let_links_leave(html: str, page: str, is_here: Callable[[str], bool]) -> str:
    """Give each link that leaves our pages the whole window, and tell its site nothing about ours.

    Args:
        html: the page, or a part of it, as the writers made it.
        page: its path from the root of our pages.
        is_here: tells of a path from that root whether it is one of our pages.
    """

    def open_link(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[0]))
        if "href" not in attributes or _stays(unescape(attributes["href"]), page, is_here):
            return match[0]
        bare = re.sub(r'\s(?:target|rel)="[^"]*"', "", match[0])
        kept = [word for word in attributes.get("rel", "").split() if word not in {"noopener", "noreferrer"}]
        rel = html_attr(" ".join([*kept, "noopener"]))
        return f'<a target="_top" rel="{rel}"{bare.removeprefix("<a")}'

    return _LINK.sub(open_link, html)


def _stays(address: str, page: str, is_here: Callable[[str], bool]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    if not parts.path:
        return True
    where = resolved(page, unquote(parts.path))
    return where is not None and is_here(where)


def resolved(page: str, path: str) -> str | None:
    """Return what a relative path on a page stands for, from the root; None if it leaves the root."""
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
