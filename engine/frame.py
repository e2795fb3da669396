"""Frame: one picture of a stream, with its time."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""(H, W, 3) uint8 RGB, C-contiguous."""


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """A picture and its time. The picture is made read-only: frames are shared between threads.

    Raises:
        TypeError: the image is not (H, W, 3) uint8, C-contiguous.
    """

    image: Image
    """(H, W, 3) uint8 RGB, C-contiguous."""

    time: Fraction
    """Seconds since the start of the stream; exact: pts * time base."""

    index: int
    """0 for the first frame of the stream."""

    duration: Fraction | None = None
    """Seconds this frame is shown, where the source says."""

    content: Image | None = None
    """In a painted frame, the picture it was painted from."""

    captured_s: float | None = None
    """`time.perf_counter` when a live source got the picture: what latency is measured from."""

    def __post_init__(self) -> None:
        image = self.image
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
            raise TypeError(f"Frame needs a (H, W, 3) uint8 image, got {image.shape} {image.dtype}.")
        if not image.flags.c_contiguous:
            raise TypeError("Frame needs a C-contiguous image; call numpy.ascontiguousarray first.")
        image.flags.writeable = False
