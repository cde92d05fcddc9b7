"""Bullets and numbers: a list of its own for every list in the source, so that each begins at its own number.

Form: ECMA-376, part 1, 17.9 (numbering).
"""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.parfmt import CT_PPr
from docx.parts.numbering import NumberingPart
from lxml.etree import _Element

#: Deepest level that Word knows.
DEEPEST = 8
_BULLET, _NUMBER = 1, 2
#: What CT_PPr puts behind its numbering, as far as our paragraphs have it.
_AFTER_NUMBERING = frozenset(qn(tag) for tag in ("w:pBdr", "w:spacing", "w:ind", "w:jc"))
_STEP = 360  # twentieths of a point


def _abstract(number: int, form: str, text: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
        for level in range(DEEPEST + 1)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


_NUMBERING = (
    f"<w:numbering {nsdecls('w')}>"
    f"{_abstract(_BULLET, 'bullet', '•')}{_abstract(_NUMBER, 'decimal', '%{}.')}"
    "</w:numbering>"
)


class Lists:
    """The numbering of one document."""

    def __init__(self, document: Document) -> None:
        """Give the document the two kinds of lists."""
        self._numbering = parse_xml(_NUMBERING)
        self._count = 0
        package = document.part.package
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, self._numbering, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)

    def begin(self, *, numbered: bool, start: int = 1) -> int:
        """Begin a list and return its number."""
        self._count += 1
        instance = OxmlElement("w:num")
        instance.set(qn("w:numId"), str(self._count))
        _add(instance, "w:abstractNumId", _NUMBER if numbered else _BULLET)
        if numbered:
            for level in range(DEEPEST + 1):
                override = OxmlElement("w:lvlOverride")
                override.set(qn("w:ilvl"), str(level))
                _add(override, "w:startOverride", start if level == 0 else 1)
                instance.append(override)
        self._numbering.append(instance)
        return self._count

    @staticmethod
    def mark(properties: CT_PPr, number: int, level: int) -> None:
        """Make a paragraph an item of a list."""
        marks = OxmlElement("w:numPr")
        _add(marks, "w:ilvl", min(level, DEEPEST))
        _add(marks, "w:numId", number)
        behind = next((child for child in properties if child.tag in _AFTER_NUMBERING), None)
        (properties.append if behind is None else behind.addprevious)(marks)


def _add(parent: _Element, tag: str, value: int) -> None:
    element = OxmlElement(tag)
    element.set(qn("w:val"), str(value))
    parent.append(element)
