"""Meter: frames, rates and where the time goes. Written by all threads, read by any."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Final, Protocol

WINDOW: int = 30
"""Frames over which the current rate is taken."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the meter shows at one moment."""

    frames: int
    """Painted so far, by this run and by an earlier one."""

    seconds: float
    """Since the start."""

    rate: float
    """Frames per second over the last `WINDOW` frames; 0 before the second frame."""

    busy: dict[str, float]
    """Seconds of work in each stage; stages run side by side, so the sum may exceed `seconds`."""

    kept: int = 0
    """How many of the frames an earlier run painted, which was cut off."""


class Stopwatch(Protocol):
    """What measures the stages of a frame; a `Meter` is one."""

    def measure(self, stage: str) -> AbstractContextManager[None]:
        """Time what happens inside the `with` block."""


class Meter:
    """Counts frames and the seconds spent in each stage."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter, kept: int = 0) -> None:
        self._clock = clock
        self._lock = Lock()
        self._start = clock()
        self._busy: defaultdict[str, float] = defaultdict(float)
        self._recent: deque[float] = deque(maxlen=WINDOW)
        self._kept = self._frames = kept

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Add the time spent inside the `with` block to a stage."""
        start = self._clock()
        try:
            yield
        finally:
            with self._lock:
                self._busy[stage] += self._clock() - start

    def count(self) -> None:
        """One more frame is painted."""
        with self._lock:
            self._frames += 1
            self._recent.append(self._clock())

    def read(self) -> Reading:
        """The figures of this moment."""
        with self._lock:
            span = self._recent[-1] - self._recent[0] if len(self._recent) > 1 else 0.0
            rate = (len(self._recent) - 1) / span if span > 0 else 0.0
            return Reading(self._frames, self._clock() - self._start, rate, dict(self._busy), self._kept)


class _NoStopwatch:
    def measure(self, stage: str) -> AbstractContextManager[None]:
        return nullcontext()


NO_STOPWATCH: Final[Stopwatch] = _NoStopwatch()
"""Measures nothing."""
