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

#: Stand where the public addresses will come.
UNKNOWN_ROOT = "https://ADRES-VAN-DE-SITE/embed/"
UNKNOWN_SITE = "https://ADRES-VAN-DE-SITE/site/"
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
    """Return the codes of everything that the start page lists, each followed by the parts beside it.

    A list of links stands before them: with three codes each they fill many screens.
    """
    pages = [Page.from_setting(values) for values in app.config.embed_pages]
    if not pages:
        words = "De codes staan hier na «leerrecht bouw»: dan zijn alle pagina's en hun hoogte bekend."
        return [nodes.paragraph(words, words)]
    made, titles = nodes.container(), nodes.bullet_list(classes=["simple"])
    told: set[str] = set()
    for start in app.env.toctree_includes.get(app.config.root_doc, []):
        folder = f"{start.rpartition('/')[0]}/"
        whole = [page for page in pages if page.docname == start and not page.part]
        parts = [page for page in pages if whole and page.part and page.path.startswith(folder)]
        for page in [*whole, *parts]:
            if page.path not in told:
                told.add(page.path)
                # Only a list has no name of its own: it has that of its page.
                is_nameless = page.part and page.title == whole[0].title
                title = f"{page.title}: alleen de lijst" if is_nameless else page.title
                key = nodes.make_id(f"code-{page.path.removesuffix('.html')}")
                link = nodes.reference("", title, internal=True, refid=key)
                titles += nodes.list_item("", nodes.paragraph("", "", link))
                made += _code(app.config, page, title, key)
    return [titles, made]


def _code(config: Config, page: Page, title: str, key: str) -> list[nodes.Node]:
    root = public_root(config) or UNKNOWN_ROOT
    site = str(config.html_baseurl or UNKNOWN_SITE)
    height = page.height if page.part else min(page.height, _WINDOW)
    plain = frame_code(page_address(root, page.path), page.title, height)
    facts = f"Hele hoogte: ongeveer {page.height} px bij 700 px breed en {page.narrow} px bij 360 px breed."
    link = link_code(page_address(f"{site.rstrip('/')}/", f"{page.docname}.html"), page.title)
    lines = [
        ("Link:", link),
        ("Kader zonder script:", plain),
        ("Kader met script:", f"{plain}\n{script_code(root + SCRIPT)}"),
    ]
    made: list[nodes.Node] = [nodes.rubric(title, title, ids=[key]), nodes.paragraph(facts, facts)]
    for words, code in lines:
        made += [nodes.paragraph(words, words), nodes.literal_block(code, code, language="html")]
    return made


def setup_directive(app: Sphinx) -> None:
    """Register the directive; its node never reaches a writer."""
    app.add_node(insluitcodes)
    app.add_directive("insluitcodes", Insluitcodes)
    app.connect("doctree-resolved", fill_in)
