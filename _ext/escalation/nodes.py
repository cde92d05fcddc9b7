"""The nodes of charts in a document. Their visitors stand in `visitors_html` and `visitors_typst`."""

from docutils import nodes


class stappenplan(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The place of a chart's figure; its children are the short description.

    Attributes:
        chart: name of the chart.
        title: its title, as a `stap_tekst` among the children until the figure is filled in.
        options: option name to (text, line).
    """


class drempel_regel(nodes.General, nodes.Element):  # noqa: N801
    """Where a threshold starts in the text; attributes `value`, `options`, `charts` (names, as written)."""


class stap_kaart(nodes.General, nodes.Element):  # noqa: N801
    """The card of a step, question or end where it stands in the text.

    Attributes:
        kind: `stap`, `vraag` or `einde`.
        name: name of the step, as written.
        charts: names of its charts.
        options: option name to (text, line), for what is not translated.
        repeated: options given twice.
        swallowed: (text, line) of what stands in it because its `:::` is missing.
    """


class stap_tekst(nodes.Part, nodes.TextElement):  # noqa: N801
    """A text of a chart that is translated: attribute `role` is `titel`, `termijn` or `daarna`.

    A `daarna` has the attribute `target`, the name of the step it leads to.
    """
