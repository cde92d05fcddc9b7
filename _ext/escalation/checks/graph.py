"""Rules on steps and the ways between them (K1), and on loops (K5)."""

import re
from collections.abc import Iterator

from escalation.checks.catalogue import finding
from escalation.checks.context import Context, Rule
from escalation.model import Edge, Finding, Kind, Step

_YES = re.compile(r"ja\b", re.IGNORECASE)
_NO = re.compile(r"(neen?|niet|geen|nog niet|anders|alle andere)\b", re.IGNORECASE)
#: Words in an answer that limit a loop, or name the event after which it starts anew.
_LIMIT = re.compile(
    r"\d|\b(nieuwe?|opnieuw|bij|zolang|totdat|tot|na|elke?|iedere?|om de|hoogstens|maximaal"
    r"|een keer|één keer|twee keer|drie keer|dagelijks|wekelijks|maandelijks)\b",
    re.IGNORECASE,
)


def unreachable(context: Context) -> Iterator[Finding]:
    """A step that no way from the beginning leads to, or a second beginning (K102, K103)."""
    if not context.ways_are_whole or any(no_way_out(context)):
        return
    chart = context.chart
    bands = set(unreached_bands(context))
    for step in _roots(context):
        if step.threshold in bands and step == chart.steps_from(step.threshold)[0]:
            continue
        onward = context.reach([step.name])
        apart = not onward & context.reached
        own_end = any(chart.by_name[name].kind is Kind.EINDE for name in onward - {step.name})
        if apart and own_end:
            begin = chart.steps[0].title
            yield finding("K102", step.place, step=step.name, begin=begin, titel=step.title, naam=step.name)
        else:
            key = "K103.kring" if chart.entries[step.name] else "K103"
            yield finding(key, step.place, step=step.name, kind=step.kind, titel=step.title, naam=step.name)


def _roots(context: Context) -> list[Step]:
    """Return the steps that make others unreachable: those without entry, then first of a loop."""
    missing = [step for step in context.chart.steps if step.name not in context.reached]
    roots = [step for step in missing if not context.chart.entries[step.name]]
    explained = context.reach([step.name for step in roots])
    for step in missing:
        if step.name not in explained:
            roots.append(step)
            explained |= context.reach([step.name])
    return sorted(roots, key=lambda step: step.number)


def unreached_bands(context: Context) -> Iterator[int]:
    """Yield the thresholds that no step of another one leads to, though they have steps."""
    chart = context.chart
    if not context.ways_are_whole or any(no_way_out(context)):
        return
    for threshold in chart.thresholds:
        steps = chart.steps_from(threshold.index)
        if not steps or steps[0] == chart.steps[0]:
            continue
        entries = (edge for step in steps for edge in chart.entries[step.name])
        if all(chart.by_name[edge.source].threshold == threshold.index for edge in entries):
            yield threshold.index


def breaks_off(context: Context) -> Iterator[Finding]:
    """A step after which nothing comes, though it is no end (K104); no end at all (K115)."""
    chart = context.chart
    if not any(context.steps(Kind.EINDE)):
        yield finding("K115", chart.place)
        return
    for step in context.steps(Kind.STAP):
        if not chart.exits[step.name] and step.name not in context.lost:
            yield finding("K104", step.place, step=step.name, titel=step.title)


def no_way_out(context: Context) -> Iterator[Finding]:
    """A loop that no way leads out of: no answer does (K105), or nobody is asked anything in it (K502)."""
    chart = context.chart
    if not any(context.steps(Kind.EINDE)):
        return
    ends = {step.name for step in chart.steps if not chart.exits[step.name]} | context.lost
    stuck = context.reached - context.reaching(ends)
    while stuck:
        first = min(stuck, key=lambda name: chart.by_name[name].number)
        loop = _last_loop(context, first)
        head = min((chart.by_name[name] for name in loop), key=lambda step: step.number)
        if any(chart.by_name[name].kind is Kind.VRAAG for name in loop):
            yield finding("K105", head.place, step=head.name, titel=head.title)
        else:
            back = max(
                (edge for edge in chart.entries[head.name] if edge.source in loop),
                key=lambda edge: chart.by_name[edge.source].number,
            )
            yield finding("K502", back.place, step=back.source, doel=head.title)
        stuck -= context.reaching(loop)


def _last_loop(context: Context, name: str) -> frozenset[str]:
    """Return the loop in which a walk from a step that cannot reach an end stays for ever."""
    onward = context.reach([name])
    while True:
        deeper = next((other for other in sorted(onward) if name not in context.reach([other])), None)
        if deeper is None:
            return onward
        name, onward = deeper, context.reach([deeper])


def end_goes_on(context: Context) -> Iterator[Finding]:
    """An end with a next step (K106)."""
    for step in context.steps(Kind.EINDE):
        one = context.source(step)
        for link in (*one.after, *one.answers)[:1]:
            yield finding("K106", link.place, step=step.name, titel=step.title)


def few_answers(context: Context) -> Iterator[Finding]:
    """A question with no or one answer (K107)."""
    for step in context.steps(Kind.VRAAG):
        one = context.source(step)
        count = len(one.answers) + len(one.after)
        if count < 2:
            words = "1 antwoord" if count else "geen antwoorden"
            yield finding("K107", step.place, step=step.name, titel=step.title, aantal=words)


def way_without_answer(context: Context) -> Iterator[Finding]:
    """A way from a question without the words of an answer (K108)."""
    for step in context.steps(Kind.VRAAG):
        for edge in context.chart.exits[step.name]:
            if not edge.label.strip():
                yield finding("K108", edge.place, step=step.name, titel=step.title, doel=edge.target)


def same_answer(context: Context) -> Iterator[Finding]:
    """An answer that stands twice with a question (K109)."""
    for step in context.steps(Kind.VRAAG):
        one = context.source(step)
        seen: set[str] = set()
        for link in (*one.answers, *one.after):
            label = " ".join(link.label.casefold().split())
            if label and label in seen:
                yield finding("K109", link.place, step=step.name, titel=step.title, antwoord=link.label)
            seen.add(label)


def no_question_mark(context: Context) -> Iterator[Finding]:
    """A question that does not end with a question mark (K110)."""
    for step in context.steps(Kind.VRAAG):
        if step.title and not step.title.rstrip(" »”\"'").endswith("?"):
            yield finding("K110", step.place, step=step.name, titel=step.title)


def undecided(context: Context) -> Iterator[Finding]:
    """A step that is no question and yet has more than one next step (K111)."""
    for step in context.steps(Kind.STAP):
        count = len(context.source(step).after)
        if count > 1:
            place = context.at(step, "daarna")
            yield finding("K111", place, step=step.name, titel=step.title, aantal=count)


def no_outcome(context: Context) -> Iterator[Finding]:
    """An end that does not say how it ends (K116)."""
    for step in context.steps(Kind.EINDE):
        if not context.has(step, "uitkomst"):
            yield finding("K116", step.place, step=step.name, titel=step.title)


def one_sided(context: Context) -> Iterator[Finding]:
    """A question with «ja» but without «nee», or the other way round (K118)."""
    for step in context.steps(Kind.VRAAG):
        labels = [link.label.strip().casefold() for link in context.source(step).answers]
        yes = any(_YES.match(label) for label in labels)
        no = any(_NO.match(label) for label in labels)
        plain_no = any(label in ("nee", "neen") for label in labels)
        if (
            len(labels) >= 2
            and all(labels)
            and len(set(labels)) == len(labels)
            and (yes != no)
            and (yes or plain_no)
        ):
            wel, niet = ("ja", "nee") if yes else ("nee", "ja")
            yield finding("K118", step.place, step=step.name, titel=step.title, wel=wel, niet=niet)


def idle_question(context: Context) -> Iterator[Finding]:
    """A question of which every answer leads to the same step (K119)."""
    for step in context.steps(Kind.VRAAG):
        exits = context.chart.exits[step.name]
        if len(exits) > 1 and len({edge.target for edge in exits}) == 1 and step.name not in context.lost:
            yield finding("K119", step.place, step=step.name, titel=step.title)


def no_title(context: Context) -> Iterator[Finding]:
    """A step without a title (K120)."""
    for step in context.chart.steps:
        if not step.title.strip():
            yield finding("K120", step.place, step=step.name, kind=step.kind, naam=step.name)


def endless_loop(context: Context) -> Iterator[Finding]:
    """A way back that does not say how often or how long it may be taken (K501)."""
    for edge in context.chart.edges:
        loops = context.chart.is_back(edge) and edge.source in context.reach([edge.target])
        if loops and edge.source in context.reached and not _limited(context, edge):
            target = context.chart.by_name[edge.target]
            yield finding("K501", edge.place, step=edge.source, doel=target.title)


def _limited(context: Context, edge: Edge) -> bool:
    source, target = context.ends(edge)
    within = context.chart.steps[target.number - 1 : source.number]
    return bool(_LIMIT.search(edge.label)) or any(step.deadline for step in within)


RULES: tuple[Rule, ...] = (
    unreachable,
    breaks_off,
    no_way_out,
    end_goes_on,
    few_answers,
    way_without_answer,
    same_answer,
    no_question_mark,
    undecided,
    no_outcome,
    one_sided,
    idle_question,
    no_title,
    endless_loop,
)
