"""What an editor types: `stappenplan`, `drempel`, `stap`, `vraag` and `einde`.

The directives accept every option as free text and lose nothing: what is wrong with it is said later, in
Dutch, by `resolve` and `checks`, on the line of the option.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from escalation.nodes import drempel_regel, stap_kaart, stap_tekst, stappenplan
from facts import note_registry

Lines = dict[str, tuple[str, int]]

_OPTION = re.compile(r"\s*:(?P<name>[^:\s]+):(?P<text>.*)")
_LINK = re.compile(r"\[[^\]]*\]\(#?(?P<target>[^)\s]*)\)")
#: Kept in `env.temp_data` while a document is read: the chart of the last `stappenplan` in it.
_CURRENT = "stappenplan_current"


class _AnyOption(dict[str, Callable[[str], Any]]):
    """An option table that knows every name, so that no option is lost before we can say what is wrong."""

    def __bool__(self) -> bool:
        """Return True: an empty table would mean that there are no options."""
        return True

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


class ChartDirective(SphinxDirective):
    """What the five have in common: options with their lines, the chart they belong to."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = _AnyOption()

    def option_lines(self) -> tuple[Lines, tuple[str, ...]]:
        """Return the options with their lines, and the names of those given twice."""
        found: Lines = {}
        repeated: list[str] = []
        for number, line in self._written_options():
            match = _OPTION.fullmatch(line)
            if match is None:
                continue
            name = match["name"]
            if name in found:
                repeated.append(name)
            else:
                text = str(self.options.get(name) or "").strip() or match["text"].strip()
                found[name] = (text, number)
        for name, value in self.options.items():  # options in the form of a YAML block
            found.setdefault(name, (str(value or "").strip(), self.lineno))
        return found, tuple(repeated)

    def _written_options(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the option block below the opening line, with their numbers in the source."""
        for offset, line in enumerate(self.block_text.splitlines()):
            if not line.lstrip().startswith(":") or line.lstrip().startswith(":::"):
                if offset == 0 and "{" in line:  # the opening line
                    continue
                return
            yield self.lineno + offset, line

    def title_text(self) -> str:
        """Return the argument."""
        return self.arguments[0].strip() if self.arguments else ""

    def text_node(self, role: str, text: str, line: int, **attributes: object) -> stap_tekst:
        """Return a text that translators get, with its place."""
        node = stap_tekst(text, nodes.unescape(text), role=role, **attributes)
        node.source, node.line = self.get_source_info()[0], line
        return node

    def charts(self, options: Lines) -> tuple[str, ...]:
        """Return the names of the charts it belongs to; none if nothing tells."""
        note_registry(self.env)
        given = options.get("stappenplan", ("", 0))[0]
        if given:
            return tuple(part.strip() for part in given.split(",") if part.strip())
        current = self.env.current_document.get(_CURRENT)
        return (str(current),) if current else ()

    def body(self) -> list[nodes.Node]:
        """Parse the content as ordinary MyST."""
        return self.parse_content_to_nodes()

    @property
    def _line(self) -> int:
        return self.get_source_info()[1] or self.lineno


class Stappenplan(ChartDirective):
    """`:::{stappenplan} naam` with `titel`, `weergave`, and a short description as its body."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the figure; steps that follow belong to this chart."""
        name = self.title_text()
        options, repeated = self.option_lines()
        self.env.current_document[_CURRENT] = name
        title, line = options.get("titel", ("", self._line))
        node = stappenplan(
            "",
            self.text_node("titel", title or name, line),
            *self.body(),
            chart=name,
            options=options,
            repeated=repeated,
        )
        node["ids"] = [nodes.make_id(f"stappenplan-{name}")]
        node["swallowed"] = _swallowed(node)
        self.set_source_info(node)
        self.state.document.note_explicit_target(node)
        return [node]


class Drempel(ChartDirective):
    """`:::{drempel} feit-of-getal` with `eenheid`, `bron` and `stappenplan`."""

    def run(self) -> list[nodes.Node]:
        """Return the mark of the threshold."""
        options, repeated = self.option_lines()
        node = drempel_regel(
            value=self.title_text(), options=options, repeated=repeated, charts=self.charts(options)
        )
        self.set_source_info(node)
        return [node, *self.body()]


class Stap(ChartDirective):
    """`stap`, `vraag` and `einde`: the name of the directive is the kind."""

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        options, repeated = self.option_lines()
        charts = self.charts(options)
        name = options.get("naam", ("", 0))[0]
        texts = [self.text_node("titel", self.title_text(), self._line)]
        if "termijn" in options:
            texts.append(self.text_node("termijn", *options["termijn"]))
        if "daarna" in options:
            texts += self._after(*options["daarna"])
        body = self.body()
        node = stap_kaart(
            "",
            *texts,
            *body,
            kind=self.name,
            name=name,
            charts=charts,
            options=options,
            repeated=repeated,
        )
        node["swallowed"] = _swallowed(node)
        self.set_source_info(node)
        node["ids"] = [nodes.make_id(f"stap-{chart}-{name}") for chart in charts if name]
        if node["ids"]:
            self.state.document.note_explicit_target(node)
        return [node]

    def _after(self, text: str, line: int) -> list[stap_tekst]:
        found = []
        for part in text.split(";"):
            label, target = split_answer(part)
            found.append(self.text_node("daarna", label, line, target=target))
        return found


def split_answer(text: str) -> tuple[str, str]:
    """Split «label: [](#naam)», «label: naam» or «naam» in label and name of a step."""
    text = text.strip()
    if match := _LINK.search(text):
        return text[: match.start()].rstrip().removesuffix(":").strip(), match["target"].strip()
    label, colon, name = text.rpartition(":")
    return (label.strip(), name.strip()) if colon else ("", text)


def _swallowed(node: nodes.Element) -> list[tuple[str, int]]:
    """Return what cannot stand in a step or chart: other steps, charts, headings. Their `:::` is missing."""
    found = []
    for inner in node.findall(
        lambda n: isinstance(n, (stap_kaart, stappenplan, drempel_regel, nodes.section))
    ):
        if inner is node:
            continue
        title = next(inner.findall(lambda n: isinstance(n, (stap_tekst, nodes.title))), None)
        found.append((title.astext() if title else type(inner).__name__, inner.line or node.line or 0))
    rubrics = [
        n for n in node.findall(nodes.rubric) if "myst-heading" in n.get("classes", ()) or n.get("level")
    ]
    return found + [(n.astext(), n.line or 0) for n in rubrics]


def setup_directives(app: Sphinx) -> None:
    """Register the five directives."""
    app.add_directive("stappenplan", Stappenplan)
    app.add_directive("drempel", Drempel)
    for name in ("stap", "vraag", "einde"):
        app.add_directive(name, Stap)
