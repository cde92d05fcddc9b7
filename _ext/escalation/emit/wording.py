"""The words that every output says about a step, so that drawing, list, table and text say the same.

All of it is plain text; an emitter escapes it for its own language.
"""

from collections.abc import Sequence

from escalation.model import Chart, Edge, Kind, Outcome, Source, Step, Strength, Threshold
from escalation.words import capital

STRENGTH_WORDS = {
    Strength.PLICHT: "Plicht",
    Strength.AFSPRAAK: "Afspraak",
    Strength.AANBEVOLEN: "Aanbevolen",
    Strength.MOGELIJK: "Mogelijk",
}
STRENGTH_MEANING = {
    Strength.PLICHT: "wet, omzendbrief of officiële procedure",
    Strength.AFSPRAAK: "een voorstel: school en CLB spreken het samen af",
    Strength.AANBEVOLEN: "goede raad",
    Strength.MOGELIJK: "het mag, maar het gebeurt nooit vanzelf",
}
OUTCOME_WORDS = {
    Outcome.OPGELOST: "opgelost",
    Outcome.OVERGEDRAGEN: "overgedragen",
    Outcome.ELDERS: "lees elders verder",
}
#: Said once above every list, so that a step whose follower is the next number needs no words.
ORDER_RULE = "Volg de stappen op volgorde, tenzij er iets anders bij staat. Bij een einde houdt de weg op."


def sentence(text: str) -> str:
    """Return the text with a full stop, unless it ends in a mark of its own."""
    return text if text.endswith((".", "?", "!", "…", ":")) else f"{text}."


def call(step: Step) -> str:
    """Return how a step is called: «Stap 7», «Stap 4, vraag» or «Stap 5, einde»."""
    kind = {Kind.STAP: "", Kind.VRAAG: ", vraag", Kind.EINDE: ", einde"}[step.kind]
    return f"Stap {step.number}{kind}"


def spoken(chart: Chart, step: Step) -> str:
    """Return everything a card shows, as one line: «Stap 7: de school meldt … School. Plicht. Meteen.»."""
    facts = [chart.who(step), strength_word(step), outcome_word(step), step.deadline]
    return " ".join([f"{call(step)}: {sentence(step.title)}", *(sentence(capital(f)) for f in facts if f)])


def strength_word(step: Step) -> str:
    """Return the word for how binding a step is; empty if it does not say."""
    return STRENGTH_WORDS[step.strength] if step.strength else ""


def outcome_word(step: Step) -> str:
    """Return how an end ends, in the editor's own words if there are any; empty if it does not say."""
    return step.ending or (OUTCOME_WORDS[step.outcome] if step.outcome else "")


def source_words(source: Source) -> str:
    """Return a source with its point: «Omzendbrief SO/2005/04, punt 3»."""
    return ", ".join(filter(None, [source.text, source.point]))


def source_lead(sources: Sequence[Source]) -> str:
    """Return what stands before sources: «Bron: » or «Bronnen: »."""
    return "Bron: " if len(sources) == 1 else "Bronnen: "


def needs_words(chart: Chart, edge: Edge) -> bool:
    """Tell whether a list must say where an edge leads; not if that is the next number, without a label."""
    step = chart.by_name[edge.source]
    alone = len(chart.exits[step.name]) == 1
    return bool(edge.label) or not alone or chart.by_name[edge.target].number != step.number + 1


def onward(chart: Chart, edge: Edge) -> tuple[str, str]:
    """Return the words before and in the link of an edge: («Ja: », «ga naar stap 5»)."""
    verb = "ga terug naar" if chart.is_back(edge) else "ga naar"
    link = f"{verb} stap {chart.by_name[edge.target].number}"
    return (f"{capital(edge.label)}: ", link) if edge.label else ("", capital(link))


def summary(chart: Chart) -> str:
    """Return what the drawing holds: «18 stappen, waarvan 2 vragen en 3 eindes, in 4 drempels.»."""
    kinds = [step.kind for step in chart.steps]
    asks, ends = kinds.count(Kind.VRAAG), kinds.count(Kind.EINDE)
    among = [_count(asks, "vraag", "vragen")] * bool(asks) + [_count(ends, "einde", "eindes")] * bool(ends)
    bands = len(chart.thresholds)
    return "".join(
        [
            _count(len(kinds), "stap", "stappen"),
            f", waarvan {' en '.join(among)}" if among else "",
            f", bij {_count(bands, 'drempel', 'drempels')}" if bands else "",
            ".",
        ]
    )


def threshold_origin(threshold: Threshold) -> str:
    """Return where a threshold comes from when that is no source: «Afspraak» or nothing."""
    return STRENGTH_WORDS[Strength.AFSPRAAK] if threshold.agreed else ""


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
