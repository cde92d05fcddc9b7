"""Turns the links in the answers of questions into references to steps.

Runs after the Locale transform, so that translated answers keep their links, and before MyST looks for their
targets among the labels of the project.
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from escalation.directives import split_answer
from escalation.model import Kind
from escalation.nodes import stap_kaart


class AnswerLinks(SphinxTransform):
    """Gives each answer its label and target, and a reference that will say «ga naar stap 5»."""

    default_priority = 30

    def apply(self, **_kwargs: object) -> None:
        """Treat every question of the document."""
        for card in self.document.findall(stap_kaart):
            for paragraph in answer_paragraphs(card):
                self._treat(card, paragraph)

    def _treat(self, card: stap_kaart, paragraph: nodes.paragraph) -> None:
        links = [node for node in paragraph.findall(nodes.Element) if _target(node)]
        if not links:
            label, target = split_answer(paragraph.astext())
            paragraph.children = []
            paragraph += [nodes.Text(f"{label}: " if label else ""), self._reference(card, target, "")]
        else:
            link = links[-1]
            target, shown = _target(link), link.astext()
            label = _words_before(link, paragraph).rstrip().removesuffix(":").rstrip() or shown
            explicit = "" if isinstance(link, addnodes.pending_xref) or label == shown else shown
            if label == shown:  # «[ja](#gesprek)»
                paragraph.insert(0, nodes.Text(f"{label}: "))
            link.replace_self(self._reference(card, target, explicit))
        paragraph["answer"] = (" ".join(label.split()), target)

    def _reference(self, card: stap_kaart, target: str, shown: str) -> addnodes.pending_xref:
        reference = addnodes.pending_xref(
            "",
            nodes.inline(shown or target, shown or target),
            refdomain="stappenplan",
            reftype="antwoord",
            reftarget=target,
            refexplicit=bool(shown),
            refdoc=self.env.docname,
            charts=tuple(card["charts"]),
            place=card.line,
        )
        reference.source, reference.line = card.source, card.line
        return reference


def answer_paragraphs(card: stap_kaart) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs of the answers: the items of the last bullet list of a question."""
    if card["kind"] != Kind.VRAAG:
        return
    lists = [child for child in card.children if isinstance(child, nodes.bullet_list)]
    for item in lists[-1].children if lists else ():
        if isinstance(item, nodes.list_item) and item.children and isinstance(item[0], nodes.paragraph):
            yield item[0]


def _words_before(link: nodes.Element, paragraph: nodes.paragraph) -> str:
    words = []
    for node in paragraph.findall():
        if node is link:
            break
        words.append(node.astext() if isinstance(node, nodes.Text) else "")
    return "".join(words)


def _target(node: nodes.Element) -> str:
    """Return the name of the step a link leads to; a fact or a web address in the words is no answer."""
    if isinstance(node, addnodes.pending_xref):
        return str(node["reftarget"]).rpartition("/")[2] if node.get("refdomain") == "stappenplan" else ""
    address = str(node.get("refuri", "")) if isinstance(node, nodes.reference) else ""
    return address[1:] if address.startswith("#") else ""
