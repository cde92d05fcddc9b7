"""Dated facts: what the rules say, since when, who says so, and where the publications lean on it.

- `model`: the frozen registry; `loader` reads it from YAML; `audit` checks it. None of these knows Sphinx.
- `grammar`: numbers in Dutch.
- `roles`, `directives`, `domain`, `printing`: what an editor writes and how it is printed.
- `passages`, `statements`, `rules.toml`: checks over texts.

For other packages there is one way in::

    registry = facts.registry_of(app)            # or of a build environment; the same object during one build
    registry.school_year                         # SchoolYear for which is built; str() gives "2026-2027"
    registry.facts["clb-melden"]                 # Fact
    fact.value_in(registry.school_year)          # Value or None; .number is None while nobody knows it yet
    fact.unit_for(5)                             # "halve dagen"
    registry.sources["agodi-procedure"].short    # Source: short, title, publisher, url, legal, last_year
    registry.actors["clb"].name                  # Actor

A package that registers directives calls `note_registry(env)` where it uses the registry, so that the page is
read again when the data change.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from facts.model import Registry


def registry_of(holder: "Sphinx | BuildEnvironment") -> "Registry":
    """Return the registry of an application or an environment; it is read once per application."""
    from facts.store import registry_of as stored

    return stored(holder)


def note_registry(env: "BuildEnvironment") -> None:
    """Make the page that is being read depend on the data files."""
    from facts.store import note_registry as note

    note(env)


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register settings, roles, directives and checks."""
    from facts.sphinx_side import setup_facts

    setup_facts(app)
    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
