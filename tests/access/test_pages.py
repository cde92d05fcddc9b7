"""Every page of site and embed, in a real browser and under the headers of its host."""

import datetime
from pathlib import Path

import pytest
from tools.access import RECORD, Measurement, every_page, exemptions

pytestmark = [pytest.mark.browser, pytest.mark.walk]
EXEMPTIONS = exemptions(Path(__file__).with_name("uitzonderingen.toml"))


def test_axe_finds_nothing(found):
    faults = [fault for fault in found.faults if not any(one.covers(fault) for one in EXEMPTIONS)]
    assert faults == []


def test_policy_of_the_host_is_not_broken(found):
    assert found.breaches == []


def test_nothing_is_asked_of_others_and_nothing_complains(found):
    assert found.outside == []
    assert found.errors == []


def test_no_page_scrolls_sideways(found):
    """At 320 px, at 1280 px, with wide spacing (WCAG 1.4.12) and at a zoom of 200 % (1.4.4)."""
    assert found.wide == []


def test_wider_and_larger_text_is_not_cut_off(found):
    assert found.cut_off == []


def test_every_page_was_visited(all_walked, publication):
    assert sorted(all_walked.pages) == every_page(publication)
    assert len(all_walked.pages) > 150


def test_every_exemption_is_still_needed(all_walked):
    for one in EXEMPTIONS:
        assert one.reason, one
        assert any(one.covers(fault) for fault in all_walked.faults), one


def test_statement_tells_what_is_found(all_walked, browser, request):
    """`make walk` records the measurement anew; pages may come and go a little in between."""
    today = datetime.datetime.now(datetime.UTC).date()
    found = Measurement.of(all_walked, EXEMPTIONS, browser.version, today)
    if request.config.getoption("--record", default=False):
        RECORD.write_text(found.as_csv(), encoding="utf-8")
    told = Measurement.read(RECORD)
    assert told.results == found.results
    assert abs(told.pages - found.pages) <= told.pages / 10, "run `make walk`"
