"""Turns the links in answers and texts of a chart into references to its steps.

Runs after the Locale transform, so that translated answers keep their links, and before MyST resolves links
within a page.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from escalation.directives import split_answer
from escalation.model import Kind
from escalation.nodes import stap_kaart


class AnswerLinks(SphinxTransform):
    """Gives each answer of a question its label, its target and a reference with the number of the step."""

    default_priority = 30

    def apply(self, **_kwargs: object) -> None:
        """Treat every question of the document."""
        for card in self.document.findall(stap_kaart):
            if card["kind"] == Kind.VRAAG:
                for paragraph in answer_paragraphs(card):
                    self._treat(card, paragraph)

    def _treat(self, card: stap_kaart, paragraph: nodes.paragraph) -> None:
        link = next(paragraph.findall(_is_link), None)
        if link is None:
            label, target = split_answer(paragraph.astext())
        else:
            target = _target(link)
            before = paragraph.astext().partition(link.astext())[0] if link.astext() else paragraph.astext()
            label = before.rstrip().removesuffix(":").strip()
        paragraph["answer"] = (label, target)
        words = [nodes.Text(f"{label}: ")] if label else []
        paragraph.children = []
        paragraph += [*words, step_reference(card["charts"], target, self.env.docname, quiet=True)]


def answer_paragraphs(card: stap_kaart) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs of the answers: the items of the last bullet list of a question."""
    lists = [child for child in card.children if isinstance(child, nodes.bullet_list)]
    for item in lists[-1].children if lists else ():
        if isinstance(item, nodes.list_item) and item.children and isinstance(item[0], nodes.paragraph):
            yield item[0]


def step_reference(
    charts: tuple[str, ...], target: str, docname: str, *, quiet: bool = False
) -> addnodes.pending_xref:
    """Return a reference to a step that becomes «stap 7».

    Args:
        charts: names of the charts the reference stands in; the first that has the step is meant.
        target: name of the step.
        docname: the document the reference stands in.
        quiet: whether a missing step is reported elsewhere.
    """
    reference = addnodes.pending_xref(
        "",
        nodes.inline(target, target),
        refdomain="stappenplan",
        reftype="stap",
        reftarget=target,
        refexplicit=False,
        refdoc=docname,
        charts=tuple(charts),
        quiet=quiet,
    )
    return reference


def _is_link(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.reference, addnodes.pending_xref))


def _target(link: nodes.Element) -> str:
    address = link.get("refid") or link.get("reftarget") or link.get("refuri") or ""
    return str(address).removeprefix("#")
