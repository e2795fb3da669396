"""Pictures to look at: a contact sheet, and pages at full size with enlarged crops.

At the size of a thumbnail all looks well.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image as Pillow

from engine.frame import Image

PAIRS = 12
"""Pairs on the contact sheet, and pages."""

CONTACT_SIDE = 200
"""Pixels of a picture on the contact sheet."""

ENLARGEMENT = 2
"""Of the crops, pixel by pixel, so that nothing is smoothed."""

EDGE_BLUR = 2.0
"""Deviation of the Gaussian before the strongest edge is looked for, pixels."""


def row(*pictures: Image) -> Image:
    """Pictures beside each other, small. (H, W, 3) uint8 RGB each -> (side, count * side, 3)."""
    size = (CONTACT_SIDE, CONTACT_SIDE)
    small = (Pillow.fromarray(each).resize(size, Pillow.Resampling.LANCZOS) for each in pictures)
    return np.concatenate([np.asarray(each) for each in small], axis=1)


def contact_sheet(rows: Sequence[Image]) -> Pillow.Image:
    """Rows of photo, artwork, result; two rows beside each other."""
    height, width = rows[0].shape[:2]
    sheet = Pillow.new("RGB", (2 * width, (len(rows) + 1) // 2 * height), "white")
    for index, each in enumerate(rows):
        sheet.paste(Pillow.fromarray(each), (index % 2 * width, index // 2 * height))
    return sheet


def page(photo: Image, artwork: Image, result: Image) -> Pillow.Image:
    """Photo, artwork and result; below them the result's flattest part, its strongest edge and its middle.

    Where they are is decided by the photo, so that pages of two networks show the same places.

    Args:
        photo: (H, W, 3) uint8 RGB.
        artwork: (h, w, 3) uint8 RGB.
        result: (H, W, 3) uint8 RGB.
    """
    height, width = photo.shape[:2]
    side = min(height, width) // ENLARGEMENT
    enlarged = side * ENLARGEMENT
    sheet = Pillow.new("RGB", (3 * width, height + enlarged), "white")
    for column, picture in enumerate((photo, artwork, result)):
        sheet.paste(Pillow.fromarray(picture[:height, :width]), (column * width, 0))
    for column, (top, left) in enumerate(interesting_places(photo, side)):
        part = Pillow.fromarray(np.ascontiguousarray(result[top : top + side, left : left + side]))
        sheet.paste(part.resize((enlarged, enlarged), Pillow.Resampling.NEAREST), (column * width, height))
    return sheet


def interesting_places(photo: Image, side: int) -> tuple[tuple[int, int], ...]:
    """Top and left of squares inside the photo: its flattest, at its strongest edge, in its middle."""
    height, width = photo.shape[:2]
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)
    sums = cv2.integral(np.abs(cv2.Laplacian(grey, cv2.CV_32F)))
    detail = sums[side:, side:] - sums[side:, :-side] - sums[:-side, side:] + sums[:-side, :-side]
    top, left = np.unravel_index(detail.argmin(), detail.shape)
    edges = cv2.GaussianBlur(grey, (0, 0), EDGE_BLUR)
    steep = np.hypot(cv2.Sobel(edges, cv2.CV_32F, 1, 0), cv2.Sobel(edges, cv2.CV_32F, 0, 1))
    y, x = np.unravel_index(steep.argmax(), steep.shape)
    at_edge = (_start(int(y), side, height), _start(int(x), side, width))
    return (
        (int(top), int(left)),
        at_edge,
        (_start(height // 2, side, height), _start(width // 2, side, width)),
    )


def _start(middle: int, side: int, length: int) -> int:
    return min(max(0, middle - side // 2), length - side)
