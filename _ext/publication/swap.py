"""Puts a finished folder in the place of the old one, as a whole.

Where the system can exchange two folders in one step, there is no moment without a whole publication.
Elsewhere the old one steps aside first; a build that is killed just then is recovered at the next start.
"""

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publication.folders import LEFTOVER

_AT_FDCWD = -100  # <fcntl.h> on Linux: paths are relative to the working folder
_RENAME_EXCHANGE = 2  # <linux/fs.h>
_RENAME_SWAP = 2  # <sys/stdio.h> on macOS
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.EXDEV})


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step.

    Returns:
        Whether it was done; False if the system or the file system cannot.

    Raises:
        OSError: for any other reason, such as no rights.
    """
    call = _exchange_call()
    if call is None:
        return False
    if call(os.fsencode(first), os.fsencode(second)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))


def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    try:
        if sys.platform.startswith("linux"):
            library = ctypes.CDLL(None, use_errno=True)
            rename = library.renameat2
            return lambda a, b: int(rename(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE))
        if sys.platform == "darwin":
            library = ctypes.CDLL(None, use_errno=True)
            rename = library.renamex_np
            return lambda a, b: int(rename(a, b, _RENAME_SWAP))
    except (OSError, AttributeError):
        return None
    return None


def put_in_place(new: Path, target: Path, aside: Path) -> None:
    """Make `target` the new folder; the old one, if any, ends up in `new` or `aside`.

    Raises:
        OSError: if it cannot be done; `target` then still is the old folder.
    """
    if not target.exists():
        new.rename(target)
        return
    if exchange(new, target):
        return
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise


def recover(build: Path, target: Path, aside: Path) -> None:
    """Undo a swap that was cut short, and remove what killed builds left behind.

    Raises:
        OSError: if the old publication cannot be put back.
    """
    if aside.exists() and not target.exists():
        aside.rename(target)
    for leftover in sorted(build.glob(f"{LEFTOVER}*")):
        remove(leftover)


def remove(folder: Path) -> None:
    """Remove a folder as far as possible; what is in use stays until the next start."""
    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=_make_writable)
    else:
        shutil.rmtree(folder, onerror=_make_writable)


def _make_writable(function: Callable[[str], Any], path: str, _error: object) -> None:
    """Try once more without write protection: Windows does not remove read-only files."""
    try:
        Path(path).chmod(stat.S_IRWXU)
        function(path)
    except OSError:
        pass  # in use: the next start tries again
