"""Automatic render size, as large as this machine can paint live.

What is painted smaller than the source is enlarged, along its edges if a person does not switch that off.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Reading

RATE: float = 25.0
"""Frames per second to aim at: below, movement stutters."""

SIZES: tuple[int, ...] = (448, 512, 640, 768, 896, 1024, 1280, 1600, 1920)
"""Pixels of the long side; few, as a runtime may prepare itself for each.

Below the first, patterns of the network show: the rate falls instead.
"""

SOURCE_STAGES: tuple[str, ...] = ("fit", "restore")
"""What the style thread does for a frame at the size of the source, whatever the render size."""

RENDER_STAGES: tuple[str, ...] = ("upload", "network", "download", "steady")
"""What it does at the render size."""

FRAMES: int = 40
"""Painted frames between two decisions."""

MARGIN: float = 0.75
"""A larger size is tried only when it should need no more than this share of the time there is."""

TOLERANCE: float = 1.1
"""A smaller size is tried only when frames take this much longer than they may: a change is visible."""


class AutomaticSize:
    """Watches how long frames take, and finds the size that keeps up."""

    def __init__(self) -> None:
        self.size: int = 640
        """Pixels of the long side: what to paint at now."""
        self.strained = False
        """Even the smallest size does not keep up."""
        self._frames = 0
        self._busy: dict[str, float] = {}
        self._changed = True

    def update(self, reading: "Reading", source_size: int) -> bool:
        """Judge the frames since the last call; those right after a change, which takes time, do not count.

        Args:
            reading: the meter's.
            source_size: long side of the source in pixels; painting larger is of no use.

        Returns:
            True when `size` has changed.
        """
        frames = reading.frames - self._frames
        if frames < FRAMES:
            return False
        at_source_s, at_render_s = (
            sum(reading.busy.get(stage, 0.0) - self._busy.get(stage, 0.0) for stage in stages) / frames
            for stages in (SOURCE_STAGES, RENDER_STAGES)
        )
        self._frames, self._busy = reading.frames, reading.busy
        before, counts = self.size, not self._changed
        self.size = self._best(at_source_s, at_render_s, source_size) if counts else before
        self._changed = self.size != before
        return self._changed

    def _best(self, at_source_s: float, at_render_s: float, source_size: int) -> int:
        painted = min(self.size, source_size)
        self.strained = False
        frame_s = {size: at_source_s + at_render_s * (size / painted) ** 2 for size in SIZES}
        smaller = [size for size in SIZES if frame_s[size] <= 1 / RATE]
        larger = [size for size in SIZES if painted < size and frame_s[size] <= MARGIN / RATE]
        if at_source_s + at_render_s > TOLERANCE / RATE:
            self.strained = not smaller
            return smaller[-1] if smaller else SIZES[0]
        if larger and painted < source_size:
            return next((size for size in larger if size >= source_size), larger[-1])
        return self.size
