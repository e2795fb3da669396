"""Value noise in several octaves, for what is drawn by code."""

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
"""(H, W) float32."""


def fractal(width: int, height: int, cells: float, seed: int, octaves: int = 4) -> Field:
    """(height, width) float32, about 0..1: smooth noise in several sizes, the largest `cells` to a height."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        rows = max(2, round(cells * 2**octave))
        columns = max(2, round(rows * width / height))
        noise = random.random((rows, columns), dtype=np.float32)
        total += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * 0.5 ** (octave + 1)
    return total / np.float32(1 - 0.5**octaves)
