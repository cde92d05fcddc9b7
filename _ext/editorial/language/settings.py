"""The fault in a file by which editors set the checks of language."""

from pathlib import Path

from editorial.reporting import NOT_UTF8, SAVE_AS_UTF8


class SettingsError(ValueError):
    """A file of settings cannot be used; the text says why, in Dutch.

    Attributes:
        line: the line that is to blame, from 1.
        repair: what to do, in Dutch; empty if that is the same for every fault of the file.
    """

    def __init__(self, cause: str, line: int = 1, repair: str = "") -> None:
        super().__init__(cause)
        self.line = line
        self.repair = repair


def read_settings(path: Path) -> str:
    """Return the text of a file; empty if it does not exist.

    Raises:
        SettingsError: if it is no UTF-8 text.
    """
    try:
        return path.read_text("utf-8-sig") if path.is_file() else ""
    except UnicodeDecodeError as error:
        raise SettingsError(NOT_UTF8, repair=SAVE_AS_UTF8) from error
