"""Running the Typst compiler in this process, and reading its complaints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typst

Standard = Literal["ua-1", "a-2a"]

#: PDF/UA-1 (ISO 14289-1) for readers with assistive technology, PDF/A-2a (ISO 19005-2) to keep it readable.
STANDARDS: tuple[Standard, ...] = ("ua-1", "a-2a")

#: After so many compilations Typst forgets what it kept for the next one (typst-py, `comemo::evict`).
_FORGETS_AFTER = 10

#: What Typst says when words that depend on a page move the page, and those words then change again.
_RESTLESS = "did not converge"
#: The input that makes words depend less on pages; templates/elements.typ reads it.
_STEADY = {"page-notes": "always"}

_PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)")
_BLOCK = re.compile(r"^(?:error|warning): ", re.MULTILINE)


@dataclass(frozen=True)
class Complaint:
    """What the compiler refuses: its text, and the line of the `.typ` file (from 1) if it names one."""

    message: str
    line: int | None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compiled:
    """What the compiler made of a file.

    Attributes:
        pdf: None if it made none.
        accessible: whether the PDF keeps to the standards.
        refused: why it made no accessible PDF, or none at all.
        warnings: about an accessible PDF.
    """

    pdf: bytes | None
    accessible: bool = False
    refused: Sequence[Complaint] = ()
    warnings: Sequence[Complaint] = ()


class CompileError(Exception):
    """The compiler made no PDF; `complaints` says why."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("; ".join(complaint.message for complaint in complaints))
        self.complaints = complaints


def compile_pdf(
    main: Path, root: Path, fonts: typst.Fonts, timestamp: int, *, standards: Sequence[Standard] = STANDARDS
) -> tuple[bytes, list[Complaint]]:
    """Compile a Typst file to a PDF.

    A link names the page of its target unless it stands on that page. Where a block stays on its page only
    without that number, the outcome never settles; then every link names the page.

    Args:
        main: the file.
        root: the folder that the file may read from.
        fonts: the only fonts used besides Typst's own.
        timestamp: date in the PDF, in seconds since 1970; makes the output the same at every run.
        standards: PDF standards to keep to; none for an empty list.

    Returns:
        The PDF, and the compiler's warnings.

    Raises:
        CompileError: if the compiler refuses.
    """
    compiled = _compile(main, root, fonts, timestamp, standards, {})
    if any(_RESTLESS in complaint.message for complaint in compiled[1]):
        compiled = _compile(main, root, fonts, timestamp, standards, _STEADY)
    return compiled


def _compile(
    main: Path,
    root: Path,
    fonts: typst.Fonts,
    timestamp: int,
    standards: Sequence[Standard],
    inputs: dict[str, str],
) -> tuple[bytes, list[Complaint]]:
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(main),
            root=str(root),
            font_paths=fonts,
            timestamp=timestamp,
            pdf_standards=list(standards) or "1.7",
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        raise CompileError(_complaints(error, main.name)) from None
    return pdf, [complaint for warning in warnings for complaint in _complaints(warning, main.name)]


def compile_or_plain(main: Path, root: Path, fonts: typst.Fonts, timestamp: int) -> Compiled:
    """Compile an accessible PDF, or a plain one if that is refused; the arguments are as above."""
    try:
        pdf, warnings = compile_pdf(main, root, fonts, timestamp)
    except CompileError as error:
        refused = error.complaints
    else:
        return Compiled(pdf, accessible=True, warnings=warnings)
    try:
        pdf, _ = compile_pdf(main, root, fonts, timestamp, standards=())
    except CompileError as error:
        return Compiled(None, refused=[*refused, *error.complaints])
    return Compiled(pdf, refused=refused)


def forget(fonts: typst.Fonts) -> None:
    """Let Typst forget the layout that it keeps of earlier files.

    Two publications share nearly nothing, and what it keeps of a report of fifty pages is 70 MiB. Its Python
    binding has no other way than to compile as often as it takes; an empty page takes it about 1 ms.

    Args:
        fonts: those of the project, so that they are not looked for on the disk.
    """
    for _ in range(_FORGETS_AFTER + 1):
        typst.compile(b"", font_paths=fonts, format="svg")


def _complaints(error: typst.TypstError | typst.TypstWarning, main: str) -> list[Complaint]:
    """Read the compiler's own text: it is the only place where it says in which line a fault is."""
    diagnostic = str(error.diagnostic or "")
    starts = [match.start() for match in _BLOCK.finditer(diagnostic)] or [0]
    found = []
    for begin, end in zip(starts, [*starts[1:], len(diagnostic)], strict=True):
        part = diagnostic[begin:end]
        message = part.split("\n", 1)[0].removeprefix("error: ").removeprefix("warning: ").strip() or str(
            error.message
        )
        lines = [int(m["line"]) for m in _PLACE.finditer(part) if Path(m["file"]).name == main]
        found.append(Complaint(message, lines[0] if lines else None, tuple(map(str, error.hints))))
    return found


#: What the standards refuse, and how an editor repairs it. Matched from the top.
_EXPLANATIONS = (
    (
        r"missing alt text",
        "Een afbeelding of formule heeft geen beschrijving (alt-tekst). Tip: Beschrijf wat er te zien is.",
    ),
    (
        r"skipped from heading level (\d) to (\d)",
        r"Je springt van titelniveau \1 naar \2. Tip: Sla geen niveau over.",
    ),
    (
        r"first heading must be of level 1",
        "De eerste titel moet een hoofdtitel zijn. Tip: Begin met één hekje: # Titel.",
    ),
    (r"heading title is empty", "Een titel is leeg. Tip: Geef de titel een tekst of wis de regel."),
    (
        r"text .(.+?). could not be displayed",
        r"Het teken «\1» zit niet in het lettertype. Tip: Gebruik een ander teken.",
    ),
    (
        r"may not contain links",
        "Er staat een link op een plaats die op elke bladzijde terugkomt. Tip: Zet de link elders.",
    ),
    (
        r"file not found",
        "Een bestand voor de PDF is niet gevonden. Tip: Controleer de naam van de afbeelding.",
    ),
    (
        r"failed to (?:decode|parse|load)",
        "Een afbeelding is beschadigd of heeft een onbekend formaat. Tip: Bewaar ze opnieuw als png of svg.",
    ),
    (
        _RESTLESS,
        "Een bladzijde komt niet tot rust. Tip: Maak een tekst op die bladzijde langer of korter.",
    ),
    (r"unknown image format", "Een afbeelding heeft een onbekend formaat. Tip: Gebruik png, jpg of svg."),
)


def explain(complaint: Complaint) -> str:
    """Return a complaint of the compiler as a Dutch sentence with a repair."""
    for pattern, words in _EXPLANATIONS:
        if match := re.search(pattern, complaint.message):
            return match.expand(words)
    hints = f" ({'; '.join(complaint.hints)})" if complaint.hints else ""
    return f"De PDF kan niet gemaakt worden: {complaint.message}{hints}."
