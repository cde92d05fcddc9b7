"""Reads the option `bron`: `agodi-procedure; so-2005-04, punt 3; [tekst](https://adres)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from escalation.checks.catalogue import finding
from escalation.knowledge import Knowledge
from escalation.model import Finding, Source, WrittenText
from escalation.words import nearest
from markup import safe_url

#: The word that stands for «no source: an agreement between the partners».
AGREED = "afspraak"

# The address may hold round brackets: it ends at the last one.
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<url>.*)\)(?:\s*,\s*(?P<point>[^)]*))?", re.DOTALL)
_OWN_LABEL = re.compile(r"#bron-(?P<key>.+)")


@dataclass(frozen=True)
class Origins:
    """What an option `bron` says.

    Attributes:
        sources: in the order written.
        agreed: whether the word *afspraak* stands there.
    """

    sources: tuple[Source, ...]
    agreed: bool
    findings: tuple[Finding, ...]


def read_sources(option: WrittenText | None, knowledge: Knowledge, step: str = "") -> Origins:
    """Understand an option `bron`; what cannot be a source is reported and left out."""
    parts = list(_parts(option.text)) if option else []
    read = [_read(part, option, knowledge, step) for part in parts if option and part.lower() != AGREED]
    return Origins(
        tuple(one for one in read if isinstance(one, Source)),
        any(part.lower() == AGREED for part in parts),
        tuple(one for one in read if isinstance(one, Finding)),
    )


def _parts(text: str) -> Iterator[str]:
    """Split at `;`, but not within the brackets of a link."""
    depth, start = 0, 0
    for position, character in enumerate(text):
        depth = max(depth + (character in "[(") - (character in "])"), 0)
        if character == ";" and depth == 0:
            yield text[start:position].strip()
            start = position + 1
    yield text[start:].strip()


def _read(part: str, option: WrittenText, knowledge: Knowledge, step: str) -> Source | Finding:
    link = _LINK.fullmatch(part)
    if link is None:
        key, _, point = (word.strip() for word in part.partition(","))
        return _known(key, point, option, knowledge, step)
    url, point = link["url"].strip().removeprefix("<").removesuffix(">"), (link["point"] or "").strip()
    if own := _OWN_LABEL.fullmatch(url):
        return _known(own["key"], point, option, knowledge, step)
    safe = safe_url(url)
    if safe is None or not re.match(r"https?://[^/\s]", safe, re.IGNORECASE):
        return finding("K411", option.place, step=step, adres=url)
    return Source("", link["text"].strip() or safe, point, safe)


def _known(key: str, point: str, option: WrittenText, knowledge: Knowledge, step: str) -> Source | Finding:
    known = knowledge.sources.get(key)
    if known is None:
        meant = nearest(key, knowledge.sources)
        return finding("K407", option.place, step=step, bron=key, bedoel=meant)
    return Source(known.source.key, known.source.text, point or known.source.point, known.source.url)
