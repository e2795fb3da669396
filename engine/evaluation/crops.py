"""The part of a picture that is evaluated."""

import numpy as np

from engine.errors import UsageError
from engine.frame import Image
from engine.imaging import resize_short_side

SIDE = 320
"""Pixels of the square that is cropped from the middle of pictures that are not resized."""

SMALLEST = 64
"""Pixels: the shortest side that can be evaluated."""


def crop(image: Image, size: int | None, name: str) -> Image:
    """The middle square: of `size` after the short side is resized to it, else of `SIDE` without resizing.

    Args:
        image: (H, W, 3) uint8 RGB.
        size: pixels, or None.
        name: of the picture, for the message.

    Returns:
        (h, w, 3) uint8 RGB; smaller than the square along a side that was shorter.

    Raises:
        UsageError: less than `SMALLEST` pixels are left.
    """
    image = crop_middle(image) if size is None else crop_middle(resize_short_side(image, size), size)
    if min(image.shape[:2]) < SMALLEST:
        raise UsageError(
            f"{name} is {image.shape[1]}x{image.shape[0]}; it takes at least {SMALLEST} pixels a side. "
            "Leave it out, or give a larger --size."
        )
    return image


def crop_middle(image: Image, side: int = SIDE) -> Image:
    """The middle square of `side`, or all of it along a side that is shorter."""
    top, left = (max(0, (length - side) // 2) for length in image.shape[:2])
    return np.ascontiguousarray(image[top : top + side, left : left + side])
