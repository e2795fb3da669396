"""A rough mask that becomes the outline of what lies in it: GrabCut (Rother et al. 2004), as in OpenCV."""

from fractions import Fraction
from typing import Final

import cv2
import numpy as np

from engine.frame import Image, Pixels, downloaded
from engine.masks.base import MaskSource, Segment
from engine.masks.edges import follow_edges, sharpened
from engine.masks.painted import Weights

LONG_SIDE: Final = 320
"""Pixels at which the outline is looked for; it follows the picture's edges afterwards."""

ROUNDS: Final = 5
"""Of GrabCut: after these outlines hardly change."""

SURE: Final = 0.95
"""Weights above it, and below 1 minus it, need not be looked at."""


class CutOutSource(MaskSource):
    """Cuts out what lies in a rough mask. Takes a tenth of a second for each picture that is another one."""

    def __init__(self, rough: MaskSource, *, drawn: bool) -> None:
        """Be ready.

        Args:
            rough: around the thing; it may reach too far.
            drawn: a picture that somebody drew: its white is surely a part of the thing, its grey may be.
        """
        self._rough, self._drawn = rough, drawn
        self._seen: tuple[Image, Weights] | None = None
        self._found: Weights | None = None

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        seen = downloaded(image)
        rough = self._rough.weights(seen, time, segment)
        known = self._seen is not None and self._seen[1] is rough and np.array_equal(self._seen[0], seen)
        if self._found is None or not known:
            self._seen = seen, rough
            self._found = sharpened(follow_edges(cut_out(seen, rough, drawn=self._drawn), seen))
        return self._found

    def close(self) -> None:
        self._rough.close()


def cut_out(image: Image, rough: Weights, *, drawn: bool) -> Weights:
    """The outline of what lies in a rough mask.

    Args:
        image: (H, W, 3) uint8 RGB.
        rough: (H, W) float32, 0..1.
        drawn: see `CutOutSource`.

    Returns:
        (h, w) float32, 0 or 1, where the long side is at most `LONG_SIDE`; the rough mask where nothing can
        be told from anything else.
    """
    height, width = rough.shape
    scale = min(1.0, LONG_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small, weights = (cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (image, rough))
    labels = np.where(weights > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    labels[weights < 1 - SURE] = cv2.GC_BGD
    if drawn:
        labels[weights > SURE] = cv2.GC_FGD
    cv2.setRNGSeed(0)  # the same picture has the same outline
    try:
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(np.asarray(small), labels, (0, 0, 1, 1), *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # there is no inside, or no outside, to learn from
        return np.asarray(weights, np.float32)
    return np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
