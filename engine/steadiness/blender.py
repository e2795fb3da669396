"""Blenders: the painting before, carried along the motion, and blended with the new one.

Their memory is used again for each frame: asking the system for it anew takes longer than the arithmetic.
"""

from abc import ABC, abstractmethod
from typing import Final, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.steadiness.motion import Motion, Plane

Fine = NDArray[np.float32]
"""(H, W, C): a picture, 0..255."""

PictureT = TypeVar("PictureT", NDArray[np.uint8], Fine)

GIVEN_BACK: Final = 0.4
"""Share of the fine detail lost between pixels that is given back."""

DETAIL_SIGMA: Final = 1.0
"""Pixels: detail that blending between pixels takes away is finer than this."""

MOST_DETAIL: Final = 1.5
"""How many times the detail that is left may be added again, at most."""

SETTLING: Final = 0.8
"""Share of the amount before in how much detail is added: else it would pulse."""

FOUR_CHANNELS: Final = cv2.COLOR_RGB2RGBA
"""In 8 bits OpenCV carries four channels twice as fast as three, and does all else faster with three."""

ROWS: Final = 128
"""Blended at a time: they stay in the processor's cache."""


class Blender(ABC):
    """Keeps the painting before; begins with the first one, (H, W, 3) uint8 RGB."""

    def __init__(self, painted: Image) -> None:
        height, width = painted.shape[:2]
        self.size = width, height
        self._flow = np.empty((height, width, 2), np.float32)

    @abstractmethod
    def blend(self, painted: Image, motion: Motion, strength: float) -> Image:
        """The next painting with as much of the one before as the motion is sure, times a strength 0..1."""

    def _carry(self, picture: PictureT, motion: Motion, way: int, out: PictureT) -> PictureT:
        """A picture as the motion sees it, interpolated in that way, in `out`; itself where nothing moves."""
        rows, columns = motion.moving
        part, flow = out[rows, columns], self._flow[rows, columns]
        if not part.size:
            return picture
        if part.shape != out.shape:
            np.copyto(out, picture)
        corner = np.array([columns.start, rows.start], np.float32)  # the map is relative to the part
        cv2.resize(motion.flow + corner, self.size, dst=self._flow)
        way, border = way | cv2.WARP_RELATIVE_MAP, cv2.BORDER_REPLICATE
        cv2.remap(picture, flow, None, way, dst=part, borderMode=border)  # type: ignore[call-overload]
        return out


class QuickBlender(Blender):
    """For live views: all in 8 bits, so a blend may stop one step short of its end."""

    def __init__(self, painted: Image) -> None:
        super().__init__(painted)
        self._last = np.asarray(cv2.cvtColor(painted, FOUR_CHANNELS), np.uint8)
        self._carried = np.empty_like(self._last)

    def blend(self, painted: Image, motion: Motion, strength: float) -> Image:
        """See Blender."""
        before = self._carry(self._last, motion, cv2.INTER_LINEAR, self._carried)
        share = cv2.resize(cv2.convertScaleAbs(motion.confidence, alpha=255 * strength), self.size)
        blended = np.empty_like(painted)
        for top in range(0, len(painted), ROWS):
            rows = slice(top, top + ROWS)
            _mix(painted[rows], before[rows], np.asarray(share[rows], np.uint8), out=blended[rows])
        cv2.cvtColor(blended, FOUR_CHANNELS, dst=self._last)
        return blended


class CarefulBlender(Blender):
    """For files: exact, between pixels by cubic interpolation, and with the fine detail that this takes."""

    def __init__(self, painted: Image) -> None:
        super().__init__(painted)
        self._last: Fine = painted.astype(np.float32)
        self._now, self._spare = np.empty_like(self._last), np.empty_like(self._last)
        height, width = painted.shape[:2]
        self._share, self._rest = (np.empty((height, width), np.float32) for _ in range(2))
        self._added = 0.0

    def blend(self, painted: Image, motion: Motion, strength: float) -> Image:
        """See Blender."""
        before = self._carry(self._last, motion, cv2.INTER_CUBIC, self._spare)
        np.copyto(self._now, painted)
        wanted = _detail(self._now)
        self._mix(self._now, before, motion.confidence, strength, self._now)
        self._last, self._now = self._now, self._last
        return self._detailed(wanted, motion.confidence)

    def _mix(self, now: Fine, before: Fine, confidence: Plane, factor: float, out: Fine) -> None:
        """Factor times confidence (h, w) of `before`, the rest of `now`; `out` may be one of the two."""
        cv2.resize(confidence * np.float32(factor), self.size, dst=self._share)
        cv2.subtract(1.0, self._share, dst=self._rest)  # type: ignore[call-overload]
        cv2.blendLinear(before, now, self._share, self._rest, dst=out)

    def _detailed(self, wanted: float, confidence: Plane) -> Image:
        """What is kept, sharpened until it has as much detail as the painting had."""
        lost = (wanted / max(_detail(self._last), 1e-3) - 1) * GIVEN_BACK
        amount = min(MOST_DETAIL, max(0.0, lost))
        self._added = SETTLING * self._added + (1 - SETTLING) * amount if self._added else amount
        cv2.GaussianBlur(self._last, (5, 5), DETAIL_SIGMA, dst=self._spare)
        self._mix(self._last, self._spare, confidence, -self._added, self._spare)
        cv2.threshold(self._spare, 0, 0, cv2.THRESH_TOZERO, dst=self._spare)
        return cv2.convertScaleAbs(self._spare).astype(np.uint8, copy=False)


def _mix(now: Image, before: Image, share: Image, out: Image) -> None:
    """So many 255ths (h, w) of `before`, which is RGBA; rises and falls apart, as bytes have no sign."""
    three = cv2.cvtColor(before, cv2.COLOR_RGBA2RGB)
    change = cv2.multiply(cv2.absdiff(three, now), cv2.cvtColor(share, cv2.COLOR_GRAY2RGB), scale=1 / 255)
    rise = cv2.min(change, cv2.subtract(three, now))  # 0 where it falls
    cv2.subtract(cv2.add(now, rise), cv2.subtract(change, rise), dst=out)


def _detail(picture: Fine) -> float:
    """Mean strength of the finest detail: the absolute Laplacian of a plane."""
    return float(np.abs(cv2.Laplacian(cv2.extractChannel(picture, 1), cv2.CV_32F)).mean())
