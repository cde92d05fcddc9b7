"""What charts take from the PDF builder and from the house style, which they know by their shape alone."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

from escalation.emit.typst import TEMPLATE, Paper
from escalation.layout import Fonts
from escalation.model import Chart, Step
from markup import typst_string

#: Typst functions that the visitors call.
MODULE = Path(__file__).parent / "templates" / TEMPLATE


class Printer(Protocol):
    """The PDF builder."""

    env: BuildEnvironment
    #: What tells which characters no font has.
    glyphs: Any
    #: The publication of each document.
    homes: Mapping[str, Any]

    def online_address(self, docname: str, node_id: str) -> str:
        """Return the web address of a place on the site; empty while the site has no address."""

    def extra_pdf(
        self, home: str, name: str, title: str, template: Path, code: Sequence[str], **details: object
    ) -> object:
        """Describe a PDF that is no publication."""


class Writer(Protocol):
    """What turns the documents of a publication into Typst code."""

    builder: Printer
    #: The publication that is printed, and what stands in it.
    assembly: Any
    docname: str
    code: Any
    #: How many tables there were, and the number of their columns of row headers.
    tables: int
    stubs: dict[int, int]

    def label(self, docname: str, node_id: str) -> str:
        """Return Typst code of the label of a target."""

    def anchor(self, node_id: str) -> None:
        """Put a target."""

    def put(self, code: str) -> None:
        """Append a statement."""

    def open(self, call: str = "") -> None:
        """Open a call whose last argument is a block of code."""

    def close(self, rest: str = "") -> None:
        """Close it."""

    def render(self, children: Any) -> list[Any]:  # noqa: ANN401  lines of its own kind
        """Translate nodes apart from the rest."""


def fonts_in(config: Config) -> Fonts | None:
    """Return the fonts that charts are drawn and measured in: those that the house style gives to paper.

    Returns:
        None if no folder in `typst_font_paths` has them.
    """
    folder = next((one for one in config.typst_font_paths if Fonts.are_in(one)), None)
    return Fonts.from_folder(folder) if folder is not None else None


def fonts_of(config: Config) -> Fonts:
    """Return the same fonts, for who cannot do without.

    Raises:
        ConfigError: if there are none.
    """
    fonts = fonts_in(config)
    if fonts is None:
        raise ConfigError("Het lettertype van de stappenplannen ontbreekt. Zet «house_style» bij extensions.")
    return fonts


def quoting(builder: Printer) -> Callable[[str], str]:
    """Return what makes a Typst string of a text; a character that no font has would stop the compiler."""

    def quote(text: str) -> str:
        for character in sorted(builder.glyphs.missing(text)):
            text = text.replace(character, f"[U+{ord(character):04X}]")
        return typst_string(text)

    return quote


def paper_of(writer: Writer, chart: Chart, size: float) -> Paper:
    """Return what the drawing and the tables of a chart need: labels, and safe strings."""
    domain: Any = writer.builder.env.get_domain("stappenplan")

    def row(step: Step) -> str:
        return writer.label(writer.docname, f"rij-{chart.name}-{step.name}")

    def target(step: Step) -> str:
        # A step may stand in another publication; its row in the table is always here.
        place = domain.target(chart.name, step.name)
        return writer.label(*place) if writer.assembly.reachable(*place) else row(step)

    def sheet(index: int) -> str:
        return writer.label(writer.docname, f"vel-{chart.name}-{index}")

    return Paper(chart, size, target, row, sheet, quoting(writer.builder))


def _add_module(_app: Sphinx, config: Config) -> None:
    config.typst_modules = [*config.typst_modules, str(MODULE)]


def setup_printing(app: Sphinx) -> None:
    """Give the PDF builder the functions of charts."""
    app.setup_extension("typst_pdf")
    app.connect("config-inited", _add_module)
