"""Charts and decision aids with a text in every field, for the publication of `hostile_project`.

The number of charts and their parts does not depend on the texts: two publications can be compared.
"""

import re
from collections.abc import Callable, Sequence
from itertools import chain, cycle, islice

from tools.hostile import literally
from tools.projects import PROJECT

from escalation.checks.deadlines import is_clear
from escalation.layout import Fonts
from escalation.layout.geometry import Weight

#: More characters than these bring a remark: in a title, and in an answer.
TITLE, LABEL = 100, 26
CHARTS, STEPS = 6, 18
#: Charts of two steps, for many decision aids on one page.
SMALL, AIDS = ("klein-a", "klein-b"), 27
_KINDS = "stap", "stap", "vraag", "einde"


def pieces(texts: Sequence[str], longest: int, fits: Callable[[str], bool] = bool) -> list[str]:
    """Divide texts that stand together in a field over shorter fields; what does not fit is left out."""
    single = chain.from_iterable(one.split(" · ") for one in texts)
    fitting = [text for text in single if len(text) <= longest and fits(text)]
    if len(fitting) <= CHARTS * STEPS:
        return fitting
    found = [""]
    for text in fitting:
        longer = " · ".join(filter(None, [found[-1], text]))
        found[-1:] = [longer] if len(longer) <= longest else [found[-1], text]
    return found


def drawable(text: str) -> bool:
    """Tell whether a drawing can hold a text: its font has every letter, and it holds no mail address."""
    font = Fonts.from_folder(PROJECT / "_ext/house_style/fonts/pdf").faces[Weight.REGULAR]
    return font.has("".join(text.split())) and not re.search(r"\w@\w+\.\w", text)


def titles(texts: Sequence[str]) -> list[str]:
    """Return the text of each step of all charts."""
    return _filled(pieces(texts, TITLE, drawable), CHARTS * STEPS)


def labels(texts: Sequence[str]) -> list[str]:
    """Return the text of each answer and of each way on; an address in brackets would be a way."""
    plain = [one.replace("](", "] (").replace(";", ",") for one in texts]
    return _filled(pieces(plain, LABEL, drawable), CHARTS * STEPS * 2)


def of_deadline(text: str) -> str:
    """Return the part of a text that leaves a deadline clear: without what reads as an abbreviation."""
    return " · ".join(one for one in text.split(" · ") if is_clear(f"meteen {one}"))


def of_source(text: str) -> str:
    """Return a text as it can stand in the words or the point of a source in the option `bron`."""
    return " ".join(re.sub(r"[\[\]();]", " ", text).split())


def of_choice(text: str) -> str:
    """Return a text as it can stand in `keuzes`, where a comma begins the next one."""
    return text.replace(",", ";")


def of_elsewhere(text: str) -> str:
    """Return a text as the choice in the body of an aid, where a colon ends it; a mail address is refused."""
    return of_mail(text.replace(":", ";"))


def of_unit(text: str) -> str:
    """Return a text as a unit, where a slash parts one from many."""
    return " ".join(text.replace("/", " ").split())


def _filled(texts: Sequence[str], number: int) -> list[str]:
    assert len(texts) <= number, f"{len(texts)} texts do not go into {number} fields"
    return list(islice(cycle(texts), number))


def kind_of(at: int) -> str:
    """Return the kind of a step by its place among those of all charts."""
    return "einde" if at % STEPS == STEPS - 1 else _KINDS[at % STEPS % len(_KINDS)]


def of_mail(text: str) -> str:
    """Return a text without a mail address, which is refused everywhere."""
    return text.replace("@example.", "@example ")


def files(texts: Sequence[str]) -> dict[str, str]:
    """Return the pages with charts and aids, by name."""
    words, answers = titles(texts), labels(texts)
    charts = {
        f"plan{n}": _chart(
            f"plan-{n}",
            words[n * STEPS : (n + 1) * STEPS],
            answers[n * STEPS * 2 : (n + 1) * STEPS * 2],
            range(n * STEPS, (n + 1) * STEPS),
            len(texts),
        )
        for n in range(CHARTS)
    }
    return charts | {"hulp": _aids(texts)}


def _chart(
    name: str, words: Sequence[str], answers: Sequence[str], numbers: Sequence[int], actors: int
) -> str:
    steps = [
        _step(at, text, answers[2 * at : 2 * at + 2], numbers[at], actors) for at, text in enumerate(words)
    ]
    unit = of_unit(words[0])
    return (
        f"# {name}\n\n:::{{stappenplan}} {name}\n:titel: x {words[0]}\n\nx {literally(words[1])}\n:::\n\n"
        f":::{{drempel}} 1\n:eenheid: x {unit}/y {unit}\n:bron: afspraak\n:::\n\n" + "\n".join(steps)
    )


def _step(at: int, text: str, answers: Sequence[str], number: int, actors: int) -> str:
    kind = kind_of(at)
    head = [f":::{{{kind}}} x {text}{'?' if kind == 'vraag' else ''}", f":naam: s{at}"]
    said = of_source(text)
    facts = [
        f":wie: a{number % actors}",
        f":bron: b{number % actors}, x {said}; [x {said}](https://voorbeeld.be/{number}), y {said}",
    ]
    match kind:
        case "stap":
            head += [*facts, ":sterkte: plicht", f":termijn: meteen {of_deadline(answers[1])}"]
            head += [f":daarna: x {answers[0]}: s{at + 1}"]
            body = f"x {literally(text)}"
        case "vraag":
            head += facts
            below = min(at + 2, STEPS - 1)
            body = f"- x {literally(answers[0])}: [](#s{at + 1})\n- y {literally(answers[1])}: [](#s{below})"
        case _:
            head += [*facts, ":sterkte: plicht", ":uitkomst: overgedragen", f":afloop: x {text}"]
            body = f"x {literally(text)}"
    return "\n".join([*head, "", body, ":::", ""])


def _aids(texts: Sequence[str]) -> str:
    said = list(islice(cycle(zip(texts[::2], [*texts[1::2], *texts[: len(texts) % 2]], strict=True)), AIDS))
    assert len(texts) <= 2 * AIDS
    charts = "\n".join(_small(name, texts[number]) for number, name in enumerate(SMALL))
    return "# Hulp\n\n" + charts + "\n".join(_aid(*pair) for pair in said)


def _small(name: str, text: str) -> str:
    return (
        f":::{{stappenplan}} {name}\n:titel: Klein\n\nKlein.\n:::\n\n"
        f":::{{stap}} x {text[:TITLE]}\n:naam: bellen\n:wie: a0\n:sterkte: mogelijk\n\nTekst.\n:::\n\n"
        f":::{{einde}} Klaar\n:naam: klaar\n:uitkomst: opgelost\n:::\n\n"
    )


def _aid(one: str, other: str) -> str:
    listed = "\n".join(
        f"- x {literally(of_elsewhere(text))}: y {literally(of_mail(text))}" for text in (one, other)
    )
    return (
        f":::{{beslishulp}} {', '.join(SMALL)}\n:titel: x {one} · x {other}\n"
        f":keuzes: y {of_choice(one)}, y {of_choice(other)}\n:clb-stap: bellen\n\n{listed}\n:::\n"
    )
