"""Content controls: a field that Word, LibreOffice and a screen reader know by its name.

Form: ECMA-376, part 1, 17.5.2 (structured document tags).
"""

from typing import TYPE_CHECKING

from docutils import nodes
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.run import CT_R
from lxml.etree import _Element

from letters.docx.package import LANGUAGE
from letters.model import Field, FieldKind
from markup import xml_text

if TYPE_CHECKING:
    from letters.docx.writer import DocxTranslator


class Controls:
    """The content controls of one document; `count` is their number, which also numbers them."""

    def __init__(self) -> None:
        """Begin without any."""
        self.count = 0

    def make(self, field: Field, run: CT_R) -> _Element:
        """Return the control of a field.

        Args:
            field: what is to be filled in.
            run: an empty run in the style of its surroundings; it gets the words to stand there until then.
        """
        self.count += 1
        control = OxmlElement("w:sdt")
        control.append(self._properties(field))
        content = OxmlElement("w:sdtContent")
        run.text = xml_text(field.shown)
        content.append(run)
        control.append(content)
        return control

    def _properties(self, field: Field) -> _Element:
        properties = OxmlElement("w:sdtPr")
        properties.append(_valued("w:alias", xml_text(field.prompt)))
        properties.append(_valued("w:tag", field.tag))
        properties.append(_valued("w:id", str(self.count)))
        properties.append(OxmlElement("w:showingPlcHdr"))
        properties.append(_kind(field))
        return properties


def _kind(field: Field) -> _Element:
    match field.kind:
        case FieldKind.DATUM:
            date = OxmlElement("w:date")
            date.append(_valued("w:dateFormat", "d MMMM yyyy"))
            date.append(_valued("w:lid", LANGUAGE))
            date.append(_valued("w:storeMappedDataAs", "dateTime"))
            date.append(_valued("w:calendar", "gregorian"))
            return date
        case FieldKind.KEUZE:
            choice = OxmlElement("w:dropDownList")
            for words in field.choices:
                item = OxmlElement("w:listItem")
                item.set(qn("w:displayText"), xml_text(words))
                item.set(qn("w:value"), xml_text(words))
                choice.append(item)
            return choice
        case FieldKind.LIJNEN:
            text = OxmlElement("w:text")
            text.set(qn("w:multiLine"), "1")
            return text
    return OxmlElement("w:text")


def _valued(tag: str, value: str) -> _Element:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def visit_docx(writer: "DocxTranslator", node: nodes.Element) -> None:
    """Put the control where the letter has the field."""
    writer.put_control(node["veld"])
    raise nodes.SkipNode


def depart_docx(_writer: "DocxTranslator", _node: nodes.Element) -> None:
    """Do nothing: the visit skips the rest of the node."""
