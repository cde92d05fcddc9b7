"""Which documents hold an aid, kept in the environment: what to check, and what to write anew."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sphinx.environment import BuildEnvironment

from escalation.model import Chart, Finding, Place
from escalation.words import nearest

OPTIONS = ("titel", "keuzes", "clb-stap")


@dataclass(frozen=True)
class Aid:
    """A `beslishulp` as written.

    Attributes:
        charts: names of charts, as written.
        labels: what the choices are called; empty for the titles of the charts.
        involving: the steps of `clb-stap`, as `step` or `chart/step`.
        place: where the directive starts.
        lines: the line of each option.
        repeated: options given twice.
        unclear: lines of its body that are no «choice: explanation».
    """

    charts: tuple[str, ...]
    labels: tuple[str, ...]
    involving: tuple[str, ...]
    place: Place
    lines: Mapping[str, int]
    repeated: tuple[str, ...] = ()
    unclear: tuple[int, ...] = ()

    def place_of(self, option: str) -> Place:
        """Return where an option stands."""
        return Place(self.place.docname, self.lines.get(option, self.place.line))

    def involving_in(self, chart: Chart) -> frozenset[str]:
        """Return the names of the steps of a chart that bring in the CLB."""
        own = {name.removeprefix(f"{chart.name}/") for name in self.involving}
        return frozenset(name for name in own if name in chart.by_name)


class Registry:
    """The aids of all documents, and the charts that their pages were last written from."""

    def __init__(self) -> None:
        self.aids: dict[str, tuple[Aid, ...]] = {}
        self.written_from: dict[str, str] = {}

    @classmethod
    def of(cls, env: BuildEnvironment) -> "Registry":
        """Return the registry of an environment."""
        registry: Registry = vars(env).setdefault("escalation_aids", cls())
        return registry

    def note(self, aid: Aid) -> None:
        """Remember an aid of a document that is being read."""
        docname = aid.place.docname
        self.aids[docname] = (*self.aids.get(docname, ()), aid)

    def forget(self, docname: str) -> None:
        """Forget a document that is read anew or gone."""
        self.aids.pop(docname, None)

    def outdated(self, charts: Mapping[str, Chart]) -> list[str]:
        """Return the documents whose charts changed since the last time this was asked."""
        now = {docname: _fingerprint(aids, charts) for docname, aids in sorted(self.aids.items())}
        changed = [docname for docname, mark in now.items() if self.written_from.get(docname) != mark]
        self.written_from = now
        return changed


def _fingerprint(aids: tuple[Aid, ...], charts: Mapping[str, Chart]) -> str:
    used = [charts.get(name) for aid in aids for name in aid.charts]
    return sha256(repr(used).encode("utf-8", "backslashreplace")).hexdigest()


def check_aid(aid: Aid, charts: Mapping[str, Chart], written: Collection[str]) -> Iterator[Finding]:
    """Find what is wrong with an aid.

    Args:
        aid: what was written.
        charts: the charts that can be drawn.
        written: the names of all charts that were written; what is wrong with those is said elsewhere.
    """
    for name in aid.charts:
        if name not in written:
            cause = f"De beslishulp vraagt het stappenplan «{name}», maar dat bestaat niet."
            repair = nearest(name, written) or "Schrijf de naam die achter «{stappenplan}» staat."
            yield Finding("K901", aid.place, cause, repair)
    for option in aid.repeated:
        cause = f"De instelling «{option}» staat twee keer bij de beslishulp."
        yield Finding("K906", aid.place_of(option), cause, "Haal één van beide regels weg.")
    for option in aid.lines:
        if option not in OPTIONS:
            cause = f"De instelling «{option}» bestaat niet bij de beslishulp."
            repair = nearest(option, set(OPTIONS) - set(aid.lines)) or f"Kies uit: {', '.join(OPTIONS)}."
            yield Finding("K908", aid.place_of(option), cause, repair)
    for line in aid.unclear:
        cause = "In de beslishulp staat iets dat geen keuze met uitleg is."
        repair = (
            "Schrijf een lijst: «- keuze: uitleg met een link», zoals «- kleuterklas: lees [dit](#anker)»."
        )
        yield Finding("K907", Place(aid.place.docname, line), cause, repair)
    known = [charts[name] for name in dict.fromkeys(aid.charts) if name in charts]
    if len(set(aid.charts)) < len(aid.charts):
        cause = "De beslishulp noemt een stappenplan twee keer."
        yield Finding("K902", aid.place, cause, "Noem elk stappenplan één keer.")
    if aid.labels and len(aid.labels) != len(aid.charts):
        wanted, given = len(aid.charts), len(aid.labels)
        cause = f"De beslishulp heeft {wanted} stappenplannen, maar bij «keuzes» staan er {given}."
        yield Finding(
            "K903", aid.place_of("keuzes"), cause, "Geef elk stappenplan één keuze, met komma's ertussen."
        )
    for chart in known:
        units = list(dict.fromkeys(threshold.unit_many for threshold in chart.thresholds))
        if len(units) > 1:
            counted = " én in ".join(units)
            cause = f"Het stappenplan «{chart.name}» telt in {counted}; een beslishulp telt één ding."
            yield Finding("K904", aid.place, cause, "Kies een stappenplan met één eenheid.")
    # A chart that is missing takes its steps with it: that is one message, not two.
    for name in aid.involving if len(known) == len(set(aid.charts)) else ():
        steps = {name for chart in known for step in chart.by_name for name in (step, f"{chart.name}/{step}")}
        if name not in steps:
            repair = (
                nearest(name, steps) or "Schrijf bij «clb-stap» de naam van een stap van het stappenplan."
            )
            yield Finding(
                "K905", aid.place_of("clb-stap"), f"De stap «{name}» bij «clb-stap» bestaat niet.", repair
            )
