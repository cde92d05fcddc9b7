"""The sentences of a page, as a reader meets them, with their line in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

#: A sentence ends at a full stop, question or exclamation mark before a capital, figure or opening mark.
_END = re.compile(r"[.!?…][»”’\"')\]]*\s+(?=[«“‘\"'(]*[A-ZÀ-Þ0-9])")
#: Words whose full stop ends no sentence.
_ABBREVIATION = re.compile(
    r"(?i)[(«“‘\"']*(?:art|bijv|blz|bv|ca|d\.w\.z|dr|evt|i\.p\.v|incl|m\.a\.w|m\.b\.t|max|min|n\.v\.t|"
    r"nl|nrs?|o\.a|p|pag|resp|t\.e\.m|vgl|zgn)"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_HIDDEN = (
    nodes.literal_block,
    nodes.comment,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.footnote,
    nodes.footnote_reference,
    nodes.image,
)
#: Not read aloud as part of a sentence: numbers of sources, and the labels of steps.
_MARKS = ("bron", "bronvermelding", "sd-badge")


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Attributes:
        text: its words, on one line.
        line: the line in the source on which it starts, from 1.
        words: the words alone.
    """

    text: str
    line: int
    words: tuple[str, ...]


def sentences(within: nodes.Element) -> Iterator[Sentence]:
    """Give the sentences of all paragraphs and points that an editor wrote in it, in reading order.

    A cell of a table counts if it holds a whole sentence; titles and terms do not count.
    """
    for paragraph in within.findall(nodes.paragraph):
        # What has no line was made by a table or list of ours.
        if paragraph.line is None or any(isinstance(node, _HIDDEN) for node in _around(paragraph)):
            continue
        text = _read(paragraph)
        in_cell = any(isinstance(node, nodes.entry) for node in _around(paragraph))
        if not in_cell or text.rstrip().endswith((".", "?", "!")):
            yield from cut(text, paragraph.line)


def cut(text: str, line: int) -> Iterator[Sentence]:
    """Cut a text that starts on a line into sentences."""
    start = 0
    for match in [*_END.finditer(text), None]:
        if match and _is_abbreviation(text[start : match.start()]):
            continue
        piece = text[start : match.end() if match else len(text)]
        lead = len(piece) - len(piece.lstrip())
        words = tuple(_WORD.findall(piece))
        if words:
            yield Sentence(" ".join(piece.split()), line + text.count("\n", 0, start + lead), words)
        start = match.end() if match else start


def _is_abbreviation(before: str) -> bool:
    return any(map(_ABBREVIATION.fullmatch, before.split()[-1:]))


def _read(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, _HIDDEN) or not isinstance(node, nodes.Element):
        return ""
    if any(name.startswith(mark) for name in node["classes"] for mark in _MARKS):
        return ""
    return "".join(_read(child) for child in node.children)


def _around(node: nodes.Element) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
