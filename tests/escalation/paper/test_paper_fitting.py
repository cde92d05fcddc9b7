"""What `fit` finds with few trials is what trying every size in both views finds."""

from dataclasses import replace

import pytest
from paper_projects import FONTS
from random_charts import common, random_chart

from escalation.emit import fitting
from escalation.emit.fitting import SMALLEST, Room, fit, fit_whole
from escalation.layout import Style, lay_out_whole
from escalation.model import Chart, View

_LARGEST = 12.0
_ROOMS = {"standing": Room(453.5, 690.0), "lying": Room(690.0, 453.5), "low": Room(453.5, 300.0)}
_PREFERENCE = 1.15


def charts() -> list[Chart]:
    drawn = [common(), *(random_chart(seed) for seed in range(4))]
    return [replace(chart, view=view) for chart in drawn for view in View]


def best_of_all(chart: Chart, room: Room) -> float:
    """Return the best merit of all sizes and views that fit a room; 0 if none does."""
    found = [0.0]
    for step in range(int((_LARGEST - SMALLEST) * 4) + 1):
        for view in View:
            size = SMALLEST + step / 4
            style = Style.print(size=size)
            sheet = lay_out_whole(chart, style, FONTS, width=room.width, height=room.height, view=view)
            if sheet and sheet.width <= room.width + 0.5:
                found.append(size if view is chart.view else size / _PREFERENCE)
    return max(found)


@pytest.mark.parametrize("room", _ROOMS)
@pytest.mark.parametrize("number", range(len(charts())))
def test_nothing_better_was_passed_over(number: int, room: str) -> None:
    chart = charts()[number]
    found = fit_whole(chart, FONTS, [_ROOMS[room]], largest=_LARGEST)
    merit = (found.size if found.view is chart.view else found.size / _PREFERENCE) if found else 0.0
    assert merit == best_of_all(chart, _ROOMS[room])


def test_of_two_rooms_the_one_with_the_larger_type_is_taken() -> None:
    rooms = [_ROOMS["low"], _ROOMS["standing"]]
    alone = [fit_whole(common(), FONTS, [room], largest=_LARGEST) for room in rooms]
    found = fit(common(), FONTS, rooms, largest=_LARGEST)
    assert found.size == max(one.size for one in alone if one)


def test_a_chart_that_does_not_fit_is_tried_once_in_each_view(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    original = fitting.lay_out_whole

    def noting(*args: object, **options: object) -> object:
        tried.append(options["view"])
        return original(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(fitting, "lay_out_whole", noting)
    assert fit_whole(common(), FONTS, [Room(453.5, 90.0)], largest=_LARGEST) is None
    assert sorted(map(str, tried)) == sorted(map(str, View))
