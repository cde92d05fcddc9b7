"""What happens when: which pages an edition reads anew, and which mistakes in its file are told."""

from typing import TYPE_CHECKING, cast

from editions.domain import DOMAIN, EditionsDomain
from editions.store import editions_of, start_of, warn
from facts.reading import meant
from facts.store import report
from markup.documents import documents_below

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup_events(app: "Sphinx") -> None:
    """Connect to the reading."""
    app.connect("builder-inited", report_files)
    app.connect("env-get-outdated", pages_of_edition)
    app.connect("env-updated", note_edition)
    app.connect("env-check-consistency", report_unknown_blocks)


def _domain(env: "BuildEnvironment") -> EditionsDomain:
    return cast(EditionsDomain, env.get_domain(DOMAIN))


def report_files(app: "Sphinx") -> None:
    """Report what is wrong with the files of the editions, before any page is read."""
    known = editions_of(app)
    if app.config.editie and app.config.editie not in known:
        warn(
            f"De editie «{app.config.editie}» bestaat niet.",
            "Kijk na hoe het bestand heet.",
            "onbekend",
            ("conf", None),
        )
    for _, problems in known.values():
        report(problems, warn)


def pages_of_edition(
    app: "Sphinx", env: "BuildEnvironment", _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Name the pages that were read as another edition than the one that is wanted now."""
    domain = _domain(env)
    if domain.data["read_as"] == app.config.editie:
        return []
    return [name for name in documents_below(env, start_of(app)) if name in domain.pages]


def note_edition(app: "Sphinx", env: "BuildEnvironment") -> None:
    """Note as which edition the pages stand in the environment now."""
    _domain(env).data["read_as"] = app.config.editie


def report_unknown_blocks(_app: "Sphinx", env: "BuildEnvironment") -> None:
    """Report local texts for blocks that no page has, once all pages are read."""
    blocks = sorted(_domain(env).blocks_on(documents_below(env, start_of(env))))
    for edition, _ in editions_of(env).values():
        for text in edition.texts.values() if edition else ():
            if text.block not in blocks:
                cause = f"Het blok «{text.block}» bestaat niet in de bron."
                place = f"{text.origin.path}:{text.origin.line}"
                warn(cause, meant(text.block, blocks), "blok-onbekend", place)
