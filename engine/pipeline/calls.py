"""Queued calls: work that other threads have done in the style thread, between two frames."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from engine.stylizer import Stylizer

T = TypeVar("T")


class QueuedCalls:
    """Put in by any thread; run and dropped by the style thread."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[Stylizer], Any]]] = SimpleQueue()

    def put(self, work: Callable[[Stylizer], T]) -> Future[T]:
        """Have work done with the stylizer; its result or its error follows."""
        future: Future[T] = Future()
        self._calls.put((future, work))
        return future

    def run(self, stylizer: Callable[[], Stylizer]) -> None:
        """Do all that was put in; `stylizer` gives the one that paints now."""
        while (call := self._next()) is not None:
            future, work = call
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work(stylizer()))
            except Exception as error:  # belongs to whoever asked, not to the pipeline
                future.set_exception(error)

    @property
    def empty(self) -> bool:
        """Nothing was put in."""
        return self._calls.empty()

    def drop(self) -> None:
        """Cancel all that was put in."""
        while (call := self._next()) is not None:
            call[0].cancel()

    def _next(self) -> tuple[Future[Any], Callable[[Stylizer], Any]] | None:
        try:
            return self._calls.get_nowait()
        except Empty:
            return None
