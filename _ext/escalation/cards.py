"""Fills in the cards of steps once all charts are known, with ordinary nodes that every builder prints."""

from collections.abc import Iterator, Sequence

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from escalation.domain import StappenplanDomain, domain_of
from escalation.emit.wording import (
    call,
    capital,
    outcome_word,
    source_words,
    strength_word,
)
from escalation.model import Chart, Edge, Source, Step, Threshold
from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan
from markup import safe_url


class FillInCards(SphinxPostTransform):
    """Gives cards and thresholds their words, with links to what comes before and after."""

    default_priority = 8  # before references are resolved (10)

    def run(self, **_kwargs: object) -> None:
        """Treat the whole document."""
        for figure in list(self.document.findall(stappenplan)):
            _drop_texts(figure)
        for line in list(self.document.findall(drempel_regel)):
            self._threshold(line)
        for card in list(self.document.findall(stap_kaart)):
            self._card(card)

    @property
    def _domain(self) -> StappenplanDomain:
        return domain_of(self.env)

    def _threshold(self, line: drempel_regel) -> None:
        threshold = next(self._thresholds(line), None)
        if threshold is None:
            return
        line += nodes.strong(threshold.label, threshold.label, classes=["lr-drempel__vanaf"])
        origin = "Afspraak" if threshold.agreed else ""
        if origin:
            line += [nodes.Text(" "), nodes.inline(origin, origin, classes=["lr-sterkte"])]
        elif threshold.sources:
            line += [
                nodes.Text(" "),
                nodes.inline("", *_source_nodes(threshold.sources), classes=["lr-bron"]),
            ]

    def _thresholds(self, line: drempel_regel) -> Iterator[Threshold]:
        for name in line["charts"]:
            chart = self._domain.chart(name)
            for threshold in chart.thresholds if chart else ():
                if threshold.place.docname == self._docname(line) and threshold.place.line == line.line:
                    yield threshold

    def _docname(self, node: nodes.Node) -> str:
        """Return the document a node stands in, also when documents were joined for paper."""
        source = node.source or ""
        if source:
            return self.env.path2doc(source) or self.env.docname
        return self.env.docname

    def _card(self, card: stap_kaart) -> None:
        found = list(self._steps(card))
        texts = {str(text["role"]): text for text in card.children if isinstance(text, stap_tekst)}
        _drop_texts(card)
        if not found:
            title = texts["titel"].astext() if "titel" in texts else ""
            card.insert(0, nodes.paragraph("", "", nodes.strong(title, title), classes=["lr-stap__titel"]))
            return
        chart, step = found[0]
        card["step"], card["chart"] = step, chart.name
        card["findings"] = tuple(
            finding
            for finding in self._domain.findings_of(chart.name)
            if finding.step == step.name or finding.place == step.place
        )
        card["classes"] += ["lr-stap", f"lr-stap--{step.strength or step.kind}"]
        card.insert(0, list(self._head(found)))
        card += list(self._foot(found))

    def _steps(self, card: stap_kaart) -> Iterator[tuple[Chart, Step]]:
        docname = self._docname(card)
        for name in card["charts"]:
            chart = self._domain.chart(name)
            for step in chart.steps if chart else ():
                if chart and step.place.docname == docname and step.place.line == (card.line or 0):
                    yield chart, step

    def _head(self, found: Sequence[tuple[Chart, Step]]) -> Iterator[nodes.Node]:
        chart, step = found[0]
        title = nodes.paragraph("", "", classes=["lr-stap__titel"])
        title += nodes.inline("", f"{call(step)}.", classes=["lr-nummer"])
        title += [nodes.Text(" "), nodes.strong(step.title, step.title)]
        yield title
        facts = nodes.paragraph("", "", classes=["lr-feiten"])
        words = [
            (chart.who(step) and capital(chart.who(step)), ["lr-feit", "lr-feit--wie"]),
            (strength_word(step), ["lr-sterkte", f"lr-sterkte--{step.strength}"]),
            (outcome_word(step), ["lr-feit"]),
            (step.deadline, ["lr-feit", "lr-feit--termijn"]),
        ]
        for text, classes in words:
            if text:
                if facts.children:
                    facts += nodes.Text(" · ")
                facts += nodes.inline(text, text, classes=classes)
        if facts.children:
            yield facts

    def _foot(self, found: Sequence[tuple[Chart, Step]]) -> Iterator[nodes.Node]:
        _, step = found[0]
        if step.sources:
            yield nodes.paragraph(
                "", "", nodes.Text("Bron: "), *_source_nodes(step.sources), classes=["lr-bron"]
            )
        for chart, one in found:
            ways = list(self._ways(chart, one))
            if not ways:
                continue
            foot = nodes.paragraph("", "", classes=["lr-stap__wegen"])
            if len(found) > 1:
                foot += nodes.Text(f"In «{chart.title}» is dit stap {one.number}. ")
            foot += ways
            yield foot

    def _ways(self, chart: Chart, step: Step) -> Iterator[nodes.Node]:
        before = [edge.source for edge in chart.entries[step.name]]
        if before:
            yield nodes.Text("Volgt op ")
            yield from self._listed(chart, step, list(dict.fromkeys(before)))
            yield nodes.Text(". ")
        after = chart.exits[step.name]
        if after and not (len(after) > 1 or after[0].label):
            yield nodes.Text("Gaat naar ")
            yield self._reference(chart, step, after[0].target)
            yield nodes.Text(".")
        elif step.kind != "vraag":
            for edge in after:
                yield from self._labelled(chart, step, edge)

    def _labelled(self, chart: Chart, step: Step, edge: Edge) -> Iterator[nodes.Node]:
        yield nodes.Text(f"{capital(edge.label)}: ga naar " if edge.label else "Gaat naar ")
        yield self._reference(chart, step, edge.target)
        yield nodes.Text(". ")

    def _listed(self, chart: Chart, step: Step, names: Sequence[str]) -> Iterator[nodes.Node]:
        for position, name in enumerate(names):
            if position:
                yield nodes.Text(" en " if position == len(names) - 1 else ", ")
            yield self._reference(chart, step, name)

    def _reference(self, chart: Chart, step: Step, name: str) -> nodes.reference:
        other = chart.by_name[name]
        docname, node_id = self._domain.target(chart.name, name)
        words = f"stap {other.number}"
        inner = nodes.inline(words, words)
        builder = self.app.builder
        return make_refnode(builder, step.place.docname, docname, node_id, inner, other.title)


def _source_nodes(sources: Sequence[Source]) -> Iterator[nodes.Node]:
    for position, source in enumerate(sources):
        if position:
            yield nodes.Text("; ")
        words = source_words(source)
        url = safe_url(source.url) if source.url else None
        yield nodes.reference(words, words, refuri=url, internal=False) if url else nodes.Text(words)


def _drop_texts(node: nodes.Element) -> None:
    for text in [child for child in node.children if isinstance(child, stap_tekst)]:
        node.remove(text)
