"""Canvas: from a frame of any size to what the network can take, and back."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import Image

DEFAULT_RENDER_SIZE = 1920
"""Pixels: above this strokes get too fine to see and time is wasted, unless a person asks for it."""

SMALLEST_SIDE = 32
"""Pixels: the smallest picture that reflection padding at 1/8 size can work with."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Three sizes of one frame."""

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
    def of(cls, image: Image, render_size: int | None, multiple: int) -> "Canvas":
        """Plan for a frame; a frame is never enlarged."""
        height, width = image.shape[:2]
        scale = min(1.0, (render_size or DEFAULT_RENDER_SIZE) / max(width, height))
        return cls(width, height, max(1, round(width * scale)), max(1, round(height * scale)), multiple)

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
        right, bottom = self.padded_width - self.render_width, self.padded_height - self.render_height
        if right or bottom:
            small = cv2.copyMakeBorder(small, 0, bottom, 0, right, cv2.BORDER_REFLECT_101)  # type: ignore[assignment]
        return np.ascontiguousarray(small)

    def restore(self, painted: Image) -> Image:
        """Crop the padding and resize back: (height, width, 3) uint8, C-contiguous."""
        cropped = painted[: self.render_height, : self.render_width]
        return np.ascontiguousarray(resize(cropped, self.width, self.height))


def resize(image: Image, width: int, height: int) -> Image:
    """Resize (H, W, 3) uint8: by area when smaller, cubic when larger; the image itself if it fits."""
    if image.shape[1] == width and image.shape[0] == height:
        return image
    shrinks = width < image.shape[1] or height < image.shape[0]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return cv2.resize(image, (width, height), interpolation=method)  # type: ignore[return-value]


def mirrored(image: Image) -> Image:
    """Left and right exchanged: (H, W, 3) uint8."""
    return cv2.flip(image, 1).astype(np.uint8, copy=False)


def shrink(image: Image, *, short_side: int | None = None, long_side: int | None = None) -> Image:
    """Shrink so that a side is at most so many pixels; smaller pictures stay as they are. C-contiguous."""
    height, width = image.shape[:2]
    short = short_side / min(width, height) if short_side else 1.0
    scale = min(1.0, short, long_side / max(width, height) if long_side else 1.0)
    return np.ascontiguousarray(resize(image, max(1, round(width * scale)), max(1, round(height * scale))))


def enlarge(image: Image) -> Image:
    """Enlarge so that no side is below `SMALLEST_SIDE`; larger pictures stay as they are. C-contiguous."""
    height, width = image.shape[:2]
    return np.ascontiguousarray(resize(image, max(width, SMALLEST_SIDE), max(height, SMALLEST_SIDE)))


def _round_up(value: int, multiple: int) -> int:
    return -(-value // multiple) * multiple
