"""Our pages inside another site: plain, with the script, shut in, under a strict policy, nested."""

import re

import pypdfium2
import pytest
from playwright.sync_api import expect
from tools.projects import PROJECT

from embed.snippets import SANDBOX, frame_code, script_code

pytestmark = pytest.mark.browser

STRICT = "script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"
SHARED = "embed-site/"


def ends_with(words):
    """Match an address; the browser may take a moment to come there."""
    return re.compile(f"{re.escape(words)}$")


class Reader:
    """A fresh browser profile on the page of a host; notes faults and what was asked of other sites."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **options})
        self.context.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        self.page = self.context.new_page()
        self.faults, self.requests = [], []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, address):
        self.page.goto(address, wait_until="load")
        self.page.wait_for_timeout(400)
        return self.page

    def frame(self, number=0):
        return self.page.locator("iframe").nth(number).element_handle().content_frame()

    def height(self, number=0):
        return (
            self.page.locator("iframe")
            .nth(number)
            .evaluate("(frame) => frame.getBoundingClientRect().height")
        )

    def inner_height(self, number=0):
        return self.frame(number).evaluate("Math.ceil(document.body.getBoundingClientRect().height)")

    def settle(self):
        self.page.wait_for_timeout(700)


@pytest.fixture
def read(browser):
    readers = []

    def start(**options):
        readers.append(Reader(browser, **options))
        return readers[-1]

    yield start
    for reader in readers:
        reader.context.close()


def host_page(
    documents, path="leidraad/index.html", *, script=True, attributes="", frames=1, before="", after=""
):
    root = f"{documents.address}{SHARED}"
    frame = f'<iframe src="{root}{path}" title="Leidraad" width="100%" height="700" {attributes}></iframe>'
    line = f'<script src="{root}insluiten.js" async></script>' if script else ""
    return (
        "<!DOCTYPE html><html lang=nl><meta charset=utf-8><title>Host</title>"
        f"<body>{before}<h1>Een andere site</h1><p>Tekst.</p>{frame * frames}{line}"
        f"<p id=onder>Onder.</p>{after}"
    )


def put(host, text, path="/"):
    host.texts[path] = text
    return host.address.rstrip("/") + path


# -- five ways to show a page ------------------------------------------------------------------------


def test_plain_frame_is_complete(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, script=False)))
    assert reader.height() == pytest.approx(704, abs=5)
    frame = reader.frame()
    frame.get_by_role("link", name="Volgende").click()
    reader.settle()
    assert frame.evaluate("document.title").startswith("Afspraken")
    assert page.url == host.address
    assert reader.faults == []


def test_frame_with_script_is_as_high_as_its_page(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)))
    assert reader.height() == pytest.approx(reader.inner_height() + 4, abs=1)  # the border of a bare frame
    assert page.locator("iframe").get_attribute("title").startswith("Leidraad «proef» & <meer>")
    assert page.locator("iframe").get_attribute("lang") == "nl"
    assert page.url == host.address
    assert reader.faults == []


@pytest.mark.parametrize("sandbox", [SANDBOX, "allow-scripts"])
def test_frame_that_is_shut_in(read, host, documents, sandbox):
    reader = read()
    page = reader.open(put(host, host_page(documents, attributes=f'sandbox="{sandbox}"')))
    assert reader.height() == pytest.approx(reader.inner_height() + 4, abs=1)
    reader.frame().get_by_role("link", name="Volgende").click()
    reader.settle()
    expect(page).to_have_url(ends_with("#lr=leidraad/afspraken.html"))
    assert reader.height() == pytest.approx(reader.inner_height() + 4, abs=1)


def test_code_is_shut_in_and_allowed_as_the_handbook_says(read, host, documents):
    handbook = (PROJECT / "docs" / "insluiten.md").read_text("utf-8")
    (sandbox,) = re.findall(r"^sandbox=\"(.+)\"$", handbook, re.MULTILINE)
    (policy,) = re.findall(r"^Content-Security-Policy: (.+)$", handbook, re.MULTILINE)
    assert sandbox == SANDBOX
    policy = policy.replace("https://ADRES-VAN-DE-SITE", documents.address.rstrip("/"))
    host.headers["Content-Security-Policy"] = f"{policy}; style-src 'self'"
    root = f"{documents.address}{SHARED}"
    code = frame_code(f"{root}index.html", "Proef", 300).replace("<iframe", f'<iframe sandbox="{sandbox}"')
    text = f"<!DOCTYPE html><title>Gastheer</title>{code}{script_code(f'{root}insluiten.js')}"
    reader = read()
    page = reader.open(put(host, text))
    assert reader.height() == pytest.approx(reader.inner_height(), abs=1)
    edges = page.evaluate("[document.querySelector('iframe').offsetWidth, document.body.clientWidth]")
    assert edges[0] == edges[1]
    assert reader.faults == []


def test_frame_that_may_run_nothing_is_readable(read, host, documents):
    reader = read()
    reader.open(put(host, host_page(documents, attributes="sandbox")))
    assert reader.height() == pytest.approx(704, abs=5)
    assert reader.frame().get_by_text("Tekst bij het eerste deel.").is_visible()


def test_strict_policy_on_both_sides(read, host, documents):
    documents.headers["Content-Security-Policy"] = STRICT
    server = documents.address.rstrip("/")
    host.headers["Content-Security-Policy"] = (
        f"script-src 'self' {server}; frame-src {server}; style-src 'self'"
    )
    reader = read()
    page = reader.open(put(host, host_page(documents, "leidraad/blokken.html")))
    assert reader.height() == pytest.approx(reader.inner_height() + 4, abs=1)
    frame = reader.frame()
    frame.get_by_text("Secundair onderwijs", exact=True).click()
    assert frame.get_by_text("Tekst voor het secundair onderwijs.").is_visible()
    widths = frame.evaluate("[...document.querySelectorAll('col')].map((c) => getComputedStyle(c).width)")
    assert len(set(widths[:3])) == 3
    assert page.locator("iframe").get_attribute("lang") == "nl"
    assert reader.faults == []


def test_host_that_refuses_the_script_keeps_the_fixed_height(read, host, documents):
    host.headers["Content-Security-Policy"] = "script-src 'self'"
    reader = read()
    reader.open(put(host, host_page(documents)))
    assert reader.height() == pytest.approx(704, abs=5)
    assert all("script-src" in fault for fault in reader.faults)


def test_frame_in_a_frame(read, host, documents):
    put(host, host_page(documents), "/binnen")
    wrapper = f'<!DOCTYPE html><iframe src="{host.address}binnen" width="100%" height="2000">'
    reader = read()
    page = reader.open(put(host, wrapper, "/buiten"))
    inner = reader.frame().locator("iframe").element_handle().content_frame()
    height = reader.frame().locator("iframe").evaluate("(frame) => frame.getBoundingClientRect().height")
    assert height == pytest.approx(inner.evaluate("document.body.getBoundingClientRect().height") + 4, abs=2)
    inner.get_by_role("link", name="Volgende").click()
    reader.settle()
    assert reader.frame().evaluate("location.hash") == "#lr=leidraad/afspraken.html"
    assert page.url == f"{host.address}buiten"
    assert reader.faults == []


def test_two_frames_on_a_page(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, frames=2)))
    first = reader.height(0)
    reader.frame(1).get_by_role("link", name="Volgende").click()
    reader.settle()
    expect(page).to_have_url(ends_with("#lr1=leidraad/afspraken.html"))
    assert reader.height(0) == first
    assert reader.height(1) > first + 500
    reader.frame(0).get_by_role("link", name="Volgende").click()
    reader.settle()
    expect(page).to_have_url(ends_with("#lr1=leidraad/afspraken.html&lr=leidraad/afspraken.html"))
    page.reload()
    reader.settle()
    assert [reader.frame(n).evaluate("document.title")[:9] for n in (0, 1)] == ["Afspraken"] * 2


def test_script_twice_on_a_page_does_its_work_once(read, host, documents):
    line = f'<script src="{documents.address}{SHARED}insluiten.js"></script>'
    reader = read()
    page = reader.open(put(host, host_page(documents, after=line)) + "#lr=leidraad/afspraken.html:afspraak-9")
    reader.settle()
    assert heading_place(reader, "afspraak-9") == pytest.approx(8, abs=3)
    assert page.url.count("#") == 1


# -- growing and shrinking ---------------------------------------------------------------------------


def test_grows_and_shrinks(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, "leidraad/blokken.html")))
    closed = reader.height()
    frame = reader.frame()
    frame.get_by_text("Meer weten").click()
    reader.settle()
    assert reader.height() > closed + 40
    frame.get_by_text("Meer weten").click()
    reader.settle()
    assert reader.height() == closed
    page.set_viewport_size({"width": 360, "height": 740})
    reader.settle()
    narrow = reader.height()
    assert narrow > closed
    assert narrow == pytest.approx(reader.inner_height() + 4, abs=1)
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1366, "height": 900})
    reader.settle()
    assert reader.height() == closed


def test_no_scroll_bar_within_the_frame(read, host, documents):
    reader = read()
    reader.open(put(host, host_page(documents, "leidraad/afspraken.html")))
    assert reader.frame().evaluate("innerWidth === document.documentElement.clientWidth")


# -- the address of the host -------------------------------------------------------------------------


def heading_place(reader, name):
    """Return how far below the top of the window a heading stands."""
    edge = reader.page.locator("iframe").first.evaluate("(frame) => frame.getBoundingClientRect().top")
    inner = reader.frame().evaluate(f"document.getElementById('{name}').getBoundingClientRect().top")
    return edge + inner


def test_anchor_within_the_page_lands_right(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, "leidraad/afspraken.html")))
    reader.frame().get_by_role("link", name="afspraak 20").click()
    reader.settle()
    assert heading_place(reader, "afspraak-20") == pytest.approx(8, abs=3)
    expect(page).to_have_url(ends_with("#lr=leidraad/afspraken.html:afspraak-20"))
    page.evaluate("scrollTo(0, 0)")
    reader.settle()
    assert page.evaluate("scrollY") == 0  # the reader is not pulled back
    reader.frame().get_by_role("link", name="afspraak 20").click()  # the same link once more
    reader.settle()
    assert heading_place(reader, "afspraak-20") == pytest.approx(8, abs=3)


@pytest.mark.parametrize("lazy", ["", 'loading="lazy"'])
def test_shared_address_opens_page_and_heading(read, host, documents, lazy):
    reader = read()
    address = put(host, host_page(documents, attributes=lazy)) + "#lr=leidraad/afspraken.html:afspraak-20"
    page = reader.open(address)
    reader.settle()
    assert reader.frame().evaluate("document.title").startswith("Afspraken")
    assert heading_place(reader, "afspraak-20") == pytest.approx(8, abs=3)
    assert page.url == address


def test_header_that_stays_on_top_is_spared(read, host, documents):
    reader = read()
    text = host_page(documents, "leidraad/afspraken.html", attributes='data-boven="80"')
    reader.open(put(host, text) + "#lr=leidraad/afspraken.html:afspraak-20")
    reader.settle()
    assert heading_place(reader, "afspraak-20") == pytest.approx(80, abs=3)


def test_back_forward_and_reload_stay_in_step(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)))

    def state():
        reader.settle()
        return reader.frame().evaluate("document.title").split()[0], page.url.removeprefix(host.address)

    start = state()
    assert start == ("Leidraad", "")
    reader.frame().get_by_role("link", name="Volgende").click()
    second = state()
    assert second == ("Afspraken", "#lr=leidraad/afspraken.html")
    reader.frame().get_by_role("link", name="Volgende").click()
    third = state()
    assert third == ("Blokken", "#lr=leidraad/blokken.html")
    page.go_back()
    assert state() == second
    page.go_back()
    assert (state()[0], page.url.rstrip("#")) == ("Leidraad", host.address)
    page.go_forward()
    assert state() == second
    page.reload()
    assert state() == second
    assert reader.faults == []


def test_next_page_starts_at_its_top(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)))
    link = reader.frame().get_by_role("link", name="Volgende")
    link.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 100
    link.click()
    reader.settle()
    assert page.locator("iframe").evaluate("(f) => f.getBoundingClientRect().top") == pytest.approx(8, abs=3)


def test_host_is_not_moved_when_it_opens(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, before="<div><p>x</p></div>" * 60)))
    assert page.evaluate("scrollY") == 0


def test_other_anchors_of_the_host_are_left_alone(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)) + "#onder")
    reader.settle()
    expect(page).to_have_url(ends_with("#onder"))
    reader.frame().get_by_role("link", name="Volgende").click()
    reader.settle()
    expect(page).to_have_url(ends_with("#onder&lr=leidraad/afspraken.html"))


@pytest.mark.parametrize(
    "hash_",
    [
        "#lr=../site/index.html",
        "#lr=//example.org/x.html",
        "#lr=https://example.org/x.html",
        "#lr=javascript:alert(1).html",
        "#lr=leidraad/..%2f..%2fx.html",
        "#lr=leidraad/afspraken.html:%22%3E<script>",
        "#lr=",
        "#lr=%",
        "#%E0%A4%A",
    ],
)
def test_address_that_asks_for_something_else_is_ignored(read, host, documents, hash_):
    reader = read()
    reader.open(put(host, host_page(documents)) + hash_)
    reader.settle()
    urls = [url for url in reader.requests if not url.startswith((host.address, documents.address, "data:"))]
    assert urls == []
    assert f"{SHARED}" in reader.frame().url
    assert reader.faults == []


# -- messages ----------------------------------------------------------------------------------------

SOUND = {"h": 400, "y": -1, "n": 1, "p": "leidraad/index.html", "d": "", "t": "Titel", "l": "nl"}


WRONG_SHAPES = [
    "null",
    "'leerrecht'",
    "{}",
    "{leerrecht: 1}",
    "{leerrecht: null}",
    "{leerrecht: {h: 1e9}}",
    *(
        f"{{leerrecht: {{...{SOUND!r}, {change}}}}}"
        for change in (
            "h: 0",
            "h: -5",
            "h: 1e6",
            "h: NaN",
            "h: Infinity",
            "h: '400'",
            "h: 400.5",
            "y: 1e9",
            "y: '0'",
            "n: {}",
            "p: '../x.html'",
            "p: 'https://example.org/x.html'",
            "p: 'javascript:x.html'",
            "p: 'x.html#a'",
            "d: '<b>'",
            "d: 'a b'",
            "t: ''",
            "t: 'x'.repeat(501)",
            "l: '<x>'",
            "l: ''",
        )
    ),
]


def test_messages_of_another_shape_do_nothing(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)))

    def state():
        return reader.height(), page.url, page.locator("iframe").get_attribute("title")

    before = state()
    for message in WRONG_SHAPES:
        reader.frame().evaluate(f"parent.postMessage({message}, '*')")
        page.wait_for_timeout(150)
        assert state() == before, message
    assert reader.faults == []


def test_sound_message_counts_only_from_our_window(read, host, documents):
    reader = read()
    stranger = f'<iframe id="vreemd" src="{host.address}vreemd"></iframe>'
    host.texts["/vreemd"] = "<!DOCTYPE html><title>x</title>"
    page = reader.open(put(host, host_page(documents, after=stranger)))
    before = reader.height()
    message = f"{{leerrecht: {SOUND!r}}}"
    page.evaluate(f"postMessage({message}, '*')")
    reader.frame(1).evaluate(f"parent.postMessage({message}, '*')")
    reader.settle()
    assert reader.height() == before
    reader.frame(0).evaluate(f"parent.postMessage({message}, '*')")  # the same from our frame does something
    reader.settle()
    assert reader.height() == pytest.approx(404)


def test_at_most_ten_changes_in_a_second(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)))
    page.evaluate(
        """() => { window.changes = 0; new MutationObserver((list) => { window.changes += list.length; })
            .observe(document.querySelector("iframe"), { attributes: true, attributeFilter: ["style"] }); }"""
    )
    reader.frame().evaluate(
        f"""() => {{ let h = 300; const end = Date.now() + 1000; const again = () => {{
            if (Date.now() > end) return;
            for (let i = 0; i < 20; i += 1) {{
                parent.postMessage({{ leerrecht: {{ ...{SOUND!r}, h: h += 1 }} }}, "*");
            }}
            setTimeout(again, 5); }}; again(); }}"""
    )
    page.wait_for_timeout(1500)
    assert 3 <= page.evaluate("window.changes") <= 12


def test_page_tells_at_most_ten_times_in_a_second(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, script=False)))
    page.evaluate("() => { window.told = 0; addEventListener('message', () => { window.told += 1; }); }")
    reader.frame().evaluate(
        """() => { let n = 0; const tall = document.body.appendChild(document.createElement("div"));
            const timer = setInterval(() => {
                tall.style.height = `${n += 1}px`;
                if (n > 100) clearInterval(timer);
            }, 10); }"""
    )
    page.wait_for_timeout(1600)
    assert 3 <= page.evaluate("window.told") <= 16


def test_page_hears_nothing(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents)))
    before = reader.frame().content()
    page.evaluate(
        "document.querySelector('iframe').contentWindow.postMessage({leerrecht: {h: 1}, message: 'x'}, '*')"
    )
    reader.settle()
    assert reader.frame().content() == before
    assert reader.faults == []


def test_wordpress_is_told_the_height(read, host, documents):
    """WordPress adds `#?secret=` to the address and believes only a message with it (wp-embed.js)."""
    reader = read()
    address = f"{documents.address}{SHARED}leidraad/index.html#?secret=a1B2c3D4e5"
    text = f'<!DOCTYPE html><title>x</title><iframe sandbox="allow-scripts" src="{address}"></iframe>'
    listen = "addEventListener('message', ({ data }) => (window.told ??= []).push(data))"
    reader.page.add_init_script(listen)
    page = reader.open(put(host, text))
    page.wait_for_timeout(400)
    told = [data for data in page.evaluate("window.told") if data.get("message") == "height"]
    assert told
    assert told[-1] == {"message": "height", "value": reader.inner_height(), "secret": "a1B2c3D4e5"}
    reader.frame().get_by_role("link", name="Volgende").click()
    page.wait_for_timeout(700)
    told = [data for data in page.evaluate("window.told") if data.get("message") == "height"]
    assert told[-1] == {"message": "height", "value": reader.inner_height(), "secret": "a1B2c3D4e5"}


# -- without a mouse ---------------------------------------------------------------------------------

LINKS = {"before": '<a id="voor" href="#onder">Voor</a>', "after": '<a id="na" href="#onder">Na</a>'}


def focus_in(window):
    """Return the words of what has the focus in a window; empty if nothing has."""
    return window.evaluate(
        """() => document.activeElement === document.body ? ""
            : document.activeElement.id || document.activeElement.textContent.trim().split("\\n")[0]"""
    )


def tab_to(reader, words, key="Tab"):
    """Press a key until something with these words has the focus within the frame."""
    for _ in range(60):
        reader.page.keyboard.press(key)
        if focus_in(reader.frame()).startswith(words) and focus_in(reader.page) != "na":
            return
    raise AssertionError(f"{key} never reaches {words}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_focus_enters_and_leaves_the_frame(read, host, documents, script):
    """In the order of the page, both ways; nothing keeps it (WCAG 2.2, 2.1.2 and 2.4.3)."""
    reader = read()
    page = reader.open(put(host, host_page(documents, script=script, **LINKS)))
    page.locator("#voor").focus()
    within = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if focus_in(page) == "na":
            break
        assert page.evaluate("document.activeElement.tagName") == "IFRAME"
        within.append(focus_in(reader.frame()))
    else:
        raise AssertionError(f"the frame keeps the focus: {within}")
    seen = [words for words in within if words]
    assert seen.index("PDF van Leidraad «proef» & <meer>") < seen.index("Inhoud")
    assert any(words.startswith("Volgende") for words in seen)
    assert seen[-1] == "Lees dit op de volledige site"
    page.keyboard.press("Shift+Tab")
    assert focus_in(reader.frame()) == seen[-1]
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if focus_in(page) == "voor":
            break
    assert focus_in(page) == "voor"
    assert reader.faults == []


def test_contents_and_turning_pages_without_a_mouse(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, **LINKS)))
    tab_to(reader, "Inhoud")
    outline = reader.frame().evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline not in {"none", "hidden"}
    page.keyboard.press("Enter")
    assert reader.frame().locator(".lr-inhoud details").evaluate("(menu) => menu.open")
    tab_to(reader, "Afspraken")
    page.keyboard.press("Enter")
    reader.settle()
    expect(page).to_have_url(ends_with("#lr=leidraad/afspraken.html"))
    # The way goes on at the top of the new page, within the frame.
    page.keyboard.press("Tab")
    assert focus_in(reader.frame()).startswith("PDF")
    tab_to(reader, "Vorige")
    page.keyboard.press("Enter")
    reader.settle()
    assert reader.frame().evaluate("document.title").startswith("Leidraad")
    tab_to(reader, "Volgende")
    page.keyboard.press("Enter")
    reader.settle()
    assert reader.frame().evaluate("document.title").startswith("Afspraken")
    assert reader.faults == []


# -- leaving, printing, looking ----------------------------------------------------------------------


def test_outside_link_leaves_the_frame(read, host, documents):
    reader = read()
    reader.context.route("https://example.org/**", lambda route: route.fulfill(body="<title>Elders</title>"))
    page = reader.open(put(host, host_page(documents, attributes=f'sandbox="{SANDBOX}"')))
    reader.frame().get_by_role("link", name="andere site").click()
    page.wait_for_url("https://example.org/**")
    assert page.title() == "Elders"
    assert page.evaluate("document.referrer") in {"", host.address, documents.address}


def test_whole_document_is_on_the_paper_of_the_host(read, host, documents, tmp_path):
    reader = read()
    page = reader.open(put(host, host_page(documents, "leidraad/blokken.html")))
    page.pdf(path=tmp_path / "host.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "host.pdf") as pdf:
        text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    for words in (
        "Tekst voor het basisonderwijs.",
        "Tekst voor het secundair onderwijs.",
        "Verborgen uitleg over attesten.",
        "Binnen tien schooldagen",
        "Bijschrift.",
        "Onder.",
    ):
        assert words in text, words


def test_nothing_is_asked_of_others_or_kept(read, host, documents):
    reader = read()
    page = reader.open(put(host, host_page(documents, "leidraad/blokken.html")))
    assert [u for u in reader.requests if not u.startswith((host.address, documents.address, "data:"))] == []
    assert reader.context.cookies() == []
    for window in (page, reader.frame()):
        assert window.evaluate("localStorage.length + sessionStorage.length") == 0
