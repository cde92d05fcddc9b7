"""The text of a page in passages: what stands in one paragraph, row or box, and in which section.

What the registry printed itself is left out, or stands as `⟨feit clb-melden⟩` or `⟨bron agodi-procedure⟩`, so
that checks see only what an editor wrote.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from docutils import nodes

from facts.marks import DOMAIN, GENERATED

#: A sentence ends at a full stop, question or exclamation mark before a capital, figure or quotation mark.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9«'\"(⟨])|\n\n")
_CONTAINERS = (nodes.row, nodes.list_item, nodes.definition_list_item, nodes.Admonition)
_SKIPPED = (nodes.literal_block, nodes.comment, nodes.raw, nodes.math, nodes.math_block, nodes.footnote)


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading, cell or term.

    Attributes:
        text: its words.
        line: line in the source of its first word, from 1; 0 if not known.
        block: words of the row, item or box it stands in; its own words if it stands alone.
        section: words of the section it stands in, with its title and the head of its table.
        heads: titles of the sections, table and columns above it.
        facts: names of the facts it quotes.
        cited: keys of the sources that its block cites.
    """

    text: str
    line: int
    block: str
    section: str
    heads: str
    facts: tuple[str, ...]
    cited: tuple[str, ...]

    def sentences(self) -> Iterator[tuple[str, int]]:
        """Give each sentence with its line in the source."""
        start = 0
        for match in [*_SENTENCE_END.finditer(self.text), None]:
            end = match.start() if match else len(self.text)
            sentence = self.text[start:end].strip()
            if sentence:
                lead = len(self.text[start:end]) - len(self.text[start:end].lstrip())
                line = self.line + self.text.count("\n", 0, start + lead) if self.line else 0
                yield " ".join(sentence.split()), line
            start = match.end() if match else end


def passages(doctree: nodes.document) -> Iterator[Passage]:
    """Give the passages of a page, in reading order."""
    sections: dict[int, str] = {}
    for node in doctree.findall(nodes.TextElement):
        if not isinstance(node, nodes.Inline) and _is_read(node):
            text = words_of(node)
            if not text.strip():
                continue
            container = _container(node)
            section = _section(node)
            if id(section) not in sections:
                sections[id(section)] = words_of(section)
            block = words_of(container) if container is not None else text
            yield Passage(
                text=text,
                line=_line(node),
                block=block,
                section=sections[id(section)],
                heads=_heads(node),
                facts=tuple(re.findall(r"⟨feit ([a-z0-9-]+)⟩", text)),
                cited=tuple(re.findall(r"⟨bron ([a-z0-9-]+)⟩", block)),
            )


def words_of(node: nodes.Node) -> str:
    """Return the words of a node as an editor wrote them, with marks for quotations and citations."""
    if isinstance(node, nodes.Text):
        return str(node)
    if not isinstance(node, nodes.Element) or isinstance(node, _SKIPPED) or node.get(GENERATED):
        return ""
    if node.get("refdomain") == DOMAIN:
        return f"⟨{node['reftype']} {node['reftarget']}⟩"
    if isinstance(node, nodes.footnote_reference):
        return ""
    if isinstance(node, nodes.abbreviation) and "afwezigheidscode" in node["classes"]:
        return node.astext()
    if isinstance(node, nodes.image):
        return ""
    joint = "" if isinstance(node, nodes.TextElement) else "\n\n"
    return joint.join(filter(None, (words_of(child) for child in node.children)))


def _is_read(node: nodes.Element) -> bool:
    current: nodes.Element | None = node
    while current is not None:
        if isinstance(current, _SKIPPED) or current.get(GENERATED):
            return False
        current = current.parent
    return True


def _container(node: nodes.Element) -> nodes.Element | None:
    current = node.parent
    while current is not None and not isinstance(current, nodes.section):
        if isinstance(current, _CONTAINERS):
            return cast(nodes.Element, current)
        current = current.parent
    return None


def _section(node: nodes.Element) -> nodes.Element:
    current = node
    while current.parent is not None and not isinstance(current, nodes.section):
        current = current.parent
    return current


def _line(node: nodes.Element) -> int:
    current: nodes.Element | None = node
    while current is not None:
        if current.line:
            return current.line
        current = current.parent
    return 0


def _heads(node: nodes.Element) -> str:
    heads = []
    current: nodes.Element | None = node
    while current is not None:
        if isinstance(current, nodes.section | nodes.table):
            title = next((child for child in current.children if isinstance(child, nodes.title)), None)
            heads += [title.astext()] if title is not None else []
        if isinstance(current, nodes.table):
            heads += [head.astext() for head in current.findall(nodes.thead)]
        current = current.parent
    return "\n".join(heads)
