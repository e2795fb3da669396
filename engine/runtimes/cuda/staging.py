"""Staging: pinned memory for the numbers of a frame that are on their way to the device."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from engine.runtimes.cuda.device import Device, Event, Stream

BUFFERS: int = 4
"""Taken in turn: one more than frames in flight, so that nobody waits for one."""


class Staging:
    """Brings numbers to the device when they change."""

    def __init__(self, device: Device, stream: Stream, destination: Tensor) -> None:
        """Allocate.

        Args:
            device: where.
            stream: in which they are read, so that no frame before sees them.
            destination: of any shape, on the device.
        """
        self._device, self._stream, self._destination = device, stream, destination
        shape = tuple(destination.shape)
        self._buffers = [device.pinned(shape, destination.dtype) for _ in range(BUFFERS)]
        self._copied: list[Event | None] = [None] * BUFFERS
        self._next = 0
        self._last: NDArray[Any] | None = None

    def bring(self, numbers: NDArray[Any]) -> None:
        """Queue a copy of numbers of that shape, unless they are there; nobody may change them afterwards."""
        if self._last is numbers or (self._last is not None and np.array_equal(self._last, numbers)):
            return
        turn, self._next = self._next, (self._next + 1) % BUFFERS
        if self._copied[turn] is not None:
            self._device.synchronize(self._copied[turn])
        self._buffers[turn].numpy()[:] = numbers
        self._device.copy(self._stream, self._destination, self._buffers[turn])
        self._copied[turn] = self._device.record(self._stream)
        self._last = numbers
