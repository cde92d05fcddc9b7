"""What all tests share: building a project in this process, and the sample publication, built once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from tools import verapdf
from tools.projects import (
    PROJECT,
    PUBLIC_ADDRESS,
    Build,
    Built,
    SamplePdfs,
    build_sample,
    check_warnings,
    copy_project,
    run_sphinx,
    write_sources,
)

#: The files that take longest, the longest first, so that no worker ends alone with one of them.
LONGEST = (
    "access/test_pages.py",
    "embed/test_embed_frames.py",
    "house_style/test_keyboard.py",
    "publication/test_hostile_fields.py",
    "typst_pdf/test_verapdf.py",
    "house_style/test_browser.py",
    "editions/test_editions_build.py",
    "embed/test_embed_heights.py",
)
#: Name of the file with what the command said.
SAID = "gezegd.txt"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the tests of a file share what was built for them, and stay together."""
    order = {f"tests/{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(PROJECT).as_posix(), len(order)))


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
            lost=facts["lost"],
        )

    return give


@pytest.fixture(scope="session")
def kitchen_sink(sample_pdfs: Callable[[str], SamplePdfs]) -> SamplePdfs:
    """The PDFs of the sample with every node and component."""
    return sample_pdfs("kitchen-sink")


@pytest.fixture(scope="session")
def published_pdfs(publication: Path) -> Mapping[str, Path]:
    """The PDFs of the publication by name, without the booklets: they are for the printer.

    With an address, as they are published: references to the site then take more room.
    """
    folder = publication / "pdf"
    files = {path.relative_to(folder).with_suffix("").as_posix(): path for path in folder.rglob("*.pdf")}
    return {name: path for name, path in sorted(files.items()) if not name.endswith("-boekje")}


@pytest.fixture(scope="session")
def publication(shared_folder: Path) -> Path:
    """The whole publication of this project's own sources, as `leerrecht bouw` makes it, built once."""
    project = shared_folder / "whole"
    made = project / "_build" / "publicatie"
    with FileLock(f"{project}.lock"):
        if not (made / "manifest.json").is_file():
            shutil.rmtree(project, ignore_errors=True)
            copy_project(project)
            command = [sys.executable, "-m", "publication", "bouw", "--adres", f"{PUBLIC_ADDRESS}/"]
            done = subprocess.run(command, cwd=project, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            (project / SAID).write_text(done.stdout, encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def said_of_publication(publication: Path) -> str:
    """What `leerrecht bouw` said of the whole publication."""
    return (publication.parents[1] / SAID).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _java_where_needed(request: pytest.FixtureRequest) -> None:
    """Skip veraPDF tests on a machine without Java; never where CI runs, for there they are a gate."""
    if request.node.get_closest_marker("verapdf"):
        missing = verapdf.why_missing()
        if missing and os.environ.get("CI") == "true":
            pytest.fail(f"veraPDF cannot run: {missing}")
        if missing:
            pytest.skip(f"veraPDF cannot run: {missing}")
