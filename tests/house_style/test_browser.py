"""The site as a reader meets it: in a browser, on a screen and on paper."""

import gzip
import re

import pytest

pytestmark = pytest.mark.browser

PAGES = ("index", "leidraad/index", "leidraad/afspraken", "leidraad/blokken", "search")
ENGLISH = re.compile(r"\b(search|found|page|results|matching|your|hide|the)\b", re.IGNORECASE)


class Visit:
    """One reader: a fresh browser profile that remembers what the pages did."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.requests, self.faults = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on(
            "console",
            lambda line: self.faults.append(line.text) if line.type in {"error", "warning"} else None,
        )

    def open(self, address):
        self.page.goto(address, wait_until="load")
        return self.page


@pytest.fixture
def visit(browser):
    visits = []

    def start(**options):
        visits.append(Visit(browser, **options))
        return visits[-1]

    yield start
    for each in visits:
        each.context.close()


@pytest.mark.parametrize("kind", ["http", "file"])
def test_no_faults_no_outside_requests_no_traces(visit, address, site, kind):
    base = address if kind == "http" else f"{site.as_uri()}/"
    reader = visit()
    for name in PAGES:
        page = reader.open(f"{base}{name}.html")
        page.wait_for_timeout(150)
        assert page.title()
        assert page.evaluate("window.hacked") is None
    assert reader.faults == []
    assert [url for url in reader.requests if not url.startswith((base, "data:"))] == []
    assert not [url for url in reader.requests if "webfonts" in url or "fontawesome" in url]
    assert reader.context.cookies() == []
    # Only the choice between light and dark is kept.
    assert set(reader.page.evaluate("Object.keys(localStorage)")) <= {"mode", "theme"}
    # The theme wrote how far the menu was scrolled when each page but the last was left.
    assert reader.page.evaluate("Object.keys(sessionStorage)") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1366])
def test_page_does_not_scroll_sideways(visit, address, width, scheme):
    reader = visit(viewport={"width": width, "height": 740}, color_scheme=scheme)
    for name in PAGES:
        page = reader.open(f"{address}{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("document.documentElement.dataset.theme") == scheme


def test_running_text_is_18_pixels_on_a_phone(visit, address):
    page = visit(viewport={"width": 360, "height": 740}).open(f"{address}leidraad/index.html")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)") >= 18
    assert "Source Sans 3" in page.evaluate(
        "getComputedStyle(document.querySelector('article p')).fontFamily"
    )
    page.evaluate("document.fonts.ready")
    assert page.evaluate(
        "[...document.fonts].some(f => f.family.includes('Source Sans 3') && f.status === 'loaded')"
    )


def test_table_becomes_cards_and_keeps_its_roles(visit, address):
    page = visit(viewport={"width": 360, "height": 740}).open(f"{address}leidraad/afspraken.html")
    cell = page.locator("table.lr-cards tbody td").nth(2)
    assert cell.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Tegen wanneer"'
    assert cell.evaluate("(cell) => getComputedStyle(cell).display") == "block"
    assert cell.get_attribute("role") == "cell"
    assert page.get_by_role("table").first.is_visible()
    caption = page.locator("table.lr-cards caption").bounding_box()
    assert caption["x"] >= 0
    assert caption["x"] + caption["width"] <= 360


@pytest.mark.parametrize(
    ("words", "status"),
    [("afwezigheid", "1 pagina gevonden."), ("uitval", "4 pagina’s gevonden."), ("xyzzy", "Niets gevonden.")],
)
def test_dutch_search(visit, address, words, status):
    reader = visit()
    page = reader.open(f"{address}search.html?q={words}")
    page.wait_for_selector(".search-summary:not(:empty)")
    found = page.inner_text("#search-results")
    assert status in found
    assert page.get_attribute("#search-results", "role") == "status"
    assert not ENGLISH.search(found)
    assert reader.faults == []


def test_summary_of_a_page_that_has_the_word_only_in_an_address_is_its_start(visit, address):
    page = visit().open(f"{address}search.html?q=hoogstamboom")
    page.wait_for_selector("p.context")
    said = page.inner_text("p.context")
    assert said.startswith("Afwezigheden bespreek je snel.")
    assert "http" not in said
    assert said.endswith(" …")


def test_pages_for_editors_are_found_last(visit, address):
    """The word stands in the title of the page, for which Sphinx would show it first."""
    page = visit().open(f"{address}search.html?q=afspraken")
    page.wait_for_selector(".search-summary:not(:empty)")
    found = page.eval_on_selector_all("ul.search a", "links => links.map(a => a.getAttribute('href'))")
    assert len(found) >= 3
    assert found[-1].startswith("leidraad/afspraken.html")


def test_a_title_with_the_words_of_the_reader_comes_first(visit, address):
    """Sphinx gives a page 15 for one word in its title, and a heading with all words less."""
    page = visit().open(f"{address}search.html?q=te+laat")
    page.wait_for_selector("#search-results:has-text('gevonden')")
    score = "(title, score) => Scorer.score(['leidraad/index', title, '', null, score])"
    heading = page.evaluate(f"({score})('Wat is er? > Te laat komen', 8)")
    assert heading > page.evaluate(f"({score})('Voorkomen', 15)")


def test_search_summary_is_the_text_of_the_article(visit, address):
    page = visit().open(f"{address}search.html?q=gesprek")
    page.wait_for_selector("ul.search p.context")
    summary = page.inner_text("ul.search p.context")
    assert "gesprek" in summary
    assert "Hoofdmenu" not in summary
    assert "Licht" not in summary


def test_search_result_names_its_publication_and_cuts_no_word(visit, address):
    page = visit().open(f"{address}search.html?q=gesprek")
    page.wait_for_selector("ul.search p.context")
    titles = page.locator("ul.search a").all_inner_texts()
    assert "Afspraken over schooluitval – Leidraad" in titles
    assert all(title.count("Leidraad") <= 1 for title in titles)
    summaries = page.locator("ul.search p.context").all_inner_texts()
    cut = [text for text in summaries if text.startswith("… ") or text.endswith(" …")]
    assert cut
    assert not any("..." in text for text in summaries)
    page.goto(f"{address}leidraad/afspraken.html")
    every = page.evaluate("document.querySelector('article').textContent")
    for text in cut:
        ends = [part for part in text.split() if part != "…"]
        assert all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", every) for part in (ends[0], ends[-1])), text


def test_nothing_stands_where_no_page_comes_before_or_after(visit, address):
    page = visit().open(f"{address}search.html")
    assert not page.locator(".prev-next-footer:visible").count()
    page.goto(f"{address}leidraad/afspraken.html")
    assert page.locator(".prev-next-footer:visible a").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_missing_page_is_dark_where_the_reader_asks(visit, address, site, scheme):
    reader = visit(color_scheme=scheme)
    # Without a known address the page counts on the root of its host.
    root = address.split("/", 3)
    reader.context.route(
        f"{'/'.join(root[:3])}/_static/**",
        lambda route: route.fulfill(path=site / route.request.url.split("?")[0].split("/", 3)[3]),
    )
    page = reader.open(f"{address}404.html")
    page.wait_for_timeout(200)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground.startswith("rgb("), ground
    assert (max(map(int, re.findall(r"\d+", ground))) > 128) == (scheme == "light"), ground
    assert reader.faults == []


def test_search_works_from_a_folder(visit, site):
    reader = visit()
    page = reader.open(f"{site.as_uri()}/search.html?q=uitval")
    page.wait_for_selector(".search-summary:not(:empty)")
    assert "4 pagina’s gevonden." in page.inner_text("#search-results")
    assert reader.faults == []


def test_labels_after_the_scripts_ran_are_dutch(visit, address):
    reader = visit()
    for name in PAGES:
        page = reader.open(f"{address}{name}.html?q=afwezigheid")
        page.wait_for_timeout(300)
        labels = page.evaluate(
            """() => [...document.querySelectorAll("*")].flatMap((part) =>
                ["aria-label", "title", "placeholder", "alt", "data-bs-original-title"]
                    .map((name) => part.getAttribute(name)))
                .filter(Boolean)"""
        )
        buttons = page.locator("button").all_inner_texts()
        assert labels
        assert not [label for label in [*labels, *buttons] if ENGLISH.search(label) or "oggle" in label], name


def test_paper_shows_everything_once(visit, address):
    page = visit().open(f"{address}leidraad/blokken.html")
    page.emulate_media(media="print")
    for words in (
        "Tekst voor het basisonderwijs.",
        "Tekst voor het secundair onderwijs.",
        "Verborgen uitleg over attesten.",
    ):
        assert page.get_by_text(words).is_visible(), words
    assert page.locator("h1:visible").count() == 1
    for hidden in (
        ".bd-sidebar-primary",
        ".bd-header-article",
        ".prev-next-footer",
        ".bd-sidebar-secondary",
        "#pst-back-to-top",
    ):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".lr-colophon").is_visible()
    # Every paragraph, cell and title of the article has a place on the paper.
    unseen = page.evaluate(
        """() => [...document.querySelectorAll("article :is(p, td, th, h1, h2, h3, li, label)")]
            .filter((part) => part.textContent.trim())
            .filter((part) => !part.innerText.trim() || !part.getClientRects().length)
            .map((part) => part.textContent)"""
    )
    assert unseen == []


def test_paper_shows_addresses_of_other_sites(visit, address):
    page = visit().open(f"{address}leidraad/index.html")
    page.emulate_media(media="print")
    link = page.locator("article a.external").first
    printed = link.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "https://onderwijs.vlaanderen.be/omzendbrief" in printed


def test_focus_is_visible_on_every_control(visit, address):
    page = visit(viewport={"width": 1366, "height": 900}).open(f"{address}leidraad/blokken.html")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        control = page.evaluate(
            """() => { const part = document.activeElement;
                const target = part.matches(".sd-tab-set > input") ? part.nextElementSibling : part;
                const style = getComputedStyle(target);
                return [part.outerHTML.slice(0, 99), style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
        )
        if control[0].startswith("<body"):
            break
        seen.add(control[0])
        assert control[1] != "none", control
        assert control[2] >= 2, control
    assert len(seen) > 15


def test_menu_gives_the_focus_back(visit, address):
    page = visit(viewport={"width": 360, "height": 740}).open(f"{address}leidraad/blokken.html")
    page.click(".primary-toggle")
    page.wait_for_selector("#pst-primary-sidebar-modal[open]")
    assert page.get_by_role("navigation", name="Hoofdmenu").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert page.evaluate("document.activeElement.classList.contains('primary-toggle')")


def test_nothing_moves_while_the_page_loads(visit, address):
    reader = visit(viewport={"width": 1366, "height": 900})
    reader.page.add_init_script(
        """window.moved = 0;
        const add = (entry) => { window.moved += entry.value; };
        new PerformanceObserver((list) => list.getEntries().forEach(add))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    for name in PAGES:
        page = reader.open(f"{address}{name}.html")
        page.wait_for_timeout(250)
        # 0.1 is what the Core Web Vitals call good.
        assert page.evaluate("window.moved") < 0.1, name


def test_ordinary_page_weighs_at_most_260_kb(visit, address, site):
    reader = visit()
    reader.open(f"{address}leidraad/afspraken.html").wait_for_load_state("networkidle")
    names = {
        url.removeprefix(address).partition("?")[0] for url in reader.requests if url.startswith(address)
    }
    total = 0
    for name in names:
        content = (site / name).read_bytes()
        total += len(content) if name.endswith(".woff2") else len(gzip.compress(content, 9))
    assert 100_000 < total <= 260_000
