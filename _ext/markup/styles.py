"""One small style sheet: of all the rules on offer only those that some page has an element for."""

import hashlib
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_DECLARED = re.compile(r"(--[\w-]+):((?:\"[^\"]*\"|[^;{}\"])*)(;|(?=\}))")
_FUNCTION = re.compile(r":(is|where|not|has)\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_STATE = re.compile(r"::?[\w-]+(?:\([^)]*\))?|\[[^\]]*\]")
_CLASS = re.compile(r"\.([\w-]+)")
_ID = re.compile(r"#([\w-]+)")
_TAG = re.compile(r"(?:^|[\s>+~])([a-z][\w-]*)")
_IN_PAGE = re.compile(r'\sclass="([^"]*)"|\sid="([^"]*)"|<([a-zA-Z][\w-]*)')


@dataclass(frozen=True)
class Used:
    """What stands in the pages.

    Attributes:
        classes: names of classes.
        ids: ids of elements.
        tags: names of elements.
    """

    classes: Set[str]
    ids: Set[str]
    tags: Set[str]

    @classmethod
    def of(cls, pages: Iterable[str]) -> "Used":
        """Collect them from the text of pages."""
        classes: set[str] = set()
        ids: set[str] = set()
        tags: set[str] = set()
        for page in pages:
            for names, key, tag in _IN_PAGE.findall(page):
                classes.update(names.split())
                ids.add(key)
                tags.add(tag.lower())
        return cls(classes, ids, tags)

    def with_names(self, names: Set[str]) -> "Used":
        """Count names as used wherever they may stand: a script can make elements with them."""
        return Used(self.classes | names, self.ids | names, self.tags | names)

    def matches(self, selector: str) -> bool:
        """Tell whether a selector can have an element. In doubt it can."""
        for kind, inside in _FUNCTION.findall(selector):
            if kind != "not" and not any(self.matches(each) for each in _split(inside)):
                return False
        plain = _STATE.sub("", _FUNCTION.sub("", selector)).replace("*", "")
        return (
            set(_CLASS.findall(plain)) <= self.classes
            and set(_ID.findall(plain)) <= self.ids
            and set(_TAG.findall(_CLASS.sub("", plain))) <= self.tags | {"html", "body"}
        )


def stylesheet(sheets: Sequence[str], used: Used, also: Sequence[str] = ()) -> str:
    """Return one style sheet with the rules that the pages use; the same bytes for the same pages.

    Args:
        sheets: CSS texts, in order.
        used: what stands in the pages.
        also: style sheets that some pages load besides; the variables they ask for are kept.
    """
    rules = [_kept(rule, used) for sheet in sheets for rule in _parsed(sheet)]
    text = "\n".join(filter(None, rules))
    return f"{_without_idle_variables(text, also)}\n"


def checksum(text: str) -> str:
    """Return what tells one version of a style sheet from another in its address."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@lru_cache(maxsize=16)
def _parsed(sheet: str) -> tuple[Any, ...]:
    # A preview makes the same style sheets again and again.
    return tuple(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _kept(rule: Any, used: Used) -> str:  # noqa: ANN401 - of tinycss2, which has no types
    """Return the text of a rule without the selectors that match nothing; empty if none is left."""
    if rule.type == "at-rule":
        return _kept_at_rule(rule, used)
    if rule.type != "qualified-rule":
        return ""
    selectors = _split(tinycss2.serialize(rule.prelude))
    kept = [selector for selector in selectors if used.matches(selector)]
    return f"{','.join(kept)}{{{_body(rule.content)}}}" if kept else ""


def _kept_at_rule(rule: Any, used: Used) -> str:  # noqa: ANN401
    name = rule.at_keyword
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.content is None:
        return f"@{name} {prelude};"
    if name not in {"media", "supports", "container"}:
        return f"@{name} {prelude}{{{_body(rule.content)}}}"
    inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    kept = "".join(_kept(each, used) for each in inner)
    return f"@{name} {prelude}{{{kept}}}" if kept else ""


def _body(tokens: Sequence[Any]) -> str:
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"]).strip()
    return re.sub(r"\s+", " ", text).rstrip(";")


def _split(selectors: str) -> list[str]:
    """Split a list of selectors at the commas that stand outside brackets."""
    parts, depth = [""], 0
    for character in selectors:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [" ".join(part.split()) for part in parts if part.strip()]


def _without_idle_variables(text: str, also: Sequence[str]) -> str:
    """Leave out declarations of variables that nobody asks for, until nothing more falls away."""
    shorter = text
    while True:
        asked = set(_VARIABLE.findall(" ".join([shorter, *also])))
        text, shorter = shorter, _without(shorter, asked)
        if shorter == text:
            return text


def _without(text: str, asked: Set[str]) -> str:
    return _DECLARED.sub(lambda match: match[0] if match[1] in asked else "", text)
