"""Which pages must be written again because a chart changed on another page, and when faults are reported."""

from collections.abc import Iterator
from hashlib import sha256

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from escalation.domain import StappenplanDomain, domain_of
from escalation.reporting import report


def outdated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the documents that show or mention a chart which is no longer what they were written from."""
    domain = domain_of(env)
    domain.forget_charts()  # the registry of facts may have changed without a page being read
    marks = {docname: _mark(domain, docname) for docname in sorted({*domain.parts, *domain.uses})}
    changed = [docname for docname, mark in marks.items() if domain.data["marks"].get(docname) != mark]
    domain.data["marks"] = marks
    return changed


def _mark(domain: StappenplanDomain, docname: str) -> str:
    return sha256(repr(list(_shown(domain, docname))).encode("utf-8", "backslashreplace")).hexdigest()


def _shown(domain: StappenplanDomain, docname: str) -> Iterator[object]:
    """Yield everything about charts that a page depends on."""
    for name in sorted({name for part in domain.parts.get(docname, ()) for name in part.charts}):
        yield domain.chart(name), domain.findings_of(name)
    for use in domain.uses.get(docname, ()):
        yield domain.find(use.target, docname)


def report_findings(_app: Sphinx, env: BuildEnvironment) -> None:
    """Report what is wrong, once for all builders that follow."""
    report(domain_of(env).findings())


def setup_domain(app: Sphinx) -> None:
    """Register the domain and what keeps pages up to date."""
    app.add_domain(StappenplanDomain)
    app.add_role("stap", StappenplanDomain.roles["stap"])
    app.connect("env-get-updated", outdated, priority=400)  # before others ask for the charts
    app.connect("env-check-consistency", report_findings)
