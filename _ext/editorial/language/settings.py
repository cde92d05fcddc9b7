"""The fault in a file by which editors set the checks of language."""


class SettingsError(ValueError):
    """A file of settings cannot be used; the text says why, in Dutch.

    Attributes:
        line: the line that is to blame, from 1.
    """

    def __init__(self, cause: str, line: int = 1) -> None:
        super().__init__(cause)
        self.line = line
