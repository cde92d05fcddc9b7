"""Tells whether a Dutch deadline is clear: «dezelfde dag», «binnen 5 schooldagen», «om de 4 weken»."""

import re

_NUMBER = r"(?:[1-9]\d*|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|veertien)"
_UNIT = (
    r"(?:(?:halve|volle|opeenvolgende)\s+)?"
    r"(?:minuten|minuut|uur|uren|lesuur|lesuren|dag|dagen|schooldag|schooldagen|lesdag|lesdagen|werkdag|werkdagen"
    r"|kalenderdag|kalenderdagen|week|weken|maand|maanden|schooljaar|jaar|trimester|semester)"
)
_SHORT = re.compile(
    r"\b(dgn?|dd?|wkn?|mnd(en)?|u|hr|min|jr|schd|schooldgn|asap|zsm|evt|tk)\b\.?|\b[a-z]\.[a-z]\.",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"(?:binnen|na|om\s+de|gedurende)\s+(?:(?:de|het|een)\s+)?(?:{_NUMBER}(?:\s+(?:à|tot|of|en)\s+{_NUMBER})?\s+)?{_UNIT}\b",
    re.IGNORECASE,
)
_NEEDS_UNIT = re.compile(r"\b(?:binnen|om\s+de)\b", re.IGNORECASE)
_ZERO = re.compile(r"\b0\s+\w", re.IGNORECASE)
#: Words that name a moment or a rhythm.
_MOMENT = re.compile(
    r"\b(meteen|onmiddellijk|dadelijk|direct|dezelfde|diezelfde|zodra|zo\s+(?:snel|vlug|gauw)\s+mogelijk|eerste|laatste"
    r"|elke?|ieder|iedere|dagelijks|wekelijks|maandelijks|jaarlijks|vooraf|vanaf|vóór|voor|na|bij|tijdens|tegen|uiterlijk"
    r"|begin|midden|einde?|tot|zolang|volgens|wanneer|als|telkens|doorlopend"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)


def is_clear(deadline: str) -> bool:
    """Tell whether a reader knows when: a moment, a rhythm, or a number of a unit written in full."""
    if _SHORT.search(deadline) or _ZERO.search(deadline):
        return False
    if _NEEDS_UNIT.search(deadline):
        return bool(_WITHIN.search(deadline))
    return bool(_MOMENT.search(deadline) or _WITHIN.search(deadline))
