"""From what an editor wrote to what it means; what cannot be understood is reported and left out.

A chart that has at least one step can always be drawn: a step without a usable name gets one, a way that
leads nowhere and a threshold that is no number are left out, and the chart is marked as incomplete.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize

from escalation.checks.catalogue import finding, near
from escalation.checks.options import STEP, meant
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
from escalation.references import read_sources
from escalation.words import nearest

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_HALF_DAYS = ("halve dag", "halve dagen")
#: Words for which an editor need not write singular and plural.
_UNITS = {
    one: pair
    for pair in (
        _HALF_DAYS,
        ("dag", "dagen"),
        ("schooldag", "schooldagen"),
        ("lesdag", "lesdagen"),
        ("lesuur", "lesuren"),
        ("week", "weken"),
        ("maand", "maanden"),
        ("schooljaar", "schooljaren"),
        ("jaar", "jaar"),
    )
    for one in pair
}
_Choice = TypeVar("_Choice", bound=StrEnum)


def resolve(written: WrittenChart, knowledge: Knowledge) -> tuple[Chart | None, tuple[Finding, ...]]:
    """Return what a chart means and what could not be understood; no chart if it has no step."""
    work = _Resolver(written, knowledge)
    chart = work.chart()
    return chart, tuple(work.findings)


class _Resolver:
    """Reads one chart, and collects what it cannot understand."""

    def __init__(self, written: WrittenChart, knowledge: Knowledge) -> None:
        self.written = written
        self.knowledge = knowledge
        self.findings: list[Finding] = []
        self.some_nameless = _some_nameless(written.steps)

    def say(
        self, key: str, place: Place, *, step: str = "", kind: Kind | None = None, **words: object
    ) -> None:
        self.findings.append(finding(key, place, step=step, kind=kind, **words))

    def chart(self) -> Chart | None:
        written = self.written
        if not NAME.fullmatch(written.name):
            self.say("K113", written.place, naam=written.name, voorbeeld=suggested_name(written.title.text))
        thresholds, bands = self.thresholds()
        steps = self.steps(bands)
        if not steps:
            self.say("K117", written.place, naam=written.name)
            return None
        edges = tuple(self.edges(steps))
        view = self.choice(View, "weergave", written.options) or View.LADDER
        return Chart(
            name=written.name,
            title=written.title.text,
            description=written.options["beschrijving"].text if "beschrijving" in written.options else "",
            view=view,
            place=written.place,
            thresholds=thresholds,
            steps=tuple(step for _, step in steps),
            edges=edges,
            actors=self.actors_of(step for _, step in steps),
            incomplete=any(found.fatal for found in self.findings),
            always=written.always,
        )

    def actors_of(self, steps: Iterator[Step]) -> dict[str, Actor]:
        keys = dict.fromkeys(key for step in steps for key in step.actors)
        return {key: self.knowledge.actors[key] for key in keys}

    # -- thresholds --------------------------------------------------------------------------------

    def thresholds(self) -> tuple[tuple[Threshold, ...], list[int]]:
        """Return the thresholds, and for each written one the index of the band its steps stand in."""
        found: list[Threshold] = []
        bands: list[int] = []
        for written in self.written.thresholds:
            if threshold := self.threshold(len(found), written):
                found.append(threshold)
            bands.append(len(found) - 1)
        return tuple(found), bands

    def threshold(self, index: int, written: WrittenThreshold) -> Threshold | None:
        if written.value in self.knowledge.facts:
            return self.fact_threshold(index, written)
        if not _NUMBER.fullmatch(written.value):
            hint = nearest(written.value, self.knowledge.facts)
            self.say("K203", written.place, drempel=written.value, bedoel=hint)
            return None
        origins = read_sources(written.options.get("bron"), self.knowledge)
        self.findings += origins.findings
        one, many = self.unit(written.options.get("eenheid"))
        threshold = Threshold(
            index,
            int(written.value),
            one,
            many,
            written.place,
            agreed=origins.agreed,
            sources=origins.sources,
        )
        if not (origins.agreed or origins.sources or origins.findings):
            self.say("K212", written.place, drempel=f"{threshold.value} {threshold.unit}")
        return threshold

    def fact_threshold(self, index: int, written: WrittenThreshold) -> Threshold:
        fact = self.knowledge.facts[written.value]
        if not fact.confirmed:
            self.say("K215", written.place, feit=fact.name)
        # A rule may have a source for each level of education; the chart says which of them counts for it.
        origins = read_sources(written.options.get("bron"), self.knowledge)
        self.findings += origins.findings
        return Threshold(
            index,
            fact.value,
            fact.unit_one,
            fact.unit_many,
            written.place,
            fact=fact.name,
            sources=origins.sources or fact.sources,
            first_year=fact.first_year,
            last_year=fact.last_year,
        )

    def unit(self, option: WrittenText | None) -> tuple[str, str]:
        text = option.text.strip() if option else ""
        if option is None or not text:
            return _HALF_DAYS
        parts = [part.strip() for part in text.split("/")]
        if len(parts) > 2 or not all(_WORD.match(part) for part in parts):
            self.say("K216", option.place, eenheid=text)
            return _HALF_DAYS
        return (parts[0], parts[1]) if len(parts) == 2 else _UNITS.get(text, (text, text))

    # -- steps -------------------------------------------------------------------------------------

    def steps(self, bands: Sequence[int]) -> list[tuple[WrittenStep, Step]]:
        """Return the steps in drawing order with their numbers: by threshold, then in reading order."""
        names = self.names()
        ordered = sorted(zip(self.written.steps, names, strict=True), key=lambda item: item[0].threshold)
        return [
            (one, self.step(one, name, number, bands[one.threshold] if one.threshold >= 0 else -1))
            for number, (one, name) in enumerate(ordered, start=1)
        ]

    def names(self) -> list[str]:
        """Return a unique name for each step, in reading order: the written one where that can be."""
        first: dict[str, WrittenText] = {}
        names: list[str] = []
        for one in self.written.steps:
            option = one.options.get("naam")
            name = option.text.strip() if option else ""
            if option is None or not name:
                self.nameless(one)
            elif not NAME.fullmatch(name):
                self.say("K113", option.place, naam=name, voorbeeld=suggested_name(name))
            elif name in first:
                waar = near(option.place, first[name].place)
                self.say("K112", option.place, step=name, naam=name, waar=waar)
            else:
                first[name] = option
                names.append(name)
                continue
            names.append("")
        return list(_filled(names))

    def nameless(self, one: WrittenStep) -> None:
        if "naam" not in meant(one.options, STEP[one.kind]):  # a misspelled option is a fault by itself
            title = one.title.text
            self.say("K113.geen", one.place, kind=one.kind, titel=title, voorbeeld=suggested_name(title))

    def step(self, one: WrittenStep, name: str, number: int, band: int) -> Step:
        options = one.options
        deadline = options["termijn"].text if "termijn" in options else ""
        return Step(
            name=name,
            number=number,
            kind=one.kind,
            title=one.title.text,
            threshold=band,
            place=one.place,
            actors=tuple(self.actors(options.get("wie"), name, one)),
            strength=self.choice(Strength, "sterkte", options, name),
            deadline=deadline,
            sources=self.sources(options.get("bron"), name),
            outcome=self.choice(Outcome, "uitkomst", options, name),
            ending=options["afloop"].text if "afloop" in options else "",
        )

    def actors(self, option: WrittenText | None, step: str, one: WrittenStep) -> Iterator[str]:
        parts = option.text.split(",") if option else []
        for key in dict.fromkeys(part.strip() for part in parts):
            if key in self.knowledge.actors:
                yield key
            elif key and option:
                hint = self.actor_meant(key)
                self.say("K302", option.place, step=step, titel=one.title.text, wie=key, bedoel=hint)

    def actor_meant(self, word: str) -> str:
        """Return «Bedoel je …?» for a key that is nearly right, or for the key of a name («CLB»)."""
        by_name = {actor.name.lower(): key for key, actor in self.knowledge.actors.items()}
        key = by_name.get(word.lower())
        return f"Bedoel je «{key}»?" if key else nearest(word, self.knowledge.actors)

    def sources(self, option: WrittenText | None, step: str) -> tuple[Source, ...]:
        origins = read_sources(option, self.knowledge, step)
        self.findings += origins.findings
        return origins.sources

    def choice(
        self, choices: type[_Choice], name: str, options: Mapping[str, WrittenText], step: str = ""
    ) -> _Choice | None:
        option = options.get(name)
        if option is None or not option.text.strip():
            return None
        known = [str(one) for one in choices]
        if option.text in known:
            return choices(option.text)
        words = f"{', '.join(known[:-1])} of {known[-1]}"
        hint = nearest(option.text, known)
        self.say("K704", option.place, step=step, optie=name, waarde=option.text, keuze=words, bedoel=hint)
        return None

    # -- what follows what -------------------------------------------------------------------------

    def edges(self, steps: Sequence[tuple[WrittenStep, Step]]) -> Iterator[Edge]:
        """Yield the ways out of each step: those written, or else the one to the following step."""
        targets = self.targets(steps)
        for (one, step), following in zip(steps, [*steps[1:], None], strict=True):
            if step.kind is Kind.EINDE:
                continue
            links = (*one.answers, *one.after)
            yield from (
                Edge(step.name, targets[link.target], link.label, link.place)
                for link in links
                if self.leads_on(step, link, targets)
            )
            if step.kind is Kind.STAP and not links and following:
                yield Edge(step.name, following[1].name, "", step.place, explicit=False)

    @staticmethod
    def targets(steps: Sequence[tuple[WrittenStep, Step]]) -> dict[str, str]:
        """Return the names of the steps by what a link says: also by a written name that cannot be one."""
        pairs = [
            (one.options["naam"].text.strip(), step.name) for one, step in steps if "naam" in one.options
        ]
        return dict(reversed(pairs)) | {step.name: step.name for _, step in steps}

    def leads_on(self, step: Step, link: WrittenLink, targets: Mapping[str, str]) -> bool:
        """Tell whether a written way leads to another step; report it if not."""
        name, kind, titel = step.name, step.kind, step.title
        if not link.target or self.is_bare_answer(step, link, targets):
            self.say("K101.leeg", link.place, step=name, kind=kind, titel=titel)
        elif link.target not in targets and self.some_nameless:
            return False  # that one is probably meant
        elif link.target not in targets:
            hint = nearest(link.target, set(targets) - {name})
            self.say("K101", link.place, step=name, kind=kind, titel=titel, doel=link.target, bedoel=hint)
        elif targets[link.target] == name:
            self.say("K114", link.place, step=name, kind=kind, titel=titel)
        else:
            return True
        return False

    @staticmethod
    def is_bare_answer(step: Step, link: WrittenLink, targets: Mapping[str, str]) -> bool:
        """Tell whether a lone word is rather an answer without a step («- ja») than the name of one."""
        lone = step.kind is Kind.VRAAG and not link.label and link.target not in targets
        return lone and not nearest(link.target, targets)


def _some_nameless(steps: Sequence[WrittenStep]) -> bool:
    """Tell whether a step has no name, one that cannot be, or one of another step."""
    names = [one.options["naam"].text.strip() for one in steps if "naam" in one.options]
    return len(set(filter(NAME.fullmatch, names))) < len(steps)


def suggested_name(text: str) -> str:
    """Return a name made of the first two longer words of a text: «De school meldt» gives `school-meldt`."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join([word for word in words if len(word) > 3][:2] or words[:2]) or "eerste-gesprek"


def _filled(names: Sequence[str]) -> Iterator[str]:
    """Give each step without a usable name one that no other step has."""
    number = 0
    for name in names:
        unnamed = name
        while not unnamed:
            number += 1
            candidate = f"zonder-naam-{number}"
            unnamed = "" if candidate in names else candidate
        yield unnamed
