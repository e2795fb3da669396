"""Steady: temporal smoothing of the content, so that still areas do not boil and moving ones do not ghost.

A painting network amplifies a sensor's noise: brush strokes jump although nothing moves. So the noise is held
back before the painting. Where a picture differs from the (smoothed) one before by no more than its noise, it
is blended with it; where it differs by more, it passes untouched. The noise is estimated from the stillest
fifth of the picture.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image

SCALE: Final = 4
"""Motion is looked for in a picture this many times smaller: that averages noise away, and is fast."""

STRONGEST: Final = 0.9
"""Share of the picture before at smoothing 1."""

QUIETEST, LOUDEST = 1.0, 10.0
"""Of 255: what is believed of an estimated noise (mean difference per pixel)."""

MOTION: Final = 2.5
"""So many times the noise is motion."""

CUT: Final = 0.6
"""When more than this share of the picture moves, it is a cut (or a pan), and all of it passes."""


class Steadier:
    """Smooths a stream of pictures. Keeps the one before, so there is one for each stream."""

    def __init__(self) -> None:
        self._last: Image | None = None

    def steady(self, image: Image, smoothing: float) -> Image:
        """The next picture, smoothed.

        Args:
            image: (H, W, 3) uint8 RGB.
            smoothing: 0 (the image itself, nothing is remembered) to 1.

        Returns:
            (H, W, 3) uint8 RGB, C-contiguous.
        """
        last = self._last
        if smoothing <= 0.0:
            self._last = None
            return image
        if last is not None and last.shape == image.shape:
            image = _blend(image, last, STRONGEST * smoothing)
        self._last = image
        return image


def _blend(image: Image, last: Image, share: float) -> Image:
    moving = _motion(image, last)
    if float(moving.mean()) > CUT:
        return image
    height, width = image.shape[:2]
    mask = cv2.resize(moving.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    # Where still meets moving, both differ by no more than the noise: a hard edge is not seen.
    blended = cv2.addWeighted(image, 1.0 - share, last, share, 0.0)
    return cv2.copyTo(image, mask, blended).astype(np.uint8, copy=False)


def _motion(image: Image, last: Image) -> NDArray[np.bool_]:
    """Which small areas move: (H / SCALE, W / SCALE) bool."""
    difference = cv2.cvtColor(cv2.absdiff(image, last), cv2.COLOR_RGB2GRAY)
    height, width = difference.shape
    size = max(1, width // SCALE), max(1, height // SCALE)
    small = cv2.resize(difference, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    noise = min(max(float(np.percentile(small[::2, ::2], 20)), QUIETEST), LOUDEST)
    loud = cv2.dilate(cv2.blur(small, (3, 3)), np.ones((3, 3), np.uint8))
    return np.asarray(loud > MOTION * noise)
