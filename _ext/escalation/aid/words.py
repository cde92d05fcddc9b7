"""The Dutch of the aid, for the page, its script and paper."""

from collections.abc import Sequence

from escalation.aid.logic import starts
from escalation.emit.wording import call, needs_words, onward, outcome_word, sentence, strength_word
from escalation.model import Chart, Step, Threshold
from escalation.words import capital

#: Unit for which the aid asks after B-codes; a chart may count something else, such as years.
HALF_DAY = ("halve dag", "halve dagen")

TITLE = "Beslishulp"
TABLE_INTRODUCTION = "Zoek in de eerste kolom je aantal. Op die rij staat wat er nu van toepassing is."

#: The columns of the table, in full and in short, and what stands in an empty cell.
HEADS = ("Aantal", "Nu van toepassing", "Nagaan of dit gebeurd is")
BRIEF_HEADS = ("Aantal", "Nu van toepassing", "Ook nagaan")
NO_STEP, NOTHING = "Nog geen stap.", "Niets."
CONDITION = "is het CLB al betrokken, ga dan na of dit gebeurd is"

CLB_QUESTION = "Is het CLB al betrokken?"

#: What the script says; `{…}` is filled in there.
SCRIPT_WORDS = {
    "at": "Bij {number} {unit}: {situation}. {next}",
    "holds": "{count} van toepassing vanaf {threshold}",
    "holds_first": "{count} van toepassing, nog vóór de eerste drempel",
    "holds_none": "nog geen stap van toepassing",
    "one_step": "1 stap is",
    "steps": "{count} stappen zijn",
    "overdue_too": "{count} alsnog te zetten",
    "check_too": "{count} na te gaan",
    "next": "Nog {remaining} {unit} tot de volgende drempel: {threshold}.",
    "last": "Dit is de hoogste drempel van dit stappenplan.",
    "part_now": "Nu van toepassing: vanaf {threshold}",
    "part_now_first": "Nu van toepassing",
    "part_overdue": "Alsnog te doen: het CLB betrekken",
    "part_check": "Nagaan of dit gebeurd is",
    "part_next": "Wat volgt vanaf {threshold} (nog {remaining} {unit})",
    "choose": "Kies eerst wat past. Daarna vul je het aantal in.",
    "ask": "Vul een aantal in. Dan zie je hier wat er geldt.",
    "ask_clb": "Nog één vraag: is het CLB al betrokken? Kies «Nee» of «Ja».",
    "elsewhere": "Hiervoor gelden andere regels. Lees hieronder verder.",
    "wrong": "Nog geen antwoord. {hint}",
}


def hint(most: int) -> str:
    """Return what the field for the number accepts."""
    return f"Schrijf een geheel getal van 0 tot {most}, in cijfers."


def choice_question(labels: Sequence[str]) -> str:
    """Return «Basis of secundair?»; a question without the choices when they are whole titles."""
    *first, last = [_inside(label) for label in labels] or [""]
    named = " of ".join(filter(None, [", ".join(first), last]))
    return f"{capital(named)}?" if labels else "Welk stappenplan?"


def _inside(label: str) -> str:
    """Return a label as it stands inside a sentence: without a capital, unless it is one word of capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def unit(chart: Chart) -> tuple[str, str]:
    """Return what a chart counts, one and many: that of its first threshold."""
    first = next(iter(chart.thresholds), None)
    return (first.unit_one, first.unit_many) if first else HALF_DAY


def how_many(chart: Chart) -> str:
    """Return the question for the number, with the unit of the chart."""
    _, many = unit(chart)
    return f"Hoeveel {many} met B-code?" if unit(chart) == HALF_DAY else f"Hoeveel {many}?"


def heading(step: Step) -> str:
    """Return «Stap 7: De school belt de ouders»."""
    return f"{call(step)}: {step.title}"


def facts(chart: Chart, step: Step, remark: str = "") -> str:
    """Return who, how binding, by when and where it leads: «School. Plicht. Meteen.»; may be empty."""
    said = [chart.who(step), strength_word(step), outcome_word(step), step.deadline]
    said += ["".join(onward(chart, edge)) for edge in chart.exits[step.name] if needs_words(chart, edge)]
    return " ".join(sentence(capital(part)) for part in [*said, remark] if part)


def row_starts(chart: Chart) -> list[int]:
    """Return the numbers at which the rows of the table start."""
    return sorted({0, *starts(chart)})


def span(threshold: Threshold | None, until: Threshold | None) -> str:
    """Return a row's range: «1 tot 4 halve dagen», «0 halve dagen», «10 halve dagen of meer»."""
    first = threshold.value if threshold else 0
    if until is None:
        named = f"{first} {threshold.unit}" if threshold else "Elk aantal"
        return f"{named} of meer" if threshold else named
    last = until.value - 1
    counted = until.unit_one if last == 1 else until.unit_many
    return f"{first} {counted}" if first == last else f"{first} tot {last} {counted}"
