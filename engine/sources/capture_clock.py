"""The times of pictures that arrive when they arrive."""

import time
from collections.abc import Callable

from engine.frame import Frame, Image
from engine.stream_info import CAPTURE_TICK


class CaptureClock:
    """Makes frames of pictures as they are captured: time 0 is the first, and times always increase.

    Args:
        clock: tells seconds; latency is measured with `time.perf_counter`.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._start_s: float | None = None
        self._last_tick = -1
        self._index = 0

    def frame(self, image: Image, captured_s: float | None = None) -> Frame:
        """The next frame.

        Args:
            image: (H, W, 3) uint8 RGB, C-contiguous.
            captured_s: when it was captured, by the clock; None = now.
        """
        captured_s = self._clock() if captured_s is None else captured_s
        if self._start_s is None:
            self._start_s = captured_s
        self._last_tick = max(self._last_tick + 1, round((captured_s - self._start_s) / CAPTURE_TICK))
        self._index += 1
        return Frame(image, self._last_tick * CAPTURE_TICK, self._index - 1, captured_s=captured_s)
