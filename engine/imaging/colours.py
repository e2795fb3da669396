"""Keeping the content's colours, and fading to the content at low strengths."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.frame import Image

FAINT: float = 0.25
"""Strength below which the painted picture is mixed with the content; at 0 nothing else is seen."""


def show_through(painted: Image, content: Image, share: NDArray[np.float32] | float) -> Image:
    """Fade to the content: a network alone does not give it back pixel by pixel.

    Args:
        painted: (H, W, 3) uint8 RGB.
        content: (H, W, 3) uint8 RGB, the same size.
        share: 0..1, how much of the content is seen: everywhere, or (h, w) float32, resized to the picture.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    if isinstance(share, float):
        if share == 0.0:
            return painted
        return np.asarray(cv2.addWeighted(painted, 1 - share, content, share, 0), dtype=np.uint8)
    height, width = content.shape[:2]
    if share.shape != (height, width):
        share = np.asarray(cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return np.asarray(cv2.blendLinear(painted, content, 1 - share, share), dtype=np.uint8)


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
