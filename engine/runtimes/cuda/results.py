"""Pinned memory for finished frames, lent to whoever holds the array and used again when nobody does."""

import weakref
from collections import deque

from torch import Tensor

from engine.frame import Image
from engine.runtimes.cuda.device import Device

MOST_LENT: int = 12
"""Buffers lent at a time: the frames in flight, in a queue and on the screen. Pinned memory is scarce."""


class Results:
    """Buffers of one size for finished frames.

    A new array of 4K takes 3 ms only to be given memory by the system, and a copy from pinned memory as long
    again: the device's own copy is handed out instead. Who keeps many gets copies.
    """

    def __init__(self, device: Device, height: int, width: int) -> None:
        self._device = device
        self._shape = (height, width, 3)
        self._free: deque[Tensor] = deque()
        self._lent: set[int] = set()  # ids: adding and taking out are atomic

    def take(self) -> Tensor:
        """A buffer for the next frame: (H, W, 3) uint8, pinned."""
        try:
            return self._free.popleft()
        except IndexError:
            return self._device.pinned(self._shape)

    def hand_over(self, buffer: Tensor) -> Image:
        """What is in a buffer, as an array (H, W, 3) uint8 that nobody else will write to."""
        if len(self._lent) >= MOST_LENT:
            copied: Image = buffer.numpy().copy()
            self._free.append(buffer)
            return copied
        self._lent.add(id(buffer))
        lent: Image = buffer.numpy()
        # Views of an array keep the array itself alive, so that this is called after the last of them.
        weakref.finalize(lent, self._take_back, buffer).atexit = False
        return lent

    def _take_back(self, buffer: Tensor) -> None:
        self._lent.discard(id(buffer))
        self._free.append(buffer)
