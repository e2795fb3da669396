"""A few threads for slow work, which end when there is nothing to do."""

import threading
from concurrent.futures import CancelledError
from threading import Event

import pytest

from app.window.bridge.worker_pool import WorkerPool


def test_one_thread_does_one_after_the_other() -> None:
    pool, done = WorkerPool("impasto-test"), list[int]()
    futures = [pool.submit(lambda number=number: done.append(number)) for number in range(200)]  # type: ignore[misc]
    for future in futures:
        future.result(5)
    assert done == list(range(200))
    assert pool.join(5)


def test_no_more_threads_run_than_are_allowed() -> None:
    pool, seen = WorkerPool("impasto-test", 3), set[str]()
    futures = [pool.submit(lambda: seen.add(str(threading.get_ident()))) for _ in range(200)]
    for future in futures:
        future.result(5)
    assert len(seen) <= 3
    assert pool.join(5)


def test_an_error_belongs_to_its_future_and_the_next_goes_on() -> None:
    pool = WorkerPool("impasto-test")
    failing, fine = pool.submit(lambda: 1 // 0), pool.submit(lambda: 7)
    assert fine.result(5) == 7
    with pytest.raises(ZeroDivisionError):
        failing.result(5)
    assert pool.join(5)


def test_closing_cancels_what_waits() -> None:
    pool, hold = WorkerPool("impasto-test"), Event()
    running, waiting = pool.submit(lambda: hold.wait(10)), pool.submit(lambda: True)
    pool.close()
    assert not pool.join(0.05)
    hold.set()
    assert running.result(5)
    with pytest.raises(CancelledError):
        waiting.result(5)
    assert pool.submit(lambda: True).cancelled()
    assert pool.join(5)
