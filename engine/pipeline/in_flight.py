"""Frames in flight: begun, and not handed over yet."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from engine.frame import Frame, Image
from engine.pipeline.meter import Meter
from engine.runtimes import Painting


class FramesInFlight:
    """A device that works behind our back paints one frame while the next ones are begun."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._frames: deque[tuple[Frame, Image, Painting]] = deque()

    def __len__(self) -> int:
        return len(self._frames)

    def add(self, frame: Frame, content: Image, painting: Painting) -> None:
        """One more, with the picture that it is painted from."""
        self._frames.append((frame, content, painting))

    def painted(self, keep: int) -> Iterator[Frame]:
        """Wait for all but the last few, in their order."""
        while len(self._frames) > keep:
            frame, content, painting = self._frames.popleft()
            with self._meter.measure("download"):
                image = painting.wait()
            yield replace(frame, image=image, content=content)
