"""Messages to editors: Dutch, with a place, in the form that `editorial.translate` takes apart again.

Apart from the rest of `markup`, which knows nothing of Sphinx.
"""

from dataclasses import dataclass

from docutils import nodes
from sphinx.util import logging

#: What Sphinx takes for a place: a node, page and line, or `path:line` (the colon tells a file from a page).
Place = nodes.Node | tuple[str | None, int | None] | str | None

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Messages:
    """What one package says to editors: `warn = Messages("feiten")`, then `warn(cause, repair, rule, place)`.

    Attributes:
        kind: the type of its messages; `editorial.translate.OWN_TYPES` lists it.
    """

    kind: str

    def __call__(self, cause: str, repair: str, rule: str, place: Place, *, fatal: bool = True) -> None:
        """Report something.

        Args:
            cause: what is wrong, as a sentence.
            repair: how to mend it, as a sentence; may be empty.
            rule: name of the check, the subtype of the message.
            place: where.
            fatal: whether it is a *fout*, which stops publication; else an *opmerking*.
        """
        text = f"{cause} Tip: {repair}" if repair else cause
        subtype = rule if fatal else f"opmerking-{rule}"
        _LOGGER.warning("%s", text, type=self.kind, subtype=subtype, location=place)
