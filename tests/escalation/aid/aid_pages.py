"""A project with an aid, built in this process from charts that a test makes."""

from collections.abc import Sequence
from pathlib import Path

from aid_stub import StubDomain
from tools.projects import CONF, Built, run_sphinx, write_sources

from escalation.model import Chart

PAGE = """\
# Hulp

:::{beslishulp} basis, secundair
:titel: Wat nu?
:keuzes: basis, secundair
:clb-stap: melden
:::
"""


#: The same aid with a choice for which none of its charts counts.
ELSEWHERE_PAGE = PAGE.replace(
    ":clb-stap: melden\n",
    ":clb-stap: melden\n\n- Kleuterklas: hier gelden *andere* regels. Lees [het overzicht](plannen.md).\n",
)


def sources(page: str, plans: Sequence[Chart]) -> dict[str, str]:
    """Return a project with the page, and a page with a place for every card."""
    # Paper prints a target only for what refers to it; a real card is always one.
    cards = "".join(
        f"(stap-{plan.name}-{step.name})=\n### Kaart\n\n[Deze kaart](#stap-{plan.name}-{step.name}).\n\n"
        for plan in plans
        for step in plan.steps
    )
    return {
        "conf.py": CONF.replace('"typst_pdf"', '"typst_pdf", "aid_stub"'),
        "index.md": "# Start\n\n```{toctree}\nhulp\nplannen\n```\n",
        "hulp.md": page,
        "plannen.md": f"# Plannen\n\n## Stappen\n\n{cards}",
    }


def build_page(
    folder: Path, plans: Sequence[Chart], page: str = PAGE, builder: str = "html", **settings: object
) -> Built:
    StubDomain.plans = {plan.name: plan for plan in plans}
    write_sources(sources(page, plans), folder / "src")
    return run_sphinx(builder, folder / "src", folder / "out", settings)
