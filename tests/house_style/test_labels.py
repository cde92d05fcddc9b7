"""No English for a Dutch reader, seen or spoken. The labels come from the pages, not from the catalogue."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

ACCEPTED = Path(__file__).parent / "labels.txt"
ATTRIBUTES = (
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "aria-description",
    "data-bs-title",
    "aria-roledescription",
)
# Everyday English that no Dutch text holds as a word.
ENGLISH = re.compile(
    r"\b(the|this|page|pages|toggle|search|next|previous|contents|skip|back|light|dark|mode|system|settings|"
    r"link to|close|navigation|sidebar|warning|note|see also|copyright|created|table of|show|hide|edit|"
    r"last updated|index)\b",
    re.IGNORECASE,
)


def interface_labels(site: Path) -> dict[str, str]:
    """Every text outside the article, and every spoken attribute, with a page that shows it."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        if "_static" in path.parts:
            continue
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        titles = {
            tag.get_text(" ", strip=True)
            for tag in soup.select(".bd-links a, .prev-next-title, nav.page-toc a, p.caption")
        }
        for tag in soup.find_all(True):
            for name in ATTRIBUTES:
                if tag.get(name):
                    found.setdefault(clean(tag[name]), path.name)
        for part in soup.select("script, style, article, head"):
            part.decompose()
        for text in soup.stripped_strings:
            if clean(text) not in {clean(title) for title in titles}:
                found.setdefault(clean(text), path.name)
    return {label: page for label, page in found.items() if re.search(r"[A-Za-z]{2}", label)}


def clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def known(labels: dict[str, str]) -> dict[str, str]:
    """Without the day on which a page changed: Git tells it, and not everywhere."""
    day = re.compile(r"Laatst gewijzigd op \d{1,2} [a-z]+ \d{4}")
    return {label: page for label, page in labels.items() if not day.fullmatch(label)}


def test_every_label_is_known_dutch(site):
    accepted = set(ACCEPTED.read_text(encoding="utf-8").splitlines())
    found = known(interface_labels(site))
    new = {label: page for label, page in found.items() if label not in accepted}
    assert not new, f"labels that nobody has read yet; if Dutch, add them to {ACCEPTED.name}: {new}"


def test_accepted_labels_are_still_on_a_page(site):
    assert set(ACCEPTED.read_text(encoding="utf-8").splitlines()) - set(interface_labels(site)) == set()


def test_no_english_word_in_any_label(site):
    english = {label: page for label, page in interface_labels(site).items() if ENGLISH.search(label)}
    assert english == {}


def test_pages_say_that_they_are_dutch(site):
    for path in site.rglob("*.html"):
        if "_static" not in path.parts:
            assert '<html lang="nl"' in path.read_text(encoding="utf-8")


def test_new_english_label_is_found(site, tmp_path):
    page = tmp_path / "index.html"
    text = (site / "index.html").read_text(encoding="utf-8")
    for new in (
        '<button aria-label="Toggle this">x</button>',
        "<p>Read the docs</p>",
        '<input placeholder="Type here">',
    ):
        page.write_text(text.replace("</body>", f"{new}</body>"), encoding="utf-8")
        fresh = set(known(interface_labels(tmp_path))) - set(
            ACCEPTED.read_text(encoding="utf-8").splitlines()
        )
        assert len(fresh) == 1, new
