"""What an editor types: `stappenplan`, `drempel`, `stap`, `vraag` and `einde`.

The directives read their own options, each with its line, and lose nothing: MyST would drop an unknown or
repeated option, and all of them after an unclosed quote. What is wrong is said later, in Dutch, by `resolve`
and `checks`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from escalation.nodes import (
    TRANSLATED,
    chart_id,
    drempel_regel,
    stap_altijd,
    stap_kaart,
    stap_tekst,
    stappenplan,
    step_id,
)
from facts import note_registry
from facts.marks import SHOWS_FACT, SHOWS_SOURCES

Lines = dict[str, tuple[str, int]]

_OPTION_LINE = re.compile(r"\s*:(?!::)")
_OPTION = re.compile(r"\s*:(?P<name>[^:]+):(?P<text>.*)")
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)""")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\(#?(?P<target>[^)\s]*)\)")
#: Kept while a document is read: the chart of the last `stappenplan` in it.
_CURRENT = "stappenplan_current"


class ChartDirective(SphinxDirective):
    """What the five have in common: options with their lines, and the chart they belong to."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = None  # MyST leaves the lines of the options in the content

    def option_lines(self) -> tuple[Lines, tuple[str, ...]]:
        """Take the options off the content.

        Returns:
            The options with their texts and lines, and the names of those given twice.
        """
        found: Lines = {}
        repeated: list[str] = []
        for line, written in self._written_options():
            match = _OPTION.fullmatch(written)
            name = match["name"].strip() if match else written.strip(" :")
            if name not in found:
                found[name] = (_unquoted(match["text"].strip()) if match else "", line)
            else:
                repeated.append(name)
        return found, tuple(repeated)

    def _written_options(self) -> Iterator[tuple[int, str]]:
        """Yield the lines below the opening line that begin with one colon, and take them off the content."""
        written = self.block_text.splitlines()[1:]
        start, end = _option_block(written)
        first, last = _option_block(list(self.content))
        if last > first:
            self.content = self.content[last:]
            self.content_offset += last
        for at in range(start, end):
            yield self.lineno + 1 + at, written[at]

    def title_text(self) -> str:
        """Return the argument."""
        return self.arguments[0].strip() if self.arguments else ""

    def text_node(self, role: str, text: str, line: int, **attributes: object) -> stap_tekst:
        """Return a text that translators get, with its place."""
        node = stap_tekst(text, text, role=role, **attributes)
        node.source, node.line = self.get_source_info()[0], line
        return node

    def charts(self, options: Lines) -> tuple[str, ...]:
        """Return the names of the charts it belongs to; none if nothing tells."""
        given = _listed(options.get("stappenplan", ("", 0))[0], ",")
        current = self.env.current_document.get(_CURRENT)
        return tuple(dict.fromkeys(given)) or ((str(current),) if current else ())

    def finished(self, node: nodes.Element, ids: Sequence[str] = ()) -> nodes.Element:
        """Give a node its place, its ids and what it swallowed; an id is given once in a document."""
        note_registry(self.env)
        self.set_source_info(node)
        node["docname"] = self.env.docname
        bron = node["options"].get("bron", ("", 0))[0]
        node[SHOWS_SOURCES] = tuple(part.partition(",")[0].strip() for part in _listed(bron, ";"))
        node["swallowed"] = tuple(_swallowed(node))
        node["ids"] = [one for one in dict.fromkeys(ids) if one not in self.state.document.ids]
        if node["ids"]:
            self.state.document.set_id(node)
        return node

    @property
    def _line(self) -> int:
        return self.get_source_info()[1] or self.lineno


class Stappenplan(ChartDirective):
    """`:::{stappenplan} naam` with `titel`, `weergave`, `altijd`, and a short description as its body."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the figure; steps that follow belong to this chart."""
        name = self.title_text()
        options, repeated = self.option_lines()
        self.env.current_document[_CURRENT] = name
        title, line = options.get("titel", ("", self._line))
        texts: list[nodes.Node] = [self.text_node("titel", title or name, line)]
        if options.get("altijd", ("", 0))[0]:
            texts.append(self._always(*options["altijd"]))
        body = self.parse_content_to_nodes()
        node = stappenplan("", *texts, *body, chart=name, options=options, repeated=repeated)
        return [self.finished(node, [chart_id(name)])]

    def _always(self, text: str, line: int) -> stap_altijd:
        """Return what holds at every moment; an ordinary paragraph, so that its markup is translated too."""
        words, _ = self.parse_inline(text, lineno=line)
        paragraph = nodes.paragraph(text, "", *words)
        node = stap_altijd("", paragraph)
        for part in (node, paragraph):
            part.source, part.line = self.get_source_info()[0], line
        return node


class Drempel(ChartDirective):
    """`:::{drempel} feit-of-getal` with `eenheid`, `bron` and `stappenplan`."""

    def run(self) -> list[nodes.Node]:
        """Return the mark of the threshold; what stands in it follows, so that no text is lost."""
        options, repeated = self.option_lines()
        node = drempel_regel(
            value=self.title_text(), options=options, repeated=repeated, charts=self.charts(options)
        )
        node[SHOWS_FACT] = "" if node["value"].isdigit() else node["value"]
        body = self.parse_content_to_nodes()
        node += body
        self.finished(node)
        node.children = []
        for child in body:
            child.parent = None
        return [node, *body]


class Stap(ChartDirective):
    """`stap`, `vraag` and `einde`: the name of the directive is the kind."""

    def run(self) -> list[nodes.Node]:
        """Return the card."""
        options, repeated = self.option_lines()
        charts = self.charts(options)
        name = options.get("naam", ("", 0))[0]
        texts = [self.text_node("titel", self.title_text(), self._line)]
        texts += [self.text_node(name, *options[name]) for name in TRANSLATED if name in options]
        if "daarna" in options:
            texts += self._after(*options["daarna"])
        body = self.parse_content_to_nodes()
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
        return [self.finished(node, [step_id(chart, name) for chart in charts if name])]

    def _after(self, text: str, line: int) -> Iterator[stap_tekst]:
        # A remark may hold a comma; only bare names can be told apart by one.
        for part in _listed(text, ",;" if not {":", "["} & set(text) else ";") or [""]:
            label, target = split_answer(part)
            yield self.text_node("daarna", label, line, target=target)


def split_answer(text: str) -> tuple[str, str]:
    """Split «label: [](#naam)», «label: naam» or «naam» in label and name of a step."""
    text = text.strip()
    if match := _LINK.search(text):
        label = text[: match.start()].rstrip().removesuffix(":").strip()
        return label or match["text"].strip(), match["target"].strip()
    label, colon, name = text.rpartition(":")
    return (label.strip(), name.strip().removeprefix("#")) if colon else ("", text.removeprefix("#"))


def _option_block(lines: Sequence[str]) -> tuple[int, int]:
    """Return where the options start and end: lines with one colon, blank lines before them."""
    start = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    others = (at for at, line in enumerate(lines) if at >= start and not _OPTION_LINE.match(line))
    return start, next(others, len(lines))


def _unquoted(text: str) -> str:
    """Take off the quotes that MyST asks around a text with special characters."""
    match = _QUOTED.fullmatch(text)
    return match["text"] if match else text


def _listed(text: str, separators: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{separators}]", text) if part.strip()]


def _swallowed(node: nodes.Element) -> Iterator[tuple[str, int]]:
    """Yield what cannot stand in a step, threshold or chart, in order: its `:::` is missing."""
    for inner in node.findall(nodes.Element):
        line = inner.line or node.line or 0
        if inner is node:
            continue
        if isinstance(inner, stap_kaart):
            article = "het" if inner["kind"] == "einde" else "de"
            yield f"{article} {inner['kind']} «{inner[0].astext()}»", line
        elif isinstance(inner, stappenplan):
            yield f"het stappenplan «{inner['chart']}»", line
        elif isinstance(inner, drempel_regel):
            yield f"de drempel «{inner['value']}»", line
        elif isinstance(inner, nodes.rubric) and "level" in inner:  # MyST makes one of a heading
            yield f"de kop «{inner.astext()}»", line


def setup_directives(app: Sphinx) -> None:
    """Register the five directives."""
    app.add_directive("stappenplan", Stappenplan)
    app.add_directive("drempel", Drempel)
    for name in ("stap", "vraag", "einde"):
        app.add_directive(name, Stap)
