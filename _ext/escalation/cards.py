"""Fills in the cards of steps once all charts are known, with ordinary nodes that every builder prints."""

from collections.abc import Iterator, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from escalation.domain import StappenplanDomain, domain_of
from escalation.emit.wording import (
    call,
    needs_words,
    outcome_word,
    source_lead,
    source_words,
    strength_word,
    threshold_origin,
)
from escalation.model import Chart, Edge, Kind, Place, Source, Step, Threshold
from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan, step_id
from escalation.words import capital
from markup import safe_url


class FillInCards(SphinxPostTransform):
    """Gives cards and thresholds their words, with links to what comes before and after."""

    default_priority = 8  # before references are resolved (10)

    # All that print; `gettext` gives the texts to translators as they were written.
    formats = ("html", "latex", "man", "pseudoxml", "texinfo", "text", "typst", "xml")

    def run(self, **_kwargs: object) -> None:
        """Treat the whole document, or the joined documents of a publication."""
        for figure in list(self.document.findall(stappenplan)):
            _take_texts(figure)
            figure["findings"] = self._domain.findings_of(figure["chart"])
        for line in list(self.document.findall(drempel_regel)):
            line += list(self._threshold_words(line))
        for card in list(self.document.findall(stap_kaart)):
            self._fill(card)

    @property
    def _domain(self) -> StappenplanDomain:
        return domain_of(self.env)

    # -- thresholds --------------------------------------------------------------------------------

    def _threshold_words(self, line: drempel_regel) -> Iterator[nodes.Node]:
        threshold = self._threshold_of(line)
        if threshold is None:
            return
        yield nodes.strong(threshold.label, threshold.label, classes=["lr-drempel__vanaf"])
        origin = threshold_origin(threshold)
        if origin:
            yield nodes.Text(" ")
            yield nodes.inline(origin, origin, classes=["lr-sterkte"])
        if threshold.sources:
            yield nodes.Text(" ")
            since = (
                f"; deze drempel geldt sinds schooljaar {threshold.first_year}"
                if threshold.first_year
                else ""
            )
            said = [*_source_nodes(threshold.sources), nodes.Text(since)]
            yield nodes.inline("", "", *said, classes=["lr-bron"])

    def _threshold_of(self, line: drempel_regel) -> Threshold | None:
        place = _place(line)
        charts = [self._domain.chart(name) for name in line["charts"]]
        found = (one for chart in charts if chart for one in chart.thresholds if one.place == place)
        return next(found, None)

    # -- cards -------------------------------------------------------------------------------------

    def _fill(self, card: stap_kaart) -> None:
        title = _take_texts(card)
        found = self._domain.known.step_at(card["charts"], _place(card))
        if not found:
            card.insert(0, nodes.paragraph("", "", nodes.strong(title, title), classes=["lr-stap__titel"]))
            return
        chart, step = found[0]
        card["step"], card["chart"] = step, chart.name
        card["findings"] = self._findings(found)
        card["classes"] += ["lr-stap", f"lr-stap--{step.strength or step.kind}"]
        # A step without a good name got one of its own, and links lead to that.
        keys = [step_id(one.name, named.name) for one, named in found]
        card["ids"] += [key for key in keys if key not in card["ids"]]
        card.insert(0, list(_head(chart, step)))
        card += list(self._foot(found))

    def _findings(self, found: Sequence[tuple[Chart, Step]]) -> tuple[object, ...]:
        return tuple(
            finding
            for chart, step in found
            for finding in self._domain.findings_of(chart.name)
            if finding.step == step.name or finding.place == step.place
        )

    def _foot(self, found: Sequence[tuple[Chart, Step]]) -> Iterator[nodes.Node]:
        _, step = found[0]
        if step.sources:
            yield nodes.paragraph("", "", *_source_nodes(step.sources), classes=["lr-bron"])
        for chart, one in found:
            ways = list(self._ways(chart, one))
            if len(found) > 1:
                ways.insert(0, nodes.Text(f"In het stappenplan «{chart.title}» is dit stap {one.number}. "))
            if ways:
                yield nodes.paragraph("", "", *ways, classes=["lr-stap__wegen"])

    def _ways(self, chart: Chart, step: Step) -> Iterator[nodes.Node]:
        """Yield «Volgt op: stap 6. Gaat naar: stap 8.»; the answers of a question stand above it.

        The number before and the number after are not named: that is how one reads anyway.
        """
        before = dict.fromkeys(edge.source for edge in chart.entries[step.name])
        if [chart.by_name[name].number for name in before] == [step.number - 1]:
            before = {}
        plain = [edge for edge in chart.exits[step.name] if not edge.label and needs_words(chart, edge)]
        labelled = [edge for edge in chart.exits[step.name] if edge.label and step.kind is not Kind.VRAAG]
        sentences = [
            self._sentence("Volgt op", chart, step, list(before)),
            self._sentence("Gaat naar", chart, step, [edge.target for edge in plain]),
            *(self._remark(chart, step, edge) for edge in labelled),
        ]
        for position, sentence in enumerate(one for one in sentences if one):
            if position:
                yield nodes.Text(" ")
            yield from sentence

    def _sentence(self, lead: str, chart: Chart, step: Step, names: Sequence[str]) -> list[nodes.Node]:
        parts: list[nodes.Node] = []
        for position, name in enumerate(names):
            between = " en " if position == len(names) - 1 else ", "
            parts.append(nodes.Text(between if position else f"{lead}: "))
            parts.append(_reference(chart, step, name))
        return [*parts, nodes.Text(".")] if parts else []

    def _remark(self, chart: Chart, step: Step, edge: Edge) -> list[nodes.Node]:
        lead = nodes.Text(f"{capital(edge.label)}: ")
        return [lead, _reference(chart, step, edge.target), nodes.Text(".")]


def _reference(chart: Chart, step: Step, name: str) -> addnodes.pending_xref:
    """Return a reference to a neighbour, which Sphinx resolves after this."""
    words = f"stap {chart.by_name[name].number}"
    return addnodes.pending_xref(
        "",
        # The page number that paper adds to a link would stand between «stap 7» and the full stop.
        nodes.inline(words, words, classes=["geen-bladzijde"]),
        refdomain="stappenplan",
        reftype="kaart",
        reftarget=f"{chart.name}/{name}",
        refexplicit=True,
        refdoc=step.place.docname,
    )


def _head(chart: Chart, step: Step) -> Iterator[nodes.Node]:
    title = nodes.paragraph("", "", classes=["lr-stap__titel"])
    title += nodes.inline("", f"{call(step)}.", classes=["lr-nummer"])
    title += [nodes.Text(" "), nodes.strong(step.title, step.title)]
    yield title
    words = [
        ("", strength_word(step), ["lr-sterkte", f"lr-sterkte--{step.strength}"]),
        ("Einde: ", outcome_word(step), ["lr-feit"]),
        ("Wie: ", chart.who(step), ["lr-feit", "lr-feit--wie"]),
        ("Termijn: ", step.deadline, ["lr-feit", "lr-feit--termijn"]),
    ]
    facts = nodes.paragraph("", "", classes=["lr-feiten"])
    for lead, text, classes in words:
        if text:
            facts += [nodes.Text(" · ")] if facts.children else []
            facts += nodes.inline("", lead + text, classes=classes)
    if facts.children:
        yield facts


def _source_nodes(sources: Sequence[Source]) -> Iterator[nodes.Node]:
    yield nodes.Text(source_lead(sources))
    for position, source in enumerate(sources):
        if position:
            yield nodes.Text("; ")
        words = source_words(source)
        url = safe_url(source.url) if source.url else None
        yield nodes.reference(words, words, refuri=url, internal=False) if url else nodes.Text(words)


def _place(node: nodes.Element) -> Place:
    return Place(node["docname"], node.line or 0)


def _take_texts(node: nodes.Element) -> str:
    """Take the translated texts out of a node, now that the model has them, and return the title."""
    texts = [child for child in node.children if isinstance(child, stap_tekst)]
    for text in texts:
        node.remove(text)
    return next((text.astext() for text in texts if text["role"] == "titel"), "")
