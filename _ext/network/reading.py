"""From the data file to the frozen model, with every mistake as a Dutch message on its line."""

from pathlib import Path

from facts.audit import unknown_source
from facts.model import Origin, Problem, Registry
from facts.reading import Entries, RefusedError, read_entries
from network.model import Account, Network, Part, Row


def read_network(root: Path, path: str, registry: Registry) -> tuple[Network, tuple[Problem, ...]]:
    """Read the file.

    Args:
        root: the project folder.
        path: the file, from the project folder.
        registry: knows which sources there are.

    Returns:
        What could be understood, and what is wrong.
    """
    try:
        top = read_entries(root / path, path)
    except RefusedError as error:
        repair = "Herstel het bestand; de tabellen over het netwerk blijven intussen leeg."
        return Network(), (Problem(Origin(path, error.line), str(error), repair, "leesbaar"),)
    rows = {part: _part(top, part, registry) for part in Part}
    top.finish()
    return Network(rows), tuple(sorted(set(top.problems)))


def _part(top: Entries, part: Part, registry: Registry) -> tuple[Row, ...]:
    before = len(top.problems)
    rows = tuple(_row(entries, part, registry) for entries in top.mappings(part))
    if not rows and len(top.problems) == before:
        top.report(f"Onder «{part}» staat niets.", "Begin elk deel met een streepje.", key=part)
    return tuple(row for row in rows if row.name)


def _row(entries: Entries, part: Part, registry: Registry) -> Row:
    row = Row(
        name=entries.text("naam"),
        what=entries.text("wat"),
        region=entries.text("regio") if part is Part.REGIOS else "",
        url=entries.address("adres", required=part is Part.AANBOD),
        sources=entries.citations("bron", required=False),
        account=entries.choice("volgens", Account) if entries.has("volgens") else None,
    )
    if entries.has("bron") == entries.has("volgens"):
        cause = f"Bij «{row.name}» hoort ofwel «bron», ofwel «volgens»."
        entries.report(cause, "Schrijf één van beide: een bron, of «volgens: actieplan».", rule="herkomst")
    elif row.account is None and not row.sources:
        entries.report("«bron» is leeg.", "Vul «bron» in.", key="bron")
    if "bronnen" not in registry.unreadable:
        for citation in row.sources:
            entries.problems.extend(unknown_source(registry, citation, entries.origin("bron")))
    return row
