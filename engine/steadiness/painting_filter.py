"""Painting filter: carries the painting before along the content's motion, and blends the new one with it.

The strokes of a painting network jump from frame to frame although the content hardly changes. So each frame
is blended with the one before, moved as the content moved (after Lai et al. 2018, arXiv 1808.00449, and Ruder
et al. 2016, arXiv 1604.08610, who do it while training or optimising). Where the motion is not sure, or shows
what was hidden, the new painting passes untouched: no ghosts.
"""

from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.steadiness.flow import Preset, carry
from engine.steadiness.motion import Motion, MotionEstimator, SmallMotion

Kept = NDArray[np.float32] | NDArray[np.uint8]
"""(H, W, 3): a picture, 0..255. In 8 bits, a blend may stop one step short of its end."""

DETAIL_SIGMA: Final = 1.0
"""Pixels: detail that blending between pixels takes away is finer than this."""

MOST_DETAIL: Final = 1.5
"""How many times the detail that is left may be added again, at most."""

SETTLING: Final = 0.8
"""Share of the amount before in how much detail is added: else it would pulse."""


@dataclass(frozen=True, slots=True)
class Care:
    """How much time a filter may take."""

    preset: Preset
    """Of the optical flow."""

    short_side: int
    """Pixels at which motion is looked for, at most: larger pictures are halved until they fit."""

    strongest: float
    """Share of the painting before at smoothing 1."""

    when_moving: float
    """The same where anything moves, as a share of it: less, where interpolation blurs."""

    interpolation: int
    """Of the painting that is carried along."""

    detail: float
    """Share of the detail lost by blending that is given back, 0..1; needs `fine`."""

    fine: bool
    """Whether the painting before is kept in float32: exact, and slower."""


LIVE: Final = Care("ultrafast", 144, 0.8, 0.6, cv2.INTER_LINEAR, detail=0.0, fine=False)
"""At 640x360 less than 15 % of the network's time on a CPU."""

OFFLINE: Final = Care("medium", 400, 0.93, 1.0, cv2.INTER_CUBIC, detail=0.6, fine=True)
"""For files."""


class PaintingFilter:
    """Smooths a stream of painted pictures. Keeps the one before, so there is one for each stream."""

    def __init__(self, care: Care) -> None:
        self._care = care
        self._motion = MotionEstimator(care.preset, care.short_side, care.when_moving)
        self._last: Kept | None = None
        self._added = 0.0

    def reset(self) -> None:
        """Begin anew with the next picture."""
        self._last = None
        self._motion.reset()

    def follow(self, small: Image, width: int, height: int) -> SmallMotion | None:
        """The motion alone, where a device keeps the painting before; `small` is at most `short_side`.

        Args:
            small: the content, (h, w, 3) uint8 RGB, made small.
            width: of the painting, in pixels.
            height: of the painting, in pixels.
        """
        self._last = None
        return self._motion.estimate_small(small, width, height)

    @property
    def short_side(self) -> int:
        """Pixels at which motion is looked for."""
        return self._care.short_side

    def share(self, smoothing: float) -> float:
        """0..1: how much of the painting before is seen where the motion is sure."""
        return self._care.strongest * smoothing * (2 - smoothing)

    def apply(self, painted: Image, content: Image, smoothing: float) -> Image:
        """The next painted picture, smoothed.

        Args:
            painted: (H, W, 3) uint8 RGB.
            content: what it was painted from, (H, W, 3) uint8 RGB, the same size.
            smoothing: 0 (the picture itself, nothing is remembered) to 1.

        Returns:
            (H, W, 3) uint8 RGB, C-contiguous; the very picture at the beginning and after a cut.
        """
        if smoothing <= 0.0:
            self.reset()
            return painted
        motion, last = self._motion.estimate(content), self._last
        now: Kept = painted.astype(np.float32) if self._care.fine else painted
        if motion is None or last is None or last.shape != now.shape:
            self._last, self._added = now, 0.0
            return painted
        share = motion.confidence * np.float32(self.share(smoothing))
        self._last = _blend(now, carry(last, motion.flow, self._care.interpolation, motion.moving), share)
        if not self._care.fine:
            return np.asarray(self._last, np.uint8)
        shown = self._detailed(self._last, now, motion)
        _, positive = cv2.threshold(shown, 0, 0, cv2.THRESH_TOZERO)
        return cv2.convertScaleAbs(positive).astype(np.uint8, copy=False)

    def _detailed(self, blended: Kept, painted: Kept, motion: Motion) -> Kept:
        """Give back the fine detail that was lost between pixels, as much as the painting had of it."""
        wanted, left = _detail(painted), _detail(blended)
        lost = (wanted / max(left, 1e-3) - 1) * self._care.detail
        amount = min(MOST_DETAIL, max(0.0, lost))
        self._added = SETTLING * self._added + (1 - SETTLING) * amount if self._added else amount
        soft = cast("Kept", cv2.GaussianBlur(blended, (0, 0), DETAIL_SIGMA))
        more = np.asarray(self._added * motion.confidence, np.float32)
        return _blend(blended, soft, -more)


def _blend(now: Kept, before: Kept, share: NDArray[np.float32]) -> Kept:
    """`share` (H, W) of `before`, the rest of `now`; below 0, the contrary."""
    return cast("Kept", cv2.blendLinear(before, now, share, 1 - share))


def _detail(picture: Kept) -> float:
    """Mean strength of the finest detail: the absolute Laplacian of a plane."""
    return float(np.abs(cv2.Laplacian(cv2.extractChannel(picture, 1), cv2.CV_32F)).mean())
