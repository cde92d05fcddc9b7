"""The little raw HTML that MyST makes itself."""

import re

_TASK = re.compile(r'<input\b[^>]*class="task-list-item-checkbox"[^>]*>', re.IGNORECASE)


def task_state(source: str) -> bool | None:
    """Return whether a MyST task-list box is ticked; None when the HTML is something else."""
    box = _TASK.fullmatch(source.strip())
    if box is None:
        return None
    return "checked" in box[0]
