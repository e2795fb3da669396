"""A few threads for slow work, which end when there is nothing to do."""

import threading
from concurrent.futures import CancelledError
from threading import Event

import pytest

from app.window.bridge.worker_pool import WorkerPool
from tests.supervision import wait_until


def test_one_thread_does_one_after_the_other() -> None:
    pool, done = WorkerPool("impasto-test"), list[int]()
    futures = [pool.submit(lambda number=number: done.append(number)) for number in range(200)]  # type: ignore[misc]
    for future in futures:
        future.result(5)
    assert done == list(range(200))
    assert pool.join(5)


def test_no_more_threads_run_than_are_allowed() -> None:
    pool, hold, begun = WorkerPool("impasto-test", 3), Event(), list[int]()

    def work() -> None:
        begun.append(threading.get_ident())
        hold.wait(10)

    futures = [pool.submit(work) for _ in range(200)]
    wait_until(lambda: len(begun) == 3, 5, "the threads")
    assert sum(thread.name == "impasto-test" for thread in threading.enumerate()) == 3
    hold.set()
    for future in futures:
        future.result(5)
    assert pool.join(5)


def test_an_error_belongs_to_its_future_and_the_next_goes_on() -> None:
    pool = WorkerPool("impasto-test")
    failing, fine = pool.submit(lambda: 1 // 0), pool.submit(lambda: 7)
    assert fine.result(5) == 7
    with pytest.raises(ZeroDivisionError):
        failing.result(5)
    assert pool.join(5)


def test_closing_cancels_what_waits() -> None:
    pool, begun, hold = WorkerPool("impasto-test"), Event(), Event()

    def work() -> bool:
        begun.set()
        return hold.wait(10)

    running, waiting = pool.submit(work), pool.submit(lambda: True)
    assert begun.wait(5)
    pool.close()
    assert not pool.join(0.05)
    hold.set()
    assert running.result(5)
    with pytest.raises(CancelledError):
        waiting.result(5)
    assert pool.submit(lambda: True).cancelled()
    assert pool.join(5)
