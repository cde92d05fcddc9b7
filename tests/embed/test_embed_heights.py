"""The heights that a frame without a script is given, beside those that a browser finds.

    .venv/bin/python -m pytest -p no:xdist tests/embed/test_embed_heights.py -s

prints, for each width, how far the estimates lie from the browser.
"""

import statistics

import pytest
from lxml import html

from embed.finishing import NARROW, WIDE
from embed.heights import estimate


def page(body):
    return html.document_fromstring(f"<!DOCTYPE html><html><body><article>{body}</article></body></html>")


def test_more_text_and_less_width_are_higher():
    text = "<p>" + "Een zin over een afspraak. " * 40 + "</p>"
    assert estimate(page(text * 2), WIDE) > estimate(page(text), WIDE)
    assert estimate(page(text), NARROW) > 1.5 * estimate(page(text), WIDE)
    assert estimate(page(""), WIDE) <= 20


def test_what_is_folded_or_hidden_takes_no_room():
    long = "<p>" + "Verborgen. " * 200 + "</p>"
    shown = estimate(page(long), WIDE)
    assert estimate(page(f"<details><summary>Meer</summary>{long}</details>"), WIDE) < shown / 3
    assert estimate(page(f"<details open=open><summary>Meer</summary>{long}</details>"), WIDE) > shown
    assert estimate(page(f"<div class='visually-hidden'>{long}</div>"), WIDE) <= 20
    assert estimate(page(f"<script>{long}</script>"), WIDE) <= 20


@pytest.mark.browser
def test_estimates_are_near_what_a_browser_finds(browser, real_pages):
    files = sorted(real_pages.rglob("*.html"))
    assert len(files) > 40
    for width in (WIDE, NARROW):
        context = browser.new_context(viewport={"width": width, "height": 900})
        window = context.new_page()
        ratios = {}
        for file in files:
            window.goto(file.as_uri())
            # The frame must have room for the questions that come after the first answer.
            window.evaluate("document.querySelector('.lr-aid__choice input')?.click()")
            found = window.evaluate("document.body.getBoundingClientRect().height")
            tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
            ratios[file.relative_to(real_pages).as_posix()] = estimate(tree, width) / found
        context.close()
        near = sum(0.85 <= ratio <= 1.15 for ratio in ratios.values()) / len(ratios)
        print(
            f"{width} px: {len(ratios)} pages, estimate to browser {statistics.median(ratios.values()):.2f},"
            f" from {min(ratios.values()):.2f} to {max(ratios.values()):.2f}; within 15 %: {near:.0%}"
        )
        assert near >= 0.75
        assert all(0.6 < ratio < 1.5 for ratio in ratios.values()), sorted(ratios.items(), key=lambda x: x[1])
