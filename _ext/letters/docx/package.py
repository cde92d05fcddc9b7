"""An empty Dutch document in our own style, and its bytes: the same at every run.

The template of python-docx is English, on American paper, and full of styles that nobody chose; that goes.
Form of the parts: ECMA-376, part 1 (WordprocessingML).
"""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from markup import xml_text

LANGUAGE = "nl-BE"
#: Every office has it, and where it is missing Carlito has the same widths.
FONT = "Calibri"
#: The ink of titles and the grey of what is still to be filled in: 8.3:1 and 7.5:1 on white.
TITLE_INK, FIELD_INK = RGBColor(0x1B, 0x4F, 0x8A), RGBColor(0x4A, 0x56, 0x65)
#: What python-docx brings along and a letter has no use for.
_SUPERFLUOUS = frozenset(
    {
        RELATIONSHIP_TYPE.THUMBNAIL,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_XML,
        RELATIONSHIP_TYPE.WEB_SETTINGS,
        RELATIONSHIP_TYPE.NUMBERING,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)
_KEPT_STYLES = frozenset(
    {"Normal", "Heading 1", "Heading 2", "Heading 3", "Default Paragraph Font", "Normal Table", "No List"}
)
#: ZIP knows no year before 1980; one fixed moment for every part.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_SETTINGS = f"""<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="709"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="{LANGUAGE}"/>
  <w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"
    w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"
    w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
  <w:decimalSymbol w:val=","/>
  <w:listSeparator w:val=";"/>
</w:settings>"""


@dataclass(frozen=True)
class Properties:
    """What a document says about itself.

    Attributes:
        moment: counts as the moment of its making, with a time zone.
    """

    title: str
    author: str
    subject: str
    comments: str
    moment: datetime


@dataclass(frozen=True)
class _Look:
    """A style of ours: sizes and spaces in points."""

    size: float = 11
    before: float = 0
    after: float = 8
    bold: bool = False
    title: bool = False
    left: float = 0
    keep_next: bool = False


#: Paragraph styles by name; headings are those of Word, which its navigation and a screen reader know.
_LOOKS = {
    "Normal": _Look(),
    "Heading 1": _Look(16, 18, 10, bold=True, title=True, keep_next=True),
    "Heading 2": _Look(13, 14, 6, bold=True, title=True, keep_next=True),
    "Heading 3": _Look(11.5, 10, 4, bold=True, title=True, keep_next=True),
    "Afzender": _Look(after=2),
    "Bestemmeling": _Look(after=2, left=255),
    "Plaats en datum": _Look(before=10, after=6),
    "Ondertekening": _Look(before=8, after=4),
    "Kader": _Look(before=2, after=2, left=9),
    "Opsomming": _Look(after=6),
    "Vervolg van opsomming": _Look(after=4, left=18),
    "Citaat": _Look(left=24),
    "Uitleg": _Look(left=18),
    "Tabeltekst": _Look(after=2),
}


def new_document(properties: Properties) -> DocumentObject:
    """Return an empty document with language, paper, styles and properties."""
    document = Document()
    _drop_superfluous(document)
    _set_settings(document)
    _set_page(document)
    _set_styles(document)
    _set_properties(document, properties)
    return document


def package_bytes(document: DocumentObject) -> bytes:
    """Return the file: parts in a fixed order and with a fixed date, whatever clock or system."""
    saved = BytesIO()
    document.save(saved)
    packed = BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            out.writestr(entry, parts.read(name), compresslevel=9)
    return packed.getvalue()


def _drop_superfluous(document: DocumentObject) -> None:
    for relationships in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in relationships.items() if rel.reltype in _SUPERFLUOUS]:
            del relationships[key]


def _set_settings(document: DocumentObject) -> None:
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for child in list(parse_xml(_SETTINGS)):
        settings.append(child)


def _set_page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _set_styles(document: DocumentObject) -> None:
    element = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            element.remove(style.element)
    defaults = element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)
    for name, look in _LOOKS.items():
        _set_look(document, name, look)
    _add_field_style(document)


def _set_look(document: DocumentObject, name: str, look: _Look) -> None:
    if name in _KEPT_STYLES:
        style = document.styles[name]
        for part in style.element.findall(qn("w:link")):  # to a character style that is gone
            style.element.remove(part)
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    assert isinstance(style, ParagraphStyle)  # noqa: S101  narrows the type
    style.font.size, style.font.bold = Pt(look.size), look.bold
    _set_font(style)
    if look.title:
        style.font.color.rgb = TITLE_INK
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.15
    form.left_indent = Pt(look.left) if look.left else None
    form.keep_with_next = look.keep_next
    form.widow_control = True
    if name == "Kader":
        _add_rule(style)


def _set_font(style: ParagraphStyle) -> None:
    """Name the font for every script, in the place of those of the theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _add_rule(style: ParagraphStyle) -> None:
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for key, value in {"val": "single", "sz": "18", "space": "8", "color": str(TITLE_INK)}.items():
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    # CT_PPr wants borders before spacing; python-docx keeps the rest in order.
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    (spacing.addprevious if spacing is not None else properties.append)(borders)


def _add_field_style(document: DocumentObject) -> None:
    style = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.color.rgb = FIELD_INK


def _set_properties(document: DocumentObject, properties: Properties) -> None:
    core = document.core_properties
    core.title, core.author = _property(properties.title), _property(properties.author)
    core.subject, core.comments = _property(properties.subject), _property(properties.comments)
    core.last_modified_by = core.author
    core.language = LANGUAGE
    core.keywords, core.category, core.revision = "", "", 1
    core.created = core.modified = properties.moment.replace(tzinfo=None)


def _property(text: str) -> str:
    """Return a text as far as Word keeps it: python-docx refuses more than 255 characters."""
    return xml_text(text)[:255]
