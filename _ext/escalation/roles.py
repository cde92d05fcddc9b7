"""The role `{stap}`: a reference to a step from anywhere."""

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole


class StapRole(ReferenceRole):
    """`{stap}` with `naam`, `stappenplan/naam` or `tekst <stappenplan/naam>`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference that is resolved once all charts are known."""
        reference = addnodes.pending_xref(
            self.rawtext,
            nodes.inline(self.title, self.title),
            refdomain="stappenplan",
            reftype="stap",
            reftarget=self.target.strip(),
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
        )
        self.set_source_info(reference)
        return [reference], []
