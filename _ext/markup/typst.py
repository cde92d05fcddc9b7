"""Typst values in code mode, where a text is a string literal and can run nothing.

Source of the escapes: Typst reference, type `str`.
"""

import math
import re
from collections.abc import Mapping, Sequence

_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')


def typst_string(text: str) -> str:
    r"""Return a Typst string literal that evaluates to the text.

    Line ends stay line ends. Control characters have no form on paper and lone surrogates none in UTF-8;
    both become U+FFFD, which the compiler then reports as a missing glyph.
    """
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in '\\"':
        return "\\" + character
    if character in "\n\t":
        return {"\n": "\\n", "\t": "\\t"}[character]
    if character in "\r\u2028\u2029\x85":
        return "\\n"
    return "\\u{fffd}"


def typst_value(value: object) -> str:
    """Return Typst code for a Python value: text, number, truth value, None, sequence or mapping.

    Raises:
        ValueError: for a number that is not finite.
        TypeError: for a value without a Typst form.
    """
    match value:
        case None:
            return "none"
        case bool():
            return "true" if value else "false"
        case int():
            return repr(value)
        case float() if math.isfinite(value):
            return repr(value)
        case float():
            raise ValueError(f"no Typst literal for {value}")
        case str():
            return typst_string(value)
        case Mapping():
            # Typst refuses a key twice, and two texts can become one: the later counts, as in Python.
            members = {typst_string(str(k)): typst_value(v) for k, v in value.items()}
            pairs = ", ".join(f"{key}: {member}" for key, member in members.items())
            return f"({pairs})" if pairs else "(:)"
        case Sequence():
            items = ", ".join(typst_value(item) for item in value)
            return f"({items},)" if items else "()"
    raise TypeError(f"no Typst form for {type(value).__name__}")
