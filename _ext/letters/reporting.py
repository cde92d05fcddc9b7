"""Messages to editors: Dutch, with a place, in the form that `editorial.translate` takes apart again."""

from docutils import nodes
from sphinx.util import logging

_LOGGER = logging.getLogger(__name__)
#: The type of our log messages; `editorial.translate.OWN_TYPES` lists it.
TYPE = "brieven"

Place = tuple[str, int | None] | nodes.Node | None


def warn(cause: str, repair: str, rule: str, place: Place, *, fatal: bool = True) -> None:
    """Report a *fout*, or an *opmerking* when it is not fatal."""
    text = f"{cause} Tip: {repair}" if repair else cause
    _LOGGER.warning("%s", text, type=TYPE, subtype=rule if fatal else f"opmerking-{rule}", location=place)
