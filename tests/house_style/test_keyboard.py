"""The whole publication without a mouse: what opens with the keyboard closes with it, and nothing is lost.

The pages are those of this project's own sources. Source of the rules: WCAG 2.2, 1.4.13 (explanations), 2.1.1
and 2.1.2 (keyboard, no trap), 2.4.3 (order of focus), 2.4.7 and 2.4.11 (focus seen and not hidden), 4.1.3.
"""

import re

import pytest

pytestmark = pytest.mark.browser

DESK = {"width": 1366, "height": 800}
PHONE = {"width": 360, "height": 740}
TEXT = "guidelines/leidraad/ziekte-en-attesten.html"
CHART = "guidelines/leidraad/stappenplan-basisonderwijs.html"
AID = "guidelines/leidraad/welke-stap-nu.html"
TABS = "docs/blokken.html"
FIRST = "guidelines/leidraad/index.html"
#: A page of each kind.
KINDS = ("index.html", FIRST, TEXT, CHART, AID, TABS, "search.html")

_FOCUS = """() => {
    const part = document.activeElement;
    if (!part || part === document.body || part === document.documentElement) return null;
    // A tab shows the focus at its label, the field of the search at its form.
    const seen = part.matches(".sd-tab-set > input") ? part.nextElementSibling
        : part.closest("form.bd-search") ?? part;
    // A card of a chart has a ring of its own.
    const ring = part.querySelector(".lr-kaart__ring");
    const style = getComputedStyle(seen);
    const drawn = ring && getComputedStyle(ring);
    const box = seen.getBoundingClientRect();
    const back = (element) => {
        for (let up = element.parentElement; up; up = up.parentElement) {
            const color = getComputedStyle(up).backgroundColor;
            if (!/, 0\\)$|transparent/.test(color)) return color;
        }
        return "rgb(255, 255, 255)";
    };
    // What lies over the middle of the control, when the browser has scrolled to it. A link that goes on at
    // the next line has no middle of its own: there its longest line counts.
    const line = [...seen.getClientRects()].sort((one, other) => other.width - one.width)[0] ?? box;
    const within = (place, size) => Math.min(Math.max(place, 1), size - 1);
    const top = document.elementFromPoint(
        within(line.left + line.width / 2, innerWidth), within(line.top + line.height / 2, innerHeight));
    const over = top && !seen.contains(top) && !top.contains(seen) ? top.outerHTML.slice(0, 80) : "";
    return {
        html: part.outerHTML.slice(0, 120),
        tab: part.tabIndex,
        line: drawn ? drawn.stroke : style.outlineStyle,
        width: parseFloat(drawn ? drawn.strokeWidth : style.outlineWidth),
        color: drawn ? drawn.stroke : style.outlineColor, back: back(seen),
        over,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


def contrast(one, other):
    """Return the contrast of two CSS colours `rgb(...)` (WCAG 2.2, contrast ratio)."""

    def light(color):
        parts = [float(part) / 255 for part in re.findall(r"[\d.]+", color)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def read(browser, published):
    """Open a page of the publication; the answer is the page. Faults in the console fail the test."""
    contexts, faults = [], []

    def start(name, viewport=DESK, **options):
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{published}{name}", wait_until="load")
        return page

    yield start
    for context in contexts:
        context.close()
    assert faults == []


def focused(page, selector):
    return page.evaluate("(selector) => document.activeElement.matches(selector)", selector)


def tab_to(page, selector, longest=200):
    """Press Tab until something has the focus."""
    for _ in range(longest):
        page.keyboard.press("Tab")
        if focused(page, selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", KINDS)
def test_walk_through_the_page(read, name, viewport, scheme):
    page = read(name, viewport, color_scheme=scheme)
    if name == "search.html":
        # The search page starts in its field; the walk starts at the top.
        start_at_the_top(page)
    walk_with_tab(page)


def start_at_the_top(page):
    page.evaluate(
        "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
    )


def walk_with_tab(page, first="lr-start"):
    """Press Tab until the end of the page: the focus is always seen, nothing holds it or lies over it."""
    count = page.evaluate("document.querySelectorAll('a[href], button, input, summary, [tabindex]').length")
    walked = []
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        control = page.evaluate(_FOCUS)
        if control is None:
            break
        walked.append(control)
        assert control["tab"] == 0, control
        assert control["line"] not in {"none", "hidden"}, control
        assert control["width"] >= 2, control
        assert contrast(control["color"], control["back"]) >= 3, control
        assert control["inside"], control
        assert not control["over"], control
    else:
        raise AssertionError(f"no end: {walked[-1]}")
    assert len(walked) > 5
    assert first in walked[0]["html"]
    # Back the same way: nothing keeps the focus.
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(_FOCUS)["html"] == walked[-1]["html"]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["404.html", "search.html?q=uitval"])
def test_walk_through_what_was_found_or_not(read, name, viewport):
    page = read(name, viewport)
    if "?" in name:
        page.wait_for_selector(".search-summary:not(:empty)")
        assert page.locator("ul.search a").count() > 3
        start_at_the_top(page)
    # A page without a menu has nothing to skip.
    walk_with_tab(page, "lr-brand" if name == "404.html" else "lr-start")
    page.locator("article a, ul.search a").first.focus()
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", [TEXT, CHART])
def test_skip_link_leads_past_menu_and_bar(read, name):
    page = read(name)
    page.keyboard.press("Tab")
    assert focused(page, ".skip-link a")
    assert page.locator(".skip-link a").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize(
    ("side", "width"), [("primary", 360), ("secondary", 360), ("primary", 768), ("secondary", 768)]
)
def test_menu_opens_is_walked_and_gives_the_focus_back(read, side, width):
    page = read(TEXT, {"width": width, "height": 740})
    tab_to(page, f".{side}-toggle")
    page.keyboard.press("Enter")
    dialog = f"#pst-{side}-sidebar-modal"
    page.wait_for_selector(f"{dialog}[open]")
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "(dialog) => document.querySelector(dialog).contains(document.activeElement)"
            " || document.activeElement === document.body",
            dialog,
        )
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{dialog}:not([open])", state="attached")
    page.wait_for_function("(name) => document.activeElement.matches(name)", arg=f".{side}-toggle")


def test_menu_at_a_desk_folds(read):
    page = read(TEXT)
    tab_to(page, ".bd-sidenav summary")
    before = page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is not before
    assert page.evaluate("document.activeElement.getAttribute('aria-label')")


@pytest.mark.parametrize(
    ("button", "key", "width"),
    [
        (".search-button-field", "Enter", 1366),
        (".search-button-field", "Control+k", 1366),
        (".article-header-buttons .search-button", "Enter", 360),
    ],
)
def test_search_dialog(read, button, key, width):
    page = read(TEXT, {"width": width, "height": 800})
    tab_to(page, button)
    page.keyboard.press(key)
    page.wait_for_selector("#pst-search-dialog[open]")
    assert focused(page, "#pst-search-dialog input[type=search]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#pst-search-dialog:not([open])", state="attached")
    page.wait_for_function("(button) => document.activeElement.matches(button)", arg=button)
    page.keyboard.press("Control+k")
    page.keyboard.type("uitval")
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-summary:not(:empty)")
    assert page.locator("ul.search a").count() > 0


@pytest.mark.parametrize("way", ["key", "mouse"])
@pytest.mark.parametrize(
    ("button", "width"), [(".search-button-field", 1366), (".article-header-buttons .search-button", 360)]
)
def test_search_dialog_has_a_button_to_close_it(read, button, width, way):
    page = read(TEXT, {"width": width, "height": 800})
    if way == "key":
        tab_to(page, button)
        page.keyboard.press("Enter")
    else:
        page.click(button)
    page.wait_for_selector("#pst-search-dialog[open]")
    close = page.get_by_role("button", name="Sluiten", exact=True)
    box, field = close.bounding_box(), page.locator("#pst-search-dialog input").bounding_box()
    assert min(box["width"], box["height"]) >= 24
    assert box["x"] + box["width"] <= width
    assert field["x"] + field["width"] <= box["x"]
    if way == "key":
        tab_to(page, ".lr-close", 3)
        assert page.evaluate(_FOCUS)["width"] >= 2
        page.keyboard.press("Enter")
    else:
        close.click()
    page.wait_for_selector("#pst-search-dialog:not([open])", state="attached")
    page.wait_for_function("(button) => document.activeElement.matches(button)", arg=button)


def test_light_and_dark(read):
    page = read(TEXT, color_scheme="light")
    tab_to(page, ".theme-switch-button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".theme-switch-container .dropdown-menu.show")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_selector(".theme-switch-container .dropdown-menu:not(.show)", state="attached")
    assert focused(page, ".theme-switch-button")
    page.keyboard.press("Enter")
    tab_to(page, ".theme-change-button[data-mode=dark]", 5)
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_tabs(read):
    page = read(TABS)
    tab_to(page, ".sd-tab-set > input")
    chosen = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") != chosen
    assert page.evaluate("document.activeElement.checked")
    shown = page.evaluate(
        "getComputedStyle(document.activeElement.nextElementSibling.nextElementSibling).display"
    )
    assert shown != "none"


def test_dropdown(read):
    page = read(TABS)
    tab_to(page, "article details > summary")
    for open_ in (True, False):
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open") is open_


@pytest.mark.parametrize("name", [FIRST, f"../embed/{FIRST}"])
def test_contents_are_folded_on_a_phone_alone(read, name):
    """Without a script: a list of 26 chapters and what is in them is seven screens long."""
    page = read(name, PHONE, java_script_enabled=False)
    parts = page.locator(".lr-onderdelen li:visible")
    assert page.locator(".toctree-l1:visible").count() > 20
    assert parts.count() == 0
    assert page.locator(".toctree-wrapper").bounding_box()["height"] < 3 * PHONE["height"]
    first = page.locator(".lr-onderdelen > summary").first
    box = first.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    first.focus()
    page.keyboard.press("Enter")
    assert parts.count() > 2
    page.set_viewport_size(DESK)
    assert parts.count() == page.locator(".lr-onderdelen li").count() > 80
    assert page.locator(".lr-onderdelen > summary:visible").count() == 0


def test_explanation_comes_with_the_focus_and_goes_with_escape(read):
    page = read(TEXT)
    tab_to(page, "[data-explanation]")
    bubble = page.locator("#lr-explanation")
    assert bubble.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "lr-explanation"
    box = bubble.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= DESK["width"]
    page.keyboard.press("Escape")
    assert not bubble.is_visible()
    # The focus stays where it is, and the way goes on.
    assert focused(page, "[data-explanation]")
    page.keyboard.press("Tab")
    assert not focused(page, "body")


def test_cards_of_a_chart_come_in_the_order_of_the_steps(read):
    """On a desk; a phone shows the steps as text."""
    page = read(CHART)
    tab_to(page, "a.lr-kaart")
    numbers = []
    while focused(page, "a.lr-kaart"):
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        numbers.append(int(re.match(r"Stap (\d+)", label)[1]))
        page.keyboard.press("Tab")
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 5
    page.keyboard.press("Shift+Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_function("(hash) => location.hash === hash", arg=target)
    place = page.locator(target).bounding_box()
    assert 0 <= place["y"] < DESK["height"]


def test_aid_answers_in_words(read):
    page = read(AID)
    tab_to(page, ".lr-aid__choice input")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.checked")
    page.keyboard.press("Tab")
    assert focused(page, ".lr-aid__number")
    said = page.locator("output.lr-aid__summary")
    before = said.inner_text()
    page.keyboard.type("7")
    tab_to(page, ".lr-aid__choice input")
    page.keyboard.press("Space")
    page.wait_for_function(
        "(before) => document.querySelector('output.lr-aid__summary').innerText !== before", arg=before
    )
    # An `output` is a live region: role status (HTML-AAM).
    assert page.get_by_role("status").filter(has_text=said.inner_text()).count() == 1
    tab_to(page, ".lr-aid__link")


def test_downloads(read):
    page = read(FIRST)
    tab_to(page, ".lr-downloads a")
    with page.expect_download() as download:
        page.evaluate("document.activeElement.setAttribute('download', '')")
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("name", [TEXT, TABS, CHART])
def test_nothing_moves_for_who_asks_for_rest(read, name):
    page = read(name)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((part) => {
            const style = getComputedStyle(part);
            const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
            return Math.max(...times.map(parseFloat)) > 0.01 || style.scrollBehavior === "smooth";
        }).map((part) => part.outerHTML.slice(0, 80))"""
    )
    assert moving == []


_CUT = """() => [...document.querySelectorAll("main *, .bd-sidebar-primary *")].filter((part) => {
    const style = getComputedStyle(part);
    if (!part.clientWidth || !part.innerText?.trim()) return false;
    if (part.closest(".visually-hidden, .lr-verborgen, svg, pre, dialog")) return false;
    if (![style.overflowX, style.overflowY].some((way) => ["hidden", "clip"].includes(way))) return false;
    return part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1;
}).map((part) => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", KINDS)
def test_text_of_twice_the_size(browser, published, name):
    """Text alone, as Firefox and Android enlarge it (WCAG 2.2, 1.4.4): nothing is cut or goes sideways."""
    with browser.new_context() as context:
        page = context.new_page()
        for width in (640, 768, 1024, 1280):
            # Loaded anew, so that the scripts of the page see the width at once.
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{published}{name}")
            page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(_CUT) == [], width
            size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
            assert size >= 30, width
