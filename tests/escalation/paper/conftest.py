"""The charts of these tests, as PDFs, posters and data, built once."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from paper_projects import SECONDARY, sources
from tools.projects import Built, run_sphinx, write_sources

sys.path.insert(0, str(Path(__file__).parent.parent / "layout"))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Build the project of these tests with a builder, once in this process."""
    made: dict[str, Built] = {}

    def run(builder: str) -> Built:
        if builder not in made:
            folder = tmp_path_factory.mktemp(builder)
            write_sources(sources(SECONDARY), folder / "src")
            made[builder] = run_sphinx(builder, folder / "src", folder / "out")
            assert made[builder].warnings == ()
        return made[builder]

    return run
