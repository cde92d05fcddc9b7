"""Addresses that could run code, in every kind of link of a page.

What becomes of texts in every field of a publication: `tests/publication/test_hostile_fields.py`.
"""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from tools import hostile

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def test_addresses_are_refused_in_every_kind_of_link(build):
    urls = [url for url in hostile.one_line(hostile.strings("url")) if not set(url) & set("<>\\`")]
    links = "".join(
        f"[x](<{url}>)\n\n```{{button-link}} {url}\nx\n```\n\n:::{{card}} x\n:link: {url}\n\nx\n:::\n\n"
        f"```{{image}} x.svg\n:alt: x\n:target: {url}\n```\n\n"
        for url in urls
    )
    built = build("html", {"index.md": f"# A\n\nTekst.\n\n{links}", "x.svg": SVG}, warnings=[".*"])
    page = BeautifulSoup(built.read("index.html"), "lxml")
    for link in page.select("article a[href]"):
        address = link["href"]
        assert urlsplit(address.strip()).scheme.lower() in {"", "http", "https", "mailto", "tel"}, address
    assert any("is geweigerd" in warning for warning in built.warnings)
