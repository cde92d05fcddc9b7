"""What runs at the hosts: pinned actions, least rights, no value of an event in a command; `.ci/publish`."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tools.projects import PROJECT

from publication.fingerprint import file_hash

GITHUB = PROJECT / ".github" / "workflows" / "publiceren.yml"
GITLAB = PROJECT / ".gitlab-ci.yml"
#: Jobs that may write, and so never run what a proposal brings.
WRITERS = {"publish", "remove", "release"}


def workflow() -> dict:
    return yaml.safe_load(GITHUB.read_text("utf-8"))


def steps() -> list[tuple[str, dict]]:
    return [(name, step) for name, job in workflow()["jobs"].items() for step in job["steps"]]


def test_actions_are_pinned_by_their_commit():
    used = [step["uses"] for _, step in steps() if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)] == []
    # One version of each, and a comment that names it.
    assert len({name.split("@")[0] for name in used}) == len(set(used))
    lines = [line for line in GITHUB.read_text("utf-8").splitlines() if "uses:" in line]
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines)


def test_rights_are_the_least():
    assert workflow()["permissions"] == {}
    rights = {name: job["permissions"] for name, job in workflow()["jobs"].items()}
    assert rights["build"] == {"contents": "read"}
    assert {name for name, given in rights.items() if "write" in given.values()} == WRITERS
    assert all(set(given) == {"contents"} for given in rights.values())
    # `on` is read as a truth value by YAML 1.1.
    assert "pull_request_target" not in workflow()[True]


def test_jobs_that_write_run_the_main_branch():
    for name, step in steps():
        if name in WRITERS and step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["ref"] == "${{ github.event.repository.default_branch }}"
        if name not in WRITERS and step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False


def test_nothing_of_an_event_stands_in_a_command():
    commands = [step["run"] for _, step in steps() if "run" in step]
    assert commands
    assert [command for command in commands if "${{" in command] == []


def test_jobs_end_and_wait_for_each_other():
    jobs = workflow()["jobs"]
    assert all(0 < job["timeout-minutes"] <= 30 for job in jobs.values())
    assert {name for name, job in jobs.items() if job.get("concurrency") == "gh-pages"} == {
        "publish",
        "remove",
    }
    assert {name for name, job in jobs.items() if job.get("needs") == "build"} == {"publish", "release"}


def test_windows_and_macos_build_as_the_readme_says():
    job = workflow()["jobs"]["elsewhere"]
    systems = job["strategy"]["matrix"]["system"]
    assert {name.partition("-")[0] for name in systems} == {"windows", "macos"}
    said = (PROJECT / "README.md").read_text("utf-8")
    for step in job["steps"]:
        for line in step.get("run", "").splitlines():
            assert line.removeprefix("python -m ") in said, line


def test_sources_have_the_same_line_ends_everywhere():
    assert "* text=auto eol=lf" in (PROJECT / ".gitattributes").read_text("utf-8").splitlines()
    listed = git(PROJECT, "ls-files", "--eol").splitlines()
    assert [line for line in listed if line.split()[0] not in ("i/lf", "i/-text", "i/none")] == []


def test_gitlab_does_the_same():
    jobs = yaml.safe_load(GITLAB.read_text("utf-8"))
    assert jobs["build"]["artifacts"]["paths"] == ["_build/publicatie/"]
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    for name in ("build", "pages", "release"):
        assert jobs[name]["stage"] in jobs["stages"]
    called = [line.split()[0] for job in ("pages", "release") for line in jobs[job]["script"]]
    assert ".ci/publish" in called


# -- .ci/publish, against a repository on this machine -----------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    origin, folder = tmp_path / "origin.git", tmp_path / "project"
    git(tmp_path, "init", "--bare", "-q", "-b", "main", str(origin))
    git(tmp_path, "clone", "-q", str(origin), str(folder))
    (folder / "conf.py").write_text("", encoding="utf-8")
    (folder / ".ci").mkdir()
    shutil.copy(PROJECT / ".ci" / "publish", folder / ".ci" / "publish")
    (folder / ".gitignore").write_text("/_build/\n/public/\n", encoding="utf-8")
    for key, value in (("user.name", "Proef"), ("user.email", "proef@example.org")):
        git(folder, "config", key, value)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "push", "-q", "origin", "HEAD:main")
    return folder


def publication(project: Path, year: str) -> None:
    page = project / "_build" / "publicatie" / "site" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<html><head></head><body><p>{year}</p></body></html>", encoding="utf-8")
    facts = {
        "form": 1,
        "schooljaar": year,
        "version": "1",
        "publisher": "",
        "date": "",
        "address": "",
        "inputs": "",
    }
    entry = {"path": "site/index.html", "bytes": page.stat().st_size, "sha256": file_hash(page)}
    manifest = json.dumps({**facts, "files": [entry]})
    (page.parents[1] / "manifest.json").write_text(manifest, encoding="utf-8")


def run(project: Path, *arguments: str, **variables: str) -> str:
    command = Path(sys.executable).with_name("leerrecht")
    env = {**os.environ, "LEERRECHT": str(command), **variables}
    done = subprocess.run([".ci/publish", *arguments], cwd=project, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="the hosts have bash")
def test_publish_keeps_years_and_shows_proposals(project):
    def files() -> set[str]:
        git(project, "fetch", "-q", "origin", "gh-pages")
        return set(git(project, "ls-tree", "-r", "--name-only", "FETCH_HEAD").split())

    publication(project, "2025-2026")
    run(project)
    assert files() == {".nojekyll", "index.html", "manifest.json", "site/index.html"}
    assert "Niets gewijzigd." in run(project)
    publication(project, "2026-2027")
    run(project, PAGES_COPY="public")
    assert "2025-2026/site/index.html" in files()
    assert (project / "public" / "2025-2026" / "melding.css").is_file()
    assert "2026-2027" in (project / "public" / "site" / "index.html").read_text("utf-8")
    run(project, "--voorstel", "7")
    assert "voorstel/7/site/index.html" in files()
    run(project, "--weg", "--voorstel", "7")
    assert "voorstel/7/site/index.html" not in files()
    assert "2025-2026/site/index.html" in files()
