"""Numbers that an editor types."""

import pytest

from markup.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("50", 50), ("07", 7)])
def test_a_number_in_range(text: str, number: int) -> None:
    assert whole_number(text, 50) == number


@pytest.mark.parametrize("text", ["", "0", "51", "-1", "+1", "1.5", " 1", "²", "٣", "007", "een", "9" * 5000])
def test_anything_else_is_no_number(text: str) -> None:
    assert whole_number(text, 50) is None


def test_nought_where_it_is_allowed() -> None:
    assert whole_number("0", 50, least=0) == 0
