"""Slots: the buffers of frames in flight, allocated once for each frame size."""

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from engine.frame import Image
from engine.runtimes.cuda.device import Device, Stream
from engine.runtimes.cuda.results import Results

if TYPE_CHECKING:
    from engine.runtimes.frames import Painting


class Slot:
    """Buffers of one frame in flight. Written to again only when its frame was handed over."""

    def __init__(self, device: Device, streams: tuple[Stream, Stream], height: int, width: int) -> None:
        """Allocate, for frames of so many pixels, that one stream brings and another one paints."""
        shape = (height, width, 3)
        self.host = device.pinned(shape)
        """The frame, pinned."""
        self.frame = device.memory(shape, streams[0])
        """The frame on the device."""
        self.painted = device.memory(shape, streams[1])
        """The painted frame on the device."""
        self.painting: Painting | None = None
        """Who waits for the frame in it."""

    def put(self, frame: Image) -> None:
        """Copy a frame to pinned memory, with several threads where torch has them."""
        self.host.copy_(_tensor_over(frame))


class Slots:
    """The slots for frames of one size, taken in turn."""

    def __init__(
        self, device: Device, streams: tuple[Stream, Stream], height: int, width: int, count: int
    ) -> None:
        """Allocate `count` slots for frames of so many pixels, that one stream brings and another paints."""
        self.size = height, width
        self.results = Results(device, height, width)
        """Where finished frames go."""
        self._slots = [Slot(device, streams, height, width) for _ in range(count)]
        self._next = 0

    def take(self) -> Slot:
        """The next slot; if its frame is not handed over yet, waits for that.

        Raises:
            DeviceError: the device failed.
        """
        slot = self._slots[self._next]
        self._next = (self._next + 1) % len(self._slots)
        if slot.painting is not None:
            slot.painting.wait()
        return slot

    def finish(self) -> None:
        """Wait for all frames in flight.

        Raises:
            DeviceError: the device failed.
        """
        for slot in self._slots:
            if slot.painting is not None:
                slot.painting.wait()


class _Over:
    """The memory of an array, said to be writable."""

    def __init__(self, image: Image) -> None:
        self.image = image  # kept alive
        address, _ = image.__array_interface__["data"]
        self.__array_interface__ = {**image.__array_interface__, "data": (address, False)}


def _tensor_over(image: Image) -> Tensor:
    """A tensor in the memory of a frame, which is only read: torch warns of memory that is read-only."""
    return torch.from_numpy(np.asarray(_Over(image)))
