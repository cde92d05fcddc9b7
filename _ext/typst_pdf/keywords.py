"""The index of a publication: each keyword with the pages where it stands."""

from collections.abc import Iterable, Iterator, Sequence

from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries

from markup import typst_string
from typst_pdf.publication import Assembly, split_uri


def index_code(builder: Builder, assembly: Assembly, title: str) -> Iterator[str]:
    """Yield Typst code for an index of the documents of one publication; nothing when it has no keywords."""
    groups = IndexEntries(builder.env).create_index(builder)
    written = [
        line
        for _letter, entries in groups
        for entry, (links, subentries, _key) in entries
        for line in _entry(assembly, entry, links, subentries)
    ]
    if written:
        yield f"heading(level: 1, {typst_string(title)})"
        yield "index-columns({"
        yield from written
        yield "})"


def _entry(
    assembly: Assembly,
    entry: str,
    links: Sequence[tuple[object, object]],
    subentries: Iterable[tuple[str, Sequence[tuple[object, object]]]],
) -> Iterator[str]:
    subentries = list(subentries)
    inner = [line for name, sublinks in subentries for line in _line(assembly, name, sublinks, level=1)]
    if links or not subentries:
        yield from _line(assembly, entry, links, level=0)
    elif inner:
        yield f"index-entry({typst_string(entry)}, (), 0)"
    yield from inner


def _line(
    assembly: Assembly, words: str, links: Sequence[tuple[object, object]], *, level: int
) -> Iterator[str]:
    targets = [split_uri(str(uri)) for _main, uri in links if uri]
    labels = [
        f"label({typst_string(f'{target[0]}#{target[1]}')})"
        for target in targets
        if target is not None and assembly.claimed(*target)
    ]
    if labels or not links:  # without links it says «zie ...», to another keyword
        listed = ", ".join(labels) + "," if labels else ""
        yield f"index-entry({typst_string(words)}, ({listed}), {level})"
