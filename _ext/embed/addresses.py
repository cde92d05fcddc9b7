"""Where the pages to embed stand, seen from outside."""

from urllib.parse import quote, urljoin, urlsplit

from sphinx.config import Config

#: The folder, beside that of the site.
FOLDER = "embed"
#: The script for the host, at the root of the folder.
SCRIPT = "insluiten.js"


def public_root(config: Config) -> str:
    """Return the public address of the pages to embed, ending in `/`; empty if there is none yet."""
    if config.embed_adres:
        return f"{str(config.embed_adres).rstrip('/')}/"
    site = str(config.html_baseurl or "")
    return urljoin(f"{site.rstrip('/')}/", f"../{FOLDER}/") if site else ""


def root_of_server(address: str) -> str:
    """Return scheme and server of an address, as a `frame-ancestors` or `frame-src` wants it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def page_address(root: str, path: str) -> str:
    """Return the address of a page below a root; `path` is not yet quoted."""
    return f"{root}{quote(path)}"
