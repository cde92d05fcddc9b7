"""House style: design tokens, fonts, Dutch interface, theme overrides, print style and Dutch box names.

What makes pages works for HTML builders only; box names and lines to write on work in every builder.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from house_style.admonitions import setup_admonitions
from house_style.cards import setup_cards
from house_style.catalogue import setup_catalogue
from house_style.codewords import setup_codewords
from house_style.contents import setup_contents
from house_style.downloads import setup_downloads
from house_style.explanations import setup_explanations
from house_style.formulas import setup_formulas
from house_style.handover import setup_handover
from house_style.invulvelden import setup_invulvelden
from house_style.links import setup_links
from house_style.moved import setup_moved
from house_style.notfound import setup_notfound
from house_style.page_end import setup_page_end
from house_style.pictures import setup_pictures
from house_style.ranking import setup_ranking
from house_style.rawhtml import setup_rawhtml
from house_style.schrijflijnen import setup_schrijflijnen
from house_style.sitemap import setup_sitemap
from house_style.social import setup_social
from house_style.strict import setup_strict
from house_style.synonyms import setup_synonyms
from house_style.tables import setup_tables
from house_style.tasks import setup_tasks
from house_style.theme import setup_theme
from house_style.wholewords import setup_wholewords


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every part of the house style."""
    setup_handover(app)
    setup_admonitions(app)
    setup_schrijflijnen(app)
    setup_invulvelden(app)
    setup_catalogue(app)
    setup_theme(app)
    setup_tables(app)
    setup_pictures(app)
    setup_tasks(app)
    setup_downloads(app)
    setup_cards(app)
    setup_codewords(app)
    setup_wholewords(app)
    setup_contents(app)
    setup_page_end(app)
    setup_social(app)
    setup_sitemap(app)
    setup_notfound(app)
    setup_moved(app)
    setup_synonyms(app)
    setup_ranking(app)
    setup_explanations(app)
    setup_links(app)
    setup_rawhtml(app)
    setup_strict(app)
    setup_formulas(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
