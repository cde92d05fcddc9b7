"""Placeholder until written."""
from sphinx.application import Sphinx


def setup_directive(app: Sphinx) -> None:
    """Nothing yet."""
