"""Charts to draw: the realistic one that layouts are compared on, and random ones of any size."""

import random
from collections.abc import Sequence
from dataclasses import replace

from escalation.model import Actor, Chart, Edge, Kind, Outcome, Place, Step, Strength, Threshold, View

HERE = Place("index", 1)
ACTORS = {
    "school": "school",
    "ouders": "leerling en ouders",
    "clb": "CLB",
    "partners": "externe partners",
    "overheid": "agentschap, politie en parket",
}
_STRENGTHS = {
    "": None,
    "p": Strength.PLICHT,
    "f": Strength.AFSPRAAK,
    "a": Strength.AANBEVOLEN,
    "m": Strength.MOGELIJK,
}

# name, threshold, kind, strength, actors, title, deadline
COMMON = """
start|0|s||school|De leerling is afwezig zonder geldige reden|
bellen|0|s|p|school|De school belt de ouders en registreert code B|dezelfde dag
uitleg|0|s||ouders|De ouders geven uitleg en bezorgen een attest|binnen 2 schooldagen
gewettigd|0|v||school|Is de afwezigheid alsnog gewettigd?|
opgelost|0|e|||Opgelost: code B wordt aangepast|
gesprek|0|s|a|school|Gesprek met de leerling: wat is er aan de hand?|binnen 5 schooldagen
melden|1|s|p|school|De school schakelt het CLB in|vanaf de 5de halve dag
begeleiding|1|s|p|clb|Het CLB start de begeleiding en brengt de oorzaken in kaart|
afspraken|1|s|a|ouders|De leerling en de ouders maken afspraken in een begeleidingsplan|
aanhoudt|1|v||clb|Houdt de problematische afwezigheid aan?|
stop|1|e|||Opgelost: de school volgt verder op|
rondetafel|2|s|a|clb|Rondetafel met de leerling, de ouders, de school en het CLB|binnen 10 schooldagen
extern|2|s|a|partners|Schoolexterne interventie via het meldpunt|
evaluatie|2|s|p|clb|Evaluatie van het traject|om de 4 weken
dossier|3|s|p|school|De school bezorgt het dossier aan het agentschap|binnen 5 schooldagen
onderzoek|3|s|p|overheid|Het agentschap onderzoekt het dossier en schrijft de ouders aan|
parket|3|s|m|overheid|Het parket en de politie beslissen over een gesprek of een maatregel|
overgedragen|3|e|||Overgedragen: de school en het CLB blijven betrokken|
"""
COMMON_LINKS = """
gewettigd|opgelost|ja
gewettigd|gesprek|nee
gesprek|melden|nieuwe afwezigheid
aanhoudt|stop|nee
aanhoudt|rondetafel|ja, minder dan 30
aanhoudt|dossier|ja, 30 of meer
evaluatie|aanhoudt|opnieuw beoordelen
"""
_KINDS = {"s": Kind.STAP, "v": Kind.VRAAG, "e": Kind.EINDE}


def chart_of(
    rows: str, links: str, values: Sequence[int], name: str = "proef", view: View = View.LADDER
) -> Chart:
    """Make a chart from a table of steps and one of explicit links; the rest follow one another."""
    steps = []
    for number, line in enumerate(rows.strip().splitlines(), 1):
        key, band, kind, strength, who, title, deadline = line.split("|")
        outcome = Outcome.OPGELOST if kind == "e" else None
        actors = tuple(filter(None, who.split(",")))
        steps.append(
            Step(
                key,
                number,
                _KINDS[kind],
                title,
                int(band),
                HERE,
                actors,
                _STRENGTHS[strength],
                deadline,
                (),
                outcome,
            )
        )
    explicit = [Edge(*line.split("|"), HERE) for line in links.strip().splitlines()]
    written = {edge.source for edge in explicit}
    edges = []
    for at, step in enumerate(steps):
        if step.name in written:
            edges += [edge for edge in explicit if edge.source == step.name]
        elif step.kind is Kind.STAP and at + 1 < len(steps):
            edges.append(Edge(step.name, steps[at + 1].name, "", HERE, explicit=False))
    return _assembled(name, values, steps, edges, view)


def common(view: View = View.LADDER) -> Chart:
    """Return the chart of 18 steps on which layouts were compared."""
    return chart_of(COMMON, COMMON_LINKS, (1, 5, 10, 30), "proef", view)


def _assembled(
    name: str, values: Sequence[int], steps: Sequence[Step], edges: Sequence[Edge], view: View
) -> Chart:
    thresholds = tuple(
        Threshold(index, value, "halve dag", "halve dagen", HERE) for index, value in enumerate(values)
    )
    used = dict.fromkeys(key for step in steps for key in step.actors)
    actors = {key: Actor(key, ACTORS.get(key, key)) for key in used}
    return Chart(name, "Proef", "Kort.", view, HERE, thresholds, tuple(steps), tuple(edges), actors)


_WORDS = [
    "de",
    "leerling",
    "belt",
    "naar",
    "huis",
    "en",
    "registreert",
    "een",
    "afwezigheid",
    "zonder",
    "geldige",
    "reden",
    "met",
    "het",
    "leerlingvolgsysteem",
    "verantwoordelijkheid",
    "schoolexterne",
    "interventie",
    "begeleidingsdossier",
    "zorgcoördinator",
    "leerlingenbegeleiding",
    "in",
    "samenwerkingsovereenkomst",
    "opvolgingsgesprek",
    "op",
    "school",
    "oudercontact",
    "attest",
    "arts",
    "bespreekt",
    "maakt",
    "afspraken",
    "over",
    "aanwezigheidsregistratie",
    "problematische",
    "tuchtprocedure",
    "herstelgericht",
    "overleg",
    "jeugdhulpverlening",
    "plan",
    "CLB",
]
_LABELS = (
    "ja",
    "nee",
    "ja, minder dan 30",
    "ja, 30 of meer",
    "nieuwe afwezigheid",
    "niet bereikt",
    "onduidelijk",
    "ook na herhaling",
)
_DEADLINES = (
    "",
    "",
    "meteen",
    "binnen 5 schooldagen",
    "om de 4 weken",
    "uiterlijk de eerstvolgende schooldag",
)


def random_chart(
    seed: int,
    nodes: int | None = None,
    *,
    bands: int | None = None,
    jumps: float = 0.12,
    loops: float = 0.06,
    reach: int = 8,
    view: View = View.LADDER,
) -> Chart:
    """Return a random chart: a line of steps with questions, ends, jumps ahead and loops back.

    Args:
        seed: the same seed gives the same chart.
        nodes: number of steps; None for 8 to 60.
        bands: number of thresholds; None for 0 to 5 and more in large charts.
        jumps, loops: chance per step of an extra line ahead and back.
        reach: most steps that such a line goes over.
        view: how the author wants it.
    """
    dice = random.Random(seed)  # noqa: S311  no secret, the same every time
    count = nodes or dice.randint(8, 60)
    wanted = bands if bands is not None else dice.randint(0, 5) if count < 100 else count // 12
    cuts = sorted(dice.sample(range(1, count), min(max(0, wanted - 1), count - 1)))
    keys = list(ACTORS)[: dice.randint(2, 5)]
    kinds = [Kind.STAP]
    for at in range(1, count):
        last = at == count - 1
        draw = dice.random()
        kinds.append(
            Kind.EINDE
            if last or (kinds[-1] is Kind.VRAAG and draw < 0.5)
            else Kind.VRAAG
            if draw < 0.22 and at < count - 2
            else Kind.STAP
        )
    steps = [
        _step(dice, at, kind, sum(cut <= at for cut in cuts) if wanted else -1, keys)
        for at, kind in enumerate(kinds)
    ]
    edges: dict[tuple[int, int], str] = {}
    for at, kind in enumerate(kinds):
        if kind is Kind.EINDE:
            continue
        onward = at + 1
        while kind is not Kind.VRAAG and onward < count - 1 and kinds[onward] is Kind.EINDE:
            onward += 1
        edges[at, onward] = dice.choice(_LABELS) if kind is Kind.VRAAG or dice.random() < 0.08 else ""
        if kind is Kind.VRAAG:
            second = (
                onward + 1 if kinds[onward] is Kind.EINDE else min(count - 1, at + dice.randint(2, reach))
            )
            edges.setdefault((at, min(second, count - 1)), dice.choice(_LABELS))
        if dice.random() < jumps and at + 2 < count:
            edges.setdefault((at, min(count - 1, at + dice.randint(2, reach))), dice.choice(_LABELS))
        if dice.random() < loops and at > 1:
            edges.setdefault((at, max(0, at - dice.randint(1, reach))), dice.choice(_LABELS))
    made = [
        Edge(steps[one].name, steps[other].name, label, HERE)
        for (one, other), label in edges.items()
        if one != other and kinds[one] is not Kind.EINDE
    ]
    values = sorted(dice.sample(range(1, max(40, 3 * wanted)), wanted))
    return _assembled(f"willekeurig-{seed}", values, steps, made, view)


def _step(dice: random.Random, at: int, kind: Kind, band: int, keys: Sequence[str]) -> Step:
    words = [dice.choice(_WORDS) for _ in range(dice.randint(2, 11))]
    title = " ".join(words)
    title = title[:1].upper() + title[1:] + ("?" if kind is Kind.VRAAG else "")
    ends = kind is Kind.EINDE
    who = (
        ()
        if ends and dice.random() < 0.9
        else tuple(dice.sample(list(keys), 1 if dice.random() < 0.85 else 2))
    )
    strength = None if kind is not Kind.STAP else dice.choice([*Strength, None])
    deadline = "" if ends else dice.choice(_DEADLINES)
    outcome = dice.choice(list(Outcome)) if ends else None
    return Step(f"s{at}", at + 1, kind, title, band, HERE, who, strength, deadline, (), outcome)


# -- small edits ---------------------------------------------------------------------------------


def longer_text(chart: Chart, name: str) -> Chart:
    """Return the chart with much more text in one card."""
    steps = [
        replace(step, title=f"{step.title}, en noteert daarna alles zorgvuldig in het begeleidingsdossier")
        if step.name == name
        else step
        for step in chart.steps
    ]
    return replace(chart, steps=tuple(steps))


def inserted(chart: Chart, after: str) -> Chart:
    """Return the chart with a step more, behind one that has a single follower."""
    at = next(index for index, step in enumerate(chart.steps) if step.name == after)
    before = chart.steps[at]
    extra = replace(before, name="nieuw", kind=Kind.STAP, title="De school noteert de afspraken", number=0)
    steps = [*chart.steps[: at + 1], extra, *chart.steps[at + 1 :]]
    edges = [replace(edge, source="nieuw") if edge.source == after else edge for edge in chart.edges]
    edges.append(Edge(after, "nieuw", "", HERE, explicit=False))
    numbered = tuple(replace(step, number=number) for number, step in enumerate(steps, 1))
    return replace(chart, steps=numbered, edges=tuple(edges))


def with_edge(chart: Chart, source: str, target: str, label: str = "toch niet") -> Chart:
    """Return the chart with a line more."""
    return replace(chart, edges=(*chart.edges, Edge(source, target, label, HERE)))


def reordered(chart: Chart) -> Chart:
    """Return the chart with its lines listed in the opposite order."""
    return replace(chart, edges=tuple(reversed(chart.edges)))
