"""Resizing and mirroring of pictures, (H, W, 3) uint8 RGB, in the CPU's memory or in a device's."""

from typing import Any, overload

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from engine.frame import DeviceImage, Image, Pixels, downloaded

SMALLEST_SIDE = 32
"""Pixels: the smallest picture that reflection padding at 1/8 size can work with."""


ENOUGH = 1.8
"""Halves stay so many times as large as what is wanted: averaging what is hardly larger would blur it."""


@overload
def resize(image: Image, width: int, height: int) -> Image: ...
@overload
def resize(image: DeviceImage, width: int, height: int) -> DeviceImage: ...
def resize(image: Pixels, width: int, height: int) -> Pixels:
    """Resize (H, W, 3) uint8: by area when smaller, cubic when larger; the image itself if it fits."""
    if image.shape[1] == width and image.shape[0] == height:
        return image
    if isinstance(image, DeviceImage):
        return image.resized(width, height)
    if width < image.shape[1] or height < image.shape[0]:
        return average(image, width, height).astype(np.uint8, copy=False)
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC)  # type: ignore[return-value]


def average(image: NDArray[Any], width: int, height: int) -> NDArray[Any]:
    """Shrink (H, W) or (H, W, 3) by area: to halves first, which OpenCV does ten times as fast."""
    while _can_be_halved(image.shape[1], width) and _can_be_halved(image.shape[0], height):
        half = image.shape[1] // 2, image.shape[0] // 2
        image = cv2.resize(image, half, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA))


def _can_be_halved(side: int, wanted: int) -> bool:
    return side % 2 == 0 and side // 2 >= ENOUGH * wanted


def fit_into(image: Image, width: int, height: int) -> Image:
    """The image itself when it has this size, else scaled into it, on black: (height, width, 3) uint8."""
    there_height, there_width = image.shape[:2]
    if (there_width, there_height) == (width, height):
        return image
    scale = min(width / there_width, height / there_height)
    fitted = resize(image, max(1, round(there_width * scale)), max(1, round(there_height * scale)))
    canvas = np.zeros((height, width, 3), np.uint8)
    top, left = (height - fitted.shape[0]) // 2, (width - fitted.shape[1]) // 2
    canvas[top : top + fitted.shape[0], left : left + fitted.shape[1]] = fitted
    return canvas


@overload
def mirrored(image: Image) -> Image: ...
@overload
def mirrored(image: DeviceImage) -> DeviceImage: ...
def mirrored(image: Pixels) -> Pixels:
    """Left and right exchanged: (H, W, 3) uint8."""
    if isinstance(image, DeviceImage):
        return image.mirrored()
    return cv2.flip(image, 1).astype(np.uint8, copy=False)


def shrink(image: Pixels, *, short_side: int | None = None, long_side: int | None = None) -> Image:
    """Shrink so that a side is at most so many pixels; smaller pictures stay as they are. C-contiguous.

    One on a device is brought when it is small.
    """
    height, width = image.shape[:2]
    short = short_side / min(width, height) if short_side else 1.0
    scale = min(1.0, short, long_side / max(width, height) if long_side else 1.0)
    small = resize(image, max(1, round(width * scale)), max(1, round(height * scale)))
    return np.ascontiguousarray(downloaded(small))


def resize_short_side(image: Image, short_side: int) -> Image:
    """Lanczos, larger or smaller: (H, W, 3) uint8. Area averaging would soften the strokes of artworks."""
    height, width = image.shape[:2]
    scale = short_side / min(height, width)
    if scale == 1:
        return image
    size = (max(short_side, round(width * scale)), max(short_side, round(height * scale)))
    return np.array(Pillow.fromarray(image).resize(size, Pillow.Resampling.LANCZOS))


def enlarge(image: Image) -> Image:
    """Enlarge so that no side is below `SMALLEST_SIDE`; larger pictures stay as they are. C-contiguous."""
    height, width = image.shape[:2]
    return np.ascontiguousarray(resize(image, max(width, SMALLEST_SIDE), max(height, SMALLEST_SIDE)))


def fit_style_picture(image: Image, short_side: int, scale: float = 1.0) -> Image:
    """A style picture as a network learns it: the short side at most so many pixels, no side too small.

    `scale` makes it as many times as large, for larger strokes.
    """
    return enlarge(resize_short_side(image, max(1, round(min(short_side, *image.shape[:2]) * scale))))
