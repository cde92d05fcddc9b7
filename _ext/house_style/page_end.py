"""What stands under every page: files, the day it changed, its source, and ways to the people behind it."""

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from house_style.downloads import documents_of, list_of_files
from house_style.publications import Publication, facts_about, in_dutch, publication_of

#: The label before the title of the part that says how to report a fault.
REPORT = "fout-gezien"
#: The label before the title of the accessibility statement.
STATEMENT = "toegankelijkheid"


def end_of_page(app: Sphinx, docname: str) -> dict[str, Any]:
    """Return what the template `lr-page-end.html` shows of a page; markup is already escaped."""
    env = app.env
    publication = publication_of(env, docname)
    uri = app.builder.get_target_uri(docname)
    shown: dict[str, Any] = {
        "changed": changed_on(env, docname),
        "report": _way_to(app, docname, REPORT),
        "statement": _way_to(app, docname, STATEMENT),
    }
    if publication:
        files = documents_of(app.config, publication.startdoc)
        # Its first page shows all files in a box of its own.
        own_box = docname == publication.startdoc
        shown |= {
            "title": publication.title,
            "files": "" if own_box else list_of_files(files, uri),
            "source": source_line(app.config, publication, uri),
        }
    return shown


def source_line(config: Config, publication: Publication, uri: str) -> str:
    """Return where a printed page comes from: publication, publisher, year, version, state and address."""
    publisher = getattr(config, "uitgever", "") or config.author
    known = [publication.title, publisher, *facts_about(config, publication)]
    if config.html_baseurl:
        known.append(f"{config.html_baseurl.rstrip('/')}/{uri}")
    return "Bron: " + ", ".join(known) + "."


def _way_to(app: Sphinx, docname: str, label: str) -> str:
    """Return the address of a labelled part; empty on its own page or where nothing has that label."""
    labels: dict[str, tuple[str, str]] = app.env.domaindata["std"]["anonlabels"]
    there, anchor = labels.get(label, ("", ""))
    if not there or there == docname:
        return ""
    return f"{app.builder.get_relative_uri(docname, there)}#{anchor}"


# -- when a page changed -------------------------------------------------------------------------------


def changed_on(env: BuildEnvironment, docname: str) -> str:
    """Return the day on which a page changed, in Dutch; empty if not known."""
    day = committed_on(env, docname)
    return in_dutch(day) if day else ""


def committed_on(env: BuildEnvironment, docname: str) -> date | None:
    """Return the day of the last commit that changed a page or what it is made of; None if not known."""
    if docname in getattr(env, "house_style_uncommitted", ()):
        return None
    timestamp, _ = getattr(env, "git_last_updated", {}).get(docname) or (None, None)
    # UTC, so that a page says the same wherever it is built.
    return datetime.fromtimestamp(int(timestamp), UTC).date() if timestamp else None


def note_uncommitted(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the pages with changes that no commit holds: their last commit says nothing about them."""
    try:
        listed = subprocess.run(
            ["git", "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "."],  # noqa: S607
            cwd=app.srcdir,
            capture_output=True,
            check=True,
        ).stdout.decode(errors="replace")
        top = subprocess.run(
            ["git", "rev-parse", "--show-toplevel"],  # noqa: S607
            cwd=app.srcdir,
            capture_output=True,
            check=True,
        ).stdout.decode(errors="replace")
    except (OSError, subprocess.CalledProcessError):
        return  # no Git, no dates
    changed = {(Path(top.rstrip("\n")) / line[3:]).resolve() for line in listed.split("\0") if line}
    root = Path(env.srcdir)
    env.house_style_uncommitted = {  # type: ignore[attr-defined]
        docname
        for docname in env.all_docs
        for part in [env.doc2path(docname), *env.dependencies.get(docname, ())]
        if (root / part).resolve() in changed
    }


def be_quiet_about_git(_app: Sphinx, config: Config) -> None:
    """Say nothing when there is no Git or only part of the history: pages then carry no date."""
    config.suppress_warnings = [*config.suppress_warnings, "git"]
    # Whether readers may see the source is not for Git to say.
    config.git_untracked_show_sourcelink = True


def setup_page_end(app: Sphinx) -> None:
    """Let the library ask Git when files changed, and connect what it cannot know."""
    app.setup_extension("sphinx_last_updated_by_git")
    app.connect("config-inited", be_quiet_about_git)
    app.connect("env-updated", note_uncommitted)
