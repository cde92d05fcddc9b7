"""Which pages are letters, and what their front matter says."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from letters.model import Letter
from letters.reporting import warn

#: Keys of the front matter, each with an example for messages.
KEYS = {"wanneer": "Een leerling is er niet en niemand liet iets weten.", "lezer": "ouders"}


def is_letter(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether a page is a letter: in the folder of the letters, and not its start page."""
    folder = f"{str(env.config.brieven_map).strip('/')}/"
    return docname.startswith(folder) and docname != f"{folder}index" and "/" not in docname[len(folder) :]


def letters(env: BuildEnvironment) -> list[Letter]:
    """Return all letters, in the order of the table of contents that lists them; others follow by name."""
    index = f"{str(env.config.brieven_map).strip('/')}/index"
    listed = [name for name in env.toctree_includes.get(index, ()) if is_letter(env, name)]
    others = sorted(name for name in env.all_docs if is_letter(env, name) and name not in listed)
    return [_letter(env, name) for name in dict.fromkeys([*listed, *others]) if name in env.all_docs]


def _letter(env: BuildEnvironment, docname: str) -> Letter:
    said = env.metadata.get(docname, {})
    title = env.titles[docname].astext() if docname in env.titles else docname
    return Letter(docname, title, *(str(said.get(key, "")).strip() for key in KEYS))


def check_letter(app: Sphinx, doctree: nodes.document) -> None:
    """Report a letter that does not say when to send it and to whom, or holds nothing to fill in."""
    from letters.fields import brief_veld

    docname = app.env.current_document.docname
    if not is_letter(app.env, docname):
        return
    said = app.env.metadata.get(docname, {})
    for key, example in KEYS.items():
        if not str(said.get(key, "")).strip():
            repair = f"Zet helemaal bovenaan, tussen twee regels met ---: «{key}: {example}»"
            warn(f"De brief zegt niet «{key}».", repair, "kop", (docname, 1))
    if next(doctree.findall(brief_veld), None) is None:
        repair = "Zet {veld}`naam van de leerling` waar de school iets invult."
        warn("In deze brief valt niets in te vullen.", repair, "geen-veld", (docname, 1), fatal=False)


def setup_collection(app: Sphinx) -> None:
    """Register the setting and the check."""
    app.add_config_value(
        "brieven_map", "guidelines/brieven", "env", frozenset({str}), "folder of the letters"
    )
    app.connect("doctree-read", check_letter, priority=900)  # after Sphinx has taken the front matter
