"""Smooth shapes on a picture, in units that do not depend on its size."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image

Color = tuple[int, int, int]
"""RGB, 0..255."""

Point = tuple[float, float]
"""(x, y) in heights of the picture: (0, 0) is the top left corner, y = 1 the lower edge."""

SHIFT: int = 4
"""Bits of a pixel's fraction that OpenCV draws with, so that slow things move smoothly."""


class Brush:
    """Draws on one picture, with soft edges."""

    def __init__(self, image: Image) -> None:
        self._image = image
        self._height = image.shape[0]
        self.width = image.shape[1] / image.shape[0]
        """Of the picture, in its heights."""

    def polygon(self, points: Sequence[Point] | NDArray[np.float64], color: Color) -> None:
        """Fill a shape."""
        cv2.fillPoly(self._image, [self._pixels(points)], color, cv2.LINE_AA, SHIFT)

    def line(self, points: Sequence[Point] | NDArray[np.float64], color: Color, thick: float) -> None:
        """Draw through points; `thick` is in heights of the picture, at least a pixel."""
        pixels = max(1, round(thick * self._height))
        cv2.polylines(self._image, [self._pixels(points)], False, color, pixels, cv2.LINE_AA, SHIFT)

    def disc(self, centre: Point, radius: float, color: Color) -> None:
        """Fill a circle."""
        x, y, size = ((np.array([*centre, radius]) * self._height * 2**SHIFT).round().astype(int)).tolist()
        cv2.circle(self._image, (x, y), size, color, -1, cv2.LINE_AA, SHIFT)

    def _pixels(self, points: Sequence[Point] | NDArray[np.float64]) -> NDArray[np.int32]:
        scaled = np.asarray(points, dtype=np.float64) * self._height * 2**SHIFT
        pixels: NDArray[np.int32] = scaled.round().astype(np.int32)
        return pixels
