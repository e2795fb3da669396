"""Frames in flight: begun, and not handed over yet."""

from collections import deque
from collections.abc import Iterator
from fractions import Fraction

from engine.frame import DeviceImage, Frame, Pixels
from engine.pipeline.meter import Meter
from engine.runtimes import Painting


class FramesInFlight:
    """A device that works asynchronously paints one frame while the next ones are begun.

    Args:
        meter: measures the waiting.
        kept: seconds up to which frames are there already: they are painted only to be remembered by those
            that follow, and are not handed over. None = there are none.
    """

    def __init__(self, meter: Meter, kept: Fraction | None = None) -> None:
        self._meter, self._kept = meter, kept
        self._frames: deque[tuple[Frame, Pixels, Painting]] = deque()

    def __len__(self) -> int:
        return len(self._frames)

    def add(self, frame: Frame, content: Pixels, painting: Painting) -> None:
        """One more, with the picture that it is painted from."""
        self._frames.append((frame, content, painting))

    def painted(self, keep: int) -> Iterator[Frame]:
        """Wait for all but the last few, in their order."""
        while len(self._frames) > keep:
            frame, content, painting = self._frames.popleft()
            with self._meter.measure("download"):
                pixels = painting.pixels()
            if self._kept is not None and frame.time <= self._kept:
                continue
            yield frame.with_pixels(pixels, content=None if isinstance(content, DeviceImage) else content)
