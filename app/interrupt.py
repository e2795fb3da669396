"""Ctrl-C and a polite `kill`: an exception while starting up, an event while a result is written."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

INTERRUPTED: int = 130
"""Exit code of a command the person stopped, as shells have it."""

STOPPED = "stopped; nothing half-written is left behind."

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_raised = Event()


def raise_on_signals() -> None:
    """From now on both signals raise KeyboardInterrupt in the main thread."""
    _raised.clear()
    for number in _SIGNALS:
        signal.signal(number, _raise)


def was_interrupted() -> bool:
    """True when one has come: a library that was just being imported may turn it into an error of its own."""
    return _raised.is_set()


@contextmanager
def event_on_signals(*, patience: bool = True) -> Iterator[Event]:
    """Inside, both signals set the event and raise nothing: no file is cut off between two lines of code.

    Without patience a second signal raises KeyboardInterrupt.
    """
    stop = Event()
    if _raised.is_set():  # it was raised where Python ignores exceptions
        stop.set()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and not patience:
            raise KeyboardInterrupt
        stop.set()

    previous = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _raise(number: int, frame: FrameType | None) -> None:
    _raised.set()
    raise KeyboardInterrupt
