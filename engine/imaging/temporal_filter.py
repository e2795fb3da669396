"""Temporal filter: smooths the content, so that still areas do not flicker and moving ones leave no ghost.

A painting network amplifies a sensor's noise: brush strokes jump although nothing moves. So the noise is held
back before the painting. Where a picture differs from the (smoothed) one before by no more than its noise, it
is blended with it; where it differs by more, it passes untouched. How much noise there is, is seen in the
stillest fifth of the picture.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image

Fine = NDArray[np.float32]
"""(H, W, 3): a picture, 0..255. In 8 bits, a blend would stop short of its end."""

STRONGEST: Final = 0.9
"""Share of the picture before at smoothing 1."""

CUT: Final = 0.6
"""When more than this share of the picture moves, it is a cut (or a pan), and all of it passes."""

STILLEST: Final = 20
"""Per cent of the picture that is taken to be still."""

FINE_MOTION: Final = 2.5
"""Texture moves where the mean difference of its pixels is so many times that of the stillest fifth."""

COARSE_MOTION: Final = 16.0
"""An area moves where its mean colour changes so many times as much: in a normal distribution, 4 sigma."""

ROWS: Final = 64
"""Blended at a time: what was written is still in the processor's cache when it is read again."""

QUIETEST, LOUDEST = (0.7, 0.05), (10.0, 0.4)
"""Of 255: bounds of the estimated fine and coarse noise."""


class TemporalFilter:
    """Smooths a stream of pictures. Keeps the one before, so there is one for each stream."""

    def __init__(self) -> None:
        self._last: Fine | None = None
        self._exact: Fine = np.empty((0, 0, 3), np.float32)
        self._half: Image = np.empty((0, 0, 3), np.uint8)

    @property
    def half(self) -> Image:
        """The picture that `apply` gave last, at half the size: (H / 2, W / 2, 3) uint8 RGB."""
        return self._half

    def reset(self) -> None:
        """Begin anew with the next picture."""
        self._last = None

    def apply(self, image: Image, smoothing: float) -> Image:
        """The next picture, smoothed.

        Args:
            image: (H, W, 3) uint8 RGB.
            smoothing: 0 (the image itself, nothing is remembered) to 1.

        Returns:
            (H, W, 3) uint8 RGB, C-contiguous; the very image at the beginning and after a cut.
        """
        if smoothing <= 0.0:
            self.reset()
            return image
        last, half = self._last, _halved(image)
        if last is None or last.shape != image.shape:
            return self._begin(image, half)
        moving = _motion(half, self._half)
        if cv2.mean(moving)[0] > CUT:
            np.copyto(last, image)
            self._half = half
            return image
        steady = self._blend(image, last, STRONGEST * smoothing, moving)
        self._half = _halved(steady)
        return steady

    def _begin(self, image: Image, half: Image) -> Image:
        self._last, self._half = image.astype(np.float32), half
        self._exact = np.empty((ROWS, *image.shape[1:]), np.float32)
        return image

    def _blend(self, image: Image, last: Fine, share: float, moving: Image) -> Image:
        """In the memory of `last`: to ask for memory for each frame takes longer than to calculate."""
        mask, steady = _enlarged(moving, image), np.empty_like(image)
        for top in range(0, len(image), ROWS):
            rows = slice(top, top + ROWS)
            cv2.accumulateWeighted(image[rows], last[rows], 1.0 - share)
            if mask[rows].any():
                exact = self._exact[: len(image[rows])]
                np.copyto(exact, image[rows])
                # Where still meets moving, both differ by no more than the noise: a hard edge is not seen.
                cv2.copyTo(exact, mask[rows], last[rows])
            cv2.convertScaleAbs(last[rows], dst=steady[rows])
        return steady


def _motion(now: Image, before: Image) -> Image:
    """Which areas of 4 x 4 pixels move, 0 or 1: (H / 4, W / 4) uint8, from pictures of half the size."""
    difference = cv2.cvtColor(cv2.absdiff(now, before), cv2.COLOR_RGB2GRAY)
    fine = _halved(np.asarray(difference, np.uint8)).astype(np.float32)
    change = cv2.blur(cv2.subtract(_halved(now), _halved(before), dtype=cv2.CV_32F), (3, 3))
    red, green, blue = cv2.split(np.abs(change))
    coarse = np.asarray(cv2.max(cv2.max(red, green), blue), np.float32)
    moving = cv2.blur(fine, (3, 3)) > FINE_MOTION * _noise(fine, 0)
    moving |= coarse > COARSE_MOTION * _noise(coarse, 1)
    return np.asarray(cv2.dilate(moving.astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


def _noise(difference: NDArray[np.float32], kind: int) -> float:
    some = difference[::4, ::4].ravel()
    place = len(some) * STILLEST // 100
    seen = float(np.partition(some, place)[place])
    return min(max(seen, QUIETEST[kind]), LOUDEST[kind])


def _enlarged(mask: Image, image: Image) -> Image:
    """(h, w) -> (H, W), the nearest; a row at a time, as OpenCV enlarges pixel by pixel."""
    height, width = image.shape[:2]
    wide = cv2.resize(mask, (width, len(mask)), interpolation=cv2.INTER_NEAREST)
    return np.asarray(wide[np.arange(height) * len(mask) // height], np.uint8)


def _halved(image: Image) -> Image:
    height, width = image.shape[:2]
    size = max(1, width // 2), max(1, height // 2)
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
