"""Messages to editors: Dutch, with a place, in the form that `editorial.translate` takes apart again."""

from docutils import nodes
from sphinx.util import logging

_LOGGER = logging.getLogger(__name__)


def warn(
    cause: str,
    repair: str,
    rule: str,
    place: tuple[str, int | None] | nodes.Node | None,
    *,
    fatal: bool = True,
) -> None:
    """Report a *fout*, or an *opmerking* when it is not fatal."""
    subtype = rule if fatal else f"opmerking-{rule}"
    _LOGGER.warning("%s", f"{cause} Tip: {repair}", type="nieuws", subtype=subtype, location=place)
