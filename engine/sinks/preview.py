"""Preview slot: the newest painted frame, for a window."""

import time
from collections.abc import Callable

from engine.frame import Frame
from engine.sinks.base import Sink


class PreviewSlot(Sink):
    """Holds the newest painted frame. Never blocks: the pipeline writes, a timer of the window reads.

    The last frame stays after `close`, so that a window has something to show.

    Args:
        clock: tells seconds as `Frame.captured_s` does.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._latest: Frame | None = None

    def write(self, frame: Frame) -> None:
        self._latest = frame  # one assignment is atomic: no lock

    def latest(self) -> Frame | None:
        """The newest frame, from any thread; None before the first. `image` is painted, `content` is not."""
        return self._latest

    def latency_s(self) -> float | None:
        """Seconds from the capture of the newest frame until now; None when it has no capture time.

        Ask when the frame is shown: it then is the time from camera to screen.
        """
        latest = self._latest
        if latest is None or latest.captured_s is None:
            return None
        return self._clock() - latest.captured_s

    def close(self) -> None:
        """Nothing to complete."""

    def abort(self) -> None:
        """Nothing to undo."""
