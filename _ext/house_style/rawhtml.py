"""Refuses HTML in a source: it has no form on paper, and it could run code on the site."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from house_style.reporting import warn
from markup import html_words

#: What MyST itself writes as HTML: line ends, struck text and the boxes of a task list.
_FROM_MYST = re.compile(
    r"<br />|</?s>|"
    r'<input class="task-list-item-checkbox"(?: checked="checked")?(?: disabled="disabled")? type="checkbox"'
    r'(?: checked="checked")?(?: disabled="disabled")?>',
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FIRST_TAG = re.compile(r"<[^>]*>?")
#: Names of meta elements that only describe a page. Others, such as `refresh`, do something with the reader.
_DESCRIBES = frozenset({"description", "keywords", "author"})


class RefuseHtml(SphinxTransform):
    """Keeps the words of HTML and nothing else, unless `paginas_met_html` names the page."""

    # Before sphinx-design and our own transforms add the HTML of a component.
    default_priority = 15

    def apply(self, **_kwargs: object) -> None:
        """Look at every piece of HTML of the page."""
        if self.env.docname in self.config.paginas_met_html:
            return
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw.get("format", "").split():
                self._check(raw)
        for meta in list(self.document.findall(nodes.meta)):
            name = str(meta.get("name", "")).lower()
            if name not in _DESCRIBES:
                self._report(f"<meta> «{name or meta.get('http-equiv', '')}»", meta)
                meta.parent.remove(meta)

    def _check(self, raw: nodes.raw) -> None:
        source = raw.astext()
        if _FROM_MYST.fullmatch(source.strip()):
            return
        html = _COMMENT.sub("", source).strip()
        tag = _FIRST_TAG.search(html)
        # The end of an element was reported at its start.
        if tag and not tag[0].startswith("</"):
            self._report(f"HTML «{tag[0]}» in de tekst", raw)
        _put_words(raw, html_words(html) if html else "")

    def _report(self, what: str, node: nodes.Element) -> None:
        place = node
        while place.line is None and place.parent is not None:
            place = place.parent
        repair = "Gebruik Markdown, of een blok zoals :::{tip}."
        warn(f"{what} is geweigerd.", repair, "html", (self.env.docname, place.line))


def _put_words(raw: nodes.raw, words: str) -> None:
    text = [nodes.inline("", words)] if words else []
    if isinstance(raw.parent, nodes.TextElement):
        raw.replace_self(text)
    else:
        raw.replace_self([nodes.paragraph("", "", *text)] if text else [])


def setup_rawhtml(app: Sphinx) -> None:
    """Register the list of pages that may hold HTML, and the transform."""
    app.add_config_value(
        "paginas_met_html", [], "env", frozenset({list, tuple}), "pages that may hold HTML, as document names"
    )
    app.add_transform(RefuseHtml)
