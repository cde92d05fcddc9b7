"""The figure as a reader meets it: narrow and wide, by keyboard, in the dark, on paper."""

import pytest
from web_sample import sheet_of

from escalation.model import View

pytestmark = pytest.mark.browser

# Width of the window, and what shows there. The column is 40 px narrower (above 960 px: 64 px and the menu).
WIDTHS = [(320, "list"), (360, "list"), (600, "list"), (639, "list"), (784, "ladder"), (1366, "ladder")]


@pytest.fixture
def visit(browser, site):
    """Open a page of the site in a fresh window."""
    contexts = []

    def open_page(name="ladder", width=1366, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{name}.html")
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()


def shown(page):
    views = [view for view in ("ladder", "banen") if page.locator(f".lr-tekening--{view}").is_visible()]
    return views[0] if len(views) == 1 else views or "list"


@pytest.mark.parametrize(("width", "form"), WIDTHS)
@pytest.mark.parametrize("name", ["ladder", "banen"])
def test_form_follows_width_and_nothing_scrolls_sideways(visit, name, width, form):
    page = visit(name, width)
    wanted = "banen" if name == "banen" and width == 1366 else form
    assert shown(page) == wanted
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The list is there at every width; only beside a drawing can it be folded.
    assert page.locator(".lr-stapregel").first.is_visible()
    assert page.locator(".lr-stappen__kop").is_visible() == (wanted != "list")
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".lr-stappenplan *")].filter((part) => {
            const { left, right, width } = part.getBoundingClientRect();
            return width > 1 && (left < 0 || right > innerWidth + 0.5) }).map((part) => part.className)"""
    )
    assert outside == []


def test_folded_list_folds_and_comes_back_where_the_drawing_goes(visit):
    page = visit()
    page.locator(".lr-stappen__kop").click()
    item = page.locator(".lr-stapregel").first
    assert not item.is_visible()
    page.set_viewport_size({"width": 360, "height": 700})
    assert item.is_visible()
    page.set_viewport_size({"width": 1366, "height": 700})
    assert not item.is_visible()
    page.emulate_media(media="print")
    assert item.is_visible()


def test_link_into_a_folded_list_opens_it(visit):
    page = visit()
    page.locator(".lr-stappen__kop").click()
    page.goto(page.url.partition("#")[0] + "#lijst-proef-plan")
    page.wait_for_function("document.querySelector('.lr-stappen').open")
    assert page.locator("#lijst-proef-plan").is_visible()


def test_tab_goes_from_card_to_card_in_step_order_and_shows_where_it_is(visit):
    page = visit()
    page.locator(".lr-kaart").first.focus()
    seen = []
    for _ in range(10):
        page.wait_for_timeout(20)
        state = page.evaluate(
            """() => { const card = document.activeElement, ring = card.querySelector(".lr-kaart__ring");
            return [card.getAttribute("href"), ring && getComputedStyle(ring).stroke !== "none"
                && parseFloat(getComputedStyle(ring).strokeWidth) >= 3] }"""
        )
        seen.append(state[0])
        assert state[1], "no visible focus"
        page.keyboard.press("Tab")
    order = page.evaluate("[...document.querySelectorAll('.lr-stapregel')].map(item => item.id)")
    assert seen == [name.replace("lijst-", "#stap-") for name in order]
    assert page.evaluate("document.activeElement.matches('.lr-stappen__kop')")


def test_cards_and_answers_lead_to_their_place(visit):
    page = visit()
    page.locator(".lr-kaart").nth(4).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#stap-proef-melden")
    page.locator("#lijst-proef-aanhoudt").get_by_role("link", name="ga terug naar stap 6").click()
    assert page.url.endswith("#lijst-proef-plan")
    links = page.evaluate(
        """() => [...document.querySelectorAll('.lr-stappenplan a[href^="#"]')]
            .filter(link => !document.getElementById(link.getAttribute('href').slice(1)))
            .map(link => link.getAttribute('href'))"""
    )
    assert links == []


def tree(page):
    """The accessibility tree: role and name of each spoken part, in order."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored")
    ]


def test_screen_reader_hears_a_document_with_links(visit):
    page = visit()
    spoken = tree(page)
    drawn = [name for role, name in spoken if "raphics" in role]
    assert drawn == ["Stappenplan om te proberen"]
    links = [name for role, name in spoken if role == "link" and name.startswith("Stap ")]
    assert len(links) == 10
    assert links[4] == "Stap 5: De school meldt het aan het CLB. School. Plicht. Meteen."
    # What lines and labels show, in small letters, is said by the list alone.
    assert page.locator(".lr-tekening").get_by_text("nieuwe afwezigheid").count() == 1
    assert not [name for _, name in spoken if name == "nieuwe afwezigheid"]
    lists = [name for role, name in spoken if role == "list" and name.startswith("Vanaf ")]
    assert lists == ["Vanaf 1 halve dag", "Vanaf 5 halve dagen"]


def test_on_a_phone_the_drawing_is_not_heard_twice(visit):
    spoken = tree(visit(width=360))
    assert not [name for role, name in spoken if "raphics" in role]
    assert [name for role, name in spoken if role == "list" and name.startswith("Vanaf ")]


CONTRAST = """(selector) => {
  const channel = (value) => (value /= 255,
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (css) => { const [r, g, b] = css.match(/[\\d.]+/g).map(Number).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  return [...document.querySelectorAll(selector)].map((text) => {
    const ground = text.closest('a').querySelector('.lr-kaart__vlak');
    const [a, b] = [getComputedStyle(text).fill, getComputedStyle(ground).fill].map(luminance);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) }) }"""


SPILLS = """(name) => [...document.querySelectorAll(`.lr-tekening--${name} .lr-kaart`)].flatMap((card) => {
  const field = card.querySelector(".lr-kaart__vlak").getBBox();
  return [...card.querySelectorAll("text:not(.lr-t--number)")].filter((text) => {
    const { x, y, width, height } = text.getBBox();
    return x < field.x + 2 || x + width > field.x + field.width - 2
        || y < field.y - 1 || y + height > field.y + field.height + 1;
  }).map((text) => text.textContent) })"""


@pytest.mark.parametrize("name", ["ladder", "banen"])
def test_no_text_spills_over_its_card(visit, name):
    page = visit(name)
    page.evaluate("document.fonts.load('600 15px \"Source Sans 3\"')")
    assert page.evaluate("document.fonts.check('15px \"Source Sans 3\"')")
    assert page.locator(f".lr-tekening--{name} .lr-kaart text").count() > 30
    assert page.evaluate(SPILLS, name) == []


@pytest.mark.parametrize("name", ["ladder", "banen"])
def test_texts_are_as_wide_as_they_were_measured(visit, name):
    page = visit(name)
    measured = [run for box in sheet_of(View(name)).boxes for run in box.runs]
    drawn = page.evaluate(
        """(name) => [...document.querySelectorAll(`.lr-tekening--${name} .lr-kaart text`)]
            .map((text) => [text.textContent, text.getComputedTextLength()])""",
        name,
    )
    assert [run.text for run in measured] == [text for text, _ in drawn]
    for run, (text, width) in zip(measured, drawn, strict=True):
        assert width == pytest.approx(run.width, rel=0.03, abs=0.6), text


@pytest.mark.parametrize("options", [{"color_scheme": "light"}, {"color_scheme": "dark"}])
def test_text_on_cards_can_be_read_in_light_and_dark(visit, options):
    page = visit(**options)
    ratios = page.evaluate(CONTRAST, ".lr-kaart .lr-t:not(.lr-t--number)")
    assert len(ratios) >= 20
    assert min(ratios) >= 4.5
    theme = page.evaluate("document.documentElement.dataset.theme")
    assert theme == options["color_scheme"]


def test_forced_colours_are_the_readers_own(visit):
    page = visit(forced_colors="active", color_scheme="dark")
    colours = page.evaluate(
        """() => { const seen = new Set(); const probe = document.createElement("p");
        document.body.append(probe);
        const system = ["Canvas", "CanvasText", "LinkText", "Highlight"].map((name) =>
          (probe.style.cssText = `forced-color-adjust:none;color:${name}`, getComputedStyle(probe).color));
        for (const part of document.querySelectorAll(".lr-tekening :is(rect, path, circle, text)"))
          for (const name of ["fill", "stroke"]) seen.add(getComputedStyle(part)[name]);
        return [[...seen].filter((one) => one !== "none" && !system.includes(one)), seen.size] }"""
    )
    assert colours[0] == []
    assert colours[1] >= 4


def test_paper_shows_drawing_and_list(visit):
    page = visit(width=793)
    page.emulate_media(media="print")
    assert page.locator(".lr-tekening--ladder").is_visible()
    assert page.locator(".lr-stapregel").last.is_visible()


def test_nothing_moves_for_a_reader_who_wants_rest(visit):
    page = visit(reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll(".lr-stappenplan *")].filter((part) => {
            const style = getComputedStyle(part);
            return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none" }).length"""
    )
    assert moving == 0
