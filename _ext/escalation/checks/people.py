"""Rules on who takes a step (K3)."""

import re
from collections.abc import Iterator

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.model import Finding, Kind, View

#: More lanes than this cannot be read on paper (BPMN practice).
LANES = 5
#: After these words who stands first in a sentence is not who acts.
_PASSIVE = r"(wordt|worden|krijgt|krijgen|ontvangt|ontvangen|is|zijn|was|hoort|horen|en|of)"


def nobody(context: Context) -> Iterator[Finding]:
    """A step that does not say who takes it (K301)."""
    for step in context.steps(Kind.STAP):
        if not context.has(step, "wie"):
            yield finding("K301", step.place, step=step.name, titel=step.title)


def many_lanes(context: Context) -> Iterator[Finding]:
    """More actors than can stand beside each other (K304)."""
    chart = context.chart
    if chart.view is View.BANEN and len(chart.actors) > LANES:
        place = context.written.options["weergave"].place
        yield finding("K304", place, aantal=len(chart.actors))


def somebody_else(context: Context) -> Iterator[Finding]:
    """A title that begins with somebody who does not take the step (K305)."""
    names = {actor.name.lower(): key for key, actor in context.knowledge.actors.items()}
    if not names:
        return
    choice = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    begin = re.compile(
        rf"(?:(?:de|het|een)\s+)?(?P<name>{choice})(?![\w-])(?!\s+{_PASSIVE}\b)\s+\w", re.IGNORECASE
    )
    for step in context.steps(Kind.STAP):
        match = begin.match(step.title)
        if match and step.actors and names[match["name"].lower()] not in step.actors:
            place = context.at(step, "wie")
            wie, ander = context.chart.who(step), match["name"]
            yield finding("K305", place, step=step.name, titel=step.title, wie=wie, ander=ander)


RULES: tuple[Rule, ...] = (nobody, many_lanes, somebody_else)
