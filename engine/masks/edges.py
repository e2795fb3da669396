"""Edges of a mask that follow those of the picture: the guided filter.

He, Sun & Tang 2010, Guided Image Filtering; computed at a fraction of the size, as in He & Sun 2015, Fast
Guided Filter (arXiv 1505.00996): box sums cost next to nothing there, and the edges are still the picture's.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image
from engine.masks.painted import Weights

COARSE_SIDE: Final = 192
"""Pixels of the long side at which the filter's coefficients are computed."""

RADIUS: Final = 4
"""Pixels at that size: how far an edge may move to meet the picture's."""

SMOOTHNESS: Final = 2e-3
"""Variance of a grey (0..1) below which a window counts as flat."""

LOWEST, HIGHEST = 0.15, 0.85
"""What is unsure beyond them is no edge: else every pixel would belong to the region a little."""


def follow_edges(weights: Weights, image: Image) -> Weights:
    """Move a mask's edges to the picture's.

    Args:
        weights: (h, w) float32, 0..1, of any size.
        image: (H, W, 3) uint8 RGB.

    Returns:
        (H, W) float32, 0..1.
    """
    height, width = image.shape[:2]
    guide = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, COARSE_SIDE / max(height, width))
    coarse = max(1, round(width * scale)), max(1, round(height * scale))
    reduced = cv2.resize(guide, coarse, interpolation=cv2.INTER_AREA)
    small = np.asarray(reduced, np.float32) / np.float32(255)
    mask = np.asarray(cv2.resize(weights, coarse, interpolation=cv2.INTER_AREA), np.float32)
    mean, mean_mask = _mean(small), _mean(mask)
    slope = (_mean(small * mask) - mean * mean_mask) / (_mean(small * small) - mean * mean + SMOOTHNESS)
    offset = mean_mask - slope * mean
    large_slope, large_offset = (cv2.resize(_mean(part), (width, height)) for part in (slope, offset))
    followed = cv2.multiply(guide, large_slope, scale=1 / 255, dtype=cv2.CV_32F)
    return np.asarray(np.clip(cv2.add(followed, large_offset), 0, 1), np.float32)


def sharpened(weights: Weights) -> Weights:
    """What is unsure below `LOWEST` and above `HIGHEST` counts as none and all."""
    return np.asarray(np.clip((weights - LOWEST) / np.float32(HIGHEST - LOWEST), 0, 1), np.float32)


def _mean(values: NDArray[np.floating]) -> Weights:
    side = 2 * RADIUS + 1
    return np.asarray(cv2.blur(values, (side, side)), np.float32)
