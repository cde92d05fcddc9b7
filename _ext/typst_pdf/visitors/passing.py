"""Nodes without a form of their own: what refers to them finds them, and their content stands as it is."""

from docutils import nodes

from typst_pdf.writer import TypstWriter

_PASSED = (
    # parts of docutils
    *("compound", "target", "substitution_reference", "header", "footer", "generated"),
    *("field_name", "field_body", "description", "option_group", "entry", "PassthroughTextElement"),
    # parts of Sphinx
    *("glossary", "only", "ifconfig", "acks", "pending_xref", "pending_xref_condition", "toctree_wrapper"),
    *("desc_inline", "desc_addname", "desc_type", "desc_annotation", "desc_returns_space"),
    *("desc_signature_space", "desc_parameter", "desc_type_parameter"),
)


class PassingVisitors(TypstWriter):
    """Visitors for all of them; nothing is to be closed when they end."""

    def _pass(self, node: nodes.Element) -> None:
        self.anchors(node)


for _name in _PASSED:
    setattr(PassingVisitors, f"visit_{_name}", PassingVisitors._pass)
