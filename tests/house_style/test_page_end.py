"""When a page changed: what Git says, and nothing where it cannot know."""

import subprocess

import pytest
from bs4 import BeautifulSoup
from tools.projects import CONF, check_warnings, run_sphinx, write_sources

DATES = {"GIT_AUTHOR_DATE": "2026-10-03T23:30:00+02:00", "GIT_COMMITTER_DATE": "2026-11-01T10:00:00+01:00"}


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "src"
    folder.mkdir()
    sources = {
        "index.md": "# A\n\n```{toctree}\nb\nc\n```\n",
        "b.md": "# B\n",
        "c.md": "# C\n",
        "conf.py": CONF,
    }
    write_sources(sources, folder)
    return folder


def git(folder, *words, **environment):
    quiet = {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "HOME": str(folder),
        **environment,
    }
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@x.be", *words]
    subprocess.run(
        command, cwd=folder, env={"PATH": "/usr/bin:/bin", **quiet}, check=True, capture_output=True
    )


def changed(folder, out, name):
    built = run_sphinx("html", folder, folder.parent / out)
    check_warnings(built.warnings, [])
    facts = BeautifulSoup(built.read(name), "html.parser").select_one(".lr-page-end__facts")
    return facts.get_text(strip=True) if facts else ""


def test_day_of_the_last_commit_that_changed_the_page(project):
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "a", **DATES)
    assert changed(project, "out1", "b.html") == "Laatst gewijzigd op 3 oktober 2026"
    # What is not committed has no day, and a change to one page says nothing about another.
    (project / "b.md").write_text("# B anders\n", encoding="utf-8")
    assert changed(project, "out2", "b.html") == ""
    assert changed(project, "out3", "c.html") == "Laatst gewijzigd op 3 oktober 2026"


def test_without_git_there_is_no_day_and_no_message(project):
    assert changed(project, "out", "b.html") == ""


def test_part_of_the_history_gives_no_day(project, tmp_path):
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "a", **DATES)
    (project / "c.md").write_text("# C anders\n", encoding="utf-8")
    git(project, "commit", "-qam", "c", **DATES)
    shallow = tmp_path / "shallow" / "src"
    git(project, "clone", "-q", "--depth", "1", f"file://{project}", str(shallow))
    assert changed(shallow, "out", "b.html") == ""


def test_every_page_leads_to_the_statement_but_not_from_itself(project):
    (project / "b.md").write_text("(toegankelijkheid)=\n# B\n", encoding="utf-8")
    built = run_sphinx("html", project, project.parent / "out")
    check_warnings(built.warnings, [])
    pages = [BeautifulSoup(built.read(name), "html.parser") for name in ("c.html", "b.html")]
    links = [[link["href"] for link in page.select(".lr-page-end a")] for page in pages]
    assert links == [["b.html#toegankelijkheid"], []]
