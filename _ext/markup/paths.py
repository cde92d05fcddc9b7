"""The one path check: nothing outside the project folder is read."""

import re
from pathlib import Path
from urllib.parse import unquote

# A drive letter, a UNC share or a scheme is never a path inside the project, on any system.
_ELSEWHERE = re.compile(r"^(?:[a-z]:|//|\\\\|[a-z][a-z0-9+.-]+:)", re.IGNORECASE)


class OutsideProjectError(ValueError):
    """A path that leads out of the project folder."""


def inside(root: Path, path: str | Path, *, base: Path | None = None) -> Path:
    """Return the real path of a file that a source names, if it lies inside the project.

    Args:
        root: the project folder.
        path: what the source says. A leading slash means the project folder, as in Sphinx.
        base: the folder a relative path starts from; the project folder if not given.

    Raises:
        OutsideProjectError: for `..` that leaves the project, another drive, a share, a scheme, an encoded
            form of these, or a symbolic link that points outside.
    """
    text = str(path).strip()
    for form in (text, unquote(text)):
        if _ELSEWHERE.match(form) or "\x00" in form:
            raise OutsideProjectError(text)
    real_root = root.resolve()
    if isinstance(path, Path) and path.is_absolute():
        candidate = path
    elif text.startswith(("/", "\\")):
        candidate = real_root / text.lstrip("/\\")
    else:
        candidate = (base or real_root) / text.replace("\\", "/")
    for reading in (candidate, Path(unquote(str(candidate)).replace("\\", "/"))):
        if not reading.resolve().is_relative_to(real_root):
            raise OutsideProjectError(text)
    return candidate.resolve()
