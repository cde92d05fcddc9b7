"""Parts of a document that can be embedded alone: a chart, the decision aid, the list of letters."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from lxml import html as lxml_html

from markup import html_attr, json_for_script

#: What the name of such a page starts with, in the folder of its document, so that links stay the same.
PREFIX = "los-"
_HASH_LINK = re.compile(r'\shref="#([^"]*)"')
_IDS = re.compile(r'\sid="([^"]*)"')
_OPEN = re.compile(r'(<details\b[^>]*?) open="open"')
#: Class of a list of steps with its cards on the same page.
_BESIDE_CARDS = " lr-stappen--kort"
_DATA = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A part of a document.

    Attributes:
        node: its node.
        pagename: name of its page, as if it were a document.
    """

    node: nodes.Element
    pagename: str

    def document(self) -> nodes.document:
        """Return a document that holds a copy of the node, for those who look what a page needs."""
        document = new_document(self.pagename)
        document += self.node.deepcopy()
        return document


def parts_of(doctree: nodes.document, docname: str, kinds: Collection[str]) -> Iterator[Part]:
    """Yield the parts of a document, in order.

    Args:
        doctree: the document, resolved.
        docname: its name.
        kinds: names of the nodes that can stand alone.
    """
    folder = docname.rpartition("/")[0]
    counts: dict[str, int] = {}
    for node in list(doctree.findall(nodes.Element)):
        if node.tagname not in kinds or not node.children:
            continue
        name = node["ids"][0] if node["ids"] else node.tagname
        counts[name] = counts.get(name, 0) + 1
        number = f"-{counts[name]}" if counts[name] > 1 else ""
        yield Part(node, "/".join(filter(None, [folder, f"{PREFIX}{name}{number}"])))


def with_links_to_page(html: str, page: str) -> tuple[str, str]:
    """Return the HTML of a part and its title; what it refers to but does not hold is looked up on its page.

    Args:
        html: the part as the writers made it.
        page: address of the page it comes from, from the same folder.
    """
    held = set(map(unescape, _IDS.findall(html)))

    def link(match: re.Match[str]) -> str:
        key = unescape(match[1])
        return match[0] if not key or key in held else f' href="{html_attr(f"{page}#{key}")}"'

    def data(match: re.Match[str]) -> str:
        return f"{match[1]}{json_for_script(_moved(json.loads(match[2]), held, page))}{match[3]}"

    moved = _HASH_LINK.sub(link, _DATA.sub(data, html))
    return moved, _name(moved)


def folded(html: str) -> str:
    """Fold the boxes of a part: a frame shows the chart, and the list under it on request.

    In a narrow frame and on paper the style sheet of the chart shows the list all the same: the cards that
    stand beside it on its page do not stand in the frame.
    """
    return _OPEN.sub(r"\1", html).replace(_BESIDE_CARDS, "")


def _moved(value: Any, held: Collection[str], page: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {
            key: f"{page}{each}" if _leads_away(key, each, held) else _moved(each, held, page)
            for key, each in value.items()
        }
    return [_moved(each, held, page) for each in value] if isinstance(value, list) else value


def _leads_away(key: str, value: object, held: Collection[str]) -> bool:
    return key == "page" and isinstance(value, str) and value.startswith("#") and value[1:] not in held


def _name(html: str) -> str:
    """Return the words that the first labelled element is labelled by."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    labelled = next(iter(root.xpath(".//*[@aria-labelledby]")), None)
    if labelled is None:
        return ""
    title = root.xpath(".//*[@id=$key]", key=str(labelled.get("aria-labelledby")))
    return " ".join(title[0].text_content().split()) if title else ""
