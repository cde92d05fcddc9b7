"""A Sphinx extension that gives the aid the charts of a test, whatever directives can write."""

from collections.abc import Mapping
from typing import ClassVar

from sphinx.application import Sphinx
from sphinx.domains import Domain

from escalation.aid import setup_aid
from escalation.domain import Known
from escalation.model import Chart
from escalation.printing import setup_printing


class StubDomain(Domain):
    """The charts that a test put here; their cards stand on the page `plannen`."""

    name = "stappenplan"
    label = "stappenplan"
    plans: ClassVar[dict[str, Chart]] = {}

    def charts(self) -> Mapping[str, Chart]:
        return self.plans

    @property
    def known(self) -> Known:
        return Known(self.plans, dict.fromkeys(self.plans))

    def docname_of(self, chart: str) -> str:
        return "plannen"

    def target(self, chart: str, step: str) -> tuple[str, str]:
        return "plannen", f"stap-{chart}-{step}"

    def merge_domaindata(self, docnames, otherdata) -> None:
        """Nothing is read, so nothing is merged."""


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_domain(StubDomain)
    setup_printing(app)
    setup_aid(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
