"""Guards: no page reads outside the project, and no page brings the build down.

They also work under a plain `sphinx-build`. Each gives one Dutch message on the line of the source; the rest
of the page, and every other page, is still made.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.images import Image
from docutils.parsers.rst.directives.misc import Raw
from myst_parser.mocking import MockIncludeDirective, MockState
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable, Figure
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from editorial.reporting import NOT_UTF8, SAVE_AS_UTF8, warn
from markup import OutsideProjectError, inside
from markup.messages import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_INCLUDES = "editorial_includes"


def setup_guards(app: "Sphinx") -> None:
    """Put a guard before everything that opens a file."""
    app.add_directive("include", GuardedInclude, override=True)
    app.add_directive("literalinclude", GuardedLiteralInclude, override=True)
    app.add_directive("figure", GuardedFigure, override=True)
    app.add_directive("image", GuardedImage, override=True)
    app.add_directive("csv-table", GuardedCSVTable, override=True)
    app.add_directive("raw", GuardedRaw, override=True)
    app.add_transform(KeepFilesInside)
    app.add_transform(ReattachFootnotes)
    app.connect("env-before-read-docs", leave_out_unreadable, priority=100)
    app.connect("env-check-consistency", check_start_documents)
    app.connect("doctree-resolved", report_unknown_nodes, priority=999)


def outside(what: str, path: str, place: Place) -> None:
    """Report a path that leads out of the project."""
    warn(
        f"{what} «{path}» ligt buiten het project en wordt niet gelezen.",
        "Zet het bestand in de map van het project en verwijs daarnaar.",
        "buiten-project",
        place,
    )


class _Guard(SphinxDirective):
    """Checks the paths of a directive before it runs."""

    def refused(self, what: str, path: str) -> bool:
        """Tell whether a path leads outside, and report it if so."""
        page = Path(self.env.doc2path(self.env.docname)).parent
        current = getattr(self.state.document, "current_source", None)
        folders = {page, Path(current).parent if current else page}
        try:
            for folder in sorted(folders):
                inside(Path(self.env.srcdir), path, base=folder)
        except (OutsideProjectError, OSError, ValueError):
            outside(what, path, self.location)
            return True
        return False

    def reads_elsewhere(self) -> bool:
        """Tell whether the options name a file outside or an address, and report it if so."""
        if "url" in self.options:
            outside("Het adres", self.options["url"], self.location)
            return True
        return "file" in self.options and self.refused("Het bestand", self.options["file"])

    @property
    def location(self) -> tuple[str, int]:
        """Return page and line of this directive."""
        return self.env.docname, self.lineno


class GuardedInclude(_Guard):
    """`include`, which stays inside the project and does not run in circles.

    It is no subclass of docutils' `Include`, because MyST would then replace it by a class of its own; that
    class does the work once the path is approved.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        **(Include.option_spec or {}),
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }

    def run(self) -> Sequence[nodes.Node]:
        """Include the file, or report why not."""
        name = "".join(part.strip() for part in self.arguments[0].splitlines())
        if self.refused("Het bestand", name):
            return []
        path = Path(self.env.relfn2path(name)[1]).resolve()
        page = Path(self.env.doc2path(self.env.docname)).resolve()
        around: tuple[Path, ...] = self.env.current_document.get(_INCLUDES) or (page,)
        verbatim = "literal" in self.options or "code" in self.options
        if path in around and not verbatim:
            self._circle(path)
            return []
        self.env.current_document[_INCLUDES] = (*around, path)
        try:
            return self._include()
        finally:
            self.env.current_document[_INCLUDES] = around

    def _include(self) -> Sequence[nodes.Node]:
        if isinstance(self.state, MockState):
            renderer = self.state._renderer
            return MockIncludeDirective(
                renderer, self.name, Include, self.arguments, self.options, list(self.content), self.lineno
            ).run()
        include = Include(
            self.name,
            self.arguments,
            self.options,
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        )
        return include.run()

    def _circle(self, path: Path) -> None:
        page = Path(self.env.doc2path(self.env.docname)).resolve()
        own = (
            "Deze pagina voegt zichzelf in."
            if path == page
            else f"«{path.name}» voegt zichzelf in, in een kring."
        )
        source = str(self.state.document.get("source") or page)
        warn(
            own,
            "Wis deze {include}, of voeg een ander bestand in.",
            "kring",
            f"{source}:{self.lineno}",
        )


class GuardedLiteralInclude(_Guard, LiteralInclude):
    """`literalinclude` that stays inside the project."""

    def run(self) -> list[nodes.Node]:
        """Check both files, then do as always."""
        paths = [self.arguments[0], *filter(None, [self.options.get("diff")])]
        return [] if any(self.refused("Het bestand", path) for path in paths) else LiteralInclude.run(self)


class GuardedFigure(_Guard, Figure):
    """`figure` that stays inside the project."""

    def run(self) -> list[nodes.Node]:
        """Check the picture, then do as always."""
        return [] if self.refused("De afbeelding", self.arguments[0]) else list(Figure.run(self))


class GuardedImage(_Guard, Image):
    """`image` that stays inside the project."""

    def run(self) -> Sequence[nodes.Node]:
        """Check the picture, then do as always."""
        return [] if self.refused("De afbeelding", self.arguments[0]) else Image.run(self)


class GuardedCSVTable(_Guard, CSVTable):
    """`csv-table` that stays inside the project."""

    def run(self) -> list[nodes.Node]:  # type: ignore[override]  # Sphinx and docutils differ
        """Check the file and refuse an address, then do as always."""
        return [] if self.reads_elsewhere() else list(CSVTable.run(self))


class GuardedRaw(_Guard, Raw):
    """`raw` that stays inside the project."""

    def run(self) -> Sequence[nodes.Node]:
        """Check the file and refuse an address, then do as always."""
        return [] if self.reads_elsewhere() else Raw.run(self)


class KeepFilesInside(SphinxTransform):
    """Takes out pictures and downloads that lie outside, before Sphinx collects the files of a page."""

    # Before the event `doctree-read` (880), where the collectors of Sphinx open the files.
    default_priority = 20

    def apply(self, **_kwargs: object) -> None:
        """Look at every picture and download of the page."""
        folder = Path(self.env.doc2path(self.env.docname)).parent
        for node, what, path in list(self._files()):
            try:
                inside(Path(self.env.srcdir), path, base=folder)
            except (OutsideProjectError, OSError, ValueError):
                outside(what, path, self._location(node))
                text = node.get("alt") or node.astext()
                node.replace_self(nodes.inline(text, text))

    def _files(self) -> Iterator[tuple[nodes.Element, str, str]]:
        for image in self.document.findall(nodes.image):
            yield image, "De afbeelding", str(image["uri"])
        for download in self.document.findall(addnodes.download_reference):
            # Sphinx itself fetches nothing for an address; it becomes a link.
            if "://" not in download["reftarget"] or download["reftarget"].lower().startswith("file:"):
                yield download, "Het bestand", str(download["reftarget"])

    def _location(self, node: nodes.Node) -> Place:
        while node.line is None and node.parent is not None:
            node = node.parent
        return self.env.docname, node.line


class ReattachFootnotes(SphinxTransform):
    """Puts back footnotes that a directive dropped with its invalid children.

    sphinx-design drops what is no tab from a tab set; docutils still knows the footnote, and moving it then
    ends in a ValueError that stops the whole build.
    """

    # Before MyST sorts and moves footnotes (from 618 on).
    default_priority = 600

    def apply(self, **_kwargs: object) -> None:
        """Find footnotes that are no longer a child of their parent."""
        document = self.document
        for footnote in [*document.autofootnotes, *document.footnotes, *document.symbol_footnotes]:
            parent = footnote.parent
            if parent is not None and any(child is footnote for child in parent.children):
                continue
            warn(
                "Een voetnoot staat rechtstreeks in een blok met tabbladen.",
                "Zet de tekst van de voetnoot onderaan de pagina, buiten alle blokken.",
                "voetnoot-in-tabbladen",
                (self.env.docname, footnote.line),
            )
            footnote.parent = None
            document.append(footnote)


def leave_out_unreadable(app: "Sphinx", env: "BuildEnvironment", docnames: list[str]) -> None:
    """Take pages that cannot be read out of the list, so that all others are still made."""
    for docname in sorted(env.found_docs - set(env.all_docs) | set(docnames)):
        path = Path(env.doc2path(docname))
        problem = unreadable(Path(app.srcdir), path)
        if problem is None:
            continue
        cause, repair, line = problem
        warn(cause, repair, "onleesbaar", f"{path}:{line}")
        if docname in docnames:
            docnames.remove(docname)
        env.project.docnames.discard(docname)


def unreadable(root: Path, path: Path) -> tuple[str, str, int] | None:
    """Return cause, repair and line if a page cannot be read; None if it can."""
    try:
        inside(root, path)
    except (OutsideProjectError, OSError):
        return (
            "Deze pagina is een koppeling naar een bestand buiten het project.",
            "Zet het bestand zelf hier.",
            1,
        )
    try:
        data = path.read_bytes()
    except OSError:
        return "Dit bestand kan niet gelezen worden.", "Bestaat het nog, en mag je het openen?", 1
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "Dit is geen tekstbestand.", "Bewaar de pagina als platte tekst met codering UTF-8.", 1
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.count(b"\n", 0, error.start) + 1
        return (
            NOT_UTF8,
            SAVE_AS_UTF8,
            line,
        )
    return None


def check_start_documents(app: "Sphinx", env: "BuildEnvironment") -> None:
    """Report an entry of `typst_documents` whose start page does not exist."""
    conf = Path(app.confdir) / "conf.py"
    for number, entry in enumerate(getattr(app.config, "typst_documents", ()), 1):
        if not isinstance(entry, dict):
            warn(
                f"Stuk {number} van typst_documents is geen publicatie.",
                "Elk stuk begint met { en eindigt met }, met een komma erachter; zet er geen haakjes rond.",
                "geen-publicatie",
                f"{conf}:",
            )
            continue
        start = str(entry.get("startdoc", ""))
        name = entry.get("name", start)
        if start in env.all_docs:
            continue
        lines = conf.read_text("utf-8").splitlines() if conf.is_file() else []
        line = next((place for place, text in enumerate(lines, 1) if start and start in text), 0)
        warn(
            f"De publicatie «{name}» begint met de pagina «{start}», maar die is er niet.",
            "Verbeter «startdoc» in conf.py, of zet de pagina terug.",
            "startpagina-ontbreekt",
            f"{conf}:{line}" if line else str(conf) + ":",
        )


def report_unknown_nodes(app: "Sphinx", doctree: nodes.document, docname: str) -> None:
    """Replace a node without HTML form by its content, and report it; the stock writer stops the build."""
    if app.builder.format != "html":
        return
    translator = app.builder.get_translator_class()
    handlers = app.registry.translation_handlers
    own = handlers.get(app.builder.name) or handlers.get(app.builder.format) or {}
    known: dict[type, bool] = {}
    for node in list(doctree.findall(nodes.Element)):
        kind = type(node)
        if kind not in known:
            names = [base.__name__ for base in kind.__mro__]
            known[kind] = any(name in own or hasattr(translator, f"visit_{name}") for name in names)
        if not known[kind] and node.parent is not None:
            warn(
                f"Het onderdeel «{kind.__name__}» heeft geen vorm op de site; alleen zijn tekst blijft.",
                "Meld dit aan de beheerder, met de bestandsnaam en de regel.",
                "onbekend-onderdeel",
                node if node.line else (docname, None),
            )
            node.replace_self(node.children)
