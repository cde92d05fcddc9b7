"""The figure of a chart in a page: its drawings, and once the same steps as a list.

Which of them a reader sees is decided by `static/stappenplan.css` from the width of the figure; below 600 px
the list alone. No script is needed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from escalation.emit.svg import Drawing, drawing
from escalation.emit.wording import (
    ORDER_RULE,
    STRENGTH_MEANING,
    STRENGTH_WORDS,
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
from escalation.layout.geometry import Sheet
from escalation.model import Chart, Edge, Finding, Kind, Source, Step, Strength, Threshold, View
from markup import html_attr, html_text, safe_url

Href = Callable[[Step], str]

OPEN = ' open="open"'


def drawings(chart: Chart, sheets: Mapping[View, Sheet], href: Href, on_paper: Sequence[Sheet] = ()) -> str:
    """Return the drawings of a chart.

    Args:
        chart: what is drawn.
        sheets: one for each view, in the order in which they stand in the page.
        href: gives the address of a step's text, from the page that shows the drawings.
        on_paper: the sheets that are printed instead of them, if there are any.
    """
    only = " lr-stappenplan__tekening--scherm" if on_paper else ""
    about = [(sheet, Drawing(chart, view, href), only) for view, sheet in sheets.items()]
    about += [
        (sheet, Drawing(chart, "papier", href, (number, len(on_paper))), "")
        for number, sheet in enumerate(on_paper, start=1)
    ]
    return "".join(
        f'<div class="lr-stappenplan__tekening lr-stappenplan__tekening--{one.view}{where}">\n'
        f"{drawing(sheet, one)}</div>\n"
        for sheet, one, where in about
    )


def step_list(chart: Chart, href: Href, *, folded: bool = False) -> str:
    """Return all steps as numbered lists, one for each threshold, in a box that can be folded.

    Args:
        chart: what is listed.
        href: gives the address of a step's text, from the page that shows the list.
        folded: whether the box is closed at first, on a phone too: the cards of the steps follow on the same
            page. Else the style sheet opens it where it takes the place of the drawing. On paper it is open.
    """
    css = "lr-stappen lr-stappen--kort" if folded else "lr-stappen"
    groups = groupby(chart.steps, key=lambda step: step.threshold)
    return "".join(
        [
            f'<details class="{css}" id="{html_attr(f"lijst-{chart.name}")}"{"" if folded else OPEN}>\n',
            f'<summary class="lr-stappen__kop">{_list_title(chart, folded=folded)}</summary>\n',
            f'<div class="lr-stappen__inhoud">\n<p class="lr-stappen__regel">{html_text(ORDER_RULE)}</p>\n',
            _strengths(chart),
            *(_band(chart, index, [*steps], href) for index, steps in groups),
            "</div>\n</details>\n",
        ]
    )


def _list_title(chart: Chart, *, folded: bool) -> str:
    return f"Alle {len(chart.steps)} stappen in het kort" if folded else "Alle stappen in woorden"


def fault_box(findings: Iterable[Finding], title: str) -> str:
    """Return a box with what is wrong, for editors; nothing if all is well.

    Args:
        findings: what is wrong with one chart or one step.
        title: names the box.
    """
    items = "".join(
        f"<li><strong>{'Fout' if finding.fatal else 'Opmerking'} {html_text(finding.code)}.</strong>"
        f" {html_text(finding.cause)}"
        f" <em>Tip: {html_text(finding.repair)}</em>{_where(finding)}</li>\n"
        for finding in findings
    )
    if not items:
        return ""
    return (
        '<aside class="lr-fouten" aria-label="Voor redacteurs">\n'
        f'<p class="lr-fouten__titel">{html_text(title)}</p>\n<ul>\n{items}</ul>\n</aside>\n'
    )


def facts(chart: Chart, step: Step) -> str:
    """Return who takes a step, how binding it is and by when, as a line of marked words."""
    strength = f" lr-sterkte--{step.strength}" if step.strength else ""
    parts = [
        ("lr-sterkte" + strength, "", strength_word(step)),
        ("lr-einde", "Einde: ", outcome_word(step)),
        ("lr-wie", "Wie: ", chart.who(step)),
        ("lr-termijn", "Termijn: ", step.deadline),
    ]
    words = "\n".join(
        f'<span class="{css}"><span class="lr-feit__kop">{lead}</span>{html_text(text)}</span>'
        if lead
        else f'<span class="{css}">{html_text(text)}</span>'
        for css, lead, text in parts
        if text
    )
    return f'<p class="lr-feiten">{words}</p>\n' if words else ""


def sources(found: Sequence[Source]) -> str:
    """Return the sources of a step or a threshold as links; nothing if there are none."""
    if not found:
        return ""
    return f'<p class="lr-bron">{source_lead(found)}{"; ".join(map(_source, found))}</p>\n'


def number(step: Step) -> str:
    """Return the badge of a step: its number, spoken as «Stap 7» or «Stap 4, vraag»."""
    kind = call(step).removeprefix(f"Stap {step.number}")
    return (
        f'<span class="lr-nummer"><span class="lr-verborgen">Stap </span>{step.number}'
        f'<span class="lr-verborgen">{kind}: </span></span>'
    )


def item_id(chart: Chart, name: str) -> str:
    """Return the id of a step in the list; not yet escaped."""
    return f"lijst-{chart.name}-{name}"


def _source(source: Source) -> str:
    url = safe_url(source.url) if source.url else None
    words = html_text(source_words(source))
    return f'<a class="lr-bron__link" href="{html_attr(url)}">{words}</a>' if url else words


def _strengths(chart: Chart) -> str:
    used = {step.strength for step in chart.steps if step.strength}
    rows = [
        f'<div><dt class="lr-sterkte lr-sterkte--{strength}">{STRENGTH_WORDS[strength]}</dt>'
        f"<dd>{STRENGTH_MEANING[strength]}</dd></div>\n"
        for strength in Strength
        if strength in used
    ]
    return f'<dl class="lr-stappen__sterktes">\n{"".join(rows)}</dl>\n' if rows else ""


def _band(chart: Chart, index: int, steps: Sequence[Step], href: Href) -> str:
    items = "".join(_item(chart, step, href) for step in steps)
    start = f' start="{steps[0].number}"' if steps[0].number != 1 else ""
    if not 0 <= index < len(chart.thresholds):
        return f'<ol class="lr-stappen__lijst" role="list"{start}>\n{items}</ol>\n'
    key = html_attr(f"lijst-{chart.name}-drempel-{index + 1}")
    return (
        f'{_threshold(chart.thresholds[index], key)}<ol class="lr-stappen__lijst" role="list"{start}'
        f' aria-labelledby="{key}">\n{items}</ol>\n'
    )


def _threshold(threshold: Threshold, key: str) -> str:
    origin = threshold_origin(threshold)
    agreed = f' <span class="lr-sterkte lr-sterkte--afspraak">{origin}</span>' if origin else ""
    since = f"Deze drempel geldt sinds schooljaar {threshold.first_year}" if threshold.first_year else ""
    until = f"Deze drempel geldt tot en met schooljaar {threshold.last_year}" if threshold.last_year else ""
    valid = "".join(
        f'<p class="lr-bron">{html_text(sentence(words))}</p>\n' for words in (since, until) if words
    )
    return (
        f'<div class="lr-stappen__drempel">\n<p class="lr-stappen__vanaf"><strong id="{key}">'
        f"{html_text(threshold.label)}</strong>{agreed}</p>\n{sources(threshold.sources)}{valid}</div>\n"
    )


def _item(chart: Chart, step: Step, href: Href) -> str:
    strength = f" lr-stapregel--{step.strength}" if step.strength else ""
    address = safe_url(href(step))
    title = html_text(step.title)
    link = f'<a href="{html_attr(address)}">{title}</a>' if address is not None else title
    return (
        f'<li class="lr-stapregel lr-stapregel--{step.kind}{strength}"'
        f' id="{html_attr(item_id(chart, step.name))}">\n'
        f'<p class="lr-stapregel__titel">{number(step)}{link}</p>\n'
        f"{facts(chart, step)}{sources(step.sources)}{_onwards(chart, step)}</li>\n"
    )


def _onwards(chart: Chart, step: Step) -> str:
    said = [edge for edge in chart.exits[step.name] if needs_words(chart, edge)]
    if not said:
        return ""
    if step.kind is Kind.VRAAG or len(said) > 1:
        items = "".join(f"<li>{_edge(chart, edge)}</li>\n" for edge in said)
        return f'<ul class="lr-verder">\n{items}</ul>\n'
    return f'<p class="lr-verder">{_edge(chart, said[0])}</p>\n'


def _edge(chart: Chart, edge: Edge) -> str:
    before, link = onward(chart, edge)
    key = html_attr(f"#{item_id(chart, edge.target)}")
    return f'{html_text(before)}<a href="{key}">{html_text(link)}</a>'


def _where(finding: Finding) -> str:
    place = finding.place
    if not place.line:
        return ""
    return f' <span class="lr-fouten__plaats">{html_text(place.docname)}, regel {place.line}</span>'
