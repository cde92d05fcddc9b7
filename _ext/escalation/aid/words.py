"""The Dutch of the aid, for the page, its script and paper."""

from collections.abc import Sequence
from itertools import groupby

from escalation.emit.wording import call, needs_words, onward, outcome_word, sentence, strength_word
from escalation.model import Chart, Edge, Step, Strength, Threshold
from escalation.words import capital

#: Unit for which the aid asks after B-codes; a chart may count something else, such as years.
HALF_DAY = ("halve dag", "halve dagen")

TITLE = "Beslishulp"
TABLE_INTRODUCTION = "Zoek in de eerste kolom je aantal. Op die rij staat wat je nu doet."

#: Groups of steps, as the page, its script and the tables name them.
NOW, ASK, CHECK, MAY, LATER, ENDS = (
    "Doe nu",
    "Vraag je daarna af",
    "Controleer ook",
    "Kan ook, na overleg",
    "Later, alleen als …",
    "Zo kan het aflopen",
)
#: The columns of the table, in full and in short, and what stands in an empty cell.
HEADS = ("Aantal", NOW, CHECK, "Kan ook, of later")
BRIEF_HEADS = ("Aantal", NOW, CHECK, "Kan, na overleg")
BRIEF_LATER = "Volgens het antwoord: "
BRIEF_ONWARD = ", of de volgende rij."
NO_STEP, NOTHING = "Nog geen stap.", "Niets."
CONDITION = "is het CLB er al bij? Kijk dan na of dit gebeurd is"
BRIEF_CONDITION = "Is het CLB er al bij? Kijk dan na of dit gebeurd is."

CLB_QUESTION = "Is het CLB al betrokken?"

#: What the script says; `{…}` is filled in there.
SCRIPT_WORDS = {
    "at": "Bij {number} {unit}: {situation}. {next}",
    "do_none": "je hoeft nu nog niets te doen",
    "do_one": "1 stap om nu te doen",
    "do": "{count} stappen om nu te doen",
    "do_ask": "beantwoord eerst de vraag hieronder",
    "overdue_one": "1 stap om in te halen",
    "overdue": "{count} stappen om in te halen",
    "check_one": "1 stap om te controleren",
    "check": "{count} stappen om te controleren",
    "next": "Vanaf {threshold} komt er meer bij.",
    "last": "Een hoger aantal verandert hier niets meer aan.",
    "part_now": NOW,
    "part_ask": ASK,
    "part_overdue": "Haal dit in: betrek het CLB",
    "part_check": f"{CHECK} of dit gebeurd is",
    "part_may": MAY,
    "part_later": LATER,
    "part_ends": ENDS,
    "part_next": "Vanaf {threshold} doe je ook",
    "choose": "Kies eerst wat past. Daarna vul je het aantal in.",
    "ask": "Vul een aantal in. Dan zie je hier wat er geldt.",
    "ask_clb": "Nog één vraag: is het CLB al betrokken? Kies ‘Nee’ of ‘Ja’.",
    "elsewhere": "Hiervoor gelden andere regels. Lees hieronder verder.",
    "wrong": "Nog geen antwoord. {hint}",
}


def hint(chart: Chart, most: int) -> str:
    """Return what the field for the number accepts, and how to count what a reader may have in days."""
    accepted = f"Schrijf een geheel getal van 0 tot {most}, in cijfers."
    return f"{accepted} Twee en een halve dag is 5." if unit(chart) == HALF_DAY else accepted


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


def when(chart: Chart, step: Step, answers: Sequence[Edge]) -> str:
    """Return which answers lead to a step: «Alleen bij ‘ja’ in stap 7.»; nothing if it waits for none.

    An advice is not bound to its question: it is also good later, when nobody asks that question any more.
    """
    by_step = groupby(answers, key=lambda edge: edge.source)
    parts = [
        f"bij {_either([f'‘{edge.label}’' for edge in edges])} in stap {chart.by_name[source].number}"
        for source, edges in by_step
    ]
    if step.strength is Strength.AANBEVOLEN and parts:
        return f"{capital(_either(parts))}, en ook daarna."
    return f"Alleen {_either(parts)}." if parts else ""


def _either(parts: Sequence[str]) -> str:
    return " of ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def span(threshold: Threshold | None, until: Threshold | None) -> str:
    """Return a row's range: «1 tot 4 halve dagen», «0 halve dagen», «10 halve dagen of meer»."""
    first = threshold.value if threshold else 0
    if until is None:
        named = f"{first} {threshold.unit}" if threshold else "Elk aantal"
        return f"{named} of meer" if threshold else named
    last = until.value - 1
    counted = until.unit_one if last == 1 else until.unit_many
    return f"{first} {counted}" if first == last else f"{first} tot {last} {counted}"
