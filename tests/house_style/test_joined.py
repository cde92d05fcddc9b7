"""One style sheet and one script: what is in them, and that a page needs little else."""

import re
from fnmatch import fnmatch
from pathlib import Path

from bs4 import BeautifulSoup

from house_style.joined import JOINED_SCRIPTS, JOINED_STYLES, SCRIPTS, STYLES, join
from markup.styles import checksum

#: Files of the site that no page asks for, and why they are there.
UNASKED = {
    "fonts/LICENSE-*.txt": "The fonts may only be passed on with their licence.",
    "scripts/bootstrap.js.LICENSE.txt": "So may Bootstrap, which is part of the joined script.",
}


def test_every_page_links_the_joined_files_and_no_part_of_them(site):
    parts = {f"_static/{name}" for name in (*STYLES, *SCRIPTS)}
    for path in sorted(path for path in site.rglob("*.html") if "_static" not in path.parts):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        linked = [
            tag.get("href") or tag.get("src") for tag in soup.select("link[rel=stylesheet], script[src]")
        ]
        names = [f"_static/{str(address).partition('_static/')[2]}" for address in linked]
        assert not {name.partition("?")[0] for name in names} & parts, path
        # A page that moved or is missing has nothing that a script does.
        alone = soup.select_one("body.lr-alone")
        for name in (JOINED_STYLES,) if alone else (JOINED_STYLES, JOINED_SCRIPTS):
            version = checksum((site / "_static" / name).read_text("utf-8"))
            assert names.count(f"_static/{name}?v={version}") == 1, path


def test_every_part_is_in_and_in_order(site):
    script = (site / "_static" / JOINED_SCRIPTS).read_text("utf-8")
    marks = ["DOCUMENTATION_OPTIONS =", "const Documentation =", "lr-explanation", "Popper"]
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


def asked_for(site):
    """Return the files of `_static` that a page, or a style sheet of a page, names."""
    static = (site / "_static").resolve()
    found = set()

    def follow(folder: Path, address: str) -> None:
        path = (folder / address.partition("?")[0].partition("#")[0]).resolve()
        if path in found or static not in path.parents or not path.is_file():
            return
        found.add(path)
        if path.suffix == ".css":
            for each in re.findall(r"url\(\s*[\"']?([^)\"']+)", path.read_text("utf-8")):
                follow(path.parent, each)

    for page in site.rglob("*.html"):
        for address in re.findall(r'\s(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            follow(page.parent, address)
    return {path.relative_to(static).as_posix() for path in found}


def test_no_file_of_the_site_is_idle(publication):
    site = publication / "site"
    there = {
        path.relative_to(site / "_static").as_posix()
        for path in (site / "_static").rglob("*")
        if path.is_file()
    }
    idle = there - asked_for(site)
    assert len(there) > 15
    assert {name for name in idle if not any(fnmatch(name, pattern) for pattern in UNASKED)} == set()
    # A reason that is no longer needed goes.
    assert all(any(fnmatch(name, pattern) for name in idle) for pattern in UNASKED)


def test_build_without_a_new_page_keeps_the_joined_files(build):
    first = build("html", {"index.md": "# A\n\nTekst.\n"})
    before = {name: first.read(f"_static/{name}") for name in (JOINED_STYLES, JOINED_SCRIPTS)}
    join(first.app)
    assert {name: first.read(f"_static/{name}") for name in before} == before
    assert not any((first.outdir / "_static" / name).exists() for name in (*STYLES, *SCRIPTS))
