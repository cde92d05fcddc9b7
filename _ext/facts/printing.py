"""Tables and lists of the registry, as ordinary docutils nodes that every builder prints."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from docutils import nodes

from facts.audit import due_on
from facts.marks import GENERATED, SHOWS_FACT, cite_all, quote
from facts.model import AbsenceCode, Citation, Confidence, Fact, Gap, Registry, Source, Value
from facts.school_year import SchoolYear

Cell = str | Sequence[nodes.Node]


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int], *, stub: bool = True
) -> nodes.table:
    """Return a table with one head row; with `stub` the first column holds the heads of the rows."""
    group = nodes.tgroup(cols=len(heads))
    columns = [nodes.colspec(colwidth=width) for width in widths]
    if stub:
        columns[0]["stub"] = 1
    group += columns
    group += nodes.thead("", _row(heads))
    group += nodes.tbody("", *(_row(row) for row in rows))
    whole = nodes.table("", group, classes=["colwidths-given"])
    whole[GENERATED] = True
    return whole


def curl(made: nodes.Element) -> None:
    """Print «pagina’s» as in a text; for what is made after reading, where Sphinx sets no smart quotes."""
    for text in list(made.findall(nodes.Text)):
        if "'" in text and not isinstance(text.parent, nodes.literal):
            text.parent.replace(text, nodes.Text(text.replace("'", "\u2019")))


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *_paragraph(cell)) for cell in cells))


def _paragraph(cell: Cell) -> list[nodes.Node]:
    if isinstance(cell, str):
        return [nodes.paragraph("", cell)] if cell else []
    if cell and isinstance(cell[0], nodes.bullet_list):
        return list(cell)
    return [nodes.paragraph("", "", *cell)] if cell else []


def fact_table(rows: Sequence[Sequence[Fact]], registry: Registry, docname: str) -> nodes.table:
    """Return facts with their value in the school year, and who says so; a row may hold more of them."""
    cells: list[tuple[Cell, ...]] = []
    for facts in rows:
        rule: list[nodes.Node] = []
        sources: dict[Citation, None] = {}
        for fact in facts:
            year = registry.school_year
            value = fact.value_in(year)
            source = value or next(iter(fact.changes_after(year)), None)
            rule += [nodes.Text(" ")] if rule else []
            rule += _rule(fact, registry, value, docname)
            sources |= dict.fromkeys(source.sources if source else ())
        least = min((fact.confidence for fact in facts), key=_LEAST_SURE.index)
        cells.append((rule, cite_all(tuple(sources), docname), least))
    return table(("Regel", "Bron", "Zekerheid"), cells, (61, 22, 17), stub=False)


def _rule(fact: Fact, registry: Registry, value: Value | None, docname: str) -> list[nodes.Node]:
    before, _, after = fact.says.partition("{}")
    number = value.number if value else None
    if number is None:
        words: nodes.Node = nodes.Text(f"een aantal {fact.unit_many}")
    else:
        words = quote(fact, value, fact.quantity(number), registry, docname)
    parts: list[nodes.Node] = [nodes.Text(before), nodes.strong("", "", words), nodes.Text(after)]
    ahead = fact.changes_after(registry.school_year)
    parts += [nodes.Text(f" {_announcement(fact, change)}") for change in ahead]
    if fact.remark:
        parts.append(nodes.Text(f" {fact.remark}"))
    if value and value.first_year:
        parts.append(nodes.Text(f" Sinds {value.first_year}."))
    return parts


def _announcement(fact: Fact, change: Value) -> str:
    if change.number is None:
        return f"Aangekondigd vanaf schooljaar {change.first_year}; het getal is nog niet bekend."
    return f"Vanaf schooljaar {change.first_year}: {fact.quantity(change.number)}."


def _sources(value: Value | None, docname: str) -> list[nodes.Node]:
    return cite_all(value.sources, docname) if value else []


def code_table(codes: Iterable[AbsenceCode], docname: str) -> nodes.table:
    """Return the letters of today."""
    rows = (
        (
            [nodes.strong("", code.letter)] if code.problematic else code.letter,
            code.when or code.meaning,
            code.proof or "niet gevonden",
            code.levels,
            cite_all(code.sources, docname),
        )
        for code in codes
    )
    return table(("Code", "Wanneer?", "Bewijs of voorwaarde", "Waar?", "Bron"), rows, (8, 32, 23, 23, 14))


def old_code_table(codes: Iterable[AbsenceCode], docname: str) -> nodes.table:
    """Return the letters of before, with what became of them."""
    rows = (
        (
            "| (streep)" if code.letter == "|" else code.letter,
            code.meaning,
            str(code.last_year or "niet bekend"),
            code.became,
            cite_all(code.sources, docname),
        )
        for code in codes
    )
    heads = ("Vroeger", "Betekende toen", "Tot en met", "Vandaag", "Bron")
    return table(heads, rows, (13, 32, 18, 24, 13))


def changes(registry: Registry, before: SchoolYear, after: SchoolYear, docname: str) -> nodes.Element:
    """Return what differs between two school years; a sentence if nothing does."""
    rows: list[tuple[Cell, ...]] = []
    for fact in registry.facts.values():
        old, new = fact.value_in(before), fact.value_in(after)
        if (old.number if old else -1, old is None) == (new.number if new else -1, new is None):
            continue
        source = new or old
        says = fact.sentence(after if new else before)
        rows.append((says, _amount(fact, old), _amount(fact, new), _sources(source, docname)))
    for code in (*registry.codes.values(), *registry.old_codes.values()):
        was, becomes = code.holds_in(before), code.holds_in(after)
        if was != becomes:
            cells = ("in gebruik" if holds else "niet in gebruik" for holds in (was, becomes))
            rows.append((f"Code {code.letter}: {code.meaning}", *cells, cite_all(code.sources, docname)))
    if not rows:
        text = f"Tussen {before} en {after} verandert er niets dat wij kennen."
        return nodes.paragraph("", text, **{GENERATED: True})
    return table(("Wat?", str(before), str(after), "Bron"), rows, (46, 16, 16, 22))


def _amount(fact: Fact, value: Value | None) -> str:
    if value is None:
        return "geldt niet"
    return "nog niet bekend" if value.number is None else fact.quantity(value.number)


def announcement(fact: Fact, registry: Registry, docname: str) -> list[nodes.Node]:
    """Return a note about each change of a fact that lies ahead or of which the number is not known yet."""
    year = registry.school_year
    ahead = list(fact.changes_after(year))
    value = fact.value_in(year)
    if value is not None and value.number is None:
        ahead.insert(0, value)
    notes: list[nodes.Node] = []
    for change in ahead:
        first = change.first_year
        said = fact.sentence(first) if first else fact.says
        parts: list[nodes.Node] = [
            nodes.strong("", f"Vanaf schooljaar {first}."),
            nodes.Text(f" {said}"),
            nodes.Text(" Het getal is nog niet bekend. " if change.number is None else " "),
            *cite_all(change.sources, docname),
        ]
        note = nodes.admonition("", nodes.title("", "Aangekondigd"), nodes.paragraph("", "", *parts))
        note["classes"].append("lr-weetje")
        note[GENERATED] = True
        note[SHOWS_FACT] = fact.name
        notes.append(note)
    return notes


def source_list(sources: Iterable[Source], ids: Iterable[str], *, short: bool = False) -> list[nodes.Element]:
    """Return sources as a numbered list, each with its id as link target (an empty id gives none).

    The day on which most of them were read is said once, above the list, or the month if they took more days;
    another day stands at its source.
    With `short` each source takes one line: its short title is the link, and no address, remark or day of its
    own is printed. The days on which they were read stand above the list.
    """
    listed = list(sources)
    usual = _usual_days(listed)
    whole = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".", classes=["bronnenlijst"])
    for source, node_id in zip(listed, ids, strict=True):
        line = _short_source(source) if short else _source(source, with_day=source.consulted not in usual)
        item = nodes.list_item("", line)
        if node_id:
            item["ids"].append(node_id)
        whole += item
    whole[GENERATED] = True
    if short:
        return [nodes.paragraph("", _days(listed), **{GENERATED: True}), whole]
    if not usual:
        return [whole]
    everywhere = all(source.consulted in usual for source in listed)
    exception = "" if everywhere else ", behalve waar een andere dag staat"
    day = _written(min(usual))
    when = f"op {day}" if len(usual) == 1 else f"in {day.partition(' ')[2]}"
    words = f"Alle bronnen zijn geraadpleegd {when}{exception}."
    return [nodes.paragraph("", words, **{GENERATED: True}), whole]


def _usual_days(sources: Sequence[Source]) -> frozenset[date]:
    """Return the days of the month in which more than half of the sources were read; else none."""
    months = Counter((source.consulted.year, source.consulted.month) for source in sources).most_common(1)
    usual = next((month for month, count in months if 2 * count > len(sources)), None)
    days = (source.consulted for source in sources)
    return frozenset(day for day in days if (day.year, day.month) == usual)


def _days(sources: Sequence[Source]) -> str:
    """Return the sentence above a short list: the first and the last day on which its sources were read."""
    first, last = (pick(source.consulted for source in sources) for pick in (min, max))
    when = f"op {_written(last)}" if first == last else f"tussen {_written(first)} en {_written(last)}"
    return f"Alle bronnen zijn geraadpleegd {when}."


def _short_source(source: Source) -> nodes.paragraph:
    """Return a source on one line: its short title as a link, and when it was made."""
    name = source.short[:1].upper() + source.short[1:]
    title: nodes.Element = nodes.emphasis("", name)
    if source.url:
        title = nodes.reference("", "", title, refuri=source.url, internal=False, classes=["geen-adres"])
    return nodes.paragraph("", "", title, nodes.Text(f" ({source.date})" if source.date else ""))


def _source(source: Source, *, with_day: bool) -> nodes.paragraph:
    details = [_sentence(text) for text in (source.date, source.remark) if text]
    details += [f"Geraadpleegd op {_written(source.consulted)}."] if with_day else []
    title = nodes.emphasis("", source.title)
    end = " ".join([".", *details])
    paragraph = nodes.paragraph("", f"{source.publisher}, ", title, nodes.Text(f"{end} "))
    if source.url:
        paragraph += nodes.reference("", source.url, refuri=source.url, internal=False)
    return paragraph


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_LEAST_SURE = (Confidence.ONZEKER, Confidence.WAARSCHIJNLIJK, Confidence.ZEKER)


#: Whose page the list is: it need not be said at each fact.
_USUAL_CHECKER = "werkgroep"


def to_check(registry: Registry, used: Mapping[str, Sequence[nodes.Node]]) -> nodes.Element:
    """Return the facts that somebody must look at, in the order of the registry."""
    rows: list[tuple[Cell, ...]] = []
    for fact in registry.facts.values():
        why = reasons(fact, registry)
        if why:
            name = nodes.literal("", fact.name, ids=[row_id(fact.name)])
            rule = [nodes.Text(f"{fact.sentence(registry.school_year)} "), name]
            by = "" if fact.checker == _USUAL_CHECKER else f" Na te kijken door: {fact.checker}."
            rows.append((rule, f"{why}{by}", used.get(fact.name) or "nog nergens"))
    if not rows:
        return nodes.paragraph("", "Alle feiten zijn zeker en nagekeken.")
    return table(("Regel", "Waarom nakijken?", "Gebruikt op"), rows, (32, 28, 40), stub=False)


def reasons(fact: Fact, registry: Registry) -> str:
    """Return why a fact must be checked, as Dutch sentences; empty if it need not."""
    why = []
    if due_on(fact.checked) < registry.built_on:
        why.append(f"Nagekeken op {fact.checked.isoformat()}, meer dan twaalf maanden geleden.")
    why += [_announcement(fact, value) for value in fact.values if value.number is None]
    if fact.remark:
        why.append(fact.remark)
    if why or fact.confidence is not Confidence.ZEKER:
        why.insert(0, f"{fact.confidence.capitalize()}.")
    return " ".join(why)


def row_id(fact: str) -> str:
    """Return the link target of a fact in the list of what must be checked."""
    return f"nakijken-{fact}"


def left_open(boxes: Iterable[tuple[Sequence[nodes.Node], Sequence[nodes.Node]]]) -> nodes.Element:
    """Return what the texts leave to the working group: what, and where it stands."""
    rows = list(boxes)
    if not rows:
        return nodes.paragraph("", "Geen enkele tekst laat nog iets open.")
    return table(("Wat staat er open?", "Waar?"), rows, (70, 30), stub=False)


def questions(gaps: Iterable[Gap], places: Mapping[str, Sequence[nodes.Node]]) -> nodes.table:
    """Return the open questions: what, who can tell, and which places depend on the answer."""
    rows = ((gap.question, gap.where, places.get(gap.key) or "nog geen tekst") for gap in gaps)
    return table(("Vraag", "Bij wie?", "Raakt aan"), rows, (38, 25, 37), stub=False)
