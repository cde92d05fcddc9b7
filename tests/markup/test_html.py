"""Text stays text in HTML, in an attribute, in an address and in a script."""

import json
import math
import re
from html import unescape

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import hostile

from markup import html_attr, html_text, json_for_script, safe_url

ANY_TEXT = st.one_of(
    st.text(),
    st.sampled_from(hostile.strings()),
    st.builds("".join, st.lists(st.sampled_from(hostile.strings()), max_size=4)),
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def as_read(text: str) -> str:
    """What an HTML parser gives back: forbidden characters replaced, line ends made one."""
    return NO_XML.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def test_the_corpus_is_large() -> None:
    assert len(hostile.strings()) >= 500


@given(ANY_TEXT)
def test_text_adds_no_element_and_stays_itself(text: str) -> None:
    escaped = html_text(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert unescape(escaped) == NO_XML.sub("\ufffd", text)
    page = lxml.html.document_fromstring(f"<html><body><p id='p'>x{escaped}</p></body></html>")
    assert [element.tag for element in page.iter()] == ["html", "body", "p"]


@pytest.mark.parametrize("quote", ['"', "'"])
@given(text=ANY_TEXT)
def test_attribute_value_stays_one_value(quote: str, text: str) -> None:
    page = lxml.html.fragment_fromstring(f"<p title={quote}{html_attr(text)}{quote}>x</p>")
    assert dict(page.attrib).keys() == {"title"}
    assert as_read(page.get("title")) == as_read(text)
    assert page.text == "x"


@pytest.mark.parametrize("url", hostile.strings("url"))
def test_hostile_address_is_refused(url: str) -> None:
    assert safe_url(url) is None


@given(
    st.sampled_from(hostile.strings("url")),
    st.integers(0, 12),
    st.sampled_from("\t\n\r\x00\x01\x1f \x7f\x80\xa0\u200b\ufeff"),
)
def test_a_hidden_character_does_not_help(url: str, place: int, character: str) -> None:
    """A browser drops some characters before it looks for the scheme, wherever they stand."""
    found = safe_url(url[:place] + character + url[place:])
    assert found is None or scheme_of(found) in {None, "http", "https", "mailto", "tel"}


@given(ANY_TEXT)
def test_what_is_let_through_has_a_harmless_scheme(url: str) -> None:
    found = safe_url(url)
    assert found is None or scheme_of(found) in {None, "http", "https", "mailto", "tel"}


def scheme_of(url: str) -> str | None:
    """The scheme as a browser sees it (WHATWG URL, steps 1 and 3, and the scheme state)."""
    bare = re.sub("[\t\n\r]", "", url.strip("".join(map(chr, range(0x21)))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return match[1].lower() if match else None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=1&c=2#d", "http://example.org", "mailto:an@example.org", "tel:+3216000000",
        "a/b.html", "../a.html", "#plaats", "?vraag", "/vanaf/de/wortel", "//example.org/x", "HTTPS://example.org",
        "a/b:c", "./x:y", "#x:y", "",
    ],
)  # fmt: skip
def test_ordinary_address_is_kept(url: str) -> None:
    assert safe_url(url) == url


@given(JSON_VALUES)
def test_json_comes_back_and_cannot_end_the_script(value: object) -> None:
    text = json_for_script(value)
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode()
    assert json.loads(text) == cleaned(value)
    page = lxml.html.document_fromstring(f"<html><body><script>{text}</script><p>x</p></body></html>")
    assert [element.tag for element in page.iter()] == ["html", "body", "script", "p"]


def cleaned(value: object) -> object:
    """The value with characters that no page may hold replaced."""
    if isinstance(value, str):
        return re.sub("[\x7f\ud800-\udfff\ufffe\uffff]", "\ufffd", value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in sorted(value.items())}
    return value


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_json_refuses_what_json_has_no_form_for(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_for_script({"x": number})


def test_json_refuses_other_objects() -> None:
    with pytest.raises(TypeError):
        json_for_script({"x": object()})


def test_json_is_the_same_for_any_order_of_keys() -> None:
    assert json_for_script({"b": 1, "a": 2}) == json_for_script({"a": 2, "b": 1}) == '{"a":2,"b":1}'
