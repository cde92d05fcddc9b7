"""How high a page is at a given width, without a browser: an estimate from its text.

A frame that needs no script has a fixed height. It need not be exact: what is too low gets a scroll bar, what
is too high some white. Sizes are those of the style sheet, widths of characters those of an ordinary system
font; `tests/embed/test_embed_heights.py` compares with a browser.
"""

import math
from dataclasses import dataclass

from lxml import html

#: Width of a character as a share of the type size: the mean of Dutch text in Arial, Segoe UI and Roboto.
_CHARACTER = 0.5
#: Words are not broken: the last part of a line stays empty.
_FILLED = 0.93
_MEASURE = 736.0  # 46rem
_PADDING = 12.0
_PHONE = 576.0
_STEP = 10


@dataclass(frozen=True)
class Type:
    """How a block is set: type size, height of a line, and room above and below (CSS px)."""

    size: float
    line: float
    above: float = 0.0
    below: float = 0.0


_BLOCKS = {
    "h1": Type(33, 38, 4, 20),
    "h2": Type(26, 33, 44, 14),
    "h3": Type(21, 27, 32, 10),
    "h4": Type(18, 29, 24, 6),
    "p": Type(17, 27.2, 0, 17),
    "li": Type(17, 27.2, 0, 5),
    "dt": Type(17, 27.2),
    "dd": Type(17, 27.2, 0, 12),
    "pre": Type(15, 24, 0, 17),
    "summary": Type(17, 27, 9, 9),
    "legend": Type(17, 24, 0, 6),
    "label": Type(17, 27, 9, 9),
    "caption": Type(17, 25, 0, 10),
    "figcaption": Type(15, 24, 4, 8),
    "td": Type(16, 23.2),
    "th": Type(16, 23.2),
}
#: Blocks that are set otherwise, by class.
_KINDS = {
    "lr-feiten": Type(15, 22.5, 4, 6),
    "lr-bron": Type(14.4, 21.6, 1.6, 5),
    "lr-stapregel__titel": Type(17, 23.8, 2.4, 0),
    "lr-verder": Type(17, 27.2, 5, 0),
    "lr-stap__wegen": Type(15, 24, 10, 8),
    "klein": Type(14.4, 23, 0, 15),
    "lr-write__label": Type(17, 27.2),
    "lr-kop__titel": Type(15, 24),
    "rubric": Type(21, 27.3, 0, 12),
}
#: Room below a paragraph within another block (CSS px).
_BELOW_WITHIN = {"li": 6.4, "td": 6.4, "th": 6.4, "aside": 0.0, "footer": 3.2}
_WRITE_LINE = 36.0
_EMPTY_CELL = 49.0
_CLOSED = 84.0
_TURNING = 110.0
_INLINE = frozenset(
    {
        "a",
        "span",
        "strong",
        "em",
        "code",
        "abbr",
        "sup",
        "sub",
        "small",
        "b",
        "i",
        "br",
        "kbd",
        "cite",
        "q",
        "time",
    }
)
_HIDDEN_TAGS = frozenset({"script", "style", "title", "template", "input", "colgroup", "desc"})
#: What no reader sees, and what the script of the decision aid puts away.
_HIDDEN = frozenset({"visually-hidden", "lr-verborgen", "headerlink", "lr-aid__tables"})
_BOXES = {
    "admonition": (40, 40),
    "lr-stap": (45, 46),
    "lr-downloads": (45, 61),
    "lr-stappen__drempel": (34, 57),
    "lr-altijd": (40, 42),
    "sd-card-body": (40, 40),
    "sd-summary-content": (16, 16),
    "lr-stappen__inhoud": (40, 31),
    "lr-aid": (45, 67),
    "lr-kop": (24, 0),
    "lr-voet": (24, 20),
}


def estimate(page: html.HtmlElement, width: float) -> int:
    """Return the estimated height of a page in CSS px, rounded up.

    Args:
        page: the parsed page.
        width: width of the frame (CSS px).
    """
    body = page.find("body")
    if body is None:
        return _STEP
    inner = min(width, _MEASURE) - 2 * _PADDING
    return math.ceil(_Measure(width)(body, inner) / _STEP) * _STEP


@dataclass(frozen=True)
class _Measure:
    """Measures at one width of the frame."""

    frame: float

    @property
    def _phone(self) -> bool:
        return self.frame <= _PHONE

    def __call__(self, element: html.HtmlElement, width: float) -> float:
        """Return the height of an element."""
        classes = frozenset((element.get("class") or "").split())
        tag = str(element.tag)
        if not isinstance(element.tag, str) or tag in _HIDDEN_TAGS or classes & _HIDDEN:
            return 0.0
        if "lr-write__line" in classes:
            return _WRITE_LINE
        if "lr-onderdelen" in classes and self._phone:
            return 0.0  # folded, and its button stands beside the link to the chapter
        match tag:
            case "svg" if "lr-tekening" in classes:
                return self._drawing(element, width)
            case "svg":
                return 0.0
            case "img":
                return _number(element.get("height")) or width * 0.6
            case "table":
                return self._table(element, width)
            case "details" if element.get("open") is None and self._folds(classes, width):
                return _CLOSED
            case "nav":
                return _TURNING if "lr-bladeren" in classes else 0.0
            case "hr":
                return 81.0
        if "lr-stappenplan__tekening" in classes and not self._shows(classes, width):
            return 0.0
        if "toctree-wrapper" in classes and not self._phone and element.find(".//details") is not None:
            return self._block(element, width / 2, classes) / 2  # in two columns
        if "sd-tab-set" in classes:
            return self._tabs(element, width)
        if "sd-row" in classes:
            return self._row(element, width)
        return self._block(element, width, classes)

    def _block(self, element: html.HtmlElement, width: float, classes: frozenset[str]) -> float:
        tag = str(element.tag)
        aside, around = next((_BOXES[name] for name in _BOXES if name in classes), (0, 0))
        inner = width - aside
        if tag in {"ul", "ol", "dd"} and not classes & {"lr-stappen__lijst", "lr-verder"}:
            inner -= 28
        if tag == "li" and "lr-stapregel" in classes:
            inner -= 45
            around += 18
        kind = next((_KINDS[name] for name in _KINDS if name in classes), _BLOCKS.get(tag, _BLOCKS["p"]))
        size = 18.0 if self._phone and tag in {"p", "li", "dd", "dt"} and kind.size == 17 else kind.size
        if tag == "h1" and self._phone:
            size = 28.0
        total, words = 0.0, [element.text or ""]
        for child in element:
            if isinstance(child.tag, str) and _is_inline(child):
                words.append(_shown_text(child))
            else:
                total += self._lines(words, inner, size, kind) + self(child, inner)
                words = []
            words.append(child.tail or "")
        total += self._lines(words, inner, size, kind)
        if not total:
            return float(around)
        spaced = tag in _BLOCKS and not (tag == "li" and element.find("p") is not None)
        above, below = (kind.above, kind.below) if spaced else (0.0, 0.0)
        parent = element.getparent()
        if tag == "p" and parent is not None:
            below = min(below, _BELOW_WITHIN.get(str(parent.tag), below))
        return total + around + above + below

    def _lines(self, words: list[str], width: float, size: float, kind: Type) -> float:
        text = " ".join("".join(words).split())
        if not text:
            return 0.0
        room = max(width * _FILLED, size * 3)
        return math.ceil(len(text) * _CHARACTER * size / room) * kind.line * size / kind.size

    def _table(self, table: html.HtmlElement, width: float) -> float:
        cards = self._phone and "lr-cards" in (table.get("class") or "")
        rows = table.findall(".//tr")
        caption = table.find("caption")
        total = 48.0 + (self(caption, width) if caption is not None else 0.0)
        if cards:
            return total + sum(self._card(row, width - 30) for row in rows if row.getparent().tag != "thead")
        shares = _shares(table, max((len(row) for row in rows), default=1))
        return total + sum(
            max(
                (self._cell(cell, share * width - 26) for cell, share in zip(row, shares, strict=False)),
                default=0.0,
            )
            for row in rows
        )

    def _card(self, row: html.HtmlElement, width: float) -> float:
        return 34.0 + sum(self._cell(cell, width) + 14.0 for cell in row)

    def _cell(self, cell: html.HtmlElement, width: float) -> float:
        return self(cell, max(width, 60.0)) + 19.0 if cell.text_content().strip() else _EMPTY_CELL

    def _tabs(self, tabs: html.HtmlElement, width: float) -> float:
        shown = next((part for part in tabs if "sd-tab-content" in (part.get("class") or "")), None)
        return 28.0 + 48.0 + 20.0 + (self(shown, width) if shown is not None else 0.0)

    def _row(self, row: html.HtmlElement, width: float) -> float:
        classes = (row.get("class") or "").split()
        wanted = "xs" if self.frame < _PHONE else "sm" if self.frame < 768 else "md"
        steps = {"xs": 1, "sm": 1, "md": 1}
        for name in classes:
            kind, _, number = name.removeprefix("sd-row-cols-").partition("-")
            if name.startswith("sd-row-cols-") and number.isdigit() and kind in steps:
                steps[kind] = int(number)
        columns = max(steps[wanted], 1)
        cells = [self(cell, width / columns - 24) + 24 for cell in row]
        return sum(max(cells[start : start + columns]) for start in range(0, len(cells), columns)) + 16

    def _shows(self, classes: frozenset[str], width: float) -> bool:
        if "lr-stappenplan__tekening--papier" in classes:
            return False
        if "lr-stappenplan__tekening--banen" in classes:
            return width >= 760
        return width >= 600

    def _folds(self, classes: frozenset[str], width: float) -> bool:
        # In a narrow frame the list of a chart takes the place of its drawing and does not fold.
        # Beside its cards it stays folded.
        return "lr-stappen" not in classes or "lr-stappen--kort" in classes or self._shows(classes, width)

    def _drawing(self, drawing: html.HtmlElement, width: float) -> float:
        own, height = _number(drawing.get("width")), _number(drawing.get("height"))
        shown = min(width, 720.0)
        return height * shown / own + 36 if own else 0.0


def _shares(table: html.HtmlElement, columns: int) -> list[float]:
    """Return the share of each column: as written, else by how much stands in it."""
    weights = [1.0] * columns
    for row in table.findall(".//tr"):
        for place, cell in enumerate(row):
            longest = max((len(word) for word in cell.text_content().split()), default=0)
            weights[place] = max(weights[place], longest * 2.0, len(cell.text_content().strip()) ** 0.6)
    return [weight / sum(weights) for weight in weights]


def _shown_text(element: html.HtmlElement) -> str:
    if set((element.get("class") or "").split()) & _HIDDEN or str(element.tag) in _HIDDEN_TAGS:
        return ""
    inner = (_shown_text(child) + (child.tail or "") for child in element if isinstance(child.tag, str))
    return (element.text or "") + "".join(inner)


def _is_inline(element: html.HtmlElement) -> bool:
    return str(element.tag) in _INLINE and "lr-write__line" not in (element.get("class") or "")


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
