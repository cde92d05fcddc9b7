"""Nothing outside the project folder is let through."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import hostile

from markup import OutsideProjectError, inside


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with a neighbour whose name begins the same."""
    top = tmp_path_factory.mktemp("paths")
    root = top / "project"
    (root / "guidelines" / "leidraad").mkdir(parents=True)
    (root / "guidelines" / "leidraad" / "index.md").write_text("x", encoding="utf-8")
    (root / "a b%20c.png").write_text("x", encoding="utf-8")
    (top / "project-elders").mkdir()
    (top / "project-elders" / "geheim.txt").write_text("geheim", encoding="utf-8")
    return root


@pytest.mark.parametrize("path", hostile.strings("path"))
def test_hostile_path_is_refused_or_stays_inside(project: Path, path: str) -> None:
    """A leading slash means the project folder, so some of these are honest; none may lead out."""
    try:
        found = inside(project, path)
    except OutsideProjectError:
        return
    assert found.is_relative_to(project.resolve())
    assert ".." not in found.parts


@pytest.mark.parametrize(
    "path",
    [
        "../project-elders/geheim.txt",
        "..",
        "../../etc/passwd",
        "guidelines/../../project-elders/geheim.txt",
        "/../project-elders/geheim.txt",
        "%2e%2e/project-elders/geheim.txt",
        "%2e%2e%2fproject-elders%2fgeheim.txt",
        "..\\project-elders\\geheim.txt",
        "..%5cproject-elders%5cgeheim.txt",
        "C:/Windows/win.ini",
        "C:\\x",
        "c:x",
        "//example.org/x",
        "\\\\example.org\\x",
        "file:///etc/passwd",
        "https://example.org/x.png",
        "x\x00.png",
        "..//project-elders/geheim.txt",
    ],
)
def test_path_that_leads_out_is_refused(project: Path, path: str) -> None:
    with pytest.raises(OutsideProjectError):
        inside(project, path)


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("guidelines/leidraad/index.md", None, "guidelines/leidraad/index.md"),
        ("/guidelines/leidraad/index.md", "guidelines", "guidelines/leidraad/index.md"),
        ("leidraad/index.md", "guidelines", "guidelines/leidraad/index.md"),
        ("../a b%20c.png", "guidelines", "a b%20c.png"),
        ("leidraad\\index.md", "guidelines", "guidelines/leidraad/index.md"),
        ("nog/niet/daar.png", None, "nog/niet/daar.png"),
        (".", None, "."),
    ],
)
def test_honest_path_is_found(project: Path, path: str, base: str | None, expected: str) -> None:
    found = inside(project, path, base=project / base if base else None)
    assert found == (project / expected).resolve()


def test_real_path_object_is_judged_as_it_is(project: Path) -> None:
    assert inside(project, project / "guidelines") == (project / "guidelines").resolve()
    with pytest.raises(OutsideProjectError):
        inside(project, project.parent / "project-elders" / "geheim.txt")


def link(source: Path, target: Path) -> None:
    try:
        source.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:  # Windows asks for a right that an ordinary user lacks
        pytest.skip("this machine lets nobody make symbolic links")


def test_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    link(root / "gewoon.txt", tmp_path / "geheim.txt")
    link(root / "map", tmp_path)
    link(root / "ketting.txt", root / "gewoon.txt")
    for path in ("gewoon.txt", "map/geheim.txt", "ketting.txt", "/gewoon.txt", "map"):
        with pytest.raises(OutsideProjectError):
            inside(root, path)


def test_link_within_the_project_is_let_through(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "echt.txt").write_text("x", encoding="utf-8")
    link(root / "koppeling.txt", root / "echt.txt")
    assert inside(root, "koppeling.txt") == (root / "echt.txt").resolve()


@given(
    st.lists(
        st.sampled_from(
            ["..", ".", "x", "guidelines", "/", "\\", "%2e%2e", "%2f", "", "~", "c:", "..\\..", "..%2f"]
        ),
        max_size=7,
    )
)
def test_no_combination_leads_out(project: Path, parts: list[str]) -> None:
    for joined in ("/".join(parts), "\\".join(parts), "".join(parts)):
        try:
            found = inside(project, joined, base=project / "guidelines")
        except OutsideProjectError:
            continue
        assert found.is_relative_to(project.resolve())
        assert os.path.commonpath([found, project.resolve()]) == str(project.resolve())
