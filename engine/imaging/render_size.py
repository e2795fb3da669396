"""The render size: from a frame of any size to what the network can take, and back."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import Image, Pixels, downloaded
from engine.imaging.guided_enlarging import enlarge_guided
from engine.imaging.resizing import SMALLEST_SIDE, resize

DEFAULT_RENDER_SIZE = 1920
"""Pixels: above this strokes get too fine to see and time is wasted, unless a person asks for it."""

STEPS = 8
"""To an octave of render sizes: a stroke size that grows slowly needs no other network in each frame."""


def fitted_size(width: int, height: int, render_size: int | None, scale: float = 1.0) -> tuple[int, int]:
    """Width and height in pixels at which a frame is painted; only a small `scale` enlarges it.

    Args:
        width: of the frame, in pixels.
        height: of the frame, in pixels.
        render_size: the long side in pixels, at most; None = `DEFAULT_RENDER_SIZE`.
        scale: stroke size; the size is divided by its root. The other half of its effect is the style's,
            which is learned at this scale.
    """
    steps = round(STEPS * math.log2(scale) / 2)
    factor = min(1.0, (render_size or DEFAULT_RENDER_SIZE) / max(width, height)) / 2 ** (steps / STEPS)
    return max(1, round(width * factor)), max(1, round(height * factor))


@dataclass(frozen=True, slots=True)
class RenderSize:
    """The sizes of one frame: as it came, as it is painted, and padded for the network."""

    width: int
    """Pixels of the source's frame."""

    height: int
    """Pixels of the source's frame."""

    render_width: int
    """Pixels after resizing to the render size."""

    render_height: int
    """Pixels after resizing to the render size."""

    multiple: int
    """The network's sides must be multiples of this many pixels."""

    @classmethod
    def of(cls, image: Image, render_size: int | None, multiple: int) -> "RenderSize":
        """The sizes of a frame (H, W, 3); see `fitted_size`."""
        return cls.of_sides(image.shape[1], image.shape[0], render_size, multiple)

    @classmethod
    def of_sides(
        cls, width: int, height: int, render_size: int | None, multiple: int, scale: float = 1.0
    ) -> "RenderSize":
        """The same of a frame of so many pixels, wherever it is."""
        return cls(width, height, *fitted_size(width, height, render_size, scale), multiple)

    @property
    def padded_width(self) -> int:
        """Pixels the network works on."""
        return _round_up(max(self.render_width, SMALLEST_SIDE), self.multiple)

    @property
    def padded_height(self) -> int:
        """Pixels the network works on."""
        return _round_up(max(self.render_height, SMALLEST_SIDE), self.multiple)

    def fit(self, image: Image) -> Image:
        """Resize, then reflect-pad at the right and the bottom: (padded_height, padded_width, 3) uint8."""
        small = resize(image, self.render_width, self.render_height)
        return _padded(small, self.padded_width, self.padded_height)

    def fit_small(self, image: Pixels, short_side: int) -> Image:
        """What `fit` gives, halved until its short side has at most so many pixels; much quicker."""
        halvings = 0
        while min(self.padded_width, self.padded_height) >> halvings > short_side:
            halvings += 1
        width, height = max(1, self.render_width >> halvings), max(1, self.render_height >> halvings)
        small = downloaded(resize(image, width, height))
        return _padded(small, self.padded_width >> halvings, self.padded_height >> halvings)

    @property
    def enlarges(self) -> bool:
        """Whether a painting has to be enlarged to be as large as the source."""
        return self.render_width < self.width or self.render_height < self.height

    def restore(self, painted: Image, guide: Image | None = None) -> Image:
        """Crop the padding and enlarge: (height, width, 3) uint8, C-contiguous.

        Args:
            painted: (padded_height, padded_width, 3) uint8 RGB.
            guide: (height, width, 3) uint8 RGB: the source's frame, to enlarge along its edges; None = cubic.
        """
        cropped = painted[: self.render_height, : self.render_width]
        if guide is not None and self.enlarges:
            return enlarge_guided(cropped, guide)
        return np.ascontiguousarray(resize(cropped, self.width, self.height))


def _padded(image: Image, width: int, height: int) -> Image:
    """Reflected at the right and the bottom: (height, width, 3) uint8, C-contiguous."""
    right, bottom = width - image.shape[1], height - image.shape[0]
    if right or bottom:
        image = cv2.copyMakeBorder(image, 0, bottom, 0, right, cv2.BORDER_REFLECT_101)  # type: ignore[assignment]
    return np.ascontiguousarray(image)


def _round_up(value: int, multiple: int) -> int:
    return -(-value // multiple) * multiple
