"""The aid as a reader meets it: with a mouse, with the keyboard alone, without a script, on paper."""

import json
import re

import pytest
from aid_charts import GROUPS, charts, primary, secondary
from aid_pages import ELSEWHERE_PAGE, build_page
from playwright.sync_api import expect

from escalation.aid.form import Choice, rows

pytestmark = pytest.mark.browser

NUMBER = "Hoeveel halve dagen met B-code?"
CLB = "Is het CLB al betrokken?"
CHOOSE = "Kies eerst wat past. Daarna vul je het aantal in."
ASK = "Vul een aantal in. Dan zie je hier wat er geldt."
ASK_CLB = "Nog één vraag: is het CLB al betrokken? Kies ‘Nee’ of ‘Ja’."
HINT = "Schrijf een geheel getal van 0 tot 400, in cijfers. Twee en een halve dag is 5."


def steps(page, kind):
    return [
        int(re.match(r"Stap (\d+)", words)[1])
        for words in page.locator(f".lr-aid__part--{kind} .lr-aid__link").all_inner_texts()
    ]


def shown(page):
    return {kind: found for kind in GROUPS if (found := steps(page, kind))}


def opened(reader, file, chart="Secundair", clb="Nee"):
    """Open a page with an aid and answer its questions but for the number."""
    page = reader.open(file)
    page.get_by_label(chart).check()
    page.get_by_role("group", name=CLB).get_by_label(clb).check()
    return page


def test_script_answers_every_case_as_python_does(reader, aid_page, cases):
    page = reader().open(aid_page)
    plans = [rows(Choice(plan, "", involving, {})) for plan, involving in charts()]
    page.evaluate(
        "(text) => { window.given = JSON.parse(text); }", json.dumps({"plans": plans, "cases": cases})
    )
    asked, wrong = page.evaluate(
        """() => {
            const { answer } = document.querySelector("lr-beslishulp").constructor;
            const wrong = [];
            let asked = 0;
            given.plans.forEach((rows, position) => {
                for (const { number, clb, ...expected } of given.cases[position]) {
                    const found = answer(rows, number, clb);
                    asked += 1;
                    const same = Object.keys(expected).length === Object.keys(found).length
                        && Object.keys(expected).every(
                            (key) => JSON.stringify(expected[key]) === JSON.stringify(found[key]));
                    if (!same) wrong.push([position, number, clb, found]);
                }
            });
            return [asked, wrong.slice(0, 5)];
        }"""
    )
    assert wrong == []
    assert asked == len(charts()) * 401 * 2


def test_page_shows_every_answer_of_its_charts(reader, aid_page, cases):
    """Every number, typed in the real form, gives the links of the cases.

    Without a word of the CLB it gives them only where they are the same with and without it.
    """
    page = reader().open(aid_page)
    asked, wrong = page.evaluate(
        """([plans, groups]) => {
            const aid = document.querySelector("lr-beslishulp");
            const field = aid.querySelector(".lr-aid__number");
            const wrong = [];
            const radio = (value) => aid.querySelector(`input[value=${value}]`);
            const part = (kind) => [...aid.querySelectorAll(`.lr-aid__part--${kind} a`)]
                .map((link) => link.getAttribute("href").split("#stap-")[1]);
            const shown = (number) => {
                field.value = number;
                field.dispatchEvent(new Event("input", { bubbles: true }));
                return groups.map((kind) => part(kind).join());
            };
            let asked = 0;
            for (const [name, cases] of Object.entries(plans)) {
                radio(name).checked = true;
                const both = new Map();
                for (const { number, clb, ...expected } of cases) {
                    radio(clb ? "ja" : "nee").checked = true;
                    const names = groups
                        .map((kind) => (expected.groups[kind] ?? []).map((step) => `${name}-${step}`).join());
                    if (`${shown(number)}` !== `${names}`) wrong.push([name, number, clb]);
                    both.set(number, [...(both.get(number) ?? []), `${names}`]);
                    asked += 1;
                }
                radio("ja").checked = radio("nee").checked = false;
                for (const [number, [without, withClb]] of both) {
                    const known = without === withClb ? without : `${groups.map(() => "")}`;
                    if (`${shown(number)}` !== known) wrong.push([name, number, null]);
                    asked += 1;
                }
            }
            return [asked, wrong.slice(0, 5)];
        }""",
        [{"secundair": cases[0], "basis": cases[1]}, GROUPS],
    )
    assert wrong == []
    assert asked == 2 * 401 * 3


def test_choices_and_number_give_the_steps(reader, aid_page):
    visitor = reader()
    page = opened(visitor, aid_page)
    expect(page.locator(".lr-aid__tables")).to_be_hidden()
    page.get_by_label(NUMBER).fill("12")
    assert shown(page) == {"overdue": [3], "ask": [5], "check": [1, 4], "may": [6], "next": [7]}
    expect(page.locator(".lr-aid__part--may .lr-aid__when")).to_have_text("Alleen bij ‘nee’ in stap 5.")
    page.get_by_role("group", name=CLB).get_by_label("Ja").check()
    assert shown(page) == {"ask": [5], "check": [1, 3, 4], "may": [6], "next": [7]}
    page.get_by_label("Basis").check()
    assert shown(page) == {"check": [1, 2], "ends": [3]}
    assert visitor.faults == []
    assert all(url.startswith(("file:", "data:")) for url in visitor.requests)
    assert visitor.context.cookies() == []
    assert set(page.evaluate("Object.keys(localStorage)")) <= {"mode", "theme"}
    assert page.evaluate("sessionStorage.length") == 0


def test_nothing_is_chosen_for_the_reader(reader, aid_page):
    """Who overlooks a question must get no steps, and certainly not those of another level."""
    visitor = reader()
    page = visitor.open(aid_page)
    status, number = page.get_by_role("status"), page.get_by_label(NUMBER)
    assert page.locator("lr-beslishulp input:checked").count() == 0
    expect(status).to_have_text(CHOOSE)
    expect(number).to_be_hidden()
    expect(page.get_by_role("group", name=CLB)).to_be_hidden()
    page.get_by_label("Secundair").check()
    expect(number).to_be_visible()
    assert page.locator("lr-beslishulp input:checked").count() == 1
    expect(status).to_have_text(ASK)
    number.fill("4")
    assert shown(page)["now"] == [1], "below the step that brings in the CLB its answer changes nothing"
    number.fill("12")
    expect(status).to_have_text(ASK_CLB)
    assert shown(page) == {}
    page.get_by_role("group", name=CLB).get_by_label("Nee").check()
    assert shown(page)["ask"] == [5]
    expect(status).to_contain_text("Bij 12 halve dagen")
    assert visitor.faults == []


def test_one_chart_is_not_asked_for(reader, tmp_path):
    built = build_page(tmp_path, [primary()], "# Hulp\n\n:::{beslishulp} basis\n:::\n")
    page = reader().open(built.outdir / "hulp.html")
    expect(page.get_by_role("status")).to_have_text(ASK)
    page.get_by_label(NUMBER).fill("5")
    assert shown(page) == {"now": [2], "check": [1], "ends": [3]}


def test_a_choice_without_a_chart_gives_its_explanation(reader, tmp_path):
    built = build_page(tmp_path, [secondary(), primary()], ELSEWHERE_PAGE)
    visitor = reader()
    page = visitor.open(built.outdir / "hulp.html")
    box = page.locator(".lr-aid__elsewhere")
    expect(box).to_be_hidden()
    page.get_by_label("Secundair").check()
    page.get_by_role("group", name=CLB).get_by_label("Nee").check()
    page.get_by_label(NUMBER).fill("5")
    assert shown(page)["now"] != []
    page.get_by_label("Kleuterklas").check()
    expect(page.get_by_role("status")).to_have_text("Hiervoor gelden andere regels. Lees hieronder verder.")
    expect(page.get_by_label(NUMBER)).to_be_hidden()
    expect(page.get_by_role("group", name=CLB)).to_be_hidden()
    assert shown(page) == {}, "no step of a chart"
    expect(page.locator(".lr-aid__result")).to_have_text(
        "Kleuterklas: hier gelden andere regels. Lees het overzicht."
    )
    expect(page.locator(".lr-aid__result").get_by_role("link")).to_be_visible()
    page.get_by_label("Secundair").check()
    expect(page.get_by_label(NUMBER)).to_have_value("5")
    assert shown(page)["now"] == [3, 4]
    assert visitor.faults == []


def test_without_a_script_what_holds_elsewhere_stands_there(reader, tmp_path):
    built = build_page(tmp_path, [secondary(), primary()], ELSEWHERE_PAGE)
    page = reader(java_script_enabled=False).open(built.outdir / "hulp.html")
    expect(page.locator(".lr-aid__elsewhere")).to_be_visible()
    expect(page.locator(".lr-aid__form")).to_be_hidden()


def test_answer_is_announced(reader, aid_page):
    page = opened(reader(), aid_page)
    status = page.get_by_role("status")
    expect(status).to_have_text(ASK)
    page.get_by_label(NUMBER).press_sequentially("12", delay=20)
    expect(status).to_have_text(
        "Bij 12 halve dagen: beantwoord eerst de vraag hieronder, 1 stap om in te halen, "
        "2 stappen om te controleren. "
        "Vanaf 30 halve dagen komt er meer bij."
    )
    page.get_by_label(NUMBER).fill("0")
    expect(status).to_have_text(
        "Bij 0 halve dagen: je hoeft nu nog niets te doen. Vanaf 1 halve dag komt er meer bij."
    )
    page.get_by_label(NUMBER).fill("400")
    expect(status).to_contain_text("Een hoger aantal verandert hier niets meer aan.")


def test_announcement_waits_until_the_typing_stops(reader, aid_page):
    page = opened(reader(), aid_page)
    page.evaluate(
        """() => { window.said = [];
            const status = document.querySelector("output");
            const hear = () => said.push(status.textContent);
            new MutationObserver(hear).observe(status, { childList: true }); }"""
    )
    page.get_by_label(NUMBER).press_sequentially("123", delay=20)
    page.wait_for_function("said.length > 0")
    page.wait_for_timeout(500)
    assert [words.partition(":")[0] for words in page.evaluate("said")] == ["Bij 123 halve dagen"]


def test_keyboard_alone(reader, aid_page):
    visitor = reader()
    page = visitor.open(aid_page)
    page.evaluate("document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()")

    def until(selector):
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"no way to {selector} with the Tab key")

    until("input[value=basis]")
    assert not page.get_by_label("Basis").is_checked()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Secundair").is_checked()
    until(".lr-aid__number")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    assert page.url == aid_page.as_uri()
    assert page.evaluate("document.activeElement.value") == "nee", "Enter goes to the question left open"
    assert shown(page) == {}
    page.keyboard.press("Space")
    assert shown(page)["now"] == [3, 4]
    page.keyboard.press("ArrowDown")
    assert shown(page) == {"now": [4], "check": [1, 3]}
    until(".lr-aid__link")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plannen.html#stap-secundair-dossier")
    assert page.evaluate("location.hash.slice(1) === document.querySelector(':target').id")
    assert visitor.faults == []


@pytest.mark.parametrize("typed", ["-1", "2,5", "2.5", "401", "vijf", "1e2", "5 dagen", "٥", "+5", "0x10"])
def test_wrong_input_gets_one_hint(reader, aid_page, typed):
    page = opened(reader(), aid_page)
    field = page.get_by_label(NUMBER)
    field.fill(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    hint = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(hint).to_have_text(HINT)
    expect(hint).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(f"Nog geen antwoord. {HINT}")
    assert page.locator(".lr-aid__part").count() == 0
    field.fill(" 005 ")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("status")).to_contain_text("Bij 5 halve dagen")


def test_empty_field_is_wrong_only_when_the_reader_is_done(reader, aid_page):
    page = reader().open(aid_page)
    page.get_by_label("Secundair").check()
    page.get_by_label("Basis").check()
    field = page.get_by_label(NUMBER)
    field.focus()
    page.keyboard.press("Tab")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("7")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.blur()
    expect(field).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Secundair").check()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_without_a_script_the_table_stands_there(reader, aid_page):
    page = reader(java_script_enabled=False).open(aid_page)
    expect(page.locator("lr-beslishulp form")).to_be_hidden()
    expect(page.get_by_role("table")).to_have_count(2)
    expect(page.get_by_role("table").first).to_be_visible()
    links = page.locator(".lr-aid__tables li a")
    assert links.count() > 8
    assert links.first.get_attribute("href") == "plannen.html#stap-basis-registreren"


def test_script_that_does_not_arrive_leaves_the_table(reader, aid_page):
    visitor = reader()
    visitor.page.route("**/beslishulp.js*", lambda route: route.abort())
    page = visitor.open(aid_page)
    expect(page.locator("lr-beslishulp form")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()


def test_paper_shows_the_tables(reader, aid_page):
    page = opened(reader(), aid_page)
    page.get_by_label(NUMBER).fill("12")
    page.emulate_media(media="print")
    expect(page.locator("lr-beslishulp form")).to_be_hidden()
    expect(page.get_by_role("table").last).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_screen(reader, aid_page, scheme):
    page = opened(reader(viewport={"width": 320, "height": 640}, color_scheme=scheme), aid_page)
    for typed in ("12", "vijf"):
        page.get_by_label(NUMBER).fill(typed)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = page.evaluate(
            """() => [...document.querySelectorAll("lr-beslishulp :is(a, input, label.lr-aid__choice)")]
                .filter((part) => part.getClientRects().length)
                .map((part) => [part.outerHTML, part.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24)"""
        )
        assert small == []


def test_forced_colours_keep_edges(reader, aid_page):
    page = opened(reader(forced_colors="active"), aid_page)
    page.get_by_label(NUMBER).fill("12")
    styles = page.locator(".lr-aid__part").evaluate_all(
        """(parts) => parts.map(getComputedStyle)
            .map((style) => `${style.borderLeftStyle} ${style.borderLeftWidth}`)"""
    )
    assert len(set(styles)) == len(styles) == 5


CONTRASTS = """() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => channels(colour).slice(0, 3)
        .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = (part) => {
        for (let at = part; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (channels(colour)[3] !== 0) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    return [...document.querySelectorAll("lr-beslishulp *")]
        .filter((part) => part.getClientRects().length)
        .filter((part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .map((part) => {
            const both = [light(getComputedStyle(part).color), light(ground(part))];
            return [part.className, (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)];
        });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("typed", ["12", "vijf"])
def test_contrast(reader, aid_page, scheme, typed):
    page = opened(reader(color_scheme=scheme), aid_page)
    page.get_by_label(NUMBER).fill(typed)
    measured = page.evaluate(CONTRASTS)
    assert len(measured) > 8
    assert [pair for pair in measured if pair[1] < 4.5] == []
