"""Worker pool: a few threads for slow work, whose threads end when there is nothing to do. No Qt."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar

T = TypeVar("T")


class WorkerPool:
    """Runs work in the order it is given, in at most `threads` threads; with one thread, one after the other.

    The threads are daemons: a driver that never answers does not hold the program up when it closes.
    """

    def __init__(self, name: str, threads: int = 1) -> None:
        self._name = name
        self._most = threads
        self._lock = Lock()
        self._waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._threads: set[Thread] = set()
        self._closed = False

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Run `work` when its turn comes; cancelled when the pool is closed before."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                future.cancel()
                return future
            self._waiting.append((future, work))
            if len(self._threads) < self._most:
                thread = Thread(target=self._run, name=self._name, daemon=True)
                self._threads.add(thread)
                thread.start()
        return future

    def close(self) -> None:
        """Cancel what waits, and take no more."""
        with self._lock:
            self._closed = True
            dropped, self._waiting = self._waiting, deque()
        for future, _ in dropped:
            future.cancel()

    def join(self, timeout_s: float) -> bool:
        """Wait for what is under way; False at the time-out."""
        deadline_s = time.monotonic() + timeout_s
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(max(0.0, deadline_s - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def _next(self) -> "tuple[Future[Any], Callable[[], Any]] | None":
        """The next job; None, and this thread counts no more, when there is none."""
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._threads = {thread for thread in self._threads if thread is not current_thread()}
            return None
