"""Every class of fault, made automatically in the source of a page with a chart.

A mutation yields texts with one fault each, the code that must be reported, and the line where.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from chart_page import Block, Page, end_lines, step_lines

from escalation.model import Kind, Strength

#: At most so many places for each class in each chart.
PLACES = 3
#: Needs two charts, a full page or a translation: see `test_checks_together.py`, `test_checks_drawing.py` and
#: `test_source_translation.py`.
ELSEWHERE = frozenset({"K211", "K604", "K608", "K609"})


@dataclass(frozen=True)
class Mutant:
    """A page with a fault: the code and line that must be reported."""

    name: str
    text: str
    code: str
    line: int


Faults = Iterator[tuple[str, int]]
_MUTATIONS: list[tuple[str, Callable[[Page], Faults]]] = []


def mutation(code: str) -> Callable[[Callable[[Page], Faults]], Callable[[Page], Faults]]:
    """Register a function that makes the fault with a code at each place where it can be."""

    def register(make: Callable[[Page], Faults]) -> Callable[[Page], Faults]:
        _MUTATIONS.append((code, make))
        return make

    return register


def mutants(page: Page) -> Iterator[Mutant]:
    for code, make in _MUTATIONS:
        for number, (text, line) in enumerate(islice(make(page), PLACES)):
            yield Mutant(f"{code}-{make.__name__}-{number}", text, code, line)


def codes() -> set[str]:
    return {code for code, _ in _MUTATIONS}


def _actor(page: Page) -> str:
    return next(iter(page.chart.actors))


def _duties(page: Page) -> Iterator[Block]:
    return (block for block in page.of("stap") if page.step(block).strength is Strength.PLICHT)


def _key(page: Page, *, legal: bool) -> str:
    known = page.knowledge
    return min(
        key for key, one in known.sources.items() if one.legal is legal and not _old(page, one.last_year)
    )


def _old(page: Page, last_year: str) -> bool:
    return bool(last_year) and last_year < page.knowledge.school_year


# -- K1: ways ------------------------------------------------------------------------------------


@mutation("K101")
def answer_to_nowhere(page: Page) -> Faults:
    for question in page.of("vraag"):
        for answer in question.answers:
            line = page.lines[answer.line].replace(f"#{answer.target})", f"#{answer.target}-xyz)")
            yield page.changed({answer.line: line}), answer.line + 1


@mutation("K101")
def next_nowhere(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.with_option(block, "daarna", "nergens-heen")


@mutation("K101")
def answer_without_step(page: Page) -> Faults:
    for question in page.of("vraag"):
        answer = question.answers[-1]
        yield page.changed({answer.line: f"- {answer.label}"}), answer.line + 1


@mutation("K102")
def second_beginning(page: Page) -> Faults:
    for block in page.of("einde"):
        new = [*step_lines("extra-begin", "Iemand begint", _actor(page)), *end_lines("extra-einde")]
        yield page.changed({}, {block.last + 1: ["", *new]}), block.last + 3


@mutation("K103")
def orphan(page: Page) -> Faults:
    for block in page.of("einde"):
        new = step_lines("extra-wees", "Iemand wacht", _actor(page), f":daarna: {page.last_end}")
        yield page.changed({}, {block.last + 1: ["", *new]}), block.last + 3


@mutation("K104")
def broken_off(page: Page) -> Faults:
    last = page.of("stap", "vraag", "einde")[-1]
    ends = [step for step in page.chart.steps if step.kind is Kind.EINDE]
    if last.kind == "einde" and last.name == page.chart.steps[-1].name and len(ends) > 1:
        new = step_lines(last.name, "Iemand neemt over", _actor(page))[:-1]
        whole = dict.fromkeys(range(last.first, last.last + 1))
        yield page.changed(whole, {last.first: new}), last.first + 1


@mutation("K105")
def caught_in_a_loop(page: Page) -> Faults:
    for block, _ in page.straight():
        answers = [":::{vraag} Gaat het beter?", ":naam: extra-vraag", "", "- ja: [](#extra-stap)"]
        answers += [f"- nee, na 4 weken opnieuw: [](#{block.name})", ":::", ""]
        step = step_lines(
            "extra-stap", "Iemand wacht", _actor(page), f":daarna: na 4 weken opnieuw: {block.name}"
        )
        yield page.changed({}, {block.last + 1: ["", *answers, *step]}), block.first + 1


@mutation("K106")
def end_goes_on(page: Page) -> Faults:
    for block in page.of("einde"):
        yield page.with_option(block, "daarna", page.chart.steps[0].name)


@mutation("K107")
def one_answer(page: Page) -> Faults:
    for question in page.of("vraag"):
        for kept in question.answers:
            gone = {answer.line: None for answer in question.answers if answer != kept}
            yield page.changed(gone), question.first + 1


@mutation("K108")
def silent_answer(page: Page) -> Faults:
    for question in page.of("vraag"):
        for answer in question.answers:
            yield page.changed({answer.line: f"- [](#{answer.target})"}), answer.line + 1


@mutation("K109")
def answer_twice(page: Page) -> Faults:
    for question in page.of("vraag"):
        for one, other in zip(question.answers, question.answers[1:], strict=False):
            yield page.changed({other.line: f"- {one.label}: [](#{other.target})"}), other.line + 1


@mutation("K110")
def no_question_mark(page: Page) -> Faults:
    for question in page.of("vraag"):
        yield page.titled(question, question.title.replace("?", ""))


@mutation("K111")
def two_ways(page: Page) -> Faults:
    for block, after in page.straight():
        if after.name != page.last_end:
            yield page.with_option(block, "daarna", f"{after.name}; anders: {page.last_end}")


@mutation("K112")
def name_twice(page: Page) -> Faults:
    steps = page.of("stap", "vraag", "einde")
    for block in steps[1:]:
        yield page.with_option(block, "naam", steps[0].name)


@mutation("K113")
def impossible_name(page: Page) -> Faults:
    for block in page.of("stap", "vraag", "einde"):
        yield page.with_option(block, "naam", f"{block.name.upper()} !")


@mutation("K113")
def no_name(page: Page) -> Faults:
    for block in page.of("stap", "vraag", "einde"):
        yield page.changed({block.options["naam"]: None}), block.first + 1


@mutation("K114")
def to_itself(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.with_option(block, "daarna", block.name)


@mutation("K115")
def no_end(page: Page) -> Faults:
    first, lines, extra = page.chart.steps[0], {}, {}
    ends = page.of("einde")
    if len(ends) < sum(step.kind is Kind.EINDE for step in page.chart.steps):
        return
    for block in ends:
        lines |= dict.fromkeys(range(block.first, block.last + 1))
        back = f":daarna: na 4 weken opnieuw: {first.name}"
        extra[block.first] = step_lines(block.name, "Iemand begint weer", _actor(page), back)[:-1]
    for plan in page.of("stappenplan"):
        yield page.changed(lines, extra), plan.first + 1


@mutation("K116")
def no_outcome(page: Page) -> Faults:
    for block in page.of("einde"):
        yield page.changed({block.options["uitkomst"]: None}), block.first + 1


@mutation("K117")
def no_steps(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        gone = dict.fromkeys(range(plan.last + 1, len(page.lines)))
        if len(page.of("stap", "vraag", "einde")) == len(page.chart.steps):
            yield page.changed(gone), plan.first + 1


@mutation("K118")
def no_no(page: Page) -> Faults:
    for question in page.of("vraag"):
        labels = {answer.label: answer for answer in question.answers}
        if set(labels) == {"ja", "nee"}:
            answer = labels["nee"]
            yield page.changed({answer.line: f"- soms: [](#{answer.target})"}), question.first + 1


@mutation("K119")
def idle_question(page: Page) -> Faults:
    for block, after in page.straight():
        new = [
            ":::{vraag} Is dat zo?",
            ":naam: extra-vraag",
            "",
            f"- ja: [](#{after.name})",
            f"- nee: [](#{after.name})",
        ]
        yield page.changed({}, {block.last + 1: ["", *new, ":::"]}), block.last + 3


@mutation("K120")
def no_title(page: Page) -> Faults:
    for block in page.of("stap", "vraag", "einde"):
        yield page.titled(block, "")


# -- K2: thresholds ------------------------------------------------------------------------------


def _number(page: Page, block: Block, value: int, *options: str) -> tuple[str, int]:
    """Put a number in the place of a threshold."""
    threshold = page.threshold(block)
    unit = f":eenheid: {threshold.unit_one}/{threshold.unit_many}"
    lines = [f":::{{drempel}} {value}", *(options or [unit, ":bron: afspraak"])]
    if block.values.get("stappenplan"):
        lines.append(f":stappenplan: {block.values['stappenplan']}")
    gone = dict.fromkeys(range(block.first, block.body.start))
    return page.changed(gone, {block.first: lines}), block.first + 1


def _around(page: Page, block: Block) -> tuple[int, int]:
    """Return the values of the thresholds before and after."""
    values = [one.value for one in page.chart.thresholds]
    at = page.threshold(block).index
    return ([0, *values][at], [*values, 10**6][at + 1])


@mutation("K201")
def falling(page: Page) -> Faults:
    for block in page.of("drempel"):
        before, _ = _around(page, block)
        if before > 1 and before - 1 not in [one.value for one in page.chart.thresholds]:
            yield _number(page, block, before - 1)


@mutation("K202")
def threshold_twice(page: Page) -> Faults:
    for block, after in page.straight():
        threshold = page.band(block)
        if threshold and after.kind == "stap" and threshold.index == page.step(after).threshold:
            unit = f":eenheid: {threshold.unit_one}/{threshold.unit_many}"
            new = [f":::{{drempel}} {threshold.value}", unit, ":bron: afspraak", ":::", ""]
            yield page.changed({}, {after.first: new}), after.first + 1


@mutation("K203")
def no_number(page: Page) -> Faults:
    for block in page.of("drempel"):
        for value in ("vijf", "0", "5,5"):
            yield page.titled(block, value)


def _last_drempel(*options: str) -> list[str]:
    return [":::{drempel} 399", *(options or [":bron: afspraak"]), ":::", ""]


def _ends_here(page: Page) -> Block | None:
    """Return the last step if it is an end and stands on this page."""
    last = page.of("stap", "vraag", "einde")[-1]
    return last if last.kind == "einde" and last.name == page.chart.steps[-1].name else None


@mutation("K204")
def empty_band(page: Page) -> Faults:
    if last := _ends_here(page):
        yield page.changed({}, {last.last + 1: ["", *_last_drempel()]}), last.last + 3


@mutation("K205")
def unreached_band(page: Page) -> Faults:
    if last := _ends_here(page):
        new = step_lines("extra-stap", "Iemand wacht", _actor(page), f":daarna: {last.name}")
        yield page.changed({}, {last.last + 1: ["", *_last_drempel(), *new]}), last.last + 3


@mutation("K206")
def idle_band(page: Page) -> Faults:
    if last := _ends_here(page):
        yield page.changed({}, {last.first: _last_drempel()}), last.first + 1


def _with_answer(page: Page, question: Block, label: str, target: str) -> tuple[str, int]:
    at = question.answers[-1].line + 1
    return page.changed({}, {at: [f"- {label}: [](#{target})"]}), at + 1


@mutation("K207")
def silent_return(page: Page) -> Faults:
    for question in page.of("vraag"):
        if page.step(question).threshold > page.chart.steps[0].threshold:
            yield _with_answer(page, question, "hoogstens elke week", page.chart.steps[0].name)


@mutation("K208")
def other_number(page: Page) -> Faults:
    for block in page.of("stap"):
        if threshold := page.band(block):
            yield page.titled(block, f"{block.title} vanaf 777 {threshold.unit_many}")


@mutation("K209")
def gap_in_a_new_question(page: Page) -> Faults:
    for block, after in page.straight():
        new = [":::{vraag} Hoeveel brieven?", ":naam: extra-vraag", "", f"- minder dan 3: [](#{after.name})"]
        new += [f"- meer dan 3: [](#{page.last_end})", ":::"]
        if after.name != page.last_end:
            yield page.changed({}, {block.last + 1: ["", *new]}), block.last + 7


@mutation("K209")
def off_by_one(page: Page) -> Faults:
    for question in page.of("vraag"):
        numbers = [answer for answer in question.answers if any(sign.isdigit() for sign in answer.label)]
        for answer in numbers:
            if answer.label.endswith(" of meer") and len(numbers) > 1 and answer == numbers[-1]:
                label = answer.label.removesuffix(" of meer")
                words, _, number = label.rpartition(" ")
                new = f"- {words} meer dan {number}".replace("  ", " ")
                yield page.changed({answer.line: f"{new}: [](#{answer.target})"}), answer.line + 1


@mutation("K210")
def skipped(page: Page) -> Faults:
    for question in page.of("vraag"):
        far = (
            step
            for step in page.chart.steps
            if step.threshold > page.step(question).threshold + 1 and step.kind is not Kind.EINDE
        )
        for step in islice(far, 1):
            yield _with_answer(page, question, "dringend", step.name)


@mutation("K212")
def number_without_source(page: Page) -> Faults:
    for block in page.of("drempel"):
        threshold = page.threshold(block)
        yield _number(page, block, threshold.value, f":eenheid: {threshold.unit_one}/{threshold.unit_many}")


def _own_sources(page: Page, block: Block) -> Iterator[tuple[int, str, str]]:
    threshold = page.threshold(block)
    unit = f":eenheid: {threshold.unit_one}/{threshold.unit_many}"
    if threshold.fact:
        yield threshold.value, unit, f":bron: {threshold.sources[0].key}"


@mutation("K213")
def not_in_its_source(page: Page) -> Faults:
    for block in page.of("drempel"):
        for value, unit, source in _own_sources(page, block):
            _, after = _around(page, block)
            facts = {fact.value for fact in page.knowledge.facts.values()}
            free = next((one for one in range(value + 1, after) if one not in facts), None)
            if free:
                yield _number(page, block, free, unit, source)


@mutation("K214")
def number_of_a_fact(page: Page) -> Faults:
    for block in page.of("drempel"):
        for value, unit, source in _own_sources(page, block):
            yield _number(page, block, value, unit, source)


@mutation("K215")
def unconfirmed_fact(page: Page) -> Faults:
    unsure = [fact for fact in page.knowledge.facts.values() if not fact.confirmed]
    for block in page.of("drempel"):
        before, after = _around(page, block)
        for fact in unsure:
            if before < fact.value < after and fact.unit_one == page.threshold(block).unit_one:
                yield page.titled(block, fact.name)


@mutation("K216")
def unclear_unit(page: Page) -> Faults:
    for block in page.of("drempel"):
        if block.title.isdigit() and "eenheid" not in block.options:
            yield page.with_option(block, "eenheid", "dag/dagen/week")


# -- K3: who -------------------------------------------------------------------------------------


@mutation("K301")
def nobody(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.changed({block.options["wie"]: None}), block.first + 1


@mutation("K302")
def unknown_actor(page: Page) -> Faults:
    for block in page.of("stap", "vraag", "einde"):
        if "wie" in block.options:
            yield page.with_option(block, "wie", block.values["wie"] + ", xcool")


@mutation("K304")
def many_lanes(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        block, actors = page.of("stap")[0], ", ".join([*page.knowledge.actors][:7])
        who = {block.options["wie"]: f":wie: {block.values['wie']}, {actors}"}
        view, at = ":weergave: banen", plan.first + 1
        if "weergave" in plan.options:
            at = plan.options["weergave"]
            yield page.changed({**who, at: view}), at + 1
        else:
            yield page.changed(who, {at: [view]}), at + 1


@mutation("K305")
def somebody_else(page: Page) -> Faults:
    for block in page.of("stap"):
        for key, actor in page.knowledge.actors.items():
            if key not in page.step(block).actors and actor.name.isalpha():
                text, _ = page.titled(block, f"De {actor.name} kijkt mee")
                yield text, block.options["wie"] + 1
                break


# -- K4: duties ----------------------------------------------------------------------------------


@mutation("K401")
def no_strength(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.changed({block.options["sterkte"]: None}), block.first + 1


@mutation("K402")
def no_source(page: Page) -> Faults:
    for block in _duties(page):
        text = page.changed({block.options["bron"]: None})
        yield text, block.options["sterkte"] + 1


@mutation("K403")
def advice_by_law(page: Page) -> Faults:
    for block in page.of("stap"):
        if page.step(block).strength is Strength.AANBEVOLEN:
            yield page.with_option(block, "bron", f"{_key(page, legal=True)}, punt 3")


@mutation("K404")
def duty_that_can(page: Page) -> Faults:
    for block in _duties(page):
        yield page.titled(block, f"{block.title} en kan dat doen")


@mutation("K404")
def advice_that_must(page: Page) -> Faults:
    for block in page.of("stap"):
        if page.step(block).strength in (Strength.AANBEVOLEN, Strength.MOGELIJK):
            yield page.titled(block, f"{block.title} en moet dat doen")


@mutation("K405")
def duty_of_the_family(page: Page) -> Faults:
    for block in _duties(page):
        wie, source = block.options["wie"], block.options["bron"]
        changes = {wie: ":wie: ouders", source: f":bron: {_key(page, legal=False)}"}
        yield page.changed({**changes, block.first: ":::{stap} Een brief komt terug"}), source + 1


@mutation("K406")
def unclear_deadline(page: Page) -> Faults:
    for block in page.of("stap"):
        for deadline in ("5 dgn", "snel", "binnen 5"):
            yield page.with_option(block, "termijn", deadline)


@mutation("K407")
def unknown_source(page: Page) -> Faults:
    for block in page.of("stap"):
        if "bron" in block.options:
            yield page.with_option(block, "bron", f"{block.values['bron']}; nergens-te-vinden")


@mutation("K408")
def expired_source(page: Page) -> Faults:
    old = [key for key, one in page.knowledge.sources.items() if _old(page, one.last_year)]
    for block in page.of("stap"):
        if "bron" in block.options and old:
            yield page.with_option(block, "bron", f"{block.values['bron']}; {old[0]}")


@mutation("K409")
def unexplained(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.changed(dict.fromkeys(block.body)), block.first + 1


@mutation("K411")
def script_as_source(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.with_option(block, "bron", "[bron](javascript:alert(1))")


@mutation("K412")
def weak_source(page: Page) -> Faults:
    for block in _duties(page):
        if not {"ouders", "leerling"}.issuperset(page.step(block).actors):
            yield page.with_option(block, "bron", _key(page, legal=False))


# -- K5: loops -----------------------------------------------------------------------------------


@mutation("K501")
def endless_loop(page: Page) -> Faults:
    for question in page.of("vraag"):
        step = page.step(question)
        earlier = page.chart.steps[step.number - 2] if step.number > 1 else None
        if earlier and step.name not in {edge.target for edge in page.chart.exits[earlier.name]}:
            continue  # going back to what leads elsewhere makes no loop
        if earlier and earlier.threshold == step.threshold and not (earlier.deadline or step.deadline):
            yield _with_answer(page, question, "misschien", earlier.name)


@mutation("K502")
def nobody_decides(page: Page) -> Faults:
    for block, _ in page.straight():
        back = f":daarna: na 4 weken opnieuw: {block.name}"
        new = step_lines("extra-stap", "Iemand wacht", _actor(page), back)
        yield page.changed({}, {block.last + 1: ["", *new]}), block.last + 7


# -- K6: texts -----------------------------------------------------------------------------------


@mutation("K601")
def long_title(page: Page) -> Faults:
    for block in page.of("stap", "einde"):
        yield page.titled(block, block.title + " en nog wat woorden" * 6)


@mutation("K602")
def word_without_break(page: Page) -> Faults:
    for block in page.of("stap", "einde"):
        yield page.titled(block, "X" * 100)


@mutation("K607")
def sign_without_glyph(page: Page) -> Faults:
    for block in page.of("stap", "einde"):
        yield page.titled(block, f"{block.title} \u5b66")


@mutation("K603")
def long_answer(page: Page) -> Faults:
    for question in page.of("vraag"):
        answer = question.answers[0]
        line = f"- {answer.label}, en nog heel wat meer woorden: [](#{answer.target})"
        yield page.changed({answer.line: line}), answer.line + 1


@mutation("K605")
def many_steps(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        if len(page.chart.steps) <= 20:
            new = [
                line for number in range(20) for line in step_lines(f"extra-{number}", "Wacht", _actor(page))
            ]
            yield page.changed({}, {page.of("stap", "vraag", "einde")[0].first: new}), plan.first + 1


@mutation("K606")
def no_description(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        yield page.changed(dict.fromkeys(plan.body)), plan.first + 1


def _always(page: Page, text: str) -> Faults:
    """Let every chart say a text at every moment."""
    for plan in page.of("stappenplan"):
        yield page.with_option(plan, "altijd", text)


@mutation("K610")
def long_always(page: Page) -> Faults:
    yield from _always(page, "Bij gevaar bel je meteen. " * 11)


@mutation("K611")
def empty_always(page: Page) -> Faults:
    yield from _always(page, "")


@mutation("K612")
def code_in_always(page: Page) -> Faults:
    yield from _always(page, "Bel meteen `112`.")


# -- K7: writing ---------------------------------------------------------------------------------


@mutation("K701")
def unclosed_step(page: Page) -> Faults:
    blocks = page.of("drempel", "stap", "vraag", "einde")
    for block, after in pairwise(blocks):
        if block.kind != "drempel" and after.first > block.last:
            yield page.changed({block.last: None}), block.first + 1


@mutation("K701")
def heading_in_a_step(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.changed({}, {block.last: ["", "## Een kop", ""]}), block.first + 1


@mutation("K702")
def unclosed_chart(page: Page) -> Faults:
    for block in page.of("stappenplan", "drempel"):
        if block.first < page.blocks[-1].first:
            yield page.changed({block.last: None}), block.first + 1


@mutation("K703")
def option_twice(page: Page) -> Faults:
    for block in page.blocks:
        for at in block.options.values():
            yield page.changed({}, {at: [page.lines[at]]}), at + 1


@mutation("K704")
def unknown_choice(page: Page) -> Faults:
    for block in page.of("stap"):
        yield page.with_option(block, "sterkte", "verplicht")
    for block in page.of("einde"):
        yield page.with_option(block, "uitkomst", "klaar")


@mutation("K705")
def misspelled_option(page: Page) -> Faults:
    for block in page.of("stap", "einde"):
        for name, at in block.options.items():
            wrong = name[:-2] + name[-1] + name[-2]
            yield page.changed({at: f":{wrong}: {block.values[name]}"}), at + 1


@mutation("K706")
def homeless(page: Page) -> Faults:
    for block in page.of("einde"):
        new = step_lines("extra-stap", "Iemand wacht", _actor(page), ":stappenplan: nergens-te-vinden")
        yield page.changed({}, {block.last + 1: ["", *new]}), block.last + 7


@mutation("K707")
def chart_twice(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        again = [*page.lines[plan.first : plan.last + 1], ""]
        yield page.changed({}, {plan.last + 1: ["", *again]}), plan.last + 3


@mutation("K708")
def reference_to_nowhere(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        yield page.changed({}, {plan.first: ["Zie {stap}`nergens-te-vinden`.", ""]}), plan.first + 1


# -- K8: the law ---------------------------------------------------------------------------------


def _allowance(page: Page) -> Iterator[Block]:
    for block in page.of("stap"):
        threshold = page.band(block)
        if threshold and threshold.fact == "schooltoeslag-grens":
            yield block


@mutation("K801")
def automatic_report(page: Page) -> Faults:
    for block in _allowance(page):
        at = block.options["sterkte"]
        title = ":::{stap} Een dossier gaat weg"
        source = {block.options["bron"]: f":bron: {_key(page, legal=True)}"}
        yield page.changed({block.first: title, at: ":sterkte: plicht", **source}), at + 1


@mutation("K802")
def bare_allowance(page: Page) -> Faults:
    steps = [step for step in page.chart.steps if step.threshold == len(page.chart.thresholds) - 1]
    blocks = [block for block in page.of("stap", "vraag", "einde") if page.step(block) in steps]
    for drempel in page.of("drempel"):
        if drempel.title == "schooltoeslag-grens" and len(blocks) == len(steps):
            words = {
                at: page.lines[at].replace("opeenvolgend", "lang") for block in blocks for at in block.body
            }
            title = {block.first: page.lines[block.first].replace("opeenvolgend", "lang") for block in blocks}
            yield page.changed({**words, **title}), drempel.first + 1


@mutation("K803")
def school_refers(page: Page) -> Faults:
    for block in page.of("stap"):
        if "clb" not in page.step(block).actors:
            text, _ = page.titled(block, f"{block.title} en meldt aan bij het Meldpunt SI")
            yield text, block.options["wie"] + 1


@mutation("K804")
def naft_in_primary(page: Page) -> Faults:
    for plan in page.of("stappenplan"):
        for block in islice(page.of("einde"), 1):
            title = ":titel: Stappenplan basisonderwijs"
            changes = {plan.options["titel"]: title, block.first: ":::{einde} Een NAFT begint"}
            yield page.changed(changes), block.first + 1


@mutation("K805")
def concern_as_duty(page: Page) -> Faults:
    for block in _duties(page):
        text, _ = page.titled(block, "Een zorgwekkend dossier vertrekt")
        yield text, block.options["sterkte"] + 1


@mutation("K806")
def one_too_late(page: Page) -> Faults:
    for block in page.of("stap"):
        if threshold := page.band(block):
            yield page.titled(block, f"{block.title}, meer dan {threshold.value} {threshold.unit_many}")
