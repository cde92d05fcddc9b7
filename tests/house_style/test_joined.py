"""One style sheet and one script: what is in them, and that a page needs little else."""

import re

from bs4 import BeautifulSoup

from house_style.joined import JOINED_SCRIPTS, JOINED_STYLES, SCRIPTS, STYLES
from markup.styles import checksum


def test_every_page_links_the_joined_files_and_no_part_of_them(site):
    parts = {f"_static/{name}" for name in (*STYLES, *SCRIPTS)}
    for path in sorted(path for path in site.rglob("*.html") if "_static" not in path.parts):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        linked = [
            tag.get("href") or tag.get("src") for tag in soup.select("link[rel=stylesheet], script[src]")
        ]
        names = [f"_static/{str(address).partition('_static/')[2]}" for address in linked]
        assert not {name.partition("?")[0] for name in names} & parts, path
        # A page that moved needs no script but its own.
        moved = soup.select_one("body.lr-moved")
        for name in (JOINED_STYLES,) if moved else (JOINED_STYLES, JOINED_SCRIPTS):
            version = checksum((site / "_static" / name).read_text("utf-8"))
            assert names.count(f"_static/{name}?v={version}") == 1, path


def test_every_part_is_in_and_in_order(site):
    script = (site / "_static" / JOINED_SCRIPTS).read_text("utf-8")
    marks = ["DOCUMENTATION_OPTIONS =", "const Documentation =", "lr-explanation", "Tooltip"]
    places = [script.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "sourceMappingURL" not in script


def test_style_sheet_holds_what_scripts_make_and_nothing_idle(site):
    css = (site / "_static" / JOINED_STYLES).read_text("utf-8")
    assert ".bs-tooltip-auto" in css
    assert ".lr-downloads" in css
    # The theme writes the colours of code late; Sphinx alone knows no dark ones.
    assert 'html[data-theme="dark"] .highlight' in css
    assert not re.search(r"\.fa-github\b", css)
    assert not list((site / "_static").rglob("*.map"))


def test_same_pages_give_the_same_bytes(build):
    first, second = (build("html", {"index.md": "# A\n\nTekst.\n"}) for _ in range(2))
    for name in (JOINED_STYLES, JOINED_SCRIPTS):
        assert first.read(f"_static/{name}") == second.read(f"_static/{name}")
