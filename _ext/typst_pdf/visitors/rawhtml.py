"""The little raw HTML that MyST makes itself, and the words in what authors wrote."""

import re

import lxml.html
from lxml.etree import ParserError

_TASK = re.compile(r'<input\b[^>]*class="task-list-item-checkbox"[^>]*>', re.IGNORECASE)


def task_state(source: str) -> bool | None:
    """Return whether a MyST task-list box is ticked; None when the HTML is something else."""
    box = _TASK.fullmatch(source.strip())
    if box is None:
        return None
    return "checked" in box[0]


def html_words(source: str) -> str:
    """Return the visible words of a piece of HTML, without scripts and styles."""
    try:
        tree = lxml.html.fragment_fromstring(source, create_parent="div")
    except (ParserError, ValueError):
        return ""
    for hidden in tree.iter("script", "style", "template"):
        hidden.text = None
    return " ".join(tree.text_content().split())
