"""Masks that somebody made: a picture, or what a brush has painted."""

from fractions import Fraction

import cv2
import numpy as np

from engine.frame import Image, Pixels
from engine.masks.base import MaskSource, Segment
from engine.masks.painted import Weights


class StillMaskSource(MaskSource):
    """The same weights for every frame, resized to it."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._last: Weights | None = None

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        if self._last is None or self._last.shape != image.shape[:2]:
            self._last = fitted(self._weights, image)
        return self._last


def grey(image: Image) -> Weights:
    """The weights that a picture (h, w, 3) uint8 RGB shows: white = 1."""
    return np.float32(1 / 255) * cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)


def fitted(weights: Weights, image: Pixels) -> Weights:
    """Weights of any size, resized to that of a frame."""
    height, width = image.shape[:2]
    method = cv2.INTER_AREA if weights.shape[0] > height else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(weights, (width, height), interpolation=method), np.float32)
