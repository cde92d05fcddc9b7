"""What is registered with Sphinx, and when the checks run."""

from fnmatch import fnmatch
from typing import TYPE_CHECKING, cast

from facts.audit import unknown_places, unused_sources
from facts.directives import DIRECTIVES
from facts.domain import FactsDomain
from facts.lists import FillLists
from facts.marks import DOMAIN, fact_list
from facts.nesting import UnnestLinks
from facts.roles import CodeRole, FactRole, SourceRole
from facts.spacing import KeepCitations
from facts.statements import statements
from facts.store import note_registry, problems_of, registry_of, report, warn

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup_facts(app: "Sphinx") -> None:
    """Register everything."""
    app.add_config_value(
        "regelgeving_map", "guidelines/regelgeving", "env", frozenset({str}), "folder of the data"
    )
    app.add_config_value(
        "regelgeving_teksten",
        ["guidelines/*", "brochures/*"],
        "env",
        frozenset({list, tuple}),
        "texts to check",
    )
    app.add_config_value(
        "regelgeving_zonder_link",
        [],
        "html",
        frozenset({list, tuple}),
        "pages on which a fact is plain text, not a link to its source",
    )
    app.add_node(fact_list)
    app.add_domain(FactsDomain)
    app.add_role("feit", FactRole())
    app.add_role("bron", SourceRole())
    app.add_role("code", CodeRole(), override=True)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_transform(KeepCitations)
    app.add_post_transform(FillLists)
    app.add_post_transform(UnnestLinks)
    app.connect("builder-inited", check_data)
    app.connect("doctree-read", check_text)
    app.connect("env-check-consistency", check_whole)
    app.connect("env-updated", rewrite_renumbered)


def check_data(app: "Sphinx") -> None:
    """Report what is wrong with the data files, before any page is read."""
    report(problems_of(app))


def check_text(app: "Sphinx", doctree: "nodes.document") -> None:
    """Hold the text of a page against the registry."""
    docname = app.env.docname
    folder = str(app.config.regelgeving_map).strip("/")
    if docname.startswith(f"{folder}/"):
        return  # it shows the registry itself
    if not any(fnmatch(docname, pattern) for pattern in app.config.regelgeving_teksten):
        return
    note_registry(app.env)
    for line, cause, repair, rule, fatal in statements(doctree, registry_of(app)):
        warn(cause, repair, rule, (docname, line or None), fatal=fatal)


def check_whole(app: "Sphinx", env: "BuildEnvironment") -> None:
    """Report what only all pages together tell: sources that nothing uses, places that are nowhere."""
    registry = registry_of(app)
    labels = env.domains.standard_domain.anonlabels.items()
    # Sphinx gives a label to pages of its own too.
    report(unknown_places(registry, {name for name, (docname, _) in labels if docname in env.all_docs}))
    if registry.unreadable:
        return
    report(unused_sources(registry, cast(FactsDomain, env.get_domain(DOMAIN)).cited()))


def rewrite_renumbered(_app: "Sphinx", env: "BuildEnvironment") -> list[str]:
    """Name the pages that must be written again because sources were numbered anew."""
    return sorted(cast(FactsDomain, env.get_domain(DOMAIN)).renumbered())
