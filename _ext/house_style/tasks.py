"""Task lists whose boxes have a name and can be ticked on the screen."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

_BOX = re.compile(r"<input\b[^>]*\bclass=\"task-list-item-checkbox\"[^>]*>")


class LabelledTasks(SphinxPostTransform):
    """Wrap box and text of a task in a label. What a reader ticks is kept nowhere."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Rewrite every paragraph that starts with a box."""
        for box in list(self.document.findall(nodes.raw)):
            paragraph = box.parent
            if not _BOX.search(box.astext()) or not isinstance(paragraph, nodes.TextElement):
                continue
            source = box.astext().replace('disabled="disabled"', "").replace("disabled", "")
            label = nodes.raw("", f'<label class="lr-task">{source}<span>', format="html")
            box.replace_self(label)
            paragraph.append(nodes.raw("", "</span></label>", format="html"))


def setup_tasks(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(LabelledTasks)
