"""The Sphinx builder `editie`: the pages of one publication as one CLB's own small site.

The pages stand at the top of the output folder. A link to a page outside the publication goes to the main
site: to its public address where it has one, else to where it lies beside the edition.
"""

from collections.abc import Set
from pathlib import Path

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from editions.store import start_of
from markup.documents import documents_below


class EditionBuilder(StandaloneHTMLBuilder):
    """Writes only the pages of the publication that has editions."""

    name = "editie"
    epilog = "De pagina's van de editie staan in %(outdir)s."

    def init(self) -> None:
        """Prepare; what a single publication does not need is left out."""
        self.own: dict[str, str] = {}
        self.config.html_use_index = False
        self.config.html_domain_indices = False
        super().init()

    def get_outdated_docs(self) -> list[str]:  # type: ignore[override]  # Sphinx allows any iterable
        """Return every page of the publication: an edition is made in a fresh folder."""
        return documents_below(self.env, start_of(self.env))

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Make the start document the top of the site."""
        start = start_of(self.env)
        folder = start.rpartition("/")[0]
        below = documents_below(self.env, start)
        self.own = {name: name.removeprefix(f"{folder}/") if folder else name for name in below}
        self.config.root_doc = start
        super().prepare_writing(set(docnames) & set(self.own))

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the pages of the publication; Sphinx also names the pages whose menus list them."""
        super().write_documents(set(docnames) & set(self.own))

    # -- addresses -------------------------------------------------------------------------------

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page from the top of the edition, or that of the main site."""
        if docname in self.env.all_docs and docname not in self.own:
            return f"{self.config.edities.get('site', '../../site')}/{super().get_target_uri(docname, typ)}"
        return super().get_target_uri(self.own.get(docname, docname), typ)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return an address as seen from a page; that of another server stays as it is."""
        target = self.get_target_uri(to, typ)
        return target if "://" in target else relative_uri(self.get_target_uri(from_), target)

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file of a page."""
        return super().get_output_path(self.own.get(page_name, page_name))

    # -- search ----------------------------------------------------------------------------------

    def load_indexer(self, docnames: Set[str]) -> None:
        """Load nothing: an edition is made in a fresh folder."""

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Index a page under the name by which the search page links to it."""
        if self.indexer is None or not title:
            return
        name = self.own.get(pagename, pagename)
        hidden = self.env.metadata.get(pagename, {}).keys() & {"no-search", "nosearch"}
        if not hidden:
            self.indexer.feed(name, f"{name}.md", title, doctree)

    def dump_search_index(self) -> None:
        """Write the index; Sphinx would first drop every name that is no document of the project."""
        assert self.indexer is not None  # noqa: S101  narrows the type
        with Path(self.outdir, self.searchindex_filename).open("w", encoding="utf-8") as file:
            self.indexer.dump(file, self.indexer_format)

    def dump_inventory(self) -> None:
        """Write no inventory: nobody links to an edition by name."""
