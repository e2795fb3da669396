"""What the drawings share: fields of noise, palettes, paper, light on thick paint."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.artwork.noise import fractal
from engine.frame import Image

SIZE: int = 640
"""Pixels: every picture is square."""

Color = tuple[int, int, int]
"""RGB, 0..255."""

Field = NDArray[np.floating[Any]]
"""(H, W), mostly 0..1."""

Paint = NDArray[np.floating[Any]]
"""(H, W, 3) RGB, about 0..255."""


def noise(cells: float, seed: int, octaves: int = 4, size: int = SIZE) -> Field:
    """(size, size) soft noise stretched to 0..1."""
    field = fractal(size, size, cells, seed, octaves)
    low, high = np.percentile(field, (1, 99))
    stretched: Field = np.clip((field - low) / (high - low), 0, 1).astype(np.float32)
    return stretched


def grid(size: int = SIZE) -> tuple[Field, Field]:
    """(x, y), each (size, size), 0..1 from left to right and from top to bottom."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size
    return x, y


def ramp(field: Field, colors: Sequence[Color]) -> Paint:
    """Colours for a field of 0..1, interpolated between evenly spaced ones."""
    places = np.linspace(0, 1, len(colors))
    channels = [np.interp(field, places, [color[channel] for color in colors]) for channel in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def mix(below: Paint, above: Paint | Color, cover: Field) -> Paint:
    """Lay paint over paint; cover is 0..1."""
    color = np.asarray(above, np.float32)
    mixed: Paint = below + (color - below) * cover[..., np.newaxis]
    return mixed


def steps(field: Field, edge: float, soft: float) -> Field:
    """0 below the edge, 1 above, with a soft passage."""
    passage: Field = np.clip((field - edge) / soft + 0.5, 0, 1)
    return passage


def blur(image: Paint, sigma: float) -> NDArray[np.float32]:
    """Gaussian, of a Field or a Paint."""
    return cv2.GaussianBlur(image, (0, 0), sigma).astype(np.float32)


def lit(image: Paint, height: Field, strength: float) -> Paint:
    """Light from the upper left on a surface of this height."""
    slope = cv2.Sobel(height, cv2.CV_32F, 1, 0) + cv2.Sobel(height, cv2.CV_32F, 0, 1)
    shaded: Paint = image - np.clip(slope * strength, -70, 70)[..., np.newaxis]
    return shaded


def paper_grain(seed: int, strength: float, size: int = SIZE) -> Field:
    """(size, size) around 0: the tooth of rough paper."""
    random = np.random.default_rng(seed)
    return blur(random.standard_normal((size, size), np.float32), 1.1) * (3 * strength)


def finished(image: Paint) -> Image:
    """Rounded to bytes, at the final size."""
    if image.shape[0] != SIZE:
        image = cv2.resize(image, (SIZE, SIZE), interpolation=cv2.INTER_AREA).astype(np.float32)
    done: Image = np.clip(image + 0.5, 0, 255).astype(np.uint8)
    return done
