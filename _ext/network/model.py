"""What the data file tells about the network. Knows no Sphinx."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from facts.model import Citation


class Part(StrEnum):
    """The parts of the file; an editor types the same names after `netwerktabel`."""

    OVERLEG = "overleg"
    REGIOS = "regio's"
    AANBOD = "aanbod"


class Account(StrEnum):
    """Who tells it where no public page does."""

    ACTIEPLAN = "actieplan"


#: How a page says where a row comes from that has no public source.
SAID_BY = {Account.ACTIEPLAN: "volgens het actieplan"}


@dataclass(frozen=True)
class Row:
    """One meeting, local network or offer.

    Attributes:
        name: what it is called; never a person.
        what: what it is or does, in one or two sentences.
        region: where it works; empty outside `regio's`.
        url: public page; empty if there is none.
        sources: citations from the registry; empty if only `account` tells it.
        account: who tells it; None if `sources` do.
    """

    name: str
    what: str
    region: str = ""
    url: str = ""
    sources: tuple[Citation, ...] = ()
    account: Account | None = None


@dataclass(frozen=True)
class Network:
    """All rows, by part, in the order of the file."""

    rows: Mapping[Part, tuple[Row, ...]] = field(default_factory=dict)
