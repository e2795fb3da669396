"""Following: how a frame follows the one before it, for a device that keeps those pictures itself."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.steadiness.motion import Motion


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
            (4 + 3 h w,) float32: both shares, whether each counts, the flow (h, w, 2), the confidence (h, w).
        """
        count = self.size[0] * self.size[1]
        numbers = np.zeros(4 + 3 * count, np.float32)
        kept = known, known and self.motion is not None
        numbers[:4] = self.content_share, self.painting_share, *kept
        if self.motion is not None:
            numbers[4 : 4 + 2 * count] = self.motion.flow.ravel()
            numbers[4 + 2 * count :] = self.motion.confidence.ravel()
        return numbers
