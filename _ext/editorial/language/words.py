"""The words of a source, with their line: what a reader sees, and not the code around it."""

import re
from collections.abc import Iterator

from editorial.source import Block, Source

#: Options of blocks that are printed.
_SPOKEN_OPTIONS = frozenset({"alt", "caption", "label", "titel", "title"})
#: Roles whose content is printed as it stands; of the others only what comes before ` <target>`.
_SPOKEN_ROLES = re.compile(r"bdg(-\w+)*|abbr|term|index|veld")
_ROLE = re.compile(r"\{(?P<name>[\w:+-]+)\}(?P<ticks>`+)(?P<content>.+?)(?P=ticks)")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_TARGET = re.compile(r"\s*<[^<>]*>\s*$")
_UNSPOKEN = [
    re.compile(pattern)
    for pattern in (
        r"^\s*\([\w-]+\)=\s*$",  # a label
        r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)",  # the address behind a link
        r"\]\[[^\]]*\]",
        r"\[\^[^\]]*\]:?",  # footnotes
        r"<[^<>\s]+>",  # an address, or HTML
        r"\{[^{}]*\}",  # attributes
        r"&#?\w+;",
        r"(?:https?|mailto|tel):\S+",
        r"\b[\w.+-]+@[\w-]+\.\w+",
        r"\b[\w-]+(?:/[\w-]+)*\.(?:be|com|css|docx|eu|html|js|json|md|nl|org|pdf|png|py|svg|toml|txt|vlaanderen|yaml)\b",
        r"\b\w*\d\w*(?:-\w+)*",  # what holds a figure
        r"«[^«»\s]*[-_/=][^«»\s]*»",
    )
]
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FILE = re.compile(r"\S+\.\w{2,5}|\S*/\S*")


def words_of(text: str) -> Iterator[tuple[str, int]]:
    """Give each word of a MyST page with its line, from 1."""
    source = Source(text)
    for line in source.prose:
        for word in spoken(line.text):
            yield word, line.number
    for block in source.blocks:
        if _has_title(block):
            for word in spoken(block.argument):
                yield word, block.first
        for number, name, value in source.options(block):
            if name in _SPOKEN_OPTIONS:
                for word in spoken(value):
                    yield word, number


def spoken(text: str) -> Iterator[str]:
    """Give the words of a line of Markdown that a reader sees."""
    text = _CODE.sub(" ", _ROLE.sub(_said, text))
    for pattern in _UNSPOKEN:
        text = pattern.sub(" ", text)
    for match in _WORD.finditer(text):
        yield match[0].replace("’", "'")


def _said(match: re.Match[str]) -> str:
    before = _TARGET.sub("", match["content"])
    if before != match["content"] or _SPOKEN_ROLES.fullmatch(match["name"]):
        return f" {before} "
    return " … "


def _has_title(block: Block) -> bool:
    """Tell whether what follows the name of a block is a title; names and paths start with a small letter."""
    title = next(spoken(block.argument), "")
    return title[:1].isupper() and not _FILE.fullmatch(block.argument)
