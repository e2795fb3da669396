"""Background: slow work in threads, results delivered in the GUI thread. The GUI thread never waits."""

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from threading import Thread
from typing import Any, TypeVar
from weakref import WeakSet

from PyQt6.QtCore import QObject, pyqtSignal

from app.window.bridge.worker_pool import WorkerPool

T = TypeVar("T")


class Background(QObject):
    """Runs functions in threads; their results and exceptions arrive in the thread that owns this object."""

    _arrived = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._threads: WeakSet[Thread] = WeakSet()
        self._pools: list[WorkerPool] = []
        self._arrived.connect(self._deliver)

    def pool(self, name: str, threads: int = 1) -> WorkerPool:
        """A few threads of its own for work of one kind; closed with this object. `follow` its futures."""
        self._pools.append(WorkerPool(name, threads))
        return self._pools[-1]

    def run(
        self, work: Callable[[], T], then: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        """Call `work` in a thread of its own, then `then` with its result, or `failed` with its error, here.

        The thread is a daemon: a server that never answers does not hold the program up when it closes.
        """
        if self._closed:
            return
        future: Future[T] = Future()
        self.follow(future, then, failed)
        thread = Thread(target=_fill, args=(future, work), name="impasto-background", daemon=True)
        self._threads.add(thread)
        thread.start()

    def follow(
        self, future: "Future[T]", then: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        """Call `then` or `failed` here when the given future is done; neither if it is cancelled."""
        future.add_done_callback(lambda done: self._send(done, then, failed))

    def close(self, wait_s: float = 0.0) -> None:
        """Deliver nothing any more; wait up to `wait_s` seconds for running threads."""
        self._closed = True
        deadline_s = time.monotonic() + wait_s
        for pool in self._pools:
            pool.close()
        for thread in list(self._threads):
            thread.join(max(0.0, deadline_s - time.monotonic()))
        for pool in self._pools:
            pool.join(max(0.0, deadline_s - time.monotonic()))

    def _send(
        self, done: "Future[T]", then: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        if self._closed:
            return
        try:
            self._arrived.emit((done, then, failed))
        except RuntimeError:  # the window is gone, and this object with it
            return

    def _deliver(self, arrival: "tuple[Future[Any], Callable[..., object], Callable[..., object]]") -> None:
        done, then, failed = arrival
        if self._closed:
            return
        try:
            result = done.result()
        except CancelledError:
            return
        except Exception as error:
            failed(error)
        else:
            then(result)


def _fill(future: "Future[T]", work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except Exception as error:
        future.set_exception(error)
