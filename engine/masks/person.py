"""A mask of the person in the picture, by a small network; see `models/person`."""

from fractions import Fraction
from typing import Final

import numpy as np

from engine.frame import Pixels, downloaded
from engine.masks.base import MaskSource, Segment
from engine.masks.edges import follow_edges, sharpened
from engine.masks.mask import Mask
from engine.masks.painted import Weights

CALM: Final = 0.3
"""Share of a new mask where it says nearly what the one before said: noise does not make an edge tremble."""

MOVING: Final = 0.25
"""Where two masks differ by so much something moved, and the new one counts alone: no lag, no ghost."""


class PersonSource(MaskSource):
    """The person, or all but the person. Every frame is looked at, so that the mask is never late."""

    def __init__(self, mask: Mask) -> None:
        self._inside = mask.kind == "person"
        self._found: Weights | None = None

    def weights(self, image: Pixels, time: Fraction, segment: Segment) -> Weights:
        seen = downloaded(image)
        self._found = steadied(segment(seen), self._found)
        sure = sharpened(follow_edges(self._found, seen))
        return np.asarray(sure if self._inside else 1 - sure, np.float32)


def steadied(found: Weights, before: Weights | None) -> Weights:
    """A mask without the trembling of the network: small differences count little, large ones fully.

    Args:
        found: (h, w) float32, 0..1: what the network finds in this frame.
        before: the same of the frame before, steadied; None: there is none.

    Returns:
        (h, w) float32; `found` itself wherever something moved.
    """
    if before is None or before.shape != found.shape:
        return found
    change = found - before
    share = np.minimum(1, CALM + np.float32((1 - CALM) / MOVING) * np.abs(change))
    return np.asarray(before + share * change, np.float32)
