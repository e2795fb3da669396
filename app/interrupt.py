"""Ctrl-C, a polite `kill`, a closing terminal: an exception, but an event while a result is written."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

INTERRUPTED: int = 130
"""Exit code of a command the person stopped, as shells have it."""

STOPPED = "stopped; no half-written result is left behind."

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
"""Windows has no SIGHUP."""

_raised = Event()


class Stop(Event):
    """Set when the work is to end."""

    by_person: bool = True
    """Ctrl-C; otherwise the machine is shut down, or the terminal closed: nobody wants the work undone."""


def raise_on_signals() -> None:
    """From now on these signals raise KeyboardInterrupt in the main thread."""
    _raised.clear()
    for number in _signals():
        signal.signal(number, _raise)


def was_interrupted() -> bool:
    """True when one has come: a library that was just being imported may turn it into an error of its own."""
    return _raised.is_set()


@contextmanager
def event_on_signals(*, second_raises: bool = False) -> "Iterator[Stop]":
    """Inside, these signals set the event and raise nothing: no file is cut off between two lines of code.

    With `second_raises` a second one raises KeyboardInterrupt.
    """
    stop = Stop()
    if _raised.is_set():  # it was raised where Python ignores exceptions
        stop.set()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and second_raises:
            raise KeyboardInterrupt
        stop.by_person = number == signal.SIGINT
        stop.set()

    previous = {number: signal.signal(number, ask) for number in _signals()}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def leave_if_something_hangs(code: int) -> None:
    """End the process now when a daemon thread is still inside a library (a network, a driver).

    Python would stop such a thread as it comes back, in the middle of C++, which then aborts the process.
    """
    if any(thread.daemon for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _signals() -> list[signal.Signals]:
    """Those there are, but a SIGHUP that `nohup` had us ignore: then the terminal may close."""
    there = [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]
    return [
        number for number in there if number.name != "SIGHUP" or signal.getsignal(number) != signal.SIG_IGN
    ]


def _raise(number: int, frame: FrameType | None) -> None:
    _raised.set()
    raise KeyboardInterrupt
