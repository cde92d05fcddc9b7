"""Rules on what the law on absences does and does not say (K8)."""

import re
from collections.abc import Iterator

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.checks.thresholds import quantity
from escalation.model import Finding, Kind, Step, Strength, Threshold

#: The fact with the limit that only counts for the school allowance.
ALLOWANCE = "schooltoeslag-grens"

_REPORT = re.compile(
    r"\b(\w*meld\w*|dossiers?|agodi|parket|politie|proces-verbaal|pv|dagvaard\w*|vervolg\w*)\b", re.IGNORECASE
)
_AUTHORITIES = frozenset({"agodi", "parket", "politie", "jeugdrechtbank", "politierechtbank"})
_MONEY = re.compile(r"toeslag", re.IGNORECASE)
_TWO_YEARS = re.compile(
    r"opeenvolgend|jaar na elkaar|na elkaar|tweede (school)?jaar|\b(twee|2) (school)?jaren", re.IGNORECASE
)
_SERVICES = re.compile(r"\b(NAFT|Meldpunt(?: SI)?)\b", re.IGNORECASE)
_REFER = re.compile(
    r"\b(verwijst|verwijs|doorverwijzen|meldt?\b.*\baan|aanmelden|vraagt?\b.*\baan)\b", re.IGNORECASE
)
_PRIMARY = re.compile(r"basis(onderwijs|school)|\b(lager|kleuter)\w*", re.IGNORECASE)
_SECONDARY = re.compile(r"secundair", re.IGNORECASE)
_NAFT = re.compile(r"\bNAFT\b", re.IGNORECASE)
_CONCERN = re.compile(r"\bzorgwekkend", re.IGNORECASE)


def automatic_report(context: Context) -> Iterator[Finding]:
    """A duty to report at the limit of the school allowance (K801)."""
    for step in context.steps(Kind.STAP):
        threshold = context.band(step)
        if threshold is None or not _allowance(context, threshold) or step.strength is not Strength.PLICHT:
            continue
        if _REPORT.search(step.title) or _AUTHORITIES.intersection(step.actors):
            place = context.at(step, "sterkte")
            yield finding("K801", place, step=step.name, titel=step.title, drempel=quantity(threshold))


def _allowance(context: Context, threshold: Threshold) -> bool:
    fact = context.knowledge.facts.get(ALLOWANCE)
    same = fact and (fact.value, fact.unit_many) == (threshold.value, threshold.unit_many)
    return threshold.fact == ALLOWANCE or bool(same and not threshold.agreed)


def bare_allowance(context: Context) -> Iterator[Finding]:
    """The limit of the school allowance without its two conditions (K802)."""
    for threshold in context.chart.thresholds:
        steps = context.chart.steps_from(threshold.index)
        if not steps or not _allowance(context, threshold):
            continue
        texts = [context.text(step) for step in steps]
        if not any(_MONEY.search(text) for text in texts) or not any(
            _TWO_YEARS.search(text) for text in texts
        ):
            yield finding("K802", threshold.place, drempel=threshold.label)


def only_clb_refers(context: Context) -> Iterator[Finding]:
    """Somebody else than the CLB refers to NAFT or the Meldpunt (K803)."""
    for step in context.steps(Kind.STAP):
        service = _SERVICES.search(step.title)
        outside = set(step.actors) - {"naft", "meldpunt"}
        if service and outside and "clb" not in outside and _REFER.search(step.title):
            place = context.at(step, "wie")
            yield finding("K803", place, step=step.name, titel=step.title, dienst=service[0])


def naft_in_primary(context: Context) -> Iterator[Finding]:
    """NAFT in a chart for primary education (K804)."""
    title = context.chart.title
    if _PRIMARY.search(title) and not _SECONDARY.search(title):
        for step in context.chart.steps:
            if _about_naft(step):
                yield finding("K804", step.place, step=step.name, titel=step.title)


def _about_naft(step: Step) -> bool:
    return bool(_NAFT.search(step.title)) or "naft" in step.actors


def concern_as_duty(context: Context) -> Iterator[Finding]:
    """A «zorgwekkend dossier» as a duty: it is a possibility and never automatic (K805)."""
    for step in context.steps(Kind.STAP):
        if step.strength is Strength.PLICHT and _CONCERN.search(step.title):
            place = context.at(step, "sterkte")
            yield finding("K805", place, step=step.name, titel=step.title)


RULES: tuple[Rule, ...] = (
    automatic_report,
    bare_allowance,
    only_clb_refers,
    naft_in_primary,
    concern_as_duty,
)
