"""The frozen model of an edition. Nothing here knows Sphinx or YAML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from facts.model import Origin

#: What a CLB can tell about itself, with the words before it, in the order of printing.
CONTACT = {
    "adres": "Adres",
    "telefoon": "Algemeen telefoonnummer",
    "mail": "Algemeen mailadres",
    "website": "Website",
    "bereikbaar": "Bereikbaar, en op school",
}


#: Class of the box that holds a local text.
LOCAL_CLASS = "lokaal"


class Way(StrEnum):
    """What a local text does with the named block: take its place, or come after it."""

    VERVANG = "vervang"
    VUL_AAN = "vul-aan"


@dataclass(frozen=True)
class LocalText:
    """A local agreement.

    Attributes:
        block: name of the block in the source.
        text: MyST.
        first_line: line of its first line in the edition's file, from 1.
    """

    block: str
    way: Way
    text: str
    first_line: int
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True)
class Edition:
    """One CLB's edition.

    Attributes:
        key: name of its file without ending; names its folder and its PDF.
        name: name of the CLB.
        region: where it works.
        example: whether the CLB does not exist.
        logo: path of a picture from the project folder; empty without one.
        contact: what is known, by the keys of `CONTACT`; what is not known is not in it.
        texts: local texts by the name of their block.
    """

    key: str
    name: str
    region: str
    example: bool
    logo: str
    contact: Mapping[str, str]
    texts: Mapping[str, LocalText]
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the keys of `CONTACT` that are not known, in the order of printing."""
        return tuple(key for key in CONTACT if key not in self.contact)
