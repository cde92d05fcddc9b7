"""A chart as a poster: a PDF of its own on A4 and on A3, with the steps in words on its back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import segno

from escalation.emit.fitting import Fit, Room, fit
from escalation.emit.typst import Paper, always, drawing
from escalation.emit.typst_table import Form, table
from escalation.layout import Fonts
from escalation.layout.notice import Notice, notice, notice_room
from escalation.model import Chart, Step
from markup import typst_string

#: Width and height in points of the papers, standing.
PAPERS: Mapping[str, tuple[float, float]] = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}
_MARGIN = 24.0
_HEAD = 72.0
#: Three lines: what the abbreviations mean, where the chart comes from and its address.
_FOOT = 30.0
_GAP = 8.0
#: Type of a poster on A4; larger looks coarse and makes a small chart no clearer.
_LARGEST = 16.0
_CAPTION = 24.0
#: Type of what holds at every moment, on A4.
_NOTICE = 11.0
#: Sizes of the table on the back, to that of running text: the largest that keeps it on one page.
_TABLE = (1.3, 1.24, 1.18, 1.12, 1.06, 1.0, 0.94, 0.88)


@dataclass(frozen=True)
class Poster:
    """One poster.

    Attributes:
        paper: key of `PAPERS`.
        fit: the chart on it.
        code: Typst statements, one a line.
        options: what `templates/poster.typ` needs.
    """

    paper: str
    fit: Fit
    code: tuple[str, ...]
    options: Mapping[str, Any]

    @property
    def format(self) -> str:
        """How the page is called: «A4, staand» or «A3, liggend»."""
        return f"{self.paper.upper()}, {'liggend' if self.fit.room.flipped else 'staand'}"


def posters(
    chart: Chart,
    fonts: Fonts,
    *,
    address: str = "",
    source: str = "",
    status: str = "",
    abbreviations: Sequence[tuple[str, str]] = (),
    quote: Callable[[str], str] = typst_string,
) -> Iterator[Poster]:
    """Yield the posters of a chart, one for each paper.

    Args:
        chart: what is drawn.
        fonts: for measuring.
        address: web address of the chart; empty while the site has none. A QR code leads to it.
        source: title of the publication that the chart stands in.
        status: of that publication, such as «Ontwerp»; may be empty.
        abbreviations: what the short names on the poster stand for.
        quote: makes a Typst string of a text.
    """
    for paper in PAPERS:
        unit = PAPERS[paper][0] / PAPERS["a4"][0]
        size = _NOTICE * unit
        rooms = [
            replace(room, height=room.height - notice_room(chart, room.width, fonts, size))
            for room in _rooms(paper, unit)
        ]
        chosen = fit(chart, fonts, rooms, largest=_LARGEST * unit, caption=_CAPTION * unit)
        options = {
            "paper": paper,
            "flipped": chosen.room.flipped,
            "unit": unit,
            "margin": _MARGIN,
            "head": _HEAD,
            "address": address,
            "foot": _FOOT,
            "source": f"Uit: {source}" if source else "",
            "status": status,
            "abbreviations": [f"{short}: {full}" for short, full in abbreviations],
            "qr": [list(map(list, row)) for row in qr_runs(address)] if address else [],
            "qr_alt": f"QR-code met het adres {address}",
        }
        bar = notice(chart, chosen.room.width, fonts, size)
        yield Poster(paper, chosen, tuple(_code(chart, chosen, bar, quote)), options)


def qr_runs(address: str) -> Sequence[Sequence[tuple[int, int]]]:
    """Return the dark modules of the QR code of an address: per row the start and length of each run.

    Error correction level M (15 %), without the light border that every code needs around it.
    """
    matrix = segno.make(address, error="m", boost_error=False, micro=False).matrix
    rows = []
    for row in matrix:
        runs, start = [], 0
        for dark, cells in groupby(row):
            length = len(list(cells))
            if dark:
                runs.append((start, length))
            start += length
        rows.append(runs)
    return rows


def _rooms(paper: str, unit: float) -> tuple[Room, Room]:
    width, height = PAPERS[paper]
    return tuple(  # type: ignore[return-value]  # two, for standing and lying
        Room(across - 2 * _MARGIN * unit, down - (2 * _MARGIN + _HEAD + _GAP + _FOOT) * unit, flipped)
        for across, down, flipped in ((width, height, False), (height, width, True))
    )


def _code(chart: Chart, chosen: Fit, bar: Notice | None, quote: Callable[[str], str]) -> Iterator[str]:
    def row(step: Step) -> str:
        return f"label({typst_string(f'rij-{step.name}')})"

    def sheet(index: int) -> str:
        return f'label("vel-{index}")'

    paper = Paper(chart, chosen.size, target=row, row=row, sheet=sheet, quote=quote)
    yield from drawing(chosen.sheets, paper, captions=len(chosen.sheets) > 1, bar=bar)
    yield "pagebreak()"
    yield "chart-fitted({"
    yield f"heading(level: 1, {quote('De stappen in woorden')})"
    if bar:
        yield always(bar, chart, quote, spoken=False)
    if chart.description:
        yield f"par({quote(chart.description)})"
    yield f"}}, ({', '.join(f'{scale:g}' for scale in _TABLE)}), scale => {{"
    yield from table(paper, Form.POSTER, scale="scale")
    yield "})"


#: Headings in the code above, each of which becomes a bookmark.
BOOKMARKS = 1
