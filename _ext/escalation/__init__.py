"""Escalation charts: one model, drawn, spoken, checked and computed.

The flow is one way: directives -> written form -> `resolve` -> frozen `model` -> `checks` ->
`layout` -> `emit`.

- `directives`, `answers`, `written`: from what an editor types to the written form, by document;
- `known`: joins the documents to charts; `from_facts`: what they may lean on;
- `domain`, `freshness`, `reporting`: keep the charts, resolve references, renew pages, warn editors;
- `resolve`, `checks`: what it means, and what is wrong with it; no Sphinx;
- `layout`, `emit`: geometry, and SVG, HTML, Typst, text and JSON; no Sphinx;
- `cards`, `visitors_html`, `visitors_typst`: what every builder prints; `aid`: the decision aid;
- `labels`: the label of a strength in the running text;
- `publish`: posters and data.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register every part."""
    from escalation.aid.directive import setup_aid
    from escalation.answers import AnswerLinks
    from escalation.cards import FillInCards
    from escalation.directives import setup_directives
    from escalation.freshness import setup_domain
    from escalation.labels import setup_labels
    from escalation.publish import setup_publish
    from escalation.visitors import setup_visitors

    app.setup_extension("facts")
    app.add_config_value(
        "stappenplan_toon_fouten",
        default=lambda config: bool(getattr(config, "voorbeeld", False)),
        rebuild="html",
        types=frozenset({bool}),
    )
    setup_directives(app)
    app.add_transform(AnswerLinks)
    setup_domain(app)
    app.add_post_transform(FillInCards)
    setup_visitors(app)
    setup_labels(app)
    setup_aid(app)
    setup_publish(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
