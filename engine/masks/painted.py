"""Masks in memory: as a brush paints them, and as the frames of a stream need them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import UsageError
from engine.frame import read_only
from engine.masks.mask import Mask
from engine.masks.text import parse_mask

Weights = NDArray[np.float32]
"""(h, w) float32, 0..1: how much of each pixel belongs to a region. Of any size."""

Maps = NDArray[np.float32]
"""(K, h, w) float32, 0..1: a weight of each of K styles at each pixel, which sum to 1."""


@dataclass(frozen=True, eq=False, slots=True)
class PaintedMask:
    """A mask in memory, as a brush paints it."""

    weights: Weights
    """(h, w) float32, 0..1, read-only; it is resized to the frame."""

    def __post_init__(self) -> None:
        weights = self.weights
        if weights.ndim != 2 or not weights.size or weights.dtype != np.float32:
            raise UsageError(f"A mask is (h, w) float32 from 0 to 1, not {weights.shape} {weights.dtype}.")
        if not (weights.min() >= 0.0 and weights.max() <= 1.0):
            raise UsageError("A mask's weights must be from 0 (outside) to 1 (inside).")
        object.__setattr__(self, "weights", read_only(weights))  # frozen: the one way to set a field


AnyMask = Mask | PaintedMask


def mask_of(mask: AnyMask | str | Path | NDArray[Any]) -> AnyMask:
    """The mask that is meant: itself, its text, its file, or an array (h, w), uint8 or float from 0 to 1.

    Raises:
        UsageError: as `parse_mask`; or the array is no mask.
    """
    if isinstance(mask, Mask | PaintedMask):
        return mask
    if isinstance(mask, str):
        return parse_mask(mask)
    if isinstance(mask, Path):
        return Mask("file", mask)
    scale = 255 if mask.dtype == np.uint8 else 1
    return PaintedMask(np.array(mask, np.float32) / np.float32(scale))
