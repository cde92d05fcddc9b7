"""What a term means: in the page for every reader, and as a bubble that keyboard and finger can use."""

import pytest
from bs4 import BeautifulSoup

GLOSSARY = (
    '# Begrippen\n\n```{glossary}\nhalve dag\n  Een *halve* "dag" <u>. Nog iets.\n\n  Tweede alinea.\n```\n'
).replace("<u>", "\\<u\\>")
SOURCES = {
    "index.md": "# A\n\n{term}`halve dagen <halve dag>` en {term}`halve dag`\n\n```{toctree}\nmap/b\n```\n",
    "map/b.md": GLOSSARY.replace("# Begrippen\n", "# Begrippen\n\nZie {term}`halve dag`.\n"),
}


def test_link_to_a_term_carries_its_meaning(build):
    built = build("html", SOURCES)
    for name, count in (("index.html", 2), ("map/b.html", 1)):
        links = BeautifulSoup(built.read(name), "html.parser").select("article a:has(.std-term)")
        assert [link["title"] for link in links] == ["Een halve “dag” <u>. Nog iets."] * count, name


@pytest.fixture
def page(browser, address):
    contexts = []

    def start(**options):
        contexts.append(browser.new_context(**options))
        opened = contexts[-1].new_page()
        opened.goto(f"{address}leidraad/afspraken.html")
        opened.wait_for_selector("article a[data-explanation]")
        return opened

    yield start
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_explanation_on_hover_stays_under_the_pointer(page):
    opened = page()
    word, bubble = opened.locator("article a:has(.std-term)"), opened.locator("#lr-explanation")
    assert not bubble.is_visible()
    word.hover()
    assert bubble.inner_text() == "Centrum voor leerlingenbegeleiding."
    bubble.hover()
    opened.wait_for_timeout(400)
    assert bubble.is_visible()
    opened.locator("h1").hover()
    bubble.wait_for(state="hidden")


@pytest.mark.browser
def test_explanation_on_focus_is_read_and_closed_by_escape(page):
    opened = page()
    for selector in ("article a:has(.std-term)", "article abbr"):
        word, bubble = opened.locator(selector), opened.locator("#lr-explanation")
        opened.keyboard.press("Tab")  # from now on focus is shown, as for who uses the keyboard
        word.focus()
        assert bubble.is_visible()
        assert word.get_attribute("aria-describedby") == "lr-explanation"
        opened.keyboard.press("Escape")
        assert not bubble.is_visible()
        assert word.get_attribute("aria-describedby") is None
        assert word.evaluate("(word) => word === document.activeElement")


@pytest.mark.browser
def test_first_tap_explains_and_second_follows_the_link(page):
    opened = page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    word, bubble = opened.locator("article a:has(.std-term)"), opened.locator("#lr-explanation")
    word.tap()
    assert "Tik nog eens" in bubble.inner_text()
    assert "afspraken.html" in opened.url
    box = bubble.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    word.tap()
    opened.wait_for_url("**/blokken.html#term-CLB")
