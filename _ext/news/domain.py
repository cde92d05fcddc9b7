"""The domain `nieuws`: which page holds which entries."""

from collections.abc import Mapping, Set
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from news.model import Head
from news.reporting import warn

_NAME = "nieuws"


class NewsDomain(Domain):
    """Keeps the heads of the entries of each page, in the order of the page."""

    name = _NAME
    label = "nieuws"
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}
    data_version = 1

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.data["pages"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.data["pages"].update({n: heads for n, heads in otherdata["pages"].items() if n in docnames})

    def process_doc(self, _env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note the entries of a page, and report those that stand in the wrong order or twice."""
        from news.directives import nieuws_bericht

        found = list(document.findall(nieuws_bericht))
        if not found:
            return
        heads = [node["kop"] for node in found]
        self.data["pages"][docname] = tuple(heads)
        for node, head, before in zip(found[1:], heads[1:], heads, strict=False):
            if head.day > before.day:
                cause = f"«{head.title}» is nieuwer dan het bericht erboven."
                warn(
                    cause, "Zet het nieuwste bericht bovenaan.", "volgorde", (docname, node.line), fatal=False
                )
        for node, head in zip(found, heads, strict=True):
            if [other.name for other in heads].count(head.name) > 1:
                cause = f"Er zijn twee berichten «{head.title}» van dezelfde dag."
                warn(cause, "Geef een van beide een andere titel.", "dubbel", (docname, node.line))


def entries_of(env: BuildEnvironment) -> Mapping[str, tuple[Head, ...]]:
    """Return the heads of the entries of each page that has any."""
    domain = cast(NewsDomain, env.get_domain(_NAME))
    return cast(Mapping[str, tuple[Head, ...]], domain.data["pages"])


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(NewsDomain)
