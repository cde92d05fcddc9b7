"""The news of a page as plain text, to paste into a newsletter."""

from news.model import Entry, Feed


def newsletter(feed: Feed) -> str:
    """Return the text: a title, and for each entry a heading, a line of facts, its words and its address."""
    blocks = [feed.title, *(_block(entry) for entry in feed.entries), feed.publisher]
    return "\n\n".join(blocks) + "\n"


def _block(entry: Entry) -> str:
    more = [f"Lees meer: {entry.address}"] if entry.address else []
    return "\n\n".join([f"{entry.head.title}\n{entry.head.line}", *entry.text, *more])
