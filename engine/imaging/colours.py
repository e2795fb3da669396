"""Keeping the content's colours, and fading to the content at low strengths."""

import cv2
import numpy as np

from engine.frame import Image

FAINT: float = 0.25
"""Strength below which the painted picture is mixed with the content."""


def show_through(painted: Image, content: Image, strength: float) -> Image:
    """Fade to the content as the strength goes to 0: a network alone does not give it back pixel by pixel.

    Args:
        painted: (H, W, 3) uint8 RGB.
        content: (H, W, 3) uint8 RGB, the same size.
        strength: 0..1; from `FAINT` on nothing is changed.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    if strength >= FAINT:
        return painted
    part = strength / FAINT
    return np.asarray(cv2.addWeighted(painted, part, content, 1 - part, 0), dtype=np.uint8)


def keep_colors(painted: Image, content: Image) -> Image:
    """Luma of `painted`, chroma of `content` (Gatys et al. 2016, arXiv 1606.05897, section 3).

    Args:
        painted: (H, W, 3) uint8 RGB.
        content: (H, W, 3) uint8 RGB, the same size.

    Returns:
        (H, W, 3) uint8 RGB, a new array.
    """
    mixed = cv2.cvtColor(content, cv2.COLOR_RGB2YCrCb)
    mixed[:, :, 0] = cv2.cvtColor(painted, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(mixed, cv2.COLOR_YCrCb2RGB), dtype=np.uint8)
