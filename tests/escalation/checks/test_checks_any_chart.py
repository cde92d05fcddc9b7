"""Whatever an editor writes: one drawable chart, messages with a place, and no exception."""

from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.checks import check, check_together
from escalation.checks.catalogue import messages
from escalation.knowledge import Knowledge, KnownFact, KnownSource
from escalation.model import (
    Actor,
    Kind,
    Place,
    Source,
    WrittenChart,
    WrittenLink,
    WrittenStep,
    WrittenText,
    WrittenThreshold,
)
from escalation.resolve import resolve

LEGAL = Source("wet", "Wet", url="https://example.org/wet")
KNOWN = Knowledge(
    actors={"school": Actor("school", "school"), "clb": Actor("clb", "CLB")},
    sources={
        "wet": KnownSource(LEGAL, legal=True),
        "oud": KnownSource(Source("oud", "Oud"), last_year="2020-2021"),
    },
    facts={"clb-melden": KnownFact("clb-melden", 5, "halve dag", "halve dagen", (LEGAL,))},
    school_year="2026-2027",
)
NASTY = (
    "",
    "{}",
    "{0}",
    "%s",
    "</script>",
    "«»",
    "[a](javascript:x)",
    "[a](",
    ";;,",
    "\u202e\x00",
    "é" * 200,
    "5-",
    "-1",
)
NAMES = st.sampled_from(["a", "b", "c", "d", "A b", *NASTY])
TEXTS = st.one_of(
    st.sampled_from(["ja", "nee", "ja, minder dan 5", "5 of meer", "terug", *NASTY]), st.text(max_size=40)
)
PLACES = st.builds(Place, st.sampled_from(["een", "twee"]), st.integers(1, 400))


def _written(text):
    return st.builds(WrittenText, text, PLACES)


STEP_OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "naam": _written(NAMES),
        "wie": _written(st.sampled_from(["school", "clb, school", "scool", *NASTY])),
        "sterkte": _written(st.sampled_from(["plicht", "mogelijk", "aanbevolen", *NASTY])),
        "termijn": _written(TEXTS),
        "bron": _written(st.sampled_from(["wet", "oud; wet, punt 3", "afspraak", "weg", *NASTY])),
        "uitkomst": _written(st.sampled_from(["opgelost", "klaar", *NASTY])),
        "daarnaa": _written(TEXTS),
    },
)
LINKS = st.lists(st.builds(WrittenLink, NAMES, TEXTS, PLACES), max_size=3).map(tuple)
THRESHOLDS = st.lists(
    st.builds(
        WrittenThreshold,
        st.sampled_from(["clb-melden", "5", "10", "vijf", *NASTY]),
        st.fixed_dictionaries({}, optional={"bron": _written(NAMES), "eenheid": _written(TEXTS)}),
        PLACES,
    ),
    max_size=4,
).map(tuple)


@st.composite
def charts(draw):
    thresholds = draw(THRESHOLDS)
    steps = tuple(
        WrittenStep(
            kind=draw(st.sampled_from(Kind)),
            title=draw(_written(TEXTS)),
            options=draw(STEP_OPTIONS),
            place=Place("een", 10 * number + 1),
            after=draw(LINKS),
            answers=draw(LINKS),
            body=draw(TEXTS),
            threshold=draw(st.integers(-1, len(thresholds) - 1)),
        )
        for number in range(draw(st.integers(0, 12)))
    )
    options = {
        "beschrijving": draw(_written(TEXTS)),
        "weergave": draw(_written(st.sampled_from(["banen", "x"]))),
    }
    return WrittenChart("plan", draw(_written(TEXTS)), options, Place("een", 1), thresholds, steps)


@settings(max_examples=400, deadline=None)
@given(charts())
def test_any_chart(written):
    chart, faults = resolve(written, KNOWN)
    assert (chart is None) == (not written.steps)
    if chart is not None:
        assert len(chart.steps) == len(chart.by_name) == len(written.steps)
        assert [step.number for step in chart.steps] == list(range(1, len(chart.steps) + 1))
        assert [step.threshold for step in chart.steps] == sorted(step.threshold for step in chart.steps)
        assert all(step.threshold < len(chart.thresholds) for step in chart.steps)
        assert all(key in chart.actors for step in chart.steps for key in step.actors)
        for edge in chart.edges:
            assert edge.source != edge.target
            assert {edge.source, edge.target} <= set(chart.by_name)
        assert chart.incomplete == any(found.fatal for found in faults)
        assert (chart, faults) == resolve(written, KNOWN)
        faults = (*faults, *check(chart, written, KNOWN), *check_together([chart, chart]))
    known = {message.code for message in messages()}
    for found in faults:
        assert found.code in known
        assert found.place.line > 0
        assert found.cause
        assert found.repair
        assert not found.step or (chart and found.step in chart.by_name)


def test_numbers_follow_thresholds_and_reading_order():
    """A step written later for an earlier band goes back to that band, as the drawing does."""
    place = iter(range(1, 99))

    def step(name, threshold, kind=Kind.STAP):
        here = Place("een", next(place))
        return WrittenStep(
            kind, WrittenText(name, here), {"naam": WrittenText(name, here)}, here, threshold=threshold
        )

    bands = tuple(
        WrittenThreshold(number, {"bron": WrittenText("afspraak", Place("een", 50))}, Place("een", 50))
        for number in ("1", "vijf", "9")
    )
    steps = (step("d", 2), step("a", -1), step("c", 1), step("b", 0), step("e", 2, Kind.EINDE))
    title = WrittenText("Plan", Place("een", 1))
    chart, faults = resolve(WrittenChart("plan", title, {}, Place("een", 1), bands, steps), KNOWN)
    assert [(one.name, one.number, one.threshold) for one in chart.steps] == [
        ("a", 1, -1), ("b", 2, 0), ("c", 3, 0), ("d", 4, 1), ("e", 5, 1),
    ]  # fmt: skip
    assert [(one.source, one.target, one.explicit) for one in chart.edges] == [
        ("a", "b", False), ("b", "c", False), ("c", "d", False), ("d", "e", False),
    ]  # fmt: skip
    assert [threshold.value for threshold in chart.thresholds] == [1, 9]
    assert [found.code for found in faults] == ["K203"]
    assert chart.incomplete
