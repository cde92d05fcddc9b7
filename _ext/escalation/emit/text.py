"""A chart as plain text: every step with its number, who, strength, deadline, source and what follows."""

from itertools import groupby

from escalation.emit.wording import (
    ORDER_RULE,
    call,
    needs_words,
    onward,
    outcome_word,
    sentence,
    source_lead,
    source_words,
    strength_word,
    threshold_origin,
)
from escalation.model import Chart, Edge, Step, Threshold
from escalation.words import capital


def steps_in_words(chart: Chart) -> str:
    """Return the whole chart, a block for each threshold, without its title and description."""
    blocks = [ORDER_RULE]
    for index, steps in groupby(chart.steps, key=lambda step: step.threshold):
        if 0 <= index < len(chart.thresholds):
            blocks.append(threshold_in_words(chart.thresholds[index]))
        blocks.extend(_numbered(chart, step) for step in steps)
    return "\n\n".join(blocks)


def threshold_in_words(threshold: Threshold) -> str:
    """Return «Vanaf 5 halve dagen (bron: Omzendbrief …)»."""
    sources = "; ".join(map(source_words, threshold.sources))
    lead = source_lead(threshold.sources).lower() if sources else ""
    said = "; ".join(
        _one_line(part) for part in (threshold_origin(threshold).lower(), lead + sources) if part
    )
    return f"{_one_line(threshold.label)} ({said})" if said else _one_line(threshold.label)


def facts_in_words(chart: Chart, step: Step) -> list[str]:
    """Return a line for who, strength, deadline and sources of a step, each only if it is known."""
    who, ending = chart.who(step), outcome_word(step)
    known = [
        strength_word(step),
        f"Einde: {ending}" if ending else "",
        f"Wie: {who}" if who else "",
        f"Termijn: {step.deadline}" if step.deadline else "",
    ]
    line = " ".join(sentence(_one_line(capital(fact))) for fact in known if fact)
    origin = "; ".join(_one_line(source_words(source)) for source in step.sources)
    return [*filter(None, [line, sentence(source_lead(step.sources) + origin) if origin else ""])]


def _numbered(chart: Chart, step: Step) -> str:
    kind = call(step).partition(", ")[2]
    head = f"{step.number}. {f'{capital(kind)}: ' if kind else ''}{_one_line(step.title)}"
    onwards = [_onward(chart, edge) for edge in chart.exits[step.name] if needs_words(chart, edge)]
    return "\n   ".join([head, *facts_in_words(chart, step), *onwards])


def _onward(chart: Chart, edge: Edge) -> str:
    return sentence(_one_line("".join(onward(chart, edge))))


def _one_line(text: str) -> str:
    return " ".join(text.split())
