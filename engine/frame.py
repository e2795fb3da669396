"""Frame: one picture of a stream, with its time."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
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


class DeviceImage(ABC):
    """A picture in the memory of a device, in the place of an `Image`; `engine.imaging` takes both."""

    shape: tuple[int, int, int]
    """(H, W, 3)."""

    @abstractmethod
    def download(self) -> Image:
        """Bring it to the CPU's memory: (H, W, 3) uint8 RGB, a new array.

        Raises:
            DeviceError: the device failed.
        """

    @abstractmethod
    def resized(self, width: int, height: int) -> "DeviceImage":
        """By area when smaller, cubic when larger, on the device; returns before it is done.

        Raises:
            DeviceError: the device failed, or has no memory left.
        """

    @abstractmethod
    def mirrored(self) -> "DeviceImage":
        """Left and right exchanged, likewise."""


Pixels = Image | DeviceImage
"""A picture, wherever it is."""


def downloaded(pixels: Pixels) -> Image:
    """The picture in the CPU's memory, (H, W, 3) uint8 RGB: the very array, if it is there."""
    return pixels.download() if isinstance(pixels, DeviceImage) else pixels


def frame_of(pixels: Pixels, time: Fraction, index: int, **others: Any) -> "Frame":  # noqa: ANN401
    """A frame of a picture that may be anywhere; the arguments are the fields of `Frame`."""
    if isinstance(pixels, DeviceImage):
        return DeviceFrame(pixels, time, index, **others)
    return Frame(pixels, time, index, **others)


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

    @property
    def pixels(self) -> Pixels:
        """The picture where it is; `image` is in the CPU's memory, brought there if it has to be."""
        return self.image

    def with_pixels(self, pixels: Pixels, **changes: Any) -> "Frame":  # noqa: ANN401 - fields of any type
        """The same frame with another picture and other fields, as `replace`, but that nothing is brought."""
        values = {field.name: getattr(self, field.name) for field in fields(Frame) if field.name != "image"}
        return frame_of(pixels, **(values | changes))


class DeviceFrame(Frame):
    """A frame that was decoded or painted in a device's memory. `image` brings it, each time it is asked."""

    __slots__ = ("_pixels",)
    _pixels: Pixels  # on the device, but where `dataclasses.replace` made the frame, which asks for `image`

    def __init__(self, image: Pixels, time: Fraction, index: int, **others: Any) -> None:  # noqa: ANN401
        """The fields of `Frame`."""
        values = {field.name: field.default for field in fields(Frame)} | others
        del values["image"]
        for name, value in (values | {"time": time, "index": index, "_pixels": image}).items():
            object.__setattr__(self, name, value)  # frozen: the one way to set a field

    @property
    def image(self) -> Image:
        """(H, W, 3) uint8 RGB, C-contiguous, read-only."""
        return read_only(downloaded(self._pixels))

    @property
    def pixels(self) -> Pixels:
        """The picture where it is."""
        return self._pixels
