"""A project with a chart of everything, and charts made without Sphinx."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import typst
from tools.projects import CONF

from escalation.emit.typst import TEMPLATE, Paper, drawing
from escalation.emit.typst_table import Form, table
from escalation.layout import Fonts
from escalation.layout.geometry import Sheet
from escalation.model import Actor, Chart, Edge, Kind, Outcome, Place, Source, Step, Strength, Threshold, View
from house_style.tokens import FONTS_PDF, load_tokens
from markup import typst_string
from typst_pdf.builder import TEMPLATE_FOLDER
from typst_pdf.tokens import default_tokens
from typst_pdf.words import template_words

FONTS = Fonts.from_folder(FONTS_PDF)
OWN_TEMPLATES = TEMPLATE_FOLDER.parent.parent / "escalation" / "templates"
ADDRESS = "https://leerrecht.example.org"

SETTINGS = CONF.replace('"typst_pdf"]', '"typst_pdf", "editorial", "escalation", "publication"]') + (
    f'smartquotes = False\nhtml_baseurl = "{ADDRESS}/"\nschooljaar = "2026-2027"\nhtml_favicon = None\n'
    'typst_documents[0]["title"] = "Leidraad proef"\n'
)
SECONDARY = """\
# Wegblijven

:::{stappenplan} secundair
:titel: Als een leerling wegblijft
:weergave: ladder

Wat school, ouders en CLB doen, van de eerste halve dag af.
:::

Zie {stap}`melden`.

## De eerste dagen

:::{drempel} 1
:bron: afspraak
:::

:::{stap} De leerling is afwezig zonder geldige reden
:naam: begin
:wie: school
:sterkte: afspraak

De leerkracht registreert de afwezigheid.
:::

:::{stap} De school belt de ouders en registreert code B
:naam: bellen
:wie: school
:sterkte: afspraak
:termijn: dezelfde dag
:bron: [Wegwijzer](https://example.org/wegwijzer)

Bel **altijd** zelf. Een bericht volstaat niet.
:::

:::{vraag} Is de afwezigheid alsnog gewettigd?
:naam: gewettigd
:wie: school

- ja: [](#opgelost)
- nee: [](#gesprek)
:::

:::{einde} Opgelost: code B wordt aangepast
:naam: opgelost
:uitkomst: opgelost
:::

:::{stap} Gesprek met de leerling: wat is er aan de hand?
:naam: gesprek
:wie: school
:sterkte: aanbevolen
:termijn: binnen 5 schooldagen
:daarna: nieuwe afwezigheid: melden

Vraag en luister.
:::

## Later

:::{drempel} clb-melden
:::

:::{stap} De school schakelt het CLB in
:naam: melden
:wie: school
:sterkte: plicht
:termijn: meteen
:bron: agodi-procedure

Doe dat schriftelijk.
:::

:::{stap} De leerling en de ouders maken afspraken in een plan
:naam: plan
:wie: leerling, ouders
:sterkte: mogelijk

Schrijf ze op.
:::

:::{vraag} Houdt de afwezigheid aan?
:naam: aanhouden
:wie: clb

- nee: [](#verderop)
- ja, opnieuw afspreken: [](#plan)
- ja, iemand anders neemt over: [](#dossier)
:::

:::{einde} Opgelost: de school volgt verder op
:naam: verderop
:uitkomst: opgelost
:::

:::{einde} Overgedragen: de school en het CLB blijven betrokken
:naam: dossier
:uitkomst: overgedragen
:::
"""


REGISTRY = {
    "codes": "codes: {}\noude-codes: {}\n",
    "na-te-kijken": "na-te-kijken: {}\n",
    "betrokkenen": """
betrokkenen:
  school: {naam: school, wie: De school.}
  clb: {naam: CLB, voluit: centrum voor leerlingenbegeleiding, wie: Het centrum.}
  leerling: {naam: leerling, wie: Wie naar school gaat.}
  ouders: {naam: ouders, wie: Wie voor de leerling zorgt.}
""",
    "bronnen": """
bronnen:
  agodi-procedure:
    titel: Procedure bij afwezigheden
    kort: procedure van AGODI
    uitgever: AGODI
    adres: https://example.org/procedure
    soort: officieel
    geraadpleegd: 2026-11-23
""",
    "feiten": """
feiten:
  clb-melden:
    zegt: "Vanaf {} volgt de school op."
    eenheid: halve dag/halve dagen
    grens: vanaf
    waarden:
      - {getal: 5, vanaf: 2016-2017, bron: agodi-procedure}
    zekerheid: zeker
    nagekeken: 2026-11-23
    nakijken-door: werkgroep
""",
}


def sources(page: str) -> dict[str, str]:
    """Return a project with one page below the start page."""
    return {
        "conf.py": SETTINGS,
        "index.md": "# Leidraad proef\n\n```{toctree}\nplan\n```\n",
        "plan.md": page,
        **{f"guidelines/regelgeving/{name}.yaml": text for name, text in REGISTRY.items()},
    }


def make_chart(say: Callable[[str, str], str] = lambda _field, text: text, name: str = "proef") -> Chart:
    """Make a small chart; every text passes `say` with the name of its field first."""
    here = Place("index", 1)
    law = Source("wet", say("source", "Omzendbrief"), say("point", "punt 3"), "https://example.org/wet")
    steps = (
        Step(
            "melden",
            1,
            Kind.STAP,
            say("title", "De school meldt het"),
            0,
            here,
            ("school",),
            Strength.PLICHT,
            say("deadline", "meteen"),
            (law,),
        ),
        Step("vraag", 2, Kind.VRAAG, say("question", "Helpt het?"), 0, here, ("school",)),
        Step(
            "klaar",
            3,
            Kind.EINDE,
            say("end", "Opgelost"),
            0,
            here,
            outcome=Outcome.OPGELOST,
            ending=say("ending", "klaar"),
        ),
    )
    edges = (
        Edge("melden", "vraag", say("after", "daarna"), here),
        Edge("vraag", "klaar", say("yes", "ja"), here),
        Edge("vraag", "melden", say("no", "nee"), here),
    )
    threshold = Threshold(0, 5, "halve dag", say("unit", "halve dagen"), here, "clb-melden", sources=(law,))
    return Chart(
        name,
        say("chart", "Stappenplan"),
        say("description", "Wat te doen."),
        View.LADDER,
        here,
        (threshold,),
        steps,
        edges,
        {"school": Actor("school", say("actor", "school"))},
    )


def paper_of(chart: Chart, size: float, quote: Callable[[str], str] = typst_string) -> Paper:
    def label(kind: str, one: object) -> str:
        return f"label({typst_string(f'{kind}-{chart.name}-{one}')})"

    def row(step: Step) -> str:
        return label("rij", step.name)

    return Paper(chart, size, row, row, lambda index: label("vel", index), quote)


def compile_code(
    folder: Path,
    code: Sequence[str],
    template: Path = TEMPLATE_FOLDER / "rapport.typ",
    options: Mapping[str, object] = MappingProxyType({}),
    title: str = "Proef",
) -> Path:
    """Compile drawings and tables in a template, accessibly, with its own settings."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in (TEMPLATE_FOLDER / "elements.typ", template, OWN_TEMPLATES / TEMPLATE):
        (folder / file.name).write_bytes(file.read_bytes())
    settings = {
        **dict.fromkeys(
            ("subtitle", "author", "version", "schooljaar", "publisher", "copyright", "address"), ""
        ),
        "title": title,
        "keywords": [],
        "template": "rapport",
        "language": "nl",
        "options": dict(options),
        "date": [2026, 9, 1],
        "words": template_words("nl"),
        "tokens": {**default_tokens(), **load_tokens().for_print()},
    }
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    head = [f'#import "{template.name}": template', f'#import "{TEMPLATE}": *', "#show: template", "#{"]
    (folder / "main.typ").write_text("\n".join([*head, *code, "}"]), encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS_PDF)])
    pdf = typst.compile(
        str(folder / "main.typ"),
        root=str(folder),
        font_paths=fonts,
        timestamp=0,
        pdf_standards=["ua-1", "a-2a"],
    )
    (folder / "main.pdf").write_bytes(pdf)
    return folder / "main.pdf"


def code_of(
    chart: Chart, sheets: Sequence[Sheet], size: float, quote: Callable[[str], str] = typst_string
) -> list[str]:
    paper = paper_of(chart, size, quote)
    return [*drawing(sheets, paper), *table(paper, Form.POSTER, scale=0.85)]
