"""Every text of a page is on its paper: compared with the PDF that the browser prints."""

import pytest
from tools.papers import missing_on_paper, texts_of

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["index", "leidraad/index", "leidraad/afspraken", "leidraad/blokken"])
def test_paper_holds_every_text(page, address, name):
    page.goto(f"{address}{name}.html")
    assert len(texts_of(page)) >= 3
    assert missing_on_paper(page) == []


def test_what_paper_lacks_is_found(page, site):
    page.goto(f"{(site / 'leidraad' / 'blokken.html').as_uri()}")
    page.add_style_tag(
        content="@media print { .bd-article.bd-article .sd-tab-set > * { display: none !important } }"
    )
    missing = missing_on_paper(page)
    assert any("Tekst voor het secundair onderwijs." in text for text in missing)


def test_paper_says_where_it_comes_from(page, address):
    page.goto(f"{address}leidraad/afspraken.html")
    source = page.locator(".lr-page-end__source")
    assert not source.is_visible()
    page.emulate_media(media="print")
    assert source.is_visible()
    assert source.inner_text().startswith("Bron: De <b>leidraad</b>")
    assert not page.locator(".lr-page-end .lr-downloads").is_visible()


def test_paper_from_a_dark_page_is_white(browser, address):
    """A box to tick would come out black, as if it were ticked."""
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{address}leidraad/blokken.html")
        scheme = "getComputedStyle(document.documentElement).colorScheme"
        assert page.evaluate(scheme) == "dark"
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(scheme) == "light"
