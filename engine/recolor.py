"""Keeping the content's colours under the style's brush strokes."""

import cv2
import numpy as np

from engine.frame import Image


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
