"""The visitors, one module per family of nodes, and the translator they form together."""

from typst_pdf.visitors.blocks import BlockVisitors
from typst_pdf.visitors.boxes import BoxVisitors
from typst_pdf.visitors.design import DesignVisitors
from typst_pdf.visitors.inline import InlineVisitors
from typst_pdf.visitors.lists import ListVisitors
from typst_pdf.visitors.media import MediaVisitors
from typst_pdf.visitors.passing import PassingVisitors
from typst_pdf.visitors.references import ReferenceVisitors
from typst_pdf.visitors.signatures import SignatureVisitors
from typst_pdf.visitors.structure import StructureVisitors
from typst_pdf.visitors.tables import TableVisitors


class TypstTranslator(
    StructureVisitors,
    DesignVisitors,
    BlockVisitors,
    BoxVisitors,
    ListVisitors,
    TableVisitors,
    MediaVisitors,
    ReferenceVisitors,
    SignatureVisitors,
    InlineVisitors,
    PassingVisitors,
):
    """Translates a resolved tree into Typst code, in the order of the sources."""
