"""Drawing, list and plain text say what the chart says, in that order."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from tools.charts import published
from web_sample import href, make_chart, plain_sheet, sheet_of

from escalation.emit import shapes
from escalation.emit.fitting import Room, fit_parts
from escalation.emit.html import drawings, fault_box, step_list
from escalation.emit.svg import Drawing, drawing
from escalation.emit.text import steps_in_words
from escalation.layout import Fonts, Style, lay_out
from escalation.layout.geometry import Box
from escalation.model import Finding, Kind, Place, View
from house_style.tokens import FONTS_PDF

CHART = make_chart()
FONTS = Fonts.from_folder(FONTS_PDF)


def svg(view=View.LADDER):
    return etree.fromstring(drawing(plain_sheet(CHART), Drawing(CHART, view, href)))


def listed(chart=CHART):
    return BeautifulSoup(step_list(chart, href), "html.parser")


def ways(chart):
    """What follows what, as (number, label, number)."""
    number = {step.name: step.number for step in chart.steps}
    return sorted((number[edge.source], edge.label.lower(), number[edge.target]) for edge in chart.edges)


def test_tab_order_is_step_order():
    numbers = [int(re.match(r"Stap (\d+)", a.get("aria-label"))[1]) for a in svg().iterfind(".//a")]
    assert numbers == [step.number for step in CHART.steps]
    shuffled = plain_sheet(CHART)
    shuffled = replace(shuffled, boxes=shuffled.boxes[::-1])
    root = etree.fromstring(drawing(shuffled, Drawing(CHART, View.LADDER, href)))
    assert [a.get("href") for a in root.iterfind(".//a")] == [href(step) for step in CHART.steps]


def test_a_card_says_everything_it_shows():
    names = [a.get("aria-label") for a in svg().iterfind(".//a")]
    assert names[0] == "Stap 1: De school belt naar huis. School. Plicht. Dezelfde dag."
    assert names[1] == "Stap 2, vraag: Is de afwezigheid alsnog gewettigd? School."
    assert names[2] == "Stap 3, einde: De school past de code aan. Opgelost."
    assert names[3] == "Stap 4: De school praat met de leerling. School en CLB. Aanbevolen."


def test_only_cards_and_title_are_spoken():
    for part in svg():
        hidden = part.get("aria-hidden") == "true"
        assert hidden or part.tag in {"title", "desc", "a"}
        if part.tag == "a":
            assert [child.get("aria-hidden") for child in part] == ["true"]


def test_two_views_on_one_page_share_no_id():
    sheet = plain_sheet(CHART)
    page = BeautifulSoup(
        drawings(CHART, {View.BANEN: sheet, View.LADDER: sheet}, href) + step_list(CHART, href), "html.parser"
    )
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for drawn in page.find_all("svg"):
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert drawn[attribute] in ids


def test_colours_are_the_style_sheets_business():
    text = drawing(plain_sheet(CHART), Drawing(CHART, View.LADDER, href))
    assert not re.search(r'(fill|stroke|style|color)[\w-]*="|#[0-9a-f]{3,6}\b(?!-)(?=")', text)


def test_an_answer_has_the_ground_of_its_band():
    page = BeautifulSoup(drawing(sheet_of(View.LADDER), Drawing(CHART, View.LADDER, href)), "html.parser")
    shaded = [
        (float(band["y"]), float(band["y"]) + float(band["height"]))
        for band in page.select("rect.lr-band--grijs")
    ]
    grounds = {
        (y, y + float(ground["height"])): "lr-antwoord__grond--grijs" in ground["class"]
        for ground in page.select("rect.lr-antwoord__grond")
        for y in [float(ground["y"])]
    }
    assert set(grounds.values()) == {True, False}
    for (top, bottom), is_shaded in grounds.items():
        assert is_shaded == any(start <= top and bottom <= end for start, end in shaded)


def test_list_leads_where_the_chart_leads():
    page = listed()
    numbers = {}
    for block in page.find_all("ol"):
        start = int(block.get("start", 1))
        numbers |= {item["id"]: start + at for at, item in enumerate(block.find_all("li", recursive=False))}
    assert list(numbers.values()) == [step.number for step in CHART.steps]
    found = []
    for item in page.select("li.lr-stapregel"):
        own = numbers[item["id"]]
        onwards = item.select(".lr-verder a")
        for link in onwards:
            before = link.previous_sibling or ""
            target = numbers[link["href"].removeprefix("#")]
            assert link.get_text().lower().endswith(f"stap {target}")
            assert ("terug" in link.get_text()) == (target <= own)
            found.append((own, before.removesuffix(": ").lower(), target))
        # What the rule above the list says: without words, the next number follows.
        if not onwards and "lr-stapregel--einde" not in item["class"]:
            found.append((own, "", own + 1))
    assert sorted(found) == ways(CHART)


def test_plain_text_leads_where_the_chart_leads():
    found = []
    for block in steps_in_words(CHART).split("\n\n"):
        head = re.match(r"(\d+)\. (Einde: )?", block)
        if not head:
            continue
        own, onwards = (
            int(head[1]),
            re.findall(r"^ +(?:(.+): )?ga (?:terug )?naar stap (\d+)\.$", block, re.MULTILINE),
        )
        found += [(own, label.lower(), int(target)) for label, target in onwards]
        if not onwards and not head[2]:
            found.append((own, "", own + 1))
    assert sorted(found) == ways(CHART)


def test_list_says_who_how_binding_by_when_and_on_what_ground():
    page = listed()
    first = page.find(id="lijst-proef-start").get_text(" ", strip=True)
    for words in ("Stap 1 : De school belt naar huis", "Plicht", "Wie: School", "Termijn: dezelfde dag"):
        assert words in first
    source = page.find(id="lijst-proef-start").select_one(".lr-bron a")
    assert (source["href"], source.get_text()) == (
        "https://example.org/omzendbrief",
        "Omzendbrief SO/2005/04, punt 3",
    )
    assert "Einde: overgedragen" in page.find(id="lijst-proef-dossier").get_text(" ", strip=True)
    assert "Einde: De school blijft bellen" in page.find(id="lijst-proef-klaar").get_text(" ", strip=True)
    assert page.find("details").has_attr("open")
    assert page.find("details").find("summary").get_text() == "Alle stappen in woorden"


def test_list_names_each_threshold_before_its_steps():
    page = listed()
    for block, words in zip(page.find_all("ol"), ("Vanaf 1 halve dag", "Vanaf 5 halve dagen"), strict=True):
        assert page.find(id=block["aria-labelledby"]).get_text() == words
    second = page.select(".lr-stappen__drempel")[1].get_text(" ", strip=True)
    assert second == "Vanaf 5 halve dagen Afspraak"
    assert "sinds schooljaar 2016-2017" in page.select(".lr-stappen__drempel")[0].get_text()


def test_chart_without_thresholds_is_one_list():
    steps = tuple(replace(step, threshold=-1) for step in CHART.steps)
    page = listed(replace(CHART, thresholds=(), steps=steps))
    assert len(page.find_all("ol")) == 1
    assert not page.select(".lr-stappen__drempel")


def test_text_for_a_reader_without_pictures():
    words = steps_in_words(CHART)
    assert "Vanaf 1 halve dag (bron: Omzendbrief SO/2005/04, punt 3)" in words
    assert "Vanaf 5 halve dagen (afspraak)" in words
    assert (
        "1. De school belt naar huis\n"
        "   Plicht. Wie: School. Termijn: dezelfde dag.\n"
        "   Bronnen: Omzendbrief SO/2005/04, punt 3; Omzendbrief SO/2005/04, punt 3."
    ) in words
    assert "2. Vraag: Is de afwezigheid alsnog gewettigd?\n   Wie: School.\n   Ja: ga naar stap 3." in words


def test_sheets_for_paper_take_the_place_of_the_drawing_there():
    sheet = plain_sheet(CHART)
    page = BeautifulSoup(drawings(CHART, {View.LADDER: sheet}, href, [sheet, sheet]), "html.parser")
    screen, *paper = page.find_all("div")
    assert "lr-stappenplan__tekening--scherm" in screen["class"]
    assert all("lr-stappenplan__tekening--papier" in part["class"] for part in paper)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) == 6
    assert [part.find("title").text for part in paper] == [
        f"{CHART.title} (deel 1 van 2)",
        f"{CHART.title} (deel 2 van 2)",
    ]
    assert "scherm" not in drawings(CHART, {View.LADDER: sheet}, href)


def test_parts_for_paper_hold_every_step_once_and_say_what_follows_where():
    room = Room(504.5, 440.0)
    for plan in published().values():
        parts = fit_parts(plan, FONTS, room, largest=9.0)
        drawn = [box.step.number for part in parts for box in part.boxes]
        assert sorted(drawn) == [step.number for step in plan.steps]
        assert all(part.height <= room.height and part.width <= room.width for part in parts)
        assert min(run.size for part in parts for box in part.boxes for run in box.runs) >= 8.0
        marks = [mark for part in parts for mark in part.continuations]
        assert (len(marks) > 0) is (len(parts) > 1)
        page = drawings(plan, {View.LADDER: parts[0]}, href, parts)
        for mark in marks:
            assert f"{'naar' if mark.leaves else 'van'} stap {mark.other.number}</text>" in page
        # At the smallest type there are no fewer parts, and larger type would ask for more.
        used = next(run.size for run in parts[0].boxes[0].runs if run.role in {"title", "question"})
        smallest, larger = (
            lay_out(plan, Style.print(size=size), FONTS, width=room.width, height=room.height)
            for size in (8.0, used + 0.25)
        )
        assert len(parts) == len(smallest)
        assert used == 9.0 or len(larger) > len(parts)


def test_fault_box_shows_code_cause_repair_and_place():
    finding = Finding("K104", Place("leidraad/stappen", 31), "Na «x» houdt het op.", "Voeg «daarna» toe.")
    words = BeautifulSoup(fault_box([finding], "Dit klopt nog niet"), "html.parser").get_text(" ", strip=True)
    for part in ("Dit klopt nog niet", "Fout K104.", "Na «x»", "Tip: Voeg", "leidraad/stappen, regel 31"):
        assert part in words
    remark = fault_box([replace(finding, fatal=False, place=Place("x"))], "Dit klopt nog niet")
    assert "Opmerking K104." in remark
    assert "regel" not in remark
    assert fault_box([], "Dit klopt nog niet") == ""


def _box(kind, width=200.0, height=40.0):
    step = next(step for step in CHART.steps if step.kind is kind)
    return Box(step, 100, 50, width, height, (), (100, 50, 10))


@pytest.mark.parametrize("y", [50, 55, 70, 85, 90])
@pytest.mark.parametrize("x", [100, 300])
def test_lines_end_on_the_outline_that_is_drawn(x, y):
    inward = 1 if x == 100 else -1
    away = abs(y - 70) / 20
    assert shapes.meet(_box(Kind.STAP), (x, y)) == (x, y)
    assert shapes.meet(_box(Kind.VRAAG), (x, y)) == pytest.approx((x + inward * 12 * away, y))
    end = shapes.meet(_box(Kind.EINDE), (x, y))
    centre = x + inward * 20
    assert (end[0] - centre) ** 2 + (end[1] - 70) ** 2 == pytest.approx(400)


def test_lines_that_end_above_or_below_stay():
    for kind in Kind:
        assert shapes.meet(_box(kind), (200, 50)) == (200, 50)


def test_arrow_points_along_the_last_piece():
    assert shapes.arrow(((0, 0), (0, 50)), 10) == ((0, 50), (4.0, 40.5), (-4.0, 40.5))
    tip, one, other = shapes.arrow(((0, 0), (50, 0), (50, 0)), 10)
    assert tip == (50, 0)
    assert {one, other} == {(40.5, 4.0), (40.5, -4.0)}


def test_corner_is_never_rounder_than_its_pieces():
    line = plain_sheet(CHART).lines[0]
    [corner] = shapes.corners(replace(line, radius=8), ((0, 0), (6, 0), (6, 100)))
    assert corner == shapes.Corner((3, 0), (6, 0), (6, 3))
    assert shapes.corners(replace(line, radius=8), ((0, 0), (6, 0), (6, 0))) == ()


def test_same_bytes_whatever_the_hash_seed():
    here = Path(__file__).parent
    code = (
        "from web_sample import *; from escalation.emit.html import *; c = make_chart();"
        "print(drawings(c, {View.LADDER: plain_sheet(c)}, href) + step_list(c, href))"
    )
    path = os.pathsep.join(map(str, [here, here.parents[1], here.parents[2] / "_ext"]))
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1
