"""The Sphinx domain that keeps the parts of charts, joins them over pages, and resolves references to steps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from escalation.checks import check, check_together
from escalation.from_facts import knowledge_of
from escalation.model import Chart, Finding, Step, WrittenChart
from escalation.nodes import stap_kaart, stappenplan
from escalation.resolve import resolve
from escalation.roles import StapRole
from escalation.words import nearest
from escalation.written import Part, assemble, parts_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """All charts of the project, and what is wrong with them."""

    charts: Mapping[str, Chart] = field(default_factory=dict)
    written: Mapping[str, WrittenChart] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    by_chart: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


class StappenplanDomain(Domain):
    """Charts and their steps."""

    name = "stappenplan"
    label = "Stappenplannen"
    object_types: ClassVar = {"stap": ObjType("stap", "stap")}
    roles: ClassVar = {"stap": StapRole()}
    initial_data: ClassVar[dict[str, Any]] = {"parts": {}, "drawn": {}}
    data_version = 1

    _known: Known | None = None

    # -- reading -----------------------------------------------------------------------------------

    @property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """The parts of charts, by document."""
        parts: dict[str, tuple[Part, ...]] = self.data["parts"]
        return parts

    def clear_doc(self, docname: str) -> None:
        """Forget a document that is read anew or gone."""
        self._known = None
        self.parts.pop(docname, None)

    def merge_domaindata(self, docnames: set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self._known = None
        self.parts.update({name: otherdata["parts"][name] for name in docnames if name in otherdata["parts"]})

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the parts of charts of a document, and make each card and figure a target for references."""
        self._known = None
        parts = tuple(parts_of(document, docname))
        if parts:
            self.parts[docname] = parts
        labels = env.domains.standard_domain
        for node in document.findall(lambda n: isinstance(n, (stap_kaart, stappenplan))):
            assert isinstance(node, nodes.Element)  # noqa: S101  narrows the type
            title = node.children[0].astext() if node.children else ""
            for node_id in node["ids"]:
                labels.labels[node_id] = (docname, node_id, title)
                labels.anonlabels[node_id] = (docname, node_id)

    # -- charts ------------------------------------------------------------------------------------

    @property
    def known(self) -> Known:
        """Everything that follows from the parts of all documents; made once after each change."""
        if self._known is None:
            self._known = self._make()
        return self._known

    def charts(self) -> Mapping[str, Chart]:
        """Return all charts by name."""
        return self.known.charts

    def chart(self, name: str) -> Chart | None:
        """Return a chart; None if there is none with that name or none that can be drawn."""
        return self.known.charts.get(name)

    def findings(self) -> tuple[Finding, ...]:
        """Return everything that is wrong with the charts."""
        return self.known.findings

    def findings_of(self, chart: str) -> tuple[Finding, ...]:
        """Return what is wrong with one chart."""
        return self.known.by_chart.get(chart, ())

    def docname_of(self, chart: str) -> str:
        """Return the document that shows the figure of a chart."""
        return self.known.charts[chart].place.docname

    def target(self, chart: str, step: str) -> tuple[str, str]:
        """Return document and id of the card of a step."""
        return self.known.charts[chart].by_name[step].place.docname, nodes.make_id(f"stap-{chart}-{step}")

    def _make(self) -> Known:
        written, findings = assemble(part for name in self._reading_order() for part in self.parts[name])
        knowledge = knowledge_of(self.env)
        charts: dict[str, Chart] = {}
        by_chart: dict[str, tuple[Finding, ...]] = {}
        for name, one in sorted(written.items()):
            chart, faults = resolve(one, knowledge)
            if chart is not None:
                charts[name] = chart
                faults = (*faults, *check(chart, one, knowledge))
            by_chart[name] = faults
        together = check_together(list(charts.values()))
        everything = [*findings, *(fault for faults in by_chart.values() for fault in faults), *together]
        order = sorted(dict.fromkeys(everything), key=lambda found: (found.place, found.code, found.cause))
        return Known(charts, written, tuple(order), by_chart)

    def _reading_order(self) -> Iterator[str]:
        """Yield the documents with parts as a reader of the tables of contents meets them."""
        seen: dict[str, None] = {}
        waiting = [str(self.env.config.root_doc)]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen[name] = None
                waiting.extend(reversed(self.env.toctree_includes.get(name, [])))
        yield from (name for name in [*seen, *sorted(set(self.parts) - set(seen))] if name in self.parts)

    # -- references --------------------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,  # noqa: ARG002
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element:
        """Return «stap 7» with a link, and the chart's title where the reader is not on its page."""
        found = self._step(target, node.get("charts", ()), fromdocname)
        if found is None:
            if not node.get("quiet"):
                self._report_missing(target, node)
            return contnode
        chart, step = found
        docname, node_id = self.target(chart.name, step.name)
        words = contnode.astext() if node["refexplicit"] else self._called(chart, step, fromdocname, node)
        inner = nodes.inline(words, words)
        return make_refnode(builder, fromdocname, docname, node_id, inner, step.title)

    def resolve_any_xref(self, *_arguments: object, **_options: object) -> list[tuple[str, nodes.Element]]:
        """Offer nothing: names of steps are only unique within a chart."""
        return []

    def _called(self, chart: Chart, step: Step, fromdocname: str, node: addnodes.pending_xref) -> str:
        if node.get("charts") or fromdocname in {one.place.docname for one in chart.steps}:
            return f"stap {step.number}"
        return f"stap {step.number} van het stappenplan «{chart.title}»"

    def _step(self, target: str, given: tuple[str, ...], fromdocname: str) -> tuple[Chart, Step] | None:
        charts = self.known.charts
        chart_name, slash, name = target.rpartition("/")
        names = [chart_name] if slash else [*given, *self._charts_on(fromdocname), *sorted(charts)]
        for one in names:
            if one in charts and name in charts[one].by_name:
                return charts[one], charts[one].by_name[name]
        return None

    def _charts_on(self, docname: str) -> list[str]:
        return [name for part in self.parts.get(docname, ()) for name in part.charts]

    def _report_missing(self, target: str, node: addnodes.pending_xref) -> None:
        known = [f"{name}/{step}" for name, chart in self.known.charts.items() for step in chart.by_name]
        name = target.rpartition("/")[2]
        tip = nearest(target, known) or nearest(name, [one.rpartition("/")[2] for one in known])
        logger.warning(
            f"De stap «{target}» bestaat niet. Tip: {tip or 'Kijk de naam van de stap na.'}",
            type="stappenplan",
            subtype="rol",
            location=node,
        )

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Return the steps, for the inventory."""
        for name, chart in sorted(self.known.charts.items()):
            for step in chart.steps:
                docname, node_id = self.target(name, step.name)
                yield f"{name}/{step.name}", step.title, "stap", docname, node_id, -1


def domain_of(env: BuildEnvironment) -> StappenplanDomain:
    """Return the domain of an environment."""
    domain = env.get_domain("stappenplan")
    assert isinstance(domain, StappenplanDomain)  # noqa: S101  narrows the type
    return domain


def outdated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the documents to write anew because a chart that they show changed on another page."""
    domain = domain_of(env)
    domain._known = None  # the data of facts may have changed without a page being read
    now = {
        name: sha256(repr((chart, domain.findings_of(name))).encode()).hexdigest()
        for name, chart in domain.charts().items()
    }
    changed = {name for name, mark in now.items() if domain.data["drawn"].get(name) != mark}
    domain.data["drawn"] = now
    return [
        docname
        for docname, parts in sorted(domain.parts.items())
        if any(name in changed for part in parts for name in part.charts)
    ]


def report(_app: Sphinx, env: BuildEnvironment) -> None:
    """Tell the editor what is wrong; an *opmerking* does not stop publication."""
    for found in domain_of(env).findings():
        subtype = found.code.lower() if found.fatal else f"opmerking-{found.code.lower()}"
        logger.warning(
            "%s Tip: %s",
            found.cause,
            found.repair,
            type="stappenplan",
            subtype=subtype,
            location=(found.place.docname, found.place.line or None),
        )


def setup_domain(app: Sphinx) -> None:
    """Register the domain and what keeps it up to date."""
    app.add_domain(StappenplanDomain)
    app.add_role("stap", StapRole())
    app.connect("env-get-updated", outdated, priority=400)
    app.connect("env-check-consistency", report)
