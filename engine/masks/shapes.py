"""Masks drawn by a formula: a side of the picture, a circle that may move, brightness."""

import math
from fractions import Fraction
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Pixels, downloaded
from engine.masks.base import MaskSource, Segment
from engine.masks.mask import Mask
from engine.masks.painted import Weights

ORBIT: Final = 0.3
"""Radius of the way of a moving circle's centre: a share of the width and of the height."""


class SideSource(MaskSource):
    """A side of the picture, up to a soft edge."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._last: Weights | None = None

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        if self._last is None or self._last.shape != image.shape[:2]:
            self._last = self._draw(*image.shape[:2])
        return self._last

    def _draw(self, height: int, width: int) -> Weights:
        mask = self._mask
        across = mask.kind in ("left", "right")
        length = width if across else height
        position = np.arange(length, dtype=np.float32) + 0.5  # pixels from the left, or from the top
        inside = _ramp(mask.at * length - position, mask.edge * min(height, width))
        if mask.kind in ("right", "bottom"):
            inside = 1 - inside
        line = inside[None, :] if across else inside[:, None]
        return np.ascontiguousarray(np.broadcast_to(line, (height, width)), np.float32)


class CircleSource(MaskSource):
    """A circle with a soft edge; it may go round."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._last: tuple[tuple[float, ...], Weights] | None = None

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        height, width = image.shape[:2]
        x, y = self._centre(time)
        key = (height, width, x, y)
        if self._last is None or self._last[0] != key:
            down = np.arange(height, dtype=np.float32)[:, None] + (0.5 - y * height)
            right = np.arange(width, dtype=np.float32)[None, :] + (0.5 - x * width)
            short = min(height, width)
            distance = np.float32(self._mask.size * short) - np.hypot(down, right)
            inside = _ramp(distance, self._mask.edge * short)
            self._last = key, inside
        return self._last[1]

    def _centre(self, time: Fraction) -> tuple[float, float]:
        if not self._mask.seconds:
            return self._mask.x, self._mask.y
        angle = math.tau * float(time) / self._mask.seconds
        return self._mask.x + ORBIT * math.sin(angle), self._mask.y - ORBIT * math.cos(angle)


class BrightnessSource(MaskSource):
    """What is brighter, or darker, than a luma."""

    def __init__(self, mask: Mask) -> None:
        luma = np.arange(256, dtype=np.float32) / 255
        bright = _ramp(luma - mask.at, mask.edge)
        self._table = bright if mask.kind == "bright" else 1 - bright

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        grey = cv2.cvtColor(downloaded(image), cv2.COLOR_RGB2GRAY)
        smooth = cv2.GaussianBlur(grey, (0, 0), max(1.0, min(grey.shape) / 200))  # grain makes no specks
        return np.asarray(self._table[smooth], np.float32)


def _ramp(distance: NDArray[np.floating], width: float) -> Weights:
    """0 where `distance` is below -width / 2, 1 above width / 2, and smooth between them (Hermite)."""
    share = np.clip(distance / np.float32(max(width, 1e-6)) + np.float32(0.5), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)
