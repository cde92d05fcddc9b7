"""What holds at every moment: said once where a chart stands, and below every answer of an aid."""

import json
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from source_project import FONTS as FONT_FOLDER
from source_project import GOOD, project
from tools.charts import published
from tools.projects import Built, run_sphinx, write_sources

from escalation.emit.poster import posters
from escalation.layout import Fonts
from escalation.layout.notice import notice, notice_room
from escalation.model import Phrase

LINE = ":altijd: **Gevaar?** Bel [112](tel:112), en [lees dit](#gevaar). Vanaf {feit}`clb-melden` meld je.\n"
SAID = "Gevaar? Bel 112, en lees dit. Vanaf 5 halve dagen meld je."
PLAN = "(gevaar)=\n" + GOOD.replace(":titel: Wat te doen\n", ":titel: Wat te doen\n" + LINE)
AID = "# Hulp\n\n:::{beslishulp} plan\n:::\n"


def built(folder: Path, builder: str = "html", plan: str = PLAN) -> Built:
    conf = 'myst_url_schemes = ["https", "tel"]\n'
    write_sources(project({"plan.md": plan, "hulp.md": AID}, conf=conf), folder / "src")
    made = run_sphinx(builder, folder / "src", folder / "out")
    assert made.warnings == ()
    return made


def page(made: Built, name: str) -> BeautifulSoup:
    return BeautifulSoup(made.read(f"{name}.html"), "html.parser")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_it_stands_once_above_drawing_and_list_and_in_the_data(tmp_path: Path) -> None:
    made = built(tmp_path)
    plan = page(made, "plan")
    (box,) = plan.select(".lr-altijd")
    assert squeezed(box.get_text()) == SAID
    assert box["role"] == "note"
    assert [link["href"] for link in box.select("a")][:2] == ["tel:112", "#gevaar"]
    assert box.find("strong").get_text() == "Gevaar?"
    figure = plan.select_one("figure.lr-stappenplan")
    order = [one for one in figure.find_all(["div", "svg", "details"]) if one is box or one.name != "div"]
    assert order[0] is box
    assert squeezed(plan.get_text()).count("en lees dit") == 1, "a screen reader hears it once"
    (data,) = (tmp_path / "out").rglob("plan.json")
    assert json.loads(data.read_text("utf-8"))["always"] == SAID


def test_aid_on_another_page_says_it_below_its_answer_with_links_that_lead_there(tmp_path: Path) -> None:
    aid = page(built(tmp_path), "hulp").select_one("lr-beslishulp")
    (box,) = aid.select(".lr-altijd")
    assert squeezed(box.get_text()) == SAID
    assert [link["href"] for link in box.select("a")][:2] == ["tel:112", "plan.html#gevaar"]
    assert "form" in [one.name for one in box.find_previous_siblings()]
    assert not box.has_attr("data-charts"), "the only one counts for every answer"


def test_plain_text_says_it_once(tmp_path: Path) -> None:
    text = squeezed((built(tmp_path, "text").outdir / "plan.txt").read_text("utf-8"))
    assert text.count("en lees dit") == 1


def test_poster_has_it_on_both_pages_and_reads_it_aloud_on_the_first() -> None:
    fonts = Fonts.from_folder(FONT_FOLDER)
    chart = replace(
        published()["basisonderwijs"],
        always=(Phrase("Gevaar? Bel ", strong=True), Phrase('"112".', target="tel:112")),
    )
    for poster in posters(chart, fonts):
        said = [line for line in poster.code if "chart-always(" in line]
        assert len(said) == len(poster.fit.sheets) + 1
        assert ["spoken: true" in line for line in said] == [True] + [False] * (len(said) - 1)
        assert 'strong("Gevaar? Bel\u00a0") + "\\"112\\"."' in said[0], "the number stays with its word"
    without = replace(chart, always=())
    assert not any("chart-always" in line for poster in posters(without, fonts) for line in poster.code)


def test_bar_takes_the_room_of_its_lines() -> None:
    fonts = Fonts.from_folder(FONT_FOLDER)
    chart = replace(published()["basisonderwijs"], always=(Phrase("Bel dezelfde dag. " * 10),))
    wide, narrow = notice(chart, 520.0, fonts), notice(chart, 200.0, fonts)
    assert wide is not None
    assert narrow is not None
    assert narrow.height > 2 * wide.height
    assert notice_room(replace(chart, always=()), 520.0, fonts) == 0.0
