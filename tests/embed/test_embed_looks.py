"""What was seen to go wrong in a frame of this project's own pages, measured."""

import pytest
from lxml import html

from embed.finishing import WIDE
from embed.heights import estimate

pytestmark = pytest.mark.browser

REAL = "embed-real/"
LEIDRAAD = f"{REAL}guidelines/leidraad/"
AID = f"{LEIDRAAD}los-beslishulp.html"
#: A frame on a phone, between the margins of its host.
NARROW = 328


@pytest.fixture
def frame(browser, real_pages, documents, host):
    """Show a page of ours in a frame of another site that runs no script of ours."""
    contexts = []

    def show(path, width, height):
        contexts.append(browser.new_context(viewport={"width": width, "height": height + 100}))
        page = contexts[-1].new_page()
        host.texts["/"] = (
            "<!DOCTYPE html><html lang=nl><title>Host</title><body style='margin:0'>"
            f'<iframe src="{documents.address}{path}" title="x" width="{width}" height="{height}"'
            ' frameborder="0">'
        )
        page.goto(host.address, wait_until="load")
        return page.locator("iframe").element_handle().content_frame()

    yield show
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [700, NARROW])
@pytest.mark.parametrize("number", ["2", "6"])
def test_answer_of_the_aid_comes_into_a_frame_of_fixed_height(frame, real_pages, width, number):
    tree = html.document_fromstring((real_pages / AID.removeprefix(REAL)).read_bytes())
    shown = frame(AID, width, estimate(tree, WIDE))
    shown.get_by_label("Secundair onderwijs", exact=True).check()
    field = shown.locator(".lr-aid__number")
    field.fill(number)
    if number == "6":
        shown.get_by_label("Nee", exact=True).check()
    shown.wait_for_function("/halve dagen/.test(document.querySelector('.lr-aid__summary').textContent)")
    shown.wait_for_timeout(100)
    room = shown.evaluate("innerHeight")
    summary, step = (
        shown.locator(name).first.evaluate("(part) => part.getBoundingClientRect().toJSON()")
        for name in (".lr-aid__summary", ".lr-aid__result a")
    )
    assert 0 <= summary["top"] < summary["bottom"] <= room
    assert step["top"] < room
    assert shown.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_line_that_says_where_a_part_comes_from_is_one_sentence(frame):
    shown = frame(AID, NARROW, 800)
    lines = shown.evaluate(
        """() => {
            const [before, link, after] = document.querySelector(".lr-voet p").childNodes;
            const box = (node) => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return [...range.getClientRects()];
            };
            return { before: box(before)[0].bottom, first: box(link)[0].bottom,
                     last: box(link).at(-1).bottom, stop: box(after)[0].bottom };
        }"""
    )
    assert lines["before"] == pytest.approx(lines["first"], abs=3)
    assert lines["stop"] == pytest.approx(lines["last"], abs=3)


def test_buttons_of_a_narrow_head_stand_side_by_side(frame):
    shown = frame(f"{LEIDRAAD}ziekte-en-attesten.html", NARROW, 800)
    tops = [
        shown.locator(name).evaluate("(part) => part.getBoundingClientRect().top")
        for name in (".lr-kop__pdf", ".lr-inhoud summary")
    ]
    assert tops[0] == pytest.approx(tops[1], abs=1)


@pytest.mark.parametrize("width", [700, NARROW])
def test_number_of_a_source_in_a_table_is_a_target_without_a_gap(frame, width):
    shown = frame(f"{LEIDRAAD}samenvatting.html", width, 800)
    found = shown.evaluate(
        """() => [...document.querySelectorAll("td a:has(> .bron)")].map((link) => {
            const { width, height } = link.getBoundingClientRect();
            const range = document.createRange();
            const next = link.nextSibling;
            if (!next || !/^[.,;]/.test(next.data || "")) return { width, height, gap: 0 };
            range.setStart(next, 0);
            range.setEnd(next, 1);
            const words = link.firstElementChild.getBoundingClientRect();
            return { width, height, gap: range.getBoundingClientRect().left - words.right };
        })"""
    )
    assert len(found) > 3
    for link in found:
        assert link["width"] >= 24
        assert link["height"] >= 24
        assert abs(link["gap"]) < 2


def test_contents_of_a_publication_stand_in_two_columns_where_there_is_room(frame):
    def columns(width):
        shown = frame(f"{LEIDRAAD}index.html", width, 900)
        return shown.evaluate(
            "new Set([...document.querySelectorAll('.toctree-l1')]"
            ".map((item) => Math.round(item.getBoundingClientRect().left))).size"
        )

    assert columns(736) == 2
    assert columns(NARROW) == 1
