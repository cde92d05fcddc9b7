"""The network behind the publications: who meets, what exists in which region, and what it offers.

- `model`: a row and the parts of the file; no Sphinx.
- `reading`: from the file named by `netwerk_bestand` to rows, with every mistake on its line.
- `directives`: `netwerktabel`, which prints one part.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the setting, the directive and the report on the file."""
    from network.directives import NetworkTable
    from network.store import report_file

    app.add_config_value("netwerk_bestand", "", "env", frozenset({str}), "data file about the network")
    app.add_directive("netwerktabel", NetworkTable)
    app.connect("builder-inited", report_file)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
