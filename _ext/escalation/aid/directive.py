"""`{beslishulp}` in a document: reading it, filling it in once all charts are known, and its parts."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx.writers.html5 import HTML5Translator

from escalation.aid.form import Choice, form_html
from escalation.aid.paper import drempeltabel, visit_table
from escalation.aid.registry import Aid, Registry, check_aid
from escalation.aid.table import Link, threshold_table
from escalation.aid.words import TABLE_INTRODUCTION, TITLE, choice_question
from escalation.always import lines_for
from escalation.directives import ChartDirective
from escalation.emit.data import chart_data
from escalation.model import Chart, Place, Step
from escalation.reporting import report

if TYPE_CHECKING:
    from escalation.domain import StappenplanDomain


STATIC = Path(__file__).parent.parent / "static"
SCRIPT = "beslishulp.js"
STYLES = "beslishulp.css"
#: Class of the list of choices for which no chart counts; the script looks for it.
ELSEWHERE = "lr-aid__elsewhere"


class beslishulp(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The aid: a rubric with its title, `keuzes`, the list of what holds elsewhere, later a table per chart.

    Attributes:
        aid: the `Aid` as written.
        key: start of its ids, unique in the project.
    """


class keuzes(nodes.General, nodes.Element):  # noqa: N801
    """A paragraph for each label of a choice, so that they are translated; later the form.

    Attributes:
        html: the form, once the charts are known.
    """


class Beslishulp(ChartDirective):
    """`:::{beslishulp} basis, secundair` with the options `titel`, `keuzes` and `clb-stap`.

    Its body is a list of choices for which no chart of it counts: «kleuterklas: lees [daar](#verder)».
    """

    required_arguments = 1
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the node and note it in the environment."""
        options, repeated = self.option_lines()
        body = self.parse_content_to_nodes()
        texts = {name: text for name, (text, _) in options.items()}
        labels = _listed(texts.get("keuzes", ""))
        aid = Aid(
            charts=_listed(self.arguments[0]),
            labels=labels,
            involving=_listed(texts.get("clb-stap", "")),
            place=Place(self.env.docname, self.lineno),
            lines={name: line for name, (_, line) in options.items()},
            repeated=repeated,
            unclear=tuple(part.line or self.lineno for part in _unclear(body)),
        )
        Registry.of(self.env).note(aid)
        title = texts.get("titel") or TITLE
        key = nodes.make_id(f"beslishulp-{self.env.docname}-{self.env.new_serialno('beslishulp')}")
        choices = keuzes("", *(nodes.paragraph(label, label) for label in labels))
        heading = nodes.rubric(title, title)
        node = beslishulp("", heading, choices, aid=aid, key=key)
        for part in node.findall(nodes.Element):
            self.set_source_info(part)
        if body:
            node += nodes.container("", *body, classes=[ELSEWHERE])
        heading.line = aid.place_of("titel").line
        for choice in choices.children:
            choice.line = aid.place_of("keuzes").line
        return [node]


def _unclear(body: Sequence[nodes.Node]) -> Iterator[nodes.Element]:
    """Yield what is no «choice: explanation» in the body of an aid."""
    for part in body:
        if not isinstance(part, nodes.bullet_list):
            yield from (part,) if isinstance(part, nodes.Element) else ()
            continue
        for item in part.children:
            label, _, explanation = item.astext().partition(":")
            if isinstance(item, nodes.list_item) and not (label.strip() and explanation.strip()):
                yield item


def _elsewhere(node: beslishulp) -> list[str]:
    """Return the labels of the choices for which no chart counts: what stands before the first colon."""
    boxes = (part for part in node.children if isinstance(part, nodes.container))
    items = (item for box in boxes for item in box.findall(nodes.list_item) if item.parent.parent is box)
    return [item.astext().partition(":")[0].strip() for item in items]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


class BringLines(SphinxPostTransform):
    """Puts what holds at every moment into each aid, below its answer, before references are resolved."""

    default_priority = 7

    def apply(self, **kwargs: object) -> None:
        """Leave the aid to translators as it was written; they get these texts with their chart."""
        if self.env._app.builder.name != "gettext":
            super().apply(**kwargs)

    def run(self, **_kwargs: object) -> None:
        """Treat every aid."""
        domain = _domain(self.env)
        for node in list(self.document.findall(beslishulp)):
            aid: Aid = node["aid"]
            names = [name for name in dict.fromkeys(aid.charts) if name in domain.charts()]
            homes = [(name, domain.docname_of(name)) for name in names]
            form = next(node.findall(keuzes))
            node[node.index(form) + 1 : node.index(form) + 1] = lines_for(self.env, homes, aid.place.docname)


class FillInAids(SphinxPostTransform):
    """Puts the form and the tables into each aid, now that the charts of all documents are known."""

    # After the references of Sphinx (10), before what treats tables for a phone (500).
    default_priority = 100

    def apply(self, **kwargs: object) -> None:
        """Leave the texts of an aid to translators as they were written."""
        if self.env._app.builder.name != "gettext":
            super().apply(**kwargs)

    def run(self, **_kwargs: object) -> None:
        """Fill in every aid; only HTML keeps the nodes of its own."""
        for node in list(self.document.findall(beslishulp)):
            self._fill(node)
            if self.env._app.builder.format != "html":
                node.replace_self(node.children)

    def _fill(self, node: beslishulp) -> None:
        aid: Aid = node["aid"]
        form = next(node.findall(keuzes))
        labels = [part.astext() for part in form.children]
        form.clear()
        charts = _domain(self.env).charts()
        known = [
            (charts[name], labels[position] if position < len(labels) else charts[name].title)
            for position, name in enumerate(aid.charts)
            if name in charts and name not in aid.charts[:position]
        ]
        if not known:
            node.children = [part for part in node.children if isinstance(part, nodes.container)]
            return
        choices = [
            Choice(
                chart,
                label,
                aid.involving_in(chart),
                self._data(chart, aid.place.docname),
                said=label if labels else "",
            )
            for chart, label in known
        ]
        title = next(node.findall(nodes.rubric))
        title["ids"] = [f"{node['key']}-title"]
        if self.env._app.builder.format == "html":
            elsewhere = _elsewhere(node)
            legend = choice_question([*(choice.label for choice in choices), *elsewhere] if labels else [])
            form["html"] = form_html(node["key"], title["ids"][0], legend, choices, elsewhere)
        else:
            node.remove(form)
        tables = nodes.container(classes=["lr-aid__tables"])
        tables += nodes.paragraph(TABLE_INTRODUCTION, TABLE_INTRODUCTION)
        tables += [self._table(choice, aid, f"{node['key']}-{choice.chart.name}") for choice in choices]
        node += tables

    def _table(self, choice: Choice, aid: Aid, node_id: str) -> nodes.Element:
        if self.env._app.builder.format == "typst":
            return drempeltabel(ids=[node_id], choice=choice)
        return threshold_table(choice, self._link(choice.chart, aid.place.docname), node_id)

    def _data(self, chart: Chart, docname: str) -> Mapping[str, Any]:
        page = make_refnode(
            self.env._app.builder,
            docname,
            _domain(self.env).docname_of(chart.name),
            nodes.make_id(f"stappenplan-{chart.name}"),
            [],
        )
        link = self._link(chart, docname)
        school_year = str(getattr(self.config, "schooljaar", "") or "")
        return chart_data(chart, school_year, _address(page), lambda step: _address(link("", step)))

    def _link(self, chart: Chart, docname: str) -> Link:
        def link(words: str, step: Step) -> nodes.reference:
            home, node_id = _domain(self.env).target(chart.name, step.name)
            return make_refnode(self.env._app.builder, docname, home, node_id, nodes.inline(words, words))

        return link


def _address(link: nodes.reference) -> str:
    address = f"#{link['refid']}" if "refid" in link else str(link["refuri"])
    # On one page for everything an address has two fragments; the last one counts.
    return f"#{address.rpartition('#')[2]}" if address.startswith("#") else address


def _domain(env: BuildEnvironment) -> "StappenplanDomain":
    return cast("StappenplanDomain", env.get_domain("stappenplan"))


def visit_aid(writer: HTML5Translator, _node: beslishulp) -> None:
    """Open the element that the script takes over."""
    writer.body.append('<lr-beslishulp class="lr-aid">\n')


def depart_aid(writer: HTML5Translator, _node: beslishulp) -> None:
    """Close it."""
    writer.body.append("</lr-beslishulp>\n")


def visit_form(writer: HTML5Translator, node: keuzes) -> None:
    """Emit the form."""
    writer.body.append(node["html"])
    raise nodes.SkipNode


# -- events ---------------------------------------------------------------------------------------


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the aids of a document that is read anew or gone."""
    Registry.of(env).forget(docname)


def merge(_app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Take over the aids of documents that another process read."""
    for docname in docnames:
        for aid in Registry.of(other).aids.get(docname, ()):
            Registry.of(env).note(aid)


def outdated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the documents to write anew because a chart changed, on whatever page."""
    return Registry.of(env).outdated(_domain(env).charts())


def report_aids(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report what is wrong with the aids."""
    known = _domain(env).known
    for aid in (aid for _, aids in sorted(Registry.of(env).aids.items()) for aid in aids):
        report(check_aid(aid, known.charts, known.written))


def write_static(app: Sphinx) -> None:
    """Put the script and the style sheet beside the pages."""
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        for name in (SCRIPT, STYLES):
            shutil.copyfile(STATIC / name, folder / name)


def load_static(
    app: Sphinx, _page: str, _template: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load script and style sheet on pages that hold an aid, and on no other."""
    if doctree is not None and next(doctree.findall(beslishulp), None) is not None:
        app.add_css_file(STYLES)
        app.add_js_file(SCRIPT, loading_method="defer")


def setup_aid(app: Sphinx) -> None:
    """Register the directive, its nodes and its events."""
    app.add_node(beslishulp, html=(visit_aid, depart_aid))
    app.add_node(keuzes, html=(visit_form, None))
    app.add_node(drempeltabel, typst=(visit_table, None))
    app.add_directive("beslishulp", Beslishulp)
    app.add_post_transform(BringLines)
    app.add_post_transform(FillInAids)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-get-updated", outdated)
    app.connect("env-check-consistency", report_aids)
    app.connect("builder-inited", write_static)
    app.connect("html-page-context", load_static)
