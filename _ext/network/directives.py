"""The directive `netwerktabel`: one part of the data file as a table."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from facts.marks import cite_all
from facts.printing import table
from facts.reading import meant
from facts.store import note_registry
from network.model import SAID_BY, Part, Row
from network.store import network_of, path_of, warn

_HEADS = {Part.OVERLEG: "Overleg", Part.REGIOS: "Wie", Part.AANBOD: "Aanbod"}


class NetworkTable(SphinxDirective):
    """`netwerktabel` with the name of a part: `overleg`, `regio's` or `aanbod`."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Give the table; nothing if the file has no such rows."""
        word = " ".join(self.arguments[0].replace("’", "'").split())
        place = (self.env.docname, self.lineno)
        if word not in list(Part):
            warn(f"«{word}» past niet bij «netwerktabel».", meant(word, list(Part)), "vorm", place)
            return []
        if not path_of(self.env):
            warn(
                "Er is geen bestand over het netwerk.", "Vul «netwerk_bestand» in conf.py in.", "vorm", place
            )
            return []
        note_registry(self.env)
        self.env.note_dependency(path_of(self.env))
        part = Part(word)
        rows = network_of(self.env).rows.get(part, ())
        return [network_table(part, rows, self.env.docname)] if rows else []


def network_table(part: Part, rows: tuple[Row, ...], docname: str) -> nodes.table:
    """Return the rows of a part, each with where it comes from."""
    if part is Part.REGIOS:
        cells = [(row.region, _name(row), _told(row, docname)) for row in rows]
        return table(("Regio", _HEADS[part], "Wat"), cells, (22, 28, 50))
    return table((_HEADS[part], "Wat"), [(_name(row), _told(row, docname)) for row in rows], (32, 68))


def _name(row: Row) -> list[nodes.Node]:
    return [nodes.reference("", row.name, refuri=row.url)] if row.url else [nodes.Text(row.name)]


def _told(row: Row, docname: str) -> list[nodes.Node]:
    """Return what a row says, and who says so."""
    if row.account:
        return [nodes.Text(row.what), nodes.Text(" "), nodes.emphasis("", f"({SAID_BY[row.account]})")]
    return [nodes.Text(row.what), nodes.Text(" "), *cite_all(row.sources, docname)]
