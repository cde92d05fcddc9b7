"""What a letter on paper has otherwise than its page.

- Its subject stands below its head: sender, reader, place and date come first. A page keeps its title on top,
  where a reader and a search engine look for it.
- A fact is words and no link: a parent who reads the letter has no list of sources at hand.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from letters.collection import is_letter
from letters.parts import HEAD, brief_deel


class LetterOnPaper(SphinxPostTransform):
    """Moves the title of a letter behind its head, and takes the links from its facts."""

    default_priority = 600  # references are resolved at 10
    formats = ("typst", "docx")

    def run(self, **_kwargs: object) -> None:
        """Change a page that is a letter."""
        if is_letter(self.env, self.env.current_document.docname):
            for section in self.document.findall(nodes.section):
                _move_title(section)
            for link in list(self.document.findall(nodes.reference)):
                if any("feit" in word["classes"] for word in link.findall(nodes.inline)):
                    link.replace_self(link.children)


def _move_title(section: nodes.section) -> None:
    title = section.first_child_matching_class(nodes.title)
    last = max((place for place, child in enumerate(section) if _is_head(child)), default=None)
    if title is not None and last is not None and title < last:
        subject = section[title]
        section.remove(subject)
        section.insert(last, subject)


def _is_head(node: nodes.Node) -> bool:
    return isinstance(node, brief_deel) and node["soort"] in HEAD


def setup_order(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(LetterOnPaper)
