"""`{insluitcodes}`: what a web master copies, for every publication and every part that can stand alone.

The heights come from the builder `embed`, which `leerrecht bouw` runs before the site; a build of the site
alone knows no pages and says so.
"""

from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from embed.addresses import SCRIPT, page_address, public_root
from embed.finishing import Page
from embed.snippets import frame_code, link_code, script_code

#: Stands where the public address will come.
UNKNOWN_ROOT = "https://ADRES-VAN-DE-SITE/embed/"
#: A frame without a script shows a publication through a window; a part it shows whole.
_WINDOW = 900


class insluitcodes(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The place of the codes, which are known once all pages are made."""


class Insluitcodes(SphinxDirective):
    """`:::{insluitcodes}`, without options: the list is made of what there is."""

    has_content = False
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """Return the place."""
        node = insluitcodes()
        self.set_source_info(node)
        return [node]


def fill_in(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put the codes in their place."""
    for node in list(doctree.findall(insluitcodes)):
        node.replace_self(codes(app))


def codes(app: Sphinx) -> list[nodes.Node]:
    """Return the codes of all publications, each followed by its parts."""
    pages = [Page.from_setting(values) for values in app.config.embed_pages]
    if not pages:
        words = "De codes staan hier na «leerrecht bouw»: dan zijn alle pagina's en hun hoogte bekend."
        return [nodes.paragraph(words, words)]
    starts = [str(document.get("startdoc", "")) for document in getattr(app.config, "typst_documents", [])]
    parts: list[nodes.Node] = []
    for start in starts:
        folder = start.rpartition("/")[0]
        for page in pages:
            if page.docname == start and not page.part:
                parts += _code(app.config, page, min(page.height, _WINDOW))
        for page in pages:
            if page.part and page.path.startswith(f"{folder}/"):
                parts += _code(app.config, page, page.height)
    return parts


def _code(config: Config, page: Page, height: int) -> list[nodes.Node]:
    root = public_root(config) or UNKNOWN_ROOT
    address = page_address(root, page.path)
    plain = frame_code(address, page.title, height)
    facts = f"Hele hoogte: ongeveer {page.height} px bij 700 px breed en {page.narrow} px bij 360 px breed."
    lines = [
        ("Link:", link_code(address, page.title)),
        ("Kader zonder script:", plain),
        ("Kader met script:", f"{plain}\n{script_code(root + SCRIPT)}"),
    ]
    title = nodes.rubric(page.title, page.title, classes=["lr-insluitcode"])
    made: list[nodes.Node] = [title, nodes.paragraph(facts, facts)]
    for words, code in lines:
        made += [nodes.paragraph(words, words), nodes.literal_block(code, code, language="html")]
    return made


def setup_directive(app: Sphinx) -> None:
    """Register the directive; its node never reaches a writer."""
    app.add_node(insluitcodes)
    app.add_directive("insluitcodes", Insluitcodes)
    app.connect("doctree-resolved", fill_in)
