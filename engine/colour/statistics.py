"""Colours of a picture as mean and covariance, and the affine change that gives one picture those of another.

CORAL (Sun, Feng, Saenko 2016, arXiv 1511.05547) on colours, as Gatys et al. 2016 (arXiv 1606.05897)
and Huang & Belongie 2017 (section 7.3) use it: x -> A (x - m_source) + m_target with
A = C_target^(1/2) C_source^(-1/2).
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image, Pixels
from engine.imaging import shrink

Matrix = NDArray[np.float64]
"""(3,) or (3, 3) float64."""

LEAST_SPREAD: Final = 0.03
"""Of 1: standard deviation that both pictures are given more of in every direction, so that the noise of a
nearly grey picture does not become colour."""

SAMPLED_SIDE: Final = 96
"""Pixels: pictures are shrunk to it before their colours are measured."""


@dataclass(frozen=True, eq=False, slots=True)
class ColourStatistics:
    """Mean and covariance of a picture's RGB, 0..1."""

    mean: Matrix
    """(3,) float64."""

    covariance: Matrix
    """(3, 3) float64, symmetric."""

    @property
    def key(self) -> bytes:
        """What names them in a cache: the same for the same numbers."""
        return self.mean.tobytes() + self.covariance.tobytes()


@dataclass(frozen=True, eq=False, slots=True)
class Recolouring:
    """An affine change of colours: x -> matrix x + offset, RGB 0..1."""

    matrix: Matrix
    """(3, 3) float64."""

    offset: Matrix
    """(3,) float64."""

    def apply(self, image: Image) -> Image:
        """Recolour (H, W, 3) uint8 RGB; what leaves the range is cut off."""
        change = np.column_stack([self.matrix, 255 * self.offset])
        changed = cv2.transform(image.astype(np.float32), change)
        return np.clip(np.rint(changed), 0, 255).astype(np.uint8)


def colours_of(image: Pixels) -> ColourStatistics:
    """Of a picture (H, W, 3) uint8 RGB, wherever it is."""
    pixels = shrink(image, long_side=SAMPLED_SIDE).reshape(-1, 3).astype(np.float64) / 255
    centred = pixels - (mean := pixels.mean(axis=0))
    return ColourStatistics(mean, centred.T @ centred / len(pixels))


def coral(source: ColourStatistics, target: ColourStatistics) -> Recolouring:
    """The change that gives pixels with the colours of `source` those of `target`, in closed form."""
    more = LEAST_SPREAD**2 * np.eye(3)
    matrix = _power(target.covariance + more, 0.5) @ _power(source.covariance + more, -0.5)
    return Recolouring(matrix, target.mean - matrix @ source.mean)


def _power(symmetric: Matrix, exponent: float) -> Matrix:
    """Of a positive definite matrix (3, 3), by its eigenvalues."""
    values, vectors = np.linalg.eigh(symmetric)
    return np.asarray((vectors * values**exponent) @ vectors.T)
