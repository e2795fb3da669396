"""Staging: numbers of a frame on the device, and pinned memory for those on their way there."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.runtimes.cuda.device import Device, Event, Stream

BUFFERS: int = 4
"""Taken in turn: one more than frames in flight, so that nobody waits for one."""


class Staging:
    """Brings numbers to the device when they change."""

    def __init__(
        self, device: Device, stream: Stream, shape: tuple[int, ...], dtype: torch.dtype = torch.float32
    ) -> None:
        """Allocate.

        Args:
            device: where.
            stream: in which they are read, so that no frame before sees them.
            shape: of the numbers.
            dtype: of the numbers.
        """
        self._device, self._stream = device, stream
        self.tensor: Tensor = device.memory(shape, stream, dtype)
        """Them, on the device; always the same memory."""
        self._buffers = [device.pinned(shape, dtype) for _ in range(BUFFERS)]
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
        self._device.copy(self._stream, self.tensor, self._buffers[turn])
        self._copied[turn] = self._device.record(self._stream)
        self._last = numbers
