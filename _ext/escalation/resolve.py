"""From what an editor wrote to what it means; what cannot be understood is reported and left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from escalation.knowledge import Knowledge
from escalation.model import (
    Actor,
    Chart,
    Edge,
    Finding,
    Kind,
    Outcome,
    Place,
    Source,
    Step,
    Strength,
    Threshold,
    View,
    WrittenChart,
    WrittenLink,
    WrittenStep,
    WrittenText,
    WrittenThreshold,
)
from escalation.words import nearest, shown
from markup import safe_url

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<url>[^)\s]+)\)(?:,\s*(?P<point>.+))?")
_AGREED = "afspraak"
_Choice = TypeVar("_Choice", bound=StrEnum)


def resolve(written: WrittenChart, knowledge: Knowledge) -> tuple[Chart | None, tuple[Finding, ...]]:
    """Return what a chart means and what could not be understood; no chart if it has no step."""
    work = _Resolver(written, knowledge)
    chart = work.chart()
    return chart, tuple(work.findings)


class _Resolver:
    def __init__(self, written: WrittenChart, knowledge: Knowledge) -> None:
        self.written = written
        self.knowledge = knowledge
        self.findings: list[Finding] = []

    def say(self, code: str, place: Place, cause: str, repair: str, step: str = "") -> None:
        self.findings.append(Finding(code, place, cause, repair, step=step))

    # -- the whole ---------------------------------------------------------------------------------

    def chart(self) -> Chart | None:
        written = self.written
        if not _NAME.fullmatch(written.name):
            self.say("K113", written.place, *_bad_name(written.name, "het stappenplan"))
        thresholds = tuple(self.thresholds())
        steps = self.steps(thresholds)
        if not steps:
            self.say(
                "K117",
                written.place,
                f"Het stappenplan «{written.name}» heeft geen stappen.",
                "Schrijf er blokken «stap» onder, of wis het stappenplan.",
            )
            return None
        edges = tuple(self.edges(steps))
        actors = {key: self.actor(key) for _, step in steps for key in step.actors}
        view = self.choice(View, written.options.get("weergave"), "K704", "") or View.LADDER
        return Chart(
            written.name,
            written.title.text,
            written.options["beschrijving"].text if "beschrijving" in written.options else "",
            view,
            written.place,
            thresholds,
            tuple(step for _, step in steps),
            edges,
            actors,
            incomplete=bool(self.findings),
        )

    def actor(self, key: str) -> Actor:
        return self.knowledge.actors.get(key, Actor(key, key))

    # -- thresholds --------------------------------------------------------------------------------

    def thresholds(self) -> Iterator[Threshold]:
        for index, written in enumerate(self.written.thresholds):
            yield self.fact_threshold(index, written) or self.own_threshold(index, written)

    def fact_threshold(self, index: int, written: WrittenThreshold) -> Threshold | None:
        fact = self.knowledge.facts.get(written.value)
        if fact is None:
            return None
        if not fact.confirmed:
            self.say(
                "K212",
                written.place,
                f"Het feit «{fact.name}» is niet nagekeken; een stappenplan mag er niet op steunen.",
                "Laat de werkgroep het feit nakijken, of kies een andere drempel.",
            )
        return Threshold(
            index,
            fact.value,
            fact.unit_one,
            fact.unit_many,
            written.place,
            fact.name,
            sources=fact.sources,
            first_year=fact.first_year,
            last_year=fact.last_year,
        )

    def own_threshold(self, index: int, written: WrittenThreshold) -> Threshold:
        value = written.value
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
        if number < 1:
            hint = nearest(value, self.knowledge.facts) if value and not value[0].isdigit() else ""
            self.say(
                "K203",
                written.place,
                f"«{value}» is geen drempel.",
                hint or "Schrijf de naam van een feit, of een geheel getal van 1 of meer.",
            )
        agreed, sources = self.origin(written.options.get("bron"))
        if number and not agreed and not sources and "bron" not in written.options:
            self.say(
                "K213",
                written.place,
                f"De drempel {number} zegt niet waar het getal vandaan komt.",
                "Zet er «:bron:» bij met een bron of het woord afspraak, of gebruik de naam van een feit.",
            )
        one, _, many = written.options.get(
            "eenheid", WrittenText("halve dag/halve dagen", written.place)
        ).text.partition("/")
        return Threshold(
            index, number, one.strip(), (many or one).strip(), written.place, agreed=agreed, sources=sources
        )

    def origin(self, option: WrittenText | None) -> tuple[bool, tuple[Source, ...]]:
        if option is None or not option.text:
            return False, ()
        if option.text.strip().lower() == _AGREED:
            return True, ()
        return False, tuple(self.sources(option, ""))

    # -- steps -------------------------------------------------------------------------------------

    def steps(self, thresholds: Sequence[Threshold]) -> list[tuple[WrittenStep, Step]]:
        """Return the steps in drawing order, by threshold and then as written, with their numbers."""
        named: dict[str, WrittenStep] = {}
        for written in self.written.steps:
            if name := self.name(written, named):
                named[name] = written
        ordered = sorted(named.items(), key=lambda item: max(item[1].threshold, 0))
        return [
            (written, self.step(name, number, written)) for number, (name, written) in enumerate(ordered, 1)
        ]

    def name(self, written: WrittenStep, taken: Mapping[str, WrittenStep]) -> str:
        option = written.options.get("naam")
        title = shown(written.title.text)
        if option is None or not option.text:
            self.say(
                "K113",
                written.place,
                f"De {written.kind} {title} heeft geen naam.",
                "Zet eronder «:naam:» met een kort woord in kleine letters. Links gebruiken die naam.",
            )
            return self.free_name(written, taken)
        if option.text in taken:
            first = taken[option.text].options["naam"].place
            self.say(
                "K112",
                option.place,
                f"De naam «{option.text}» is twee keer gebruikt (ook op regel {first.line}).",
                "Geef elke stap van een stappenplan een eigen naam.",
                option.text,
            )
            return self.free_name(written, taken)
        if not _NAME.fullmatch(option.text):
            self.say("K113", option.place, *_bad_name(option.text, f"de {written.kind} {title}"))
            return self.free_name(written, taken)
        return option.text

    @staticmethod
    def free_name(written: WrittenStep, taken: Mapping[str, WrittenStep]) -> str:
        """Return a name of our own, so that a step without a good one is still drawn."""
        number = 1
        while f"{written.kind}-{number}" in taken:
            number += 1
        return f"{written.kind}-{number}"

    def step(self, name: str, number: int, written: WrittenStep) -> Step:
        options = written.options
        return Step(
            name,
            number,
            written.kind,
            written.title.text,
            max(written.threshold, 0),
            written.place,
            tuple(self.actors(options.get("wie"), name)),
            self.choice(Strength, options.get("sterkte"), "K704", name),
            options["termijn"].text if "termijn" in options else "",
            tuple(self.sources(options.get("bron"), name)),
            self.choice(Outcome, options.get("uitkomst"), "K704", name),
        )

    def actors(self, option: WrittenText | None, step: str) -> Iterator[str]:
        known = self.knowledge.actors
        for key in _listed(option, ","):
            if key in known:
                yield key
                continue
            assert option is not None  # noqa: S101  narrows the type
            self.say(
                "K302",
                option.place,
                f"«{key}» is geen bekende betrokkene.",
                nearest(key, known) or f"Kies uit: {', '.join(sorted(known))}.",
                step,
            )

    def sources(self, option: WrittenText | None, step: str) -> Iterator[Source]:
        for part in _listed(option, ";"):
            assert option is not None  # noqa: S101  narrows the type
            if match := _LINK.fullmatch(part):
                if safe_url(match["url"]) is None:
                    self.say(
                        "K411",
                        option.place,
                        f"Het adres «{match['url']}» is niet toegelaten.",
                        "Gebruik een adres dat met https:// begint, of een naam uit de bronnenlijst.",
                        step,
                    )
                    continue
                yield Source("", match["text"], match["point"] or "", match["url"])
                continue
            key, _, point = (word.strip() for word in part.partition(","))
            if key in self.knowledge.sources:
                source = self.knowledge.sources[key].source
                yield Source(source.key, source.text, point, source.url)
            else:
                self.say(
                    "K407",
                    option.place,
                    f"De bron «{key}» staat niet in de bronnenlijst.",
                    nearest(key, self.knowledge.sources) or "Voeg ze toe in regelgeving/bronnen.yaml.",
                    step,
                )

    def choice(
        self, kinds: type[_Choice], option: WrittenText | None, code: str, step: str
    ) -> _Choice | None:
        if option is None or not option.text:
            return None
        try:
            return kinds(option.text.lower())
        except ValueError:
            known = [str(kind) for kind in kinds]
            name = next((name for name, text in self._all_options() if text is option), "")
            self.say(
                code,
                option.place,
                f"«{name}: {option.text}» bestaat niet.".replace("«: ", "«"),
                nearest(option.text, known) or f"Kies uit: {', '.join(known)}.",
                step,
            )
            return None

    def _all_options(self) -> Iterator[tuple[str, WrittenText]]:
        yield from self.written.options.items()
        for step in self.written.steps:
            yield from step.options.items()

    # -- what follows what -------------------------------------------------------------------------

    def edges(self, steps: Sequence[tuple[WrittenStep, Step]]) -> Iterator[Edge]:
        names = {step.name for _, step in steps}
        for position, (written, step) in enumerate(steps):
            links = [*written.answers, *written.after]
            for link in links:
                if link.target in names:
                    yield Edge(step.name, link.target, link.label, link.place)
                else:
                    self.unknown_target(step, link, names)
            following = steps[position + 1][1] if position + 1 < len(steps) else None
            if not links and step.kind is Kind.STAP and following:
                yield Edge(step.name, following.name, "", step.place, explicit=False)

    def unknown_target(self, step: Step, link: WrittenLink, names: set[str]) -> None:
        title = shown(step.title)
        if not link.target:
            self.say(
                "K101",
                link.place,
                f"De {step.kind} {title} verwijst naar geen enkele stap.",
                "Schrijf achter het antwoord de naam van een stap, zoals «- ja: [](#naam)».",
                step.name,
            )
            return
        self.say(
            "K101",
            link.place,
            f"De {step.kind} {title} verwijst naar «{link.target}», maar die stap bestaat niet.",
            nearest(link.target, names) or "Kijk de naam na.",
            step.name,
        )


def _listed(option: WrittenText | None, separator: str) -> list[str]:
    if option is None:
        return []
    return [part.strip() for part in option.text.split(separator) if part.strip()]


def _bad_name(name: str, of: str) -> tuple[str, str]:
    return (
        f"«{name}» kan geen naam zijn voor {of}.",
        "Gebruik kleine letters, cijfers en streepjes.",
    )
