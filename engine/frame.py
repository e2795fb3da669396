"""Frame: one picture of a stream, with its time."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

ArrayT = TypeVar("ArrayT", bound=NDArray[Any])

Image = NDArray[np.uint8]
"""(H, W, 3) uint8 RGB, C-contiguous."""


def read_only(array: ArrayT) -> ArrayT:
    """The same memory as an array that cannot be written to; the array that was given stays as it is."""
    if not array.flags.writeable:
        return array
    view = array.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """A picture and its time. Frames are shared between threads, so nobody can write to `image`.

    The memory is that of the array it was made from: do not change that one afterwards.

    Raises:
        TypeError: the image is not (H, W, 3) uint8, C-contiguous.
    """

    image: Image
    """(H, W, 3) uint8 RGB, C-contiguous, read-only."""

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

    mirrored: bool = False
    """In a painted frame: left and right are exchanged, in `image` and in `content`."""

    def __post_init__(self) -> None:
        image = self.image
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
            raise TypeError(f"Frame needs a (H, W, 3) uint8 image, got {image.shape} {image.dtype}.")
        if not image.flags.c_contiguous:
            raise TypeError("Frame needs a C-contiguous image; call numpy.ascontiguousarray first.")
        object.__setattr__(self, "image", read_only(image))  # frozen: the one way to set a field
