"""The next items are made while one is worked on; what comes out keeps their order."""

from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from markup.ahead import one_after_another

_LONG = 20.0


def test_results_keep_the_order_of_the_items() -> None:
    assert list(one_after_another(range(6), lambda number: number * number)) == [
        (number, number * number) for number in range(6)
    ]


def test_the_next_item_is_made_while_one_is_worked_on() -> None:
    second_made = Event()
    threads: set[int] = set()

    def items() -> Iterator[str]:
        threads.add(get_ident())
        yield "first"
        second_made.set()
        yield "second"

    def work(item: str) -> bool:
        assert get_ident() not in threads
        return second_made.wait(_LONG) if item == "first" else True

    assert list(one_after_another(items(), work)) == [("first", True), ("second", True)]


def test_items_are_not_all_made_before_the_first_is_given_back() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(9):
            made.append(number)
            yield number

    next(one_after_another(items(), lambda number: number))
    assert len(made) < 9


def test_a_fault_in_the_work_comes_at_its_item() -> None:
    def work(number: int) -> int:
        return 1 // number

    found = one_after_another([2, 1, 0, 1], work)
    assert [next(found), next(found)] == [(2, 0), (1, 1)]
    with pytest.raises(ZeroDivisionError):
        next(found)
