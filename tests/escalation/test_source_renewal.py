"""What is written again after an edit, and that several processes give the same as one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from source_project import GOOD, domain, project, renew, said
from tools.projects import PROJECT, write_sources

MORE = """\
# Meer

:::{einde} Het CLB rondt af
:naam: rond
:uitkomst: opgelost
:stappenplan: plan
:::
"""
PAGES = {
    "index.md": "# Begin\n\n```{toctree}\nplan\nmeer\nrol\nlos\n```\n",
    "plan.md": GOOD.replace(":daarna: klaar\n", ":daarna: rond\n"),
    "meer.md": MORE,
    "rol.md": "# Rol\n\nZie {stap}`melden`.\n",
    "los.md": "# Los\n\nHier staat niets over.\n",
}


def written(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in (folder / "text").glob("*.txt")}


def stamps(folder: Path) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in (folder / "text").glob("*.txt")}


def change(folder: Path, page: str, old: str, new: str) -> None:
    file = folder / "src" / page
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(file.stat().st_mtime_ns, file.stat().st_mtime_ns + 2_000_000_000))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_sources(project(PAGES), tmp_path / "src")
    assert said(renew(tmp_path, "text")) == []
    return tmp_path


def renewed(folder: Path) -> set[str]:
    """Build again and name the pages that were written."""
    before = stamps(folder)
    renew(folder, "text")
    return {name for name, stamp in stamps(folder).items() if before.get(name) != stamp}


def test_nothing_is_written_when_nothing_changed(folder: Path) -> None:
    assert renewed(folder) == set()


def test_a_step_that_is_added_renews_every_page_that_shows_numbers(folder: Path) -> None:
    extra = ":::{stap} Eerst dit\n:naam: eerst\n:wie: school\n:sterkte: afspraak\n\nUitleg.\n:::\n\n"
    change(folder, "plan.md", ":::{stap} De school belt", extra + ":::{stap} De school belt")
    assert renewed(folder) >= {"plan", "meer", "rol"}
    assert "stap 5 van het stappenplan" in " ".join(written(folder)["rol"].split())
    assert "Stap 6, einde" in written(folder)["meer"]


def test_an_edit_elsewhere_renews_no_chart(folder: Path) -> None:
    change(folder, "los.md", "niets", "nog niets")
    assert not renewed(folder) & {"plan", "meer", "rol"}


def test_a_title_renews_the_pages_that_mention_the_step_or_the_chart(folder: Path) -> None:
    change(folder, "meer.md", "Het CLB rondt af", "Het CLB sluit af")
    assert {"plan", "meer"} <= renewed(folder)
    assert "Het CLB sluit af" in written(folder)["plan"]
    assert "Het CLB rondt af" not in written(folder)["plan"]


def test_a_page_that_is_taken_away_takes_its_steps_along(folder: Path) -> None:
    (folder / "src" / "meer.md").unlink()
    change(folder, "index.md", "meer\n", "")
    built = renew(folder, "text")
    assert "rond" not in domain(built).charts()["plan"].by_name
    assert "Het CLB rondt af" not in written(folder)["plan"]
    assert any("k101]" in one for one in said(built))


def test_a_chart_that_is_taken_away_leaves_its_steps_without_home(folder: Path) -> None:
    (folder / "src" / "plan.md").write_text("# Leeg\n\nNiets.\n", "utf-8")
    change(folder, "plan.md", "Niets.", "Niets meer.")
    built = renew(folder, "text")
    assert domain(built).charts() == {}
    assert "Stap 5" not in written(folder)["meer"]
    codes = {code for one in said(built) for code in re.findall(r"stappenplan\.(k\d+)", one)}
    assert codes == {"k706", "k708"}


def test_the_order_of_the_tables_of_contents_renews_the_numbers(folder: Path) -> None:
    change(folder, "index.md", "plan\nmeer\n", "meer\nplan\n")
    renew(folder, "text")
    assert "Stap 1, einde" in written(folder)["meer"]


def test_a_new_number_in_the_registry_renews_the_charts(folder: Path) -> None:
    change(folder, "regels/feiten.yaml", "getal: 5", "getal: 7")
    assert {"plan", "meer"} <= renewed(folder)
    assert "Vanaf 7 halve dagen" in written(folder)["plan"]


def test_several_processes_give_the_same_as_one(tmp_path: Path) -> None:
    pages = {f"los{number}.md": f"# Los {number}\n\nZie {{stap}}`bellen`.\n" for number in range(12)}
    listed = "\n".join(name.removesuffix(".md") for name in pages)
    index = PAGES["index.md"].replace("los\n", f"los\n{listed}\n")
    faulty = PAGES["meer.md"].replace(":naam: rond", ":naam: rond\n:kleur: rood")
    write_sources(project({**PAGES, **pages, "index.md": index, "meer.md": faulty}), tmp_path / "src")
    outputs = []
    for workers, seed in ((1, "0"), (2, "1")):
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", str(workers)]
        command += ["-d", f"{tmp_path}/trees{workers}", f"{tmp_path}/src", f"{tmp_path}/out{workers}"]
        surroundings = {**os.environ, "PYTHONPATH": str(PROJECT / "_ext"), "PYTHONHASHSEED": seed}
        surroundings["SOURCE_DATE_EPOCH"] = "1780000000"
        done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)
        assert done.returncode == 0, done.stderr
        out = tmp_path / f"out{workers}"
        files = {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file() and path.name != ".buildinfo"
        }
        warnings = sorted(line.replace(str(tmp_path), "") for line in done.stderr.splitlines())
        outputs.append((files, warnings))
    (one, said_one), (two, said_two) = outputs
    assert said_one == said_two
    assert any("k705]" in line for line in said_one)
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
