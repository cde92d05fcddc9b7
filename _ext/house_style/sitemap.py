"""`sitemap.xml` (sitemaps.org): all pages for search engines, with the day on which each changed.

Own code, because sphinx-sitemap lists the pages in the order in which worker processes finish them, starts a
server process for every builder, and warns in English when the site has no address yet.
"""

from pathlib import Path
from urllib.parse import urljoin

from lxml import etree
from sphinx.application import Sphinx

from house_style.page_end import committed_on

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """Write the file beside the pages, once the site has an address."""
    base = app.config.html_baseurl
    if exception is not None or app.builder.name not in {"html", "dirhtml"} or not base:
        return
    root = etree.Element("urlset", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the default namespace has no name
    for docname in sorted(app.env.all_docs):
        entry = etree.SubElement(root, "url")
        uri = app.builder.get_target_uri(docname)
        etree.SubElement(entry, "loc").text = urljoin(base.rstrip("/") + "/", uri)
        day = committed_on(app.env, docname)
        if day:
            etree.SubElement(entry, "lastmod").text = day.isoformat()
    etree.indent(root, " ")
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    (Path(app.outdir) / "sitemap.xml").write_bytes(text + b"\n")


def setup_sitemap(app: Sphinx) -> None:
    """Connect the event."""
    app.connect("build-finished", write_sitemap)
