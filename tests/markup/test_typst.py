"""A text comes out of the Typst compiler as itself and can run nothing."""

import json
import re
from collections.abc import Mapping, Sequence

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tools import hostile

from markup import typst_string, typst_value

ANY_TEXT = st.one_of(
    st.text(), st.sampled_from(hostile.strings()), st.text(alphabet='\\"#$[](){}u{0}\n\r\t /*`@<>')
)
# Numbers as exact as JSON carries them; Typst whole numbers have 64 bits.
WHOLE = st.integers(-(2**53), 2**53)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def evaluate(code: str) -> object:
    """Return what the compiler makes of a Typst expression, through metadata."""
    source = f"#metadata({code})<antwoord>"
    answer = typst.query(source.encode(), "<antwoord>", field="value", one=True)
    return json.loads(answer)


def as_printed(text: str) -> str:
    """Line ends become one kind; a character without a form on paper becomes U+FFFD."""
    text = re.sub("[\r\x85\u2028\u2029]", "\n", text)
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text)


def expected(value: object) -> object:
    if isinstance(value, str):
        return as_printed(value)
    if isinstance(value, Mapping):
        return {as_printed(key): expected(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [expected(item) for item in value]
    return value


def test_every_hostile_text_is_itself() -> None:
    texts = hostile.strings()
    assert evaluate(typst_value(list(texts))) == [as_printed(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_itself(text: str) -> None:
    assert evaluate(typst_string(text)) == as_printed(text)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_two_texts_side_by_side_stay_two(first: str, second: str) -> None:
    joined = f"({typst_string(first)}, {typst_string(second)}).join({typst_string('|')})"
    assert evaluate(joined) == f"{as_printed(first)}|{as_printed(second)}"


@settings(max_examples=100, deadline=None)
@given(VALUES)
@example({"\x1e": 1, "\x1f": 2})
def test_any_value_is_itself(value: object) -> None:
    assert evaluate(typst_value(value)) == expected(value)


def test_numbers_are_themselves() -> None:
    assert evaluate(typst_value([0, -1, 1.5, 1e-9, 2**40])) == [0, -1, 1.5, 1e-9, 2**40]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_without_a_literal_is_refused(number: float) -> None:
    with pytest.raises((TypeError, ValueError)):
        typst_value(number)


def test_other_objects_are_refused() -> None:
    with pytest.raises(TypeError):
        typst_value(object())


@pytest.mark.parametrize(
    "text", ['" + panic("x") + "', '"; panic("x"); "', '\\"', "\\", '") #panic("x") #("']
)
def test_a_text_runs_nothing(text: str) -> None:
    assert evaluate(typst_string(text)) == text
