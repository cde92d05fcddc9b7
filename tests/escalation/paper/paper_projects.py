"""A project with a chart of everything, and charts made without Sphinx."""

from collections.abc import Callable, Sequence
from pathlib import Path

import typst
from tools.projects import CONF

from escalation.emit.typst import TEMPLATE, Paper, drawing, table
from escalation.layout import Fonts
from escalation.layout.geometry import Sheet
from escalation.model import Actor, Chart, Edge, Kind, Outcome, Place, Source, Step, Strength, Threshold, View
from house_style.tokens import FONTS_PDF
from markup import typst_string
from typst_pdf.builder import TEMPLATE_FOLDER

FONTS = Fonts.from_folder(FONTS_PDF)
ADDRESS = "https://leerrecht.example.org"

SETTINGS = CONF.replace('"typst_pdf"]', '"typst_pdf", "escalation", "publication"]') + (
    f'html_baseurl = "{ADDRESS}/"\nschooljaar = "2026-2027"\n'
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
:::

## Later

:::{drempel} 5
:bron: afspraak
:::

:::{stap} De school schakelt het CLB in
:naam: melden
:wie: school, clb
:sterkte: afspraak
:termijn: meteen
:::

:::{stap} De leerling en de ouders maken afspraken in een plan
:naam: plan
:wie: leerling, ouders
:sterkte: mogelijk
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


def sources(page: str) -> dict[str, str]:
    """Return a project with one page below the start page."""
    return {"conf.py": SETTINGS, "index.md": "# Leidraad proef\n\n```{toctree}\nplan\n```\n", "plan.md": page}


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
        Step("klaar", 3, Kind.EINDE, say("end", "Opgelost"), 0, here, outcome=Outcome.OPGELOST),
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
    def label(kind: str) -> Callable[[object], str]:
        return lambda one: f"label({typst_string(f'{kind}-{chart.name}-{getattr(one, "name", one)}')})"

    return Paper(chart, size, label("rij"), label("rij"), label("vel"), quote)


def compile_code(folder: Path, code: Sequence[str]) -> Path:
    """Compile drawings and tables in the report template, accessibly, with its own settings."""
    import json

    from house_style.tokens import load_tokens
    from typst_pdf.tokens import default_tokens
    from typst_pdf.words import template_words

    folder.mkdir(parents=True, exist_ok=True)
    own = TEMPLATE_FOLDER.parent.parent / "escalation" / "templates" / TEMPLATE
    for file in (TEMPLATE_FOLDER / "elements.typ", TEMPLATE_FOLDER / "rapport.typ", own):
        (folder / file.name).write_bytes(file.read_bytes())
    settings = {
        **dict.fromkeys(("subtitle", "author", "version", "schooljaar", "publisher", "copyright", "address"), ""),
        **{"title": "Proef", "keywords": [], "template": "rapport", "language": "nl", "options": {}},
        "date": [2026, 9, 1],
        "words": template_words("nl"),
        "tokens": {**default_tokens(), **load_tokens().for_print()},
    }
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    head = ['#import "rapport.typ": template', f'#import "{TEMPLATE}": *', "#show: template", "#{"]
    (folder / "main.typ").write_text("\n".join([*head, *code, "}"]), encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS_PDF)])
    pdf = typst.compile(
        str(folder / "main.typ"), root=str(folder), font_paths=fonts, timestamp=0, pdf_standards=["ua-1", "a-2a"]
    )
    (folder / "main.pdf").write_bytes(pdf)
    return folder / "main.pdf"


def code_of(chart: Chart, sheets: Sequence[Sheet], size: float, quote: Callable[[str], str] = typst_string) -> list[str]:
    paper = paper_of(chart, size, quote)
    return [*drawing(sheets, paper), *table(paper, scale=0.85)]
