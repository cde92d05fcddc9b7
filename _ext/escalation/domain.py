"""The Sphinx domain `stappenplan`: keeps the parts of charts by document and resolves references to steps."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from escalation.checks.catalogue import finding
from escalation.emit.wording import onward
from escalation.from_facts import knowledge_of
from escalation.known import Known, understand
from escalation.model import Chart, Finding, Place, Step
from escalation.nodes import stap_kaart, stappenplan, step_id
from escalation.printing import fonts_in
from escalation.roles import StapRole
from escalation.words import nearest
from escalation.written import Part, parts_of
from markup.documents import upward

NAME = "stappenplan"


@dataclass(frozen=True)
class Use:
    """A role `{stap}` in a text: which step it names, and where."""

    target: str
    place: Place


class StappenplanDomain(Domain):
    """Charts and their steps."""

    name = NAME
    label = "stappenplan"
    object_types: ClassVar = {"stap": ObjType("stap", "stap")}
    roles: ClassVar = {"stap": StapRole()}
    # `marks`: what each page was last written from, see `freshness`.
    initial_data: ClassVar[dict[str, Any]] = {"parts": {}, "uses": {}, "marks": {}}
    data_version = 1

    _known: Known | None = None

    # -- reading -----------------------------------------------------------------------------------

    @property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """The parts of charts, by document."""
        parts: dict[str, tuple[Part, ...]] = self.data["parts"]
        return parts

    @property
    def uses(self) -> dict[str, tuple[Use, ...]]:
        """The roles that name a step, by document."""
        uses: dict[str, tuple[Use, ...]] = self.data["uses"]
        return uses

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read anew or gone."""
        self.forget_charts()
        self.parts.pop(docname, None)
        self.uses.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.forget_charts()
        for key in ("parts", "uses"):
            self.data[key].update({name: here for name, here in otherdata[key].items() if name in docnames})

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the parts of charts of a document, and make each card and figure a target for references."""
        self.forget_charts()
        if parts := tuple(parts_of(document, docname)):
            self.parts[docname] = parts
        if uses := tuple(_uses(document, docname)):
            self.uses[docname] = uses
        standard = env.domains.standard_domain
        for node in document.findall(lambda n: isinstance(n, (stap_kaart, stappenplan))):
            assert isinstance(node, nodes.Element)  # noqa: S101  narrows the type
            for node_id in node["ids"]:
                standard.anonlabels[node_id] = docname, node_id
                standard.labels[node_id] = docname, node_id, node[0].astext()

    # -- charts ------------------------------------------------------------------------------------

    @property
    def known(self) -> Known:
        """Everything that follows from the parts of all documents; made once after each change."""
        if self._known is None:
            order = list(self.env.collect_relations())  # in reading order
            order += sorted(set(self.parts).difference(order))
            parts = [part for docname in order for part in self.parts.get(docname, ())]
            language = self.env.config.language or "nl"
            fonts = fonts_in(self.env.config)
            self._known = understand(parts, knowledge_of(self.env), language=language, fonts=fonts)
        return self._known

    def forget_charts(self) -> None:
        """Make the charts anew when they are next asked for."""
        self._known = None

    def charts(self) -> Mapping[str, Chart]:
        """Return all charts by name."""
        return self.known.charts

    def chart(self, name: str) -> Chart | None:
        """Return a chart; None if there is none with that name or none that can be drawn."""
        return self.known.charts.get(name)

    def findings(self) -> tuple[Finding, ...]:
        """Return everything that is wrong with the charts and with references to them, in order of place."""
        uses = [use for name in sorted(self.uses) for use in self.uses[name]]
        return (*self.known.findings, *(found for use in uses for found in self._check(use)))

    def findings_of(self, chart: str) -> tuple[Finding, ...]:
        """Return what is wrong with one chart."""
        return self.known.by_chart.get(chart, ())

    def docname_of(self, chart: str) -> str:
        """Return the document that shows the figure of a chart."""
        return self.known.written[chart].place.docname

    def target(self, chart: str, step: str) -> tuple[str, str]:
        """Return document and id of the card of a step."""
        return self.known.charts[chart].by_name[step].place.docname, step_id(chart, step)

    # -- references --------------------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        """Return a link to a step; what does not exist keeps its words and was reported before."""
        fromdocname = node.get("refdoc", fromdocname)
        words = ""
        if typ == "plaats":
            home, _, node_id = target.partition("#")
            return make_refnode(builder, fromdocname, home, node_id, contnode)
        if typ == "antwoord":
            found, words = self._answer(target, node, fromdocname)
        else:
            found = self.find(target, fromdocname)
        if found is None:
            return contnode  # type: ignore[return-value]
        chart, step = found
        words = contnode.astext() if node["refexplicit"] else words or self._called(chart, step, fromdocname)
        inner = nodes.inline(words, words, classes=list(contnode["classes"]))
        return make_refnode(builder, fromdocname, *self.target(chart.name, step.name), inner, step.title)

    def resolve_any_xref(self, *_arguments: object, **_options: object) -> list[tuple[str, nodes.reference]]:
        """Offer nothing: names of steps are only unique within a chart."""
        return []

    def _answer(
        self, target: str, node: addnodes.pending_xref, docname: str
    ) -> tuple[tuple[Chart, Step] | None, str]:
        """Return the step that an answer leads to, and «ga naar stap 5»."""
        for chart, asking in self.known.step_at(node["charts"], Place(docname, node["place"])):
            edge = next((edge for edge in chart.exits[asking.name] if edge.target == target), None)
            if edge is not None:
                _, words = onward(chart, edge)
                return (chart, chart.by_name[target]), words
        return None, ""

    def _called(self, chart: Chart, step: Step, fromdocname: str) -> str:
        """Return «stap 7», with the chart's title for a reader who is not on a page of it."""
        pages = {chart.place.docname, *(one.place.docname for one in chart.steps)}
        alone = len([name for name in self._charts_on(fromdocname) if name in self.known.charts]) < 2
        return f"stap {step.number}" + (
            "" if fromdocname in pages and alone else f" van het stappenplan «{chart.title}»"
        )

    def find(self, target: str, docname: str) -> tuple[Chart, Step] | None:
        """Return the step that a role in a document names; None if there is none."""
        return next(iter(self._meant(target, docname)), None)

    def _meant(self, target: str, docname: str) -> list[tuple[Chart, Step]]:
        """Return what a name can mean; the chart of the page before others it shares steps with."""
        return self.known.meant(target, self._charts_on(docname))

    def _charts_on(self, docname: str) -> list[str]:
        return list(dict.fromkeys(name for part in self.parts.get(docname, ()) for name in part.charts))

    def _check(self, use: Use) -> Iterator[Finding]:
        """Report a step that does not exist, or whose name does not tell which one is meant."""
        meant = self._meant(use.target, use.place.docname)
        names = [f"{chart.name}/{step.name}" for chart, step in meant]
        if not meant:
            steps = {f"{name}/{step}": step for name, one in self.charts().items() for step in one.by_name}
            near = nearest(use.target, steps if "/" in use.target else steps.values())
            yield finding("K708", use.place, doel=use.target, bedoel=near)
        elif len({step.place for _, step in meant}) > 1:
            shown = " en ".join(f"«{chart.name}»" for chart, _ in meant)
            yield finding("K708.meer", use.place, doel=use.target, keuze=shown, voorbeeld=names[0])

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Return the steps, for the inventory; not for the search, which finds their text."""
        for name, chart in self.known.charts.items():
            for step in chart.steps:
                yield f"{name}/{step.name}", step.title, "stap", *self.target(name, step.name), -1


def _uses(document: nodes.document, docname: str) -> Iterator[Use]:
    for node in document.findall(addnodes.pending_xref):
        if node.get("refdomain") == NAME and node["reftype"] == "stap":
            line = next((one.line for one in upward(node) if one.line), 0) or 0
            yield Use(node["reftarget"], Place(docname, line))


def domain_of(env: BuildEnvironment) -> StappenplanDomain:
    """Return the domain of an environment."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, StappenplanDomain)  # noqa: S101  narrows the type
    return domain
