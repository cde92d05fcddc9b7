"""Makes a release of a tag on GitLab, with a link to each PDF that the job `build` of this tag left."""

import json
import os
import urllib.parse
import urllib.request
from pathlib import Path

PUBLICATION = Path("_build/publicatie")


def links(project: str, tag: str) -> list[dict[str, str]]:
    """Return name and address of every PDF, sorted.

    Args:
        project: address of the project.
        tag: name of the tag.
    """
    base = f"{project}/-/jobs/artifacts/{urllib.parse.quote(tag, safe='')}/raw"
    files = sorted((PUBLICATION / "pdf").rglob("*.pdf"))
    return [
        {"name": file.stem, "url": f"{base}/{urllib.parse.quote(file.as_posix())}?job=build"}
        for file in files
    ]


def main() -> None:
    """Ask GitLab for the release; it may exist already, made by hand."""
    tag = os.environ["CI_COMMIT_TAG"]
    data = {"tag_name": tag, "name": tag, "assets": {"links": links(os.environ["CI_PROJECT_URL"], tag)}}
    address = f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}/releases"
    headers = {"JOB-TOKEN": os.environ["CI_JOB_TOKEN"], "Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(data).encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - the address is GitLab's own
        print(answer.status)


if __name__ == "__main__":
    main()
