"""What the bench of a GPU says of one way to paint: frames per second, times, and what bounds them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Floor:
    """What a frame cannot be painted faster than, by one thing that bounds it."""

    name: str
    """`copy` (frames between host and device), `memory` (layers read and written) or `arithmetic`."""

    ms: float
    """Milliseconds per frame, from rates measured on this device."""


@dataclass(frozen=True, slots=True)
class SpeedRecord:
    """One way to paint frames of one size with one network."""

    network: str
    """Name of the network."""

    weights: str
    """`own`, or `random` where the network is not installed: as fast, and no picture to look at."""

    device: str
    """What its maker calls it."""

    way: str
    """`cuda` with the switches that are not as usual, `eager float32` (the same network, plain), `research`
    (float32, contiguous, the style learned anew for each frame) or `plain float16`."""

    path: str
    """`device` (from device memory to device memory), `host` (uint8 arrays in and out, several at once),
    `live` (the same, one at a time) or `file` with an encoder (a video to a video)."""

    width: int
    """Pixels of the frame."""

    height: int
    """Pixels of the frame."""

    frames_per_s: float
    """Frames per second over all measured frames."""

    p50_ms: float
    """Median milliseconds from frame to frame; of `live` and `device`, from its beginning to its end."""

    p95_ms: float
    """95th percentile of the same."""

    frames: int
    """Measured frames."""

    floors: tuple[Floor, ...] = ()
    """What bounds it; the largest is the bottleneck that remains."""

    psnr_db: float | None = None
    """Of a painted frame against the same network in float32; None: not compared, or random weights."""

    @property
    def floor(self) -> Floor | None:
        """The largest floor."""
        return max(self.floors, key=lambda one: one.ms, default=None)

    @property
    def times_floor(self) -> float | None:
        """How many times the largest floor a frame takes."""
        return 1000 / self.frames_per_s / self.floor.ms if self.floor and self.floor.ms else None


@dataclass(frozen=True, slots=True)
class Timing:
    """Measured times of some frames."""

    frames_per_s: float
    """Over all of them."""

    p50_ms: float
    """Median, in milliseconds."""

    p95_ms: float
    """95th percentile, in milliseconds."""

    frames: int
    """How many."""

    @classmethod
    def of(cls, seconds: float, times_s: Sequence[float]) -> "Timing":
        """From the time of all frames together, and that of each."""
        p50, p95 = np.percentile(np.array(times_s) * 1000, (50, 95))
        return cls(round(len(times_s) / seconds, 1), round(float(p50), 3), round(float(p95), 3), len(times_s))

    @classmethod
    def between(cls, done_s: Sequence[float]) -> "Timing":
        """From the moments at which frames were done, the first of which only begins the time."""
        return cls.of(done_s[-1] - done_s[0], np.diff(done_s).tolist())
