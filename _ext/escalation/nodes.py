"""The nodes of charts in a document. Their visitors stand in `visitors_html` and `visitors_typst`.

All hold their document in `docname`: on paper the pages of a publication are joined to one tree.
"""

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes


class stappenplan(nodes.General, nodes.Element):  # noqa: N801 (docutils: class name = tag name)
    """The place of a chart's figure.

    Children: its title as a `stap_tekst`, what holds at every moment as a `stap_altijd`, the short
    description.

    Attributes:
        chart: name of the chart.
        options: option name to (text, line), not translated.
        repeated: options given twice.
        swallowed: (what, line) of what stands in it because its `:::` is missing, such as «de stap «…»».
    """


class stap_altijd(nodes.General, nodes.Element):  # noqa: N801
    """What holds at every moment, beside all steps: one paragraph, which translators get with its markup.

    Attributes:
        charts: in a decision aid with more than one of these, the names of the charts that say so.
    """


class drempel_regel(nodes.General, nodes.Element):  # noqa: N801
    """Where a threshold starts in the text.

    Attributes:
        value: name of a fact or number, as written.
        charts: names of its charts.
        options: as for `stappenplan`; `repeated` and `swallowed` too.
    """


class stap_kaart(nodes.General, nodes.Element):  # noqa: N801
    """The card of a step, question or end where it stands in the text. Children: texts, then the body.

    Attributes:
        kind: `stap`, `vraag` or `einde`.
        name: name of the step, as written.
        charts: names of its charts.
        options: as for `stappenplan`; `repeated` and `swallowed` too.
    """


#: Options of a step whose words readers see as they are.
TRANSLATED = ("termijn", "afloop")


class stap_tekst(nodes.Part, nodes.TextElement, addnodes.translatable):  # noqa: N801
    """A plain text of a chart that is translated; `role` is `titel`, `daarna` or one of `TRANSLATED`.

    A `daarna` has the attribute `target`, the name of the step it leads to. A translation is taken as it is:
    it is never read as Markdown, so it cannot bring in markup.
    """

    def preserve_original_messages(self) -> None:
        """Keep the text as written, for translators."""
        self.setdefault("written", self.astext())

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:  # noqa: ARG002
        """Take the translation instead of the text."""
        self.children = []
        self += nodes.Text(translated_message)
        self["translated"] = True

    def extract_original_messages(self) -> Sequence[str]:
        """Return what translators get; a `daarna` may have no words."""
        words = self.get("written", self.astext())
        return [words] if words else []


def chart_id(chart: str) -> str:
    """Return the id of the figure of a chart."""
    return nodes.make_id(f"stappenplan-{chart}")


def step_id(chart: str, step: str) -> str:
    """Return the id of the card of a step."""
    return nodes.make_id(f"stap-{chart}-{step}")
