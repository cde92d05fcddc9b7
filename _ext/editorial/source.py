"""The shape of a MyST source: front matter, blocks and plain lines, as markdown-it cuts them.

Source checks need line numbers that the parser no longer has when it is done, and faults such as an unclosed
block are no faults for the parser. So the lines are read once more here, with the parser's own rule for a
fence: it runs to the first bare line of at least as many of the same character, else to the end of what
surrounds it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

_FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<marker>:{3,}|`{3,}|~{3,})(?P<info>.*)$")
_NAME = re.compile(r"^\s*\{(?P<name>[^}\s]+)\}\s*(?P<argument>.*)$")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
# A backslash takes the meaning from what would open something (CommonMark 0.31, 2.4); not within code.
_CODE_SPAN = re.compile(r"\\[<\[!{`]|(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ROLE_END = re.compile(r"\{[^{}\s]+\}$")

#: Directives whose content is not read as Markdown.
_VERBATIM = frozenset(
    [
        "code",
        "code-block",
        "code-cell",
        "sourcecode",
        "literalinclude",
        "math",
        "raw",
        "highlight",
        "parsed-literal",
        "eval-rst",
        "csv-table",
        "toctree",
        "schrijflijnen",
        "include",
        "mermaid",
        "graphviz",
        "doctest",
        "testcode",
        "prompt",
    ]
)


@dataclass(frozen=True)
class Block:
    """A fenced block: a directive, a piece of code, or a fence without a name.

    Attributes:
        first: the line of the opening fence, from 1.
        last: the last line that belongs to it, the closing fence included.
        marker: the fence itself, such as `:::`.
        info: what follows the fence on its line.
        closed: whether a closing fence was found.
        parent: the block around it.
    """

    first: int
    last: int
    marker: str
    info: str
    closed: bool
    parent: "Block | None" = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return the directive's name, or an empty text."""
        match = _NAME.match(self.info)
        return match["name"] if match else ""

    @property
    def argument(self) -> str:
        """Return what follows the directive's name."""
        match = _NAME.match(self.info)
        return match["argument"].strip() if match else ""

    @property
    def label(self) -> str:
        """Return the block as the editor wrote it, such as `{tip} Titel`."""
        return self.info.strip()

    @property
    def verbatim(self) -> bool:
        """Tell whether the content is code rather than Markdown."""
        return self.name in _VERBATIM or (not self.name and not self.marker.startswith(":"))

    @property
    def depth(self) -> int:
        """Return the number of blocks around this one."""
        return self.parent.depth + 1 if self.parent else 0


@dataclass(frozen=True)
class Line:
    """A line of ordinary Markdown.

    Attributes:
        number: from 1.
        text: the line.
        bare: the same, with code between backticks blanked out (not that of roles).
        block: the block it stands in.
        is_list: whether it belongs to a list item, so that its indentation means something else.
    """

    number: int
    text: str
    bare: str
    block: Block | None
    is_list: bool


class Source:
    """A page, cut into front matter, blocks and lines."""

    def __init__(self, text: str) -> None:
        """Cut the text; nothing can go wrong, whatever the text."""
        self.lines: list[str] = text.removeprefix("\ufeff").splitlines()
        self.front_matter = self._front_matter()
        self._blocks: list[Block] = []
        self._cut(self.front_matter, len(self.lines), None)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return all blocks, in the order of their first line."""
        return tuple(self._blocks)

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """Return the lines that are read as Markdown: no front matter, fence, option, comment or code."""
        return tuple(self._prose())

    def options(self, block: Block) -> Iterator[tuple[int, str, str]]:
        """Yield line, name and value of the options of a directive."""
        for number in self.option_lines(block):
            match = re.match(r"\s*:?([\w-]+):\s*(.*)$", self.lines[number - 1])
            if match:
                yield number, match[1], match[2].strip()

    def option_lines(self, block: Block) -> range:
        """Return the line numbers of a directive's options, both `:name: value` and between `---`."""
        start = block.first + 1
        stop = start
        limit = block.last if block.closed else block.last + 1
        if not block.name:
            return range(start, start)
        if start < limit and self.lines[start - 1].strip() == "---":
            stop = start + 1
            while stop < limit and self.lines[stop - 1].strip() != "---":
                stop += 1
            return range(start, min(stop + 1, limit))
        while stop < limit and (
            re.match(r"\s*:[\w-]+:(?:\s|$)", self.lines[stop - 1])
            or (stop > start and re.match(r"\s+\S", self.lines[stop - 1]) and self._indented(stop, block))
        ):
            stop += 1
        return range(start, stop)

    def _indented(self, number: int, block: Block) -> bool:
        own = len(self.lines[block.first - 1]) - len(self.lines[block.first - 1].lstrip())
        text = self.lines[number - 1]
        return len(text) - len(text.lstrip()) > own

    def _front_matter(self) -> int:
        """Return the number of lines of the front matter, the `---` lines included."""
        if not self.lines or self.lines[0].rstrip() != "---":
            return 0
        for index, line in enumerate(self.lines[1:], 2):
            if line.rstrip() in {"---", "..."}:
                return index
        return 0

    def _cut(self, start: int, stop: int, parent: Block | None) -> None:
        """Find the blocks in lines `start` to `stop` (from 0), and the blocks in those."""
        # A stack instead of recursion: a page may nest deeper than Python can call.
        work = [(start, stop, parent)]
        while work:
            index, stop, parent = work.pop()
            in_list = False
            while index < stop:
                text = self.lines[index]
                if text.strip():
                    in_list = bool(_LIST_ITEM.match(text)) or (in_list and text[:1] in " \t")
                fence = _FENCE.match(text)
                if fence and (len(fence["indent"]) < 4 or in_list) and self._opens(fence):
                    block = self._block(index, stop, fence, parent)
                    self._blocks.append(block)
                    if not block.verbatim:
                        inner = Source._inner(block)
                        work.append((inner[0], inner[1], block))
                    index = block.last
                else:
                    index += 1
        self._blocks.sort(key=lambda block: block.first)

    @staticmethod
    def _inner(block: Block) -> tuple[int, int]:
        return block.first, block.last - 1 if block.closed else block.last

    @staticmethod
    def _opens(fence: re.Match[str]) -> bool:
        # CommonMark, "Fenced code blocks": a backtick fence has no backtick in its info string.
        return not (fence["marker"].startswith("`") and "`" in fence["info"])

    def _block(self, index: int, stop: int, fence: re.Match[str], parent: Block | None) -> Block:
        marker = fence["marker"]
        closing = re.compile(rf"^\s*{marker[0]}{{{len(marker)},}}\s*$")
        for end in range(index + 1, stop):
            if closing.match(self.lines[end]):
                return Block(index + 1, end + 1, marker, fence["info"], closed=True, parent=parent)
        return Block(index + 1, stop, marker, fence["info"], closed=False, parent=parent)

    def _prose(self) -> Iterator[Line]:
        owner: dict[int, Block] = {}
        hidden: set[int] = set(range(1, self.front_matter + 1))
        for block in self._blocks:
            owner.update(dict.fromkeys(range(block.first, block.last + 1), block))
            hidden.add(block.first)
            if block.closed:
                hidden.add(block.last)
            hidden.update(self.option_lines(block))
            if block.verbatim:
                hidden.update(range(block.first, block.last + 1))
        in_list, in_comment, previous_block = False, False, None
        for number, text in enumerate(self.lines, 1):
            if number in hidden or text.startswith("%"):
                continue
            bare = blank_code(text)
            if in_comment or "<!--" in bare:
                in_comment = "-->" not in bare[bare.find("<!--") :] if not in_comment else "-->" not in bare
                continue
            block_here = owner.get(number)
            if block_here is not previous_block:
                in_list, previous_block = False, block_here
            if text.strip():
                in_list = bool(_LIST_ITEM.match(text)) or (in_list and text[:1] in " \t")
            yield Line(number, text, bare, block_here, in_list)


def blank_code(text: str) -> str:
    """Replace code and escaped openings by spaces of the same length; the text of a role is kept."""

    def blank(match: re.Match[str]) -> str:
        if match[1] and _ROLE_END.search(match.string[: match.start()]):
            return match[0]
        return " " * len(match[0])

    return _CODE_SPAN.sub(blank, text)
