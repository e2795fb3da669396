"""Open worker: a thread that opens a source which may block for ever, reads it, and can be abandoned."""

import threading
from collections.abc import Callable
from threading import Condition, Thread
from typing import Final

from engine.frame import Frame
from engine.sources.base import Source

THREAD_NAME: Final = "impasto-source"

ABANDONED_NAME: Final = "abandoned-source"
"""Name of a thread that was abandoned while a driver's call blocked it."""

Opener = Callable[[], Source]
"""Opens a source; runs in the worker's thread and may block."""


def abandoned_readers() -> int:
    """Number of abandoned threads that a driver's call still blocks."""
    return sum(thread.name == ABANDONED_NAME for thread in threading.enumerate())


class OpenWorker:
    """Opens a source and keeps its newest frame. Its attributes are read while holding `changed`.

    Args:
        opener: opens the source.
        changed: is notified of frames and of the end.
        clock: tells seconds.
    """

    def __init__(self, opener: Opener, changed: Condition, clock: Callable[[], float]) -> None:
        self.opened = False
        """The source is open."""
        self.ended = False
        """The thread has finished; no more frames."""
        self.error: Exception | None = None
        """Why it ended; None also when the source just came to its end."""
        self.source: Source | None = None
        """The source, while it is open."""
        self.since_s = clock()
        """Time of its start, its opening or its last frame, whichever is latest; seconds by `clock`."""
        self.opened_s = self.since_s
        """Time of its opening; seconds by `clock`."""
        self.had_frames = False
        """At least one frame has come."""
        self._opener = opener
        self._changed = changed
        self._clock = clock
        self._abandoned = False
        self._frame: Frame | None = None
        self._thread = Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def take(self) -> Frame | None:
        """Take the newest frame, each one once. Call it while holding `changed`."""
        frame, self._frame = self._frame, None
        return frame

    def abandon(self) -> None:
        """Close the source; the thread ends as soon as its driver's call returns."""
        with self._changed:
            self._abandoned = True
            source = self.source
        if source is not None:
            source.close()

    def join(self, timeout_s: float) -> None:
        """Wait for the thread; one that does not end is renamed to `ABANDONED_NAME` and left."""
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            self._thread.name = ABANDONED_NAME

    def _run(self) -> None:
        try:
            with self._opener() as source:
                self._read_all(source)
        except Exception as error:
            self.error = error
        finally:
            with self._changed:
                self.source = None
                self.ended = True
                self._changed.notify_all()

    def _read_all(self, source: Source) -> None:
        with self._changed:
            self.source, self.opened = source, True
            self.opened_s = self.since_s = self._clock()
            self._changed.notify_all()
        while not self._abandoned and (frame := source.read()) is not None:
            with self._changed:
                self._frame, self.since_s, self.had_frames = frame, self._clock(), True
                self._changed.notify_all()
