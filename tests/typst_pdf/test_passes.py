"""The compiler lays out a text until nothing moves any more: each pass more than needed is time lost."""

from pathlib import Path

import typst
from tools.projects import Build

_TITLES = [f"Deel {number} van een lang verhaal over hoe lang een titel kan worden" for number in range(160)]
#: Each asks what the one before it said in the pass before; the first asks for the pages of the headings.
_FIRST = "context [#metadata(query(heading).map(it => it.location().page()))<e0>]"
_NEXT = "context [#metadata(query(<e{before}>).map(it => it.value))<e{number}>]"


def settles(source: Path, links: int) -> bool:
    """Tell whether a chain of so many questions is answered within the five passes of the compiler."""
    chain = [_FIRST, *(_NEXT.format(before=number - 1, number=number) for number in range(1, links))]
    code = source.read_text("utf-8").rstrip().removesuffix("}") + "\n".join(chain) + "\n}\n"
    probe = source.with_name(f"probe-{links}.typ")
    probe.write_text(code, encoding="utf-8")
    _, warnings = typst.compile_with_warnings(str(probe), root=str(source.parent))
    return not any("did not converge" in warning.message for warning in warnings)


def test_long_contents_take_no_pass_more(build: Build) -> None:
    chapter = "# Hoofdstuk\n\n" + "\n\n".join(f"## {title}\n\nTekst." for title in _TITLES)
    index = "# Verslag\n\n```{toctree}\nhoofdstuk\n```\n"
    (result,) = build("typstpdf", {"index.md": index, "hoofdstuk.md": chapter}).results
    source = Path(result.path).with_suffix(".typ")
    # Pages that are right after the first pass leave room for four questions, not for five.
    assert [settles(source, links) for links in (4, 5)] == [True, False]
