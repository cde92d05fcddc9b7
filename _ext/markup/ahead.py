"""Two things at once, where the second needs no Python: making items, and working on those that are made."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

#: So many items are made while another is worked on.
_AHEAD = 2


def one_after_another(
    items: Iterable[_Item], work: Callable[[_Item], _Result]
) -> Iterator[tuple[_Item, _Result]]:
    """Yield each item with what the work gives, in order; the next items are made meanwhile.

    Args:
        items: made in the thread of the caller.
        work: done in a thread of its own, for one item at a time.
    """
    waiting: deque[tuple[_Item, Future[_Result]]] = deque()
    with ThreadPoolExecutor(max_workers=1) as worker:
        for item in items:
            waiting.append((item, worker.submit(work, item)))
            if len(waiting) > _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        for item, result in waiting:
            yield item, result.result()
