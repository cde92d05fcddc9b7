"""The table of `leerrecht controle`: how plain each publication is, or each page."""

from collections.abc import Iterator, Mapping

from editorial.language.check import decimal
from editorial.language.readability import Measures

_HEADS = ("zinnen", "gemiddeld", "langste", "Flesch-Douma")
_WIDEST = 64


def table(groups: Mapping[str, Mapping[str, Measures]], *, every_page: bool) -> Iterator[str]:
    """Give the lines: one for each publication, with the page that reads hardest; or one for each page."""
    if not groups:
        return
    rows: list[tuple[str, Measures]] = []
    for name, pages in groups.items():
        rows.append((name, sum(pages.values(), Measures())))
        if every_page:
            rows += [(f"  {docname}.md", measures) for docname, measures in pages.items()]
    width = min(max(len(name) for name, _ in rows), _WIDEST)
    yield "Leesbaarheid (woorden per zin; Flesch-Douma: hoger leest gemakkelijker)"
    yield "  ".join((" " * width, *_HEADS))
    for name, measures in rows:
        shown = name if len(name) <= width else f"  …{name[-width + 3 :]}"
        cells = (measures.sentences, decimal(measures.mean), measures.longest, round(measures.ease))
        row = (f"{cell:>{len(head)}}" for cell, head in zip(cells, _HEADS, strict=True))
        yield "  ".join((f"{shown:<{width}}", *row))
    if not every_page:
        yield from _hardest(groups)


def _hardest(groups: Mapping[str, Mapping[str, Measures]]) -> Iterator[str]:
    for name, pages in groups.items():
        told = {docname: measures for docname, measures in pages.items() if measures.tells}
        if told:
            docname = min(told, key=lambda docname: (told[docname].ease, docname))
            yield f"Leest het moeilijkst in {name}: {docname}.md ({round(told[docname].ease)})"
