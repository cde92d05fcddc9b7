"""Runs the source checks on every page and every included file, and on every picture."""

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from editorial.diagnosis import Level
from editorial.reporting import warn
from editorial.rules import MAX_DEPTH, Finding, NamedRule, check
from editorial.source import Source
from markup.messages import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Rules about a page as a whole; an included file is no page.
_WHOLE_PAGE = frozenset({"geen-hoofdtitel", "tweede-hoofdtitel", "voetnoot-zonder-tekst"})
_SEEN = "editorial_pictures_without_text"


def setup_checks(app: "Sphinx") -> None:
    """Connect the checks to the reading."""
    app.connect("source-read", check_page)
    app.connect("include-read", check_included)
    app.connect("doctree-read", check_pictures)


def check_page(app: "Sphinx", docname: str, content: list[str]) -> None:
    """Run every rule on a page; take out what is nested too deep to be read."""
    if app.env.doc2path(docname).suffix != ".md":
        return
    silent: list[str] = []
    may_hold_html = docname in getattr(app.config, "paginas_met_html", ())
    for named, finding in check(content[0]):
        if named.name == "html" and may_hold_html:
            continue
        _report(named, finding, (docname, finding.line))
        if named.name == "afbeelding-zonder-alt":
            silent.append(finding.cause)
    app.env.current_document[_SEEN] = silent
    content[0] = without_deep_blocks(content[0])


def check_included(app: "Sphinx", path: Path, _parent: str, content: list[str]) -> None:
    """Run the rules that make sense for a part of a page."""
    if path.suffix not in (".md", ".yaml"):  # a local text of an edition stands in its file
        return
    for named, finding in check(content[0]):
        if named.name not in _WHOLE_PAGE:
            _report(named, finding, f"{app.srcdir / path}:{finding.line}")
    content[0] = without_deep_blocks(content[0])


def _report(named: NamedRule, finding: Finding, place: Place) -> None:
    warn(finding.cause, finding.repair, named.name, place, fatal=named.level is Level.FOUT)


def without_deep_blocks(text: str) -> str:
    """Blank out the blocks that nest deeper than the parser can follow; other lines keep their number."""
    source = Source(text)
    lines = text.split("\n")
    for block in source.blocks:
        if block.depth == MAX_DEPTH:
            outermost = block
            while outermost.parent:
                outermost = outermost.parent
            for number in range(outermost.first, min(outermost.last, len(lines)) + 1):
                lines[number - 1] = ""
    return "\n".join(lines)


def check_pictures(app: "Sphinx", doctree: nodes.document) -> None:
    """Report pictures without a description that no source check could see, such as those of cards."""
    told: list[str] = app.env.current_document.get(_SEEN) or []
    lines = Path(app.env.doc2path(app.env.docname)).read_text("utf-8-sig").splitlines()
    for image in doctree.findall(nodes.image):
        uri = str(image.get("original_uri") or image.get("uri", ""))
        if str(image.get("alt", "")).strip() or any(f"«{uri}»" in cause for cause in told):
            continue
        warn(
            f"Afbeelding «{uri}» heeft geen beschrijving (alt-tekst).",
            "Zeg in enkele woorden wat er te zien is.",
            "afbeelding-zonder-alt",
            # A card gives its picture no line, so look where the page names it.
            (
                app.env.docname,
                next((n for n, text in enumerate(lines, 1) if uri in text), image.line),
            ),
        )
