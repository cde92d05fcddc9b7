"""Tells editors what is wrong with charts."""

from collections.abc import Iterable

from sphinx.util import logging

from escalation.model import Finding

logger = logging.getLogger(__name__)


def report(findings: Iterable[Finding]) -> None:
    """Warn on the line of each finding; an *opmerking* has a subtype that does not stop publication."""
    for found in findings:
        code = found.code.lower()
        logger.warning(
            "%s Tip: %s",
            found.cause,
            found.repair,
            type="stappenplan",
            subtype=code if found.fatal else f"opmerking-{code}",
            location=(found.place.docname, found.place.line or None),
        )
