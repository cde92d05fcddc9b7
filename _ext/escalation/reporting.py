"""Tells editors what is wrong with charts."""

from collections.abc import Iterable

from escalation.model import Finding
from markup.messages import Messages

warn = Messages("stappenplan")


def report(findings: Iterable[Finding]) -> None:
    """Warn on the line of each finding; an *opmerking* has a subtype that does not stop publication."""
    for found in findings:
        place = (found.place.docname, found.place.line or None)
        warn(found.cause, found.repair, found.code.lower(), place, fatal=found.fatal)
