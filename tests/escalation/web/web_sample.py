"""A chart with one of everything, a sheet made by hand and a page that holds them."""

from collections.abc import Callable
from dataclasses import replace

from tools.projects import PROJECT

from escalation.layout import Fonts, Style, lay_out
from escalation.layout.geometry import Anchor, Band, Box, Label, LegendItem, Line, Run, Sheet, Weight
from escalation.model import (
    Actor,
    Chart,
    Edge,
    Kind,
    Outcome,
    Place,
    Source,
    Step,
    Strength,
    Threshold,
    View,
)

HERE = Place("index", 1)
LAW = Source("so-2005-04", "Omzendbrief SO/2005/04", "punt 3", "https://example.org/omzendbrief")


def make_chart(say: Callable[[str], str] = lambda text: text, url: str = LAW.url) -> Chart:
    """Make a chart; every text that an editor writes passes `say` first."""
    law = replace(LAW, text=say(LAW.text), point=say(LAW.point), url=url)
    school, clb = Actor("school", say("School")), Actor("clb", say("CLB"))
    units = say("halve dag"), say("halve dagen")
    steps = [
        ("start", Kind.STAP, "De school belt naar huis", 0, Strength.PLICHT, "dezelfde dag", "school"),
        ("gewettigd", Kind.VRAAG, "Is de afwezigheid alsnog gewettigd?", 0, None, "", "school"),
        ("opgelost", Kind.EINDE, "De school past de code aan", 0, None, "", ""),
        ("gesprek", Kind.STAP, "De school praat met de leerling", 0, Strength.AANBEVOLEN, "", "school clb"),
        ("melden", Kind.STAP, "De school meldt het aan het CLB", 1, Strength.PLICHT, "meteen", "school"),
        ("plan", Kind.STAP, "Samen een plan maken", 1, Strength.AFSPRAAK, "binnen 10 schooldagen", "clb"),
        ("brief", Kind.STAP, "Een brief naar de ouders", 1, Strength.MOGELIJK, "", "clb"),
        ("aanhoudt", Kind.VRAAG, "Blijft de leerling afwezig?", 1, None, "", "clb"),
        ("klaar", Kind.EINDE, "Opgelost: de school volgt verder op", 1, None, "", ""),
        ("dossier", Kind.EINDE, "Een ander neemt over", 1, None, "", ""),
    ]
    outcomes = {"opgelost": Outcome.OPGELOST, "klaar": Outcome.OPGELOST, "dossier": Outcome.OVERGEDRAGEN}
    links = [
        ("start", "gewettigd", ""),
        ("gewettigd", "opgelost", "ja"),
        ("gewettigd", "gesprek", "nee"),
        ("gesprek", "melden", "nieuwe afwezigheid"),
        ("melden", "plan", ""),
        ("plan", "brief", ""),
        ("brief", "aanhoudt", ""),
        ("aanhoudt", "klaar", "nee"),
        ("aanhoudt", "plan", "ja, opnieuw proberen"),
        ("aanhoudt", "dossier", "ja"),
    ]
    return Chart(
        name="proef",
        title=say("Stappenplan om te proberen"),
        description=say("Wat te doen."),
        view=View.LADDER,
        place=HERE,
        thresholds=(
            Threshold(0, 1, *units, HERE, sources=(law,), first_year="2016-2017"),
            Threshold(1, 5, *units, HERE, agreed=True),
        ),
        steps=tuple(
            Step(
                name,
                number,
                kind,
                say(title),
                band,
                HERE,
                tuple(who.split()),
                strength,
                say(deadline) if deadline else "",
                (law, replace(law, url="")) if strength is Strength.PLICHT else (),
                outcomes.get(name),
                say("De school blijft bellen") if name == "klaar" else "",
            )
            for number, (name, kind, title, band, strength, deadline, who) in enumerate(steps, 1)
        ),
        edges=tuple(
            Edge(source, target, say(label) if label else "", HERE) for source, target, label in links
        ),
        actors={"school": school, "clb": clb},
    )


def run(x: float, y: float, text: str, role: str) -> Run:
    return Run(x, y, text, 14, Weight.REGULAR, Anchor.START, len(text) * 7.0, role)


def plain_sheet(chart: Chart) -> Sheet:
    """Stack the cards in one column; every text of the chart stands somewhere."""
    boxes = [
        Box(
            step,
            100,
            20 + 80 * at,
            400,
            60,
            (
                run(150, 50 + 80 * at, step.title, "title"),
                run(110, 50 + 80 * at, chart.who(step), "actor"),
                run(150, 65 + 80 * at, step.deadline, "deadline"),
                run(100, 25 + 80 * at, str(step.number), "number"),
            ),
            (100, 20 + 80 * at, 10),
            divider=140,
            clock=(150, 65 + 80 * at, 11),
        )
        for at, step in enumerate(chart.steps)
    ]
    by_name = {box.step.name: box for box in boxes}
    lines, labels = [], []
    for edge in chart.edges:
        start, end = by_name[edge.source], by_name[edge.target]
        right = start.x + start.width
        high, low = (box.y + box.height / 2 for box in (start, end))
        points = ((right, high), (right + 40, high), (right + 40, low), (right, low))
        lines.append(Line(edge, points, chart.is_back(edge), 6))
        labels.append(Label(edge, right, high, 60, 18, (run(right, high, edge.label, "label"),)))
    band = [
        Band(threshold, 400.0 * at, 400, (run(5, 400 * at + 20, threshold.unit, "unit"),), at % 2 == 0)
        for at, threshold in enumerate(chart.thresholds)
    ]
    kinds = ["plicht", "afspraak", "aanbevolen", "mogelijk", "vraag", "einde", "terug"]
    legend = [
        LegendItem(kind, None, 10 + 90 * at, 830, 20, 12, run(35 + 90 * at, 840, kind, "legend"))
        for at, kind in enumerate(kinds)
    ]
    return Sheet(
        640, 860, tuple(band), tuple(boxes), tuple(lines), tuple(labels), (), (), (560,), tuple(legend)
    )


def href(step: Step) -> str:
    return f"#stap-proef-{step.name}"


def sheet_of(view: View) -> Sheet:
    """Lay the chart out as the site does."""
    fonts = Fonts.from_folder(PROJECT / "_ext" / "house_style" / "fonts" / "pdf")
    width = 772 if view is View.BANEN else 672
    [sheet] = lay_out(make_chart(), Style.screen(), fonts, width=width, view=view)
    return sheet
