"""Following: how a frame follows the one before it, for a device that keeps those pictures itself."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.steadiness.motion import Motion

SCALARS: Final = 4
"""Numbers before the motion, in the order of `Following.numbers`."""


@dataclass(frozen=True, eq=False, slots=True)
class Following:
    """What a `Steadier` decides for one frame; the pictures before it are with the device."""

    content_share: float
    """0..1: share of the content before, where nothing moves."""

    painting_share: float
    """0..1: share of the painting before, where the motion is sure."""

    motion: Motion | None
    """Since the frame before; None: the painting before is not seen in this one (a cut, a leap)."""

    size: tuple[int, int]
    """(h, w) of the motion, also where there is none."""

    before: object | None
    """Names the frame before; None: the frame begins anew. It is the `now` of that frame."""

    now: object
    """Names this frame."""

    def numbers(self, *, known: bool) -> NDArray[np.float32]:
        """All that changes from frame to frame, for one copy to a device.

        Args:
            known: the device has the pictures of the frame before.

        Returns:
            (sum(parts_of(size)),) float32: both shares, whether each counts; the flow (h, w, 2); the
            confidence (h, w).
        """
        parts = parts_of(self.size)
        numbers = np.zeros(sum(parts), np.float32)
        scalars, flow, confidence = np.split(numbers, np.cumsum(parts)[:-1])
        scalars[:] = self.content_share, self.painting_share, known, known and self.motion is not None
        if self.motion is not None:
            flow[:] = self.motion.flow.ravel()
            confidence[:] = self.motion.confidence.ravel()
        return numbers


def parts_of(size: tuple[int, int]) -> tuple[int, int, int]:
    """How many of `Following.numbers` are scalars, flow and confidence, for a motion of (h, w)."""
    count = size[0] * size[1]
    return SCALARS, 2 * count, count
