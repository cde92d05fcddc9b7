"""What all tests share: building a project in this process, and the sample publication, built once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from sphinx.application import Sphinx
from tools import verapdf
from tools.projects import (
    ADDRESS,
    PROJECT,
    Build,
    Built,
    SamplePdfs,
    accessible,
    build_sample,
    check_warnings,
    copy_project,
    run_sphinx,
    sphinx_session,
    write_sources,
)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build a project and fail on any warning that the test does not declare.

    `sources` is the name of a folder in `tests/samples` or texts by file name; `warnings` are patterns for
    the warnings that must come.
    """
    count = 0

    def run(
        builder: str,
        sources: Mapping[str, str | bytes] | str,
        *,
        confoverrides: Mapping[str, Any] | None = None,
        warnings: Sequence[str] = (),
    ) -> Built:
        nonlocal count
        count += 1
        folder = tmp_path / f"build{count}"
        write_sources(sources, folder / "src")
        built = run_sphinx(builder, folder / "src", folder / "out", confoverrides)
        check_warnings(built.warnings, warnings)
        return built

    return run


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def sample_pdfs(shared_folder: Path) -> Callable[[str], SamplePdfs]:
    """Give the PDFs of a sample by its name, built by the first worker that asks."""

    def give(name: str) -> SamplePdfs:
        folder = shared_folder / f"sample-{name}"
        with FileLock(f"{folder}.lock"):
            if not (folder / "facts.json").is_file():
                build_sample(name, folder)
            facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        return SamplePdfs(
            outdir=folder / "out",
            pdfs={key: Path(path) for key, path in facts["pdfs"].items()},
            booklets=tuple(sorted((folder / "out").glob("*-boekje.pdf"))),
            warnings=tuple(facts["warnings"]),
            bookmarks=facts["bookmarks"],
        )

    return give


@pytest.fixture(scope="session")
def kitchen_sink(sample_pdfs: Callable[[str], SamplePdfs]) -> SamplePdfs:
    """The PDFs of the sample with every node and component."""
    return sample_pdfs("kitchen-sink")


@pytest.fixture(scope="session")
def published_pdfs(shared_folder: Path) -> Mapping[str, Path]:
    """The PDFs of this project's own sources, without the booklets, built once for all workers.

    With an address, as they are published: references to the site then take more room.
    """
    folder = shared_folder / "published"
    with FileLock(f"{folder}.lock"):
        if not (folder / "facts.json").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            with sphinx_session(PROJECT):
                app = Sphinx(
                    PROJECT,
                    PROJECT,
                    folder / "out",
                    folder / "doctrees",
                    "typstpdf",
                    {"html_baseurl": "https://publicaties.samentegenschooluitval.example/site/"},
                    status=None,
                    warning=StringIO(),
                )
                app.build(force_all=True)
            results = accessible(app.builder.results)  # type: ignore[attr-defined]
            facts = {result.name: str(result.path) for result in results}
            (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
        return {
            name: Path(path) for name, path in json.loads((folder / "facts.json").read_text("utf-8")).items()
        }


@pytest.fixture(scope="session")
def publication(shared_folder: Path) -> Path:
    """The whole publication of this project's own sources, as `leerrecht bouw` makes it, built once."""
    project = shared_folder / "whole"
    made = project / "_build" / "publicatie"
    with FileLock(f"{project}.lock"):
        if not (made / "manifest.json").is_file():
            shutil.rmtree(project, ignore_errors=True)
            copy_project(project)
            command = [sys.executable, "-m", "publication", "bouw", "--adres", f"{ADDRESS}/"]
            done = subprocess.run(command, cwd=project, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture(autouse=True)
def _java_where_needed(request: pytest.FixtureRequest) -> None:
    """Skip veraPDF tests on a machine without Java; never where CI runs, for there they are a gate."""
    if request.node.get_closest_marker("verapdf"):
        missing = verapdf.why_missing()
        if missing and os.environ.get("CI") == "true":
            pytest.fail(f"veraPDF cannot run: {missing}")
        if missing:
            pytest.skip(f"veraPDF cannot run: {missing}")
