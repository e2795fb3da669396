"""The test pattern: a moving scene for when there is no camera and no file."""

import time
from collections.abc import Callable
from fractions import Fraction
from threading import Event

from engine.artwork import Scene
from engine.errors import UsageError
from engine.frame import Frame
from engine.sources.base import Source
from engine.stream_info import StreamInfo


class PatternSource(Source):
    """Draws a bay at evening, with a boat, a balloon and birds; frame n always looks the same.

    Args:
        width: Pixels.
        height: Pixels.
        rate: Frames per second.
        frames: How many there are; None for no end.
        live: Give frames when they are due, as a camera does: `read` waits for the next one, and skips those
            that a slow reader missed.
        clock: Tells seconds, for `live`.

    Raises:
        UsageError: a size or rate that is not positive.
    """

    def __init__(
        self,
        width: int = 640,
        height: int = 360,
        rate: Fraction = Fraction(25),
        frames: int | None = None,
        *,
        live: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if width <= 0 or height <= 0 or rate <= 0:
            raise UsageError(
                f"A test pattern of {width}x{height} at {rate} frames/s cannot be. Use 1 or more."
            )
        self.live = live
        self._info = StreamInfo(width, height, rate, time_base=1 / rate, frames=frames)
        self._scene = Scene(width, height)
        self._clock = clock
        self._start_s: float | None = None
        self._tick = 0
        self._given = 0
        self._closed = Event()

    @property
    def info(self) -> StreamInfo:
        """As asked for; the rate is exact."""
        return self._info

    def read(self) -> Frame | None:
        """The next frame; None after the last one, or when another thread closes the source meanwhile."""
        if self.live:
            self._wait_until_due()
        if self._closed.is_set() or (self._info.frames is not None and self._tick >= self._info.frames):
            return None
        moment = self._tick / self._info.rate
        captured_s = time.perf_counter() if self.live else None
        image = self._scene.draw(float(moment))
        frame = Frame(image, moment, self._given, duration=1 / self._info.rate, captured_s=captured_s)
        self._tick += 1
        self._given += 1
        return frame

    def close(self) -> None:
        """End the stream. Any thread may call it; a `read` that waits returns at once."""
        self._closed.set()

    def _wait_until_due(self) -> None:
        now = self._clock()
        if self._start_s is None:
            self._start_s = now
        elapsed = now - self._start_s
        self._tick = max(self._tick, int(elapsed * self._info.rate))
        self._closed.wait(max(0.0, float(self._tick / self._info.rate) - elapsed))
