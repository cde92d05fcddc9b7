"""The domain `edities`: which page holds which named block, and as which edition the pages were read."""

from collections.abc import Collection, Set
from typing import Any, ClassVar

from sphinx.domains import Domain

DOMAIN = "edities"


class EditionsDomain(Domain):
    """Keeps the named blocks of each page with their line; a page may also just show whose edition it is."""

    name = DOMAIN
    label = "edities"
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}, "read_as": ""}
    data_version = 1

    @property
    def pages(self) -> dict[str, dict[str, int]]:
        """Line of each named block by page; a page that only shows who the CLB is has no blocks."""
        pages: dict[str, dict[str, int]] = self.data["pages"]
        return pages

    @property
    def blocks(self) -> dict[str, tuple[str, int]]:
        """Page and line of each named block, in order of page and line."""
        found: dict[str, tuple[str, int]] = {}
        for docname, blocks in sorted(self.pages.items()):
            for name, line in sorted(blocks.items(), key=lambda pair: pair[1]):
                found.setdefault(name, (docname, line))
        return found

    def blocks_on(self, docnames: Collection[str]) -> list[str]:
        """Return the names of the blocks on some pages, in order of page and line."""
        return [name for name, (docname, _) in self.blocks.items() if docname in docnames]

    def note(self, docname: str) -> dict[str, int]:
        """Note that a page depends on the edition; return its blocks, to add to."""
        return self.pages.setdefault(docname, {})

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.pages.update({name: page for name, page in otherdata["pages"].items() if name in docnames})

    def resolve_any_xref(self, *_arguments: object) -> list[Any]:
        """Find nothing: blocks are no link targets."""
        return []
