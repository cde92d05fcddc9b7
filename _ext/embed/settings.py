"""The settings of pages to embed."""

from sphinx.application import Sphinx


def setup_settings(app: Sphinx) -> None:
    """Register the settings.

    In `conf.py`: `embed_zonder` (patterns of documents that are not embedded), `embed_delen` (names of the
    nodes that get a page of their own as well) and `embed_adres` (public address of the folder `embed`;
    beside that of the site if not given). The house style and the command `leerrecht` fill in the others.
    """
    texts, text = frozenset({list, tuple}), frozenset({str})
    app.add_config_value("embed_zonder", [], "", texts, "documents that are not embedded")
    app.add_config_value(
        "embed_delen",
        ["stappenplan", "beslishulp", "brievenlijst"],
        "",
        texts,
        "nodes with a page of their own",
    )
    app.add_config_value("embed_adres", "", "html", text, "public address of the pages to embed")
    app.add_config_value(
        "embed_site", "../html", "", text, "folder of the site, from that of the pages to embed"
    )
    app.add_config_value("embed_styles", "", "", text, "styles of an article")
    app.add_config_value("embed_chart_font", "", "", text, "font file of the charts")
    app.add_config_value("embed_pages", [], "", texts, "what the builder `embed` made")
