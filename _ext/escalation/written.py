"""From the nodes of documents to the written form of charts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from docutils import nodes
from sphinx import addnodes

from escalation.answers import answer_paragraphs
from escalation.checks.catalogue import article, finding, near
from escalation.model import (
    Finding,
    Kind,
    Phrase,
    Place,
    WrittenChart,
    WrittenLink,
    WrittenStep,
    WrittenText,
    WrittenThreshold,
)
from escalation.nodes import TRANSLATED, drempel_regel, stap_altijd, stap_kaart, stap_tekst, stappenplan
from escalation.words import nearest
from markup.documents import upward

#: What stands in a card or figure without being part of its text.
_OURS = (stap_altijd, stap_tekst, stap_kaart, drempel_regel, stappenplan)

_LINKS = (nodes.reference, addnodes.pending_xref)
#: What may stand in words that a poster, a drawing and a script show too.
_PLAIN = (nodes.paragraph, nodes.strong, nodes.emphasis, nodes.inline, *_LINKS)


@dataclass(frozen=True)
class Part:
    """Something of a chart that stands in a document: which charts it belongs to, and what it is."""

    charts: tuple[str, ...]
    what: WrittenChart | WrittenThreshold | WrittenStep


def parts_of(document: nodes.document, docname: str) -> Iterator[Part]:
    """Yield the parts of charts in a document, in reading order."""
    for node in document.findall(lambda n: isinstance(n, (stappenplan, drempel_regel, stap_kaart))):
        if isinstance(node, stappenplan):
            yield Part((node["chart"],), _chart(node, docname))
        elif isinstance(node, drempel_regel):
            yield Part(node["charts"], _threshold(node, docname))
        elif isinstance(node, stap_kaart):
            yield Part(node["charts"], _step(node, docname))


def _chart(node: stappenplan, docname: str) -> WrittenChart:
    options = _options(node, docname)
    place = Place(docname, node.line or 0)
    title = _text(node, "titel", docname) or WrittenText(node["chart"], place)
    words = " ".join(child.astext() for child in node.children if not isinstance(child, _OURS))
    if words.strip():
        options["beschrijving"] = WrittenText(" ".join(words.split()), place)
    return WrittenChart(
        node["chart"],
        title,
        options,
        place,
        swallowed=_swallowed(node, docname),
        repeated=node["repeated"],
        always=tuple(_phrases(node)),
    )


def _phrases(chart: stappenplan) -> Iterator[Phrase]:
    """Yield the pieces of what holds at every moment."""
    for box in (child for child in chart.children if isinstance(child, stap_altijd)):
        for text in box.findall(nodes.Text):
            around = [*_around(text, box)]
            link = next((one for one in around if isinstance(one, _LINKS)), None)
            yield Phrase(
                str(text).replace("\n", " "),
                strong=any(isinstance(one, nodes.strong) for one in around),
                target=_goal(link) if link is not None else "",
                plain=all(isinstance(one, _PLAIN) for one in around),
            )
        for picture in box.findall(nodes.image):
            yield Phrase(str(picture.get("alt", "")), plain=False)


def _around(text: nodes.Text, box: nodes.Element) -> Iterator[nodes.Element]:
    return takewhile(lambda one: one is not box, upward(text))


def _threshold(node: drempel_regel, docname: str) -> WrittenThreshold:
    place = Place(docname, node.line or 0)
    options, swallowed = _options(node, docname), _swallowed(node, docname)
    return WrittenThreshold(node["value"], options, place, node["repeated"], swallowed)


def _step(node: stap_kaart, docname: str) -> WrittenStep:
    place = Place(docname, node.line or 0)
    options = _options(node, docname)
    options |= {name: text for name in TRANSLATED if (text := _text(node, name, docname))}
    answers = list(answer_paragraphs(node))
    listed = answers[0].parent.parent if answers else None
    body = [child for child in node.children if child is not listed and not isinstance(child, _OURS)]
    return WrittenStep(
        kind=Kind(node["kind"]),
        title=_text(node, "titel", docname) or WrittenText("", place),
        options=options,
        place=place,
        after=tuple(
            WrittenLink(text["target"], text.astext(), Place(docname, text.line or place.line))
            for text in node.children
            if isinstance(text, stap_tekst) and text["role"] == "daarna"
        ),
        answers=tuple(
            WrittenLink(answer["answer"][1], answer["answer"][0], Place(docname, answer.line or place.line))
            for answer in answers
        ),
        body="\n\n".join(child.astext() for child in body),
        swallowed=_swallowed(node, docname),
        repeated=node["repeated"],
        links=tuple(_links(body)),
    )


def _options(node: nodes.Element, docname: str) -> dict[str, WrittenText]:
    return {name: WrittenText(text, Place(docname, line)) for name, (text, line) in node["options"].items()}


def _text(node: nodes.Element, role: str, docname: str) -> WrittenText | None:
    for child in node.children:
        if isinstance(child, stap_tekst) and child["role"] == role:
            place = Place(docname, child.line or node.line or 0)
            translated = bool(child.get("translated"))
            return WrittenText(" ".join(child.astext().split()), place, translated)
    return None


def _swallowed(node: nodes.Element, docname: str) -> tuple[WrittenText, ...]:
    return tuple(WrittenText(text, Place(docname, line)) for text, line in node["swallowed"])


def _links(body: Iterable[nodes.Node]) -> Iterator[str]:
    for child in body:
        for link in child.findall(lambda n: isinstance(n, _LINKS)):
            assert isinstance(link, nodes.Element)  # noqa: S101  narrows the type
            yield _goal(link)


def _goal(link: nodes.Element) -> str:
    return str(link.get("refid") or link.get("reftarget") or link.get("refuri") or "")


# -- from the parts of all documents to charts ---------------------------------------------------


def assemble(parts: Sequence[Part]) -> tuple[dict[str, WrittenChart], tuple[Finding, ...]]:
    """Join parts in reading order to charts, by name; report those that belong nowhere."""
    charts: dict[str, WrittenChart] = {}
    findings: list[Finding] = []
    for chart in (part.what for part in parts if isinstance(part.what, WrittenChart)):
        if chart.name in charts:
            where = near(chart.place, charts[chart.name].place)
            findings.append(finding("K707", chart.place, naam=chart.name, waar=where))
        else:
            charts[chart.name] = chart
    below: WrittenChart | None = None
    for part in parts:
        if isinstance(part.what, WrittenChart):
            below = part.what
            continue
        findings += _homeless(part.charts, part.what, charts)
        for name in part.charts:
            if name in charts and not _copied(part.what, charts[name], below):
                charts[name] = _with(charts[name], part.what)
    return charts, tuple(findings)


def _copied(what: WrittenThreshold | WrittenStep, chart: WrittenChart, below: WrittenChart | None) -> bool:
    """Tell whether a part stands once more in a copy of its chart; the name of that was reported (K707)."""
    if below is None or below.name != chart.name or below.place == chart.place:
        return False
    if below.place.docname != what.place.docname:
        return False
    if isinstance(what, WrittenThreshold):
        return any(one.value == what.value for one in chart.thresholds)
    name = what.options.get("naam")
    return name is not None and any(
        one.options["naam"].text == name.text for one in chart.steps if "naam" in one.options
    )


def _with(chart: WrittenChart, what: WrittenThreshold | WrittenStep) -> WrittenChart:
    if isinstance(what, WrittenThreshold):
        return replace(chart, thresholds=(*chart.thresholds, what))
    return replace(chart, steps=(*chart.steps, replace(what, threshold=len(chart.thresholds) - 1)))


def _homeless(
    names: Sequence[str], what: WrittenThreshold | WrittenStep, charts: Mapping[str, WrittenChart]
) -> Iterator[Finding]:
    if isinstance(what, WrittenStep):
        kind, title = article(what.kind).capitalize(), what.title.text
    else:
        kind, title = "De drempel", what.value
    if not names:
        yield finding("K706", what.place, Soort=kind, titel=title)
    for name in names:
        if name not in charts:
            place = what.options["stappenplan"].place if "stappenplan" in what.options else what.place
            near = nearest(name, charts)
            yield finding("K706.onbekend", place, Soort=kind, titel=title, naam=name, bedoel=near)
